/** The bridge of a browser, for tests: over `fetch`, with the token of the address. */
import type { ApiEvent, Bridge } from '../../../src/shared/api.ts';

export interface HttpBridge extends Bridge {
  /** Resolves when the event stream is open: what happens from then on is heard. */
  listening(): Promise<void>;
}

export function httpBridge(address: string): HttpBridge {
  const { origin, hash } = new URL(address);
  const authorization = `Bearer ${hash.replace('#token=', '')}`;
  const listeners = new Set<(event: ApiEvent) => void>();
  const abort = new AbortController();
  let stream: Promise<void> | undefined;

  async function open(): Promise<void> {
    const response = await fetch(`${origin}/api/events`, {
      headers: { authorization },
      signal: abort.signal,
    });
    if (!response.ok || !response.body) throw new Error(`events: HTTP ${response.status}`);
    // The end of the stream is the end of the test.
    read(response.body).catch(() => {});
  }

  async function read(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    let rest = '';
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines.filter(Boolean)) {
        const { event } = JSON.parse(line);
        if (event) for (const listener of listeners) listener(event);
      }
    }
  }

  return {
    host: 'browser',
    async invoke(command, input) {
      const response = await fetch(`${origin}/api/invoke`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ command, input }),
      });
      if (!response.ok) throw new Error(`invoke: HTTP ${response.status}`);
      return response.json();
    },
    onEvent(listener) {
      listeners.add(listener);
      stream ??= open();
      return () => {
        listeners.delete(listener);
        if (!listeners.size) abort.abort();
      };
    },
    listening: () => {
      stream ??= open();
      return stream;
    },
  };
}
