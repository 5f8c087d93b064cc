/** The bridge of browser mode: commands by POST, events as a stream of JSON lines that is opened again when it breaks. */
import type { ApiErrorCode, ApiEvent, Bridge, Reply } from '../../shared/api.ts';
import type { Connection, Door } from './door.ts';
import { LineSplitter } from './lines.ts';

/** The host sends a blank line every 15 s; a line that is silent for longer than this is dead. */
const SILENCE_LIMIT_MS = 45_000;
const RETRY_AFTER_MS = [250, 1_000, 2_000, 5_000];

/** `token` null: forbidden from the start. */
export function openBrowserDoor(token: string | null): Door {
  const listeners = new Set<(event: ApiEvent) => void>();
  const watchers = new Set<() => void>();
  /** Of the last event that came; null: none yet. */
  let seen: number | null = null;
  let connection: Connection = token ? 'connecting' : 'forbidden';

  const become = (next: Connection): void => {
    if (connection === next || connection === 'forbidden') return;
    connection = next;
    for (const watcher of watchers) watcher();
  };

  const headers = { authorization: `Bearer ${token}` };

  const invoke = async (command: string, input: unknown): Promise<Reply<unknown>> => {
    if (connection === 'forbidden') return failure('FORBIDDEN');
    try {
      const response = await fetch('/api/invoke', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ command, input }),
      });
      if (response.status === 401) become('forbidden');
      if (!response.ok)
        return failure(response.status === 401 ? 'FORBIDDEN' : 'INTERNAL', `HTTP ${response.status}`);
      return (await response.json()) as Reply<unknown>;
    } catch {
      return failure('UNREACHABLE');
    }
  };

  /** Resolves when the stream has ended; rejects when it breaks. */
  async function readEvents(): Promise<void> {
    const abort = new AbortController();
    let silence = setTimeout(() => abort.abort(), SILENCE_LIMIT_MS);
    try {
      const response = await fetch(seen === null ? '/api/events' : `/api/events?after=${seen}`, {
        headers,
        signal: abort.signal,
      });
      if (response.status === 401) return become('forbidden');
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
      const lines = new LineSplitter();
      for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
        clearTimeout(silence);
        silence = setTimeout(() => abort.abort(), SILENCE_LIMIT_MS);
        for (const line of lines.push(piece)) {
          const { seq, event } = JSON.parse(line) as { seq?: number; event?: ApiEvent };
          if (seq !== undefined) seen = seq;
          // The first line only says where the stream begins; from then on the line stands.
          if (!event) become('connected');
          else for (const listener of listeners) listener(event);
        }
      }
    } finally {
      clearTimeout(silence);
    }
  }

  async function keepReading(): Promise<void> {
    for (let failures = 0; connection !== 'forbidden'; failures += 1) {
      await readEvents().catch(() => {});
      if (connection === 'connected') failures = 0;
      become('lost');
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS[failures] ?? RETRY_AFTER_MS.at(-1)));
    }
  }

  void keepReading();

  return {
    bridge: {
      host: 'browser',
      invoke: invoke as Bridge['invoke'],
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    connection: () => connection,
    onConnection(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** What went wrong on the way; the GUI has its own words for these codes. */
function failure(code: ApiErrorCode, message: string = code): Reply<never> {
  return { ok: false, error: { code, message } };
}
