/** The event stream of the HTTP door: one JSON line per event, and a blank line now and then to show that the line is alive. */
import type { ServerResponse } from 'node:http';
import type { Api } from '../api/handlers.ts';
import { EventLog, type Numbered } from './event-log.ts';

const HEARTBEAT_MS = 15_000;
/** Unread bytes of a slow reader beyond which progress is left out; results never are. */
const DROP_PROGRESS_ABOVE = 1024 * 1024;
/** Beyond this the reader is given up: it connects again and is given what it missed. */
const GIVE_UP_ABOVE = 64 * 1024 * 1024;

export interface EventStreams {
  /** `after`: the number of the last event that the reader has seen; null: it is new. */
  open(response: ServerResponse, headers: Record<string, string>, after: number | null): void;
  close(): void;
}

/**
 * The first line says where the stream begins, `{ "seq": 7, "complete": true }`. Where `complete` is false, events were lost
 * that are not kept any more, and the reader has to load everything anew.
 */
export function createEventStreams(api: Api): EventStreams {
  const log = new EventLog();
  const readers = new Set<(entry: Numbered) => void>();
  const unsubscribe = api.onEvent((event) => {
    const entry = log.add(event);
    for (const tell of readers) tell(entry);
  });

  return {
    open(response, headers, after) {
      response.writeHead(200, { ...headers, 'content-type': 'application/x-ndjson' });
      const missed = after === null ? null : log.after(after);
      const first = JSON.stringify({ seq: missed ? after : log.last, complete: missed !== null });
      response.write([first, ...(missed ?? []), ''].join('\n'));

      const tell = ({ seq, line }: Numbered): void => {
        const unread = response.writableLength;
        if (seq === null && unread > DROP_PROGRESS_ABOVE) return;
        if (unread > GIVE_UP_ABOVE) response.destroy();
        else response.write(`${line}\n`);
      };
      readers.add(tell);
      const heartbeat = setInterval(() => response.write('\n'), HEARTBEAT_MS);
      response.on('error', () => response.destroy());
      response.on('close', () => {
        clearInterval(heartbeat);
        readers.delete(tell);
      });
    },
    close: unsubscribe,
  };
}
