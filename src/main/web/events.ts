/** The event stream of the HTTP door: one JSON line per event, and a blank line now and then to show that the line is alive. */
import type { ServerResponse } from 'node:http';
import type { Api } from '../api/handlers.ts';

const HEARTBEAT_MS = 15_000;
/** Unread bytes of a slow reader beyond which progress is left out; results never are. */
const DROP_PROGRESS_ABOVE = 1024 * 1024;
/** Beyond this the reader is given up: it connects again and loads the lists anew. */
const GIVE_UP_ABOVE = 64 * 1024 * 1024;

export function streamEvents(api: Api, response: ServerResponse, headers: Record<string, string>): void {
  response.writeHead(200, { ...headers, 'content-type': 'application/x-ndjson' });
  response.write('\n');

  const unsubscribe = api.onEvent((event) => {
    const unread = response.writableLength;
    if (event.type === 'progress' && unread > DROP_PROGRESS_ABOVE) return;
    if (unread > GIVE_UP_ABOVE) response.destroy();
    else response.write(`${JSON.stringify(event)}\n`);
  });
  const heartbeat = setInterval(() => response.write('\n'), HEARTBEAT_MS);
  response.on('error', () => response.destroy());
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
