/** The port that an FTP server opens for one data connection. */
import { once } from 'node:events';
import type { Connection } from './connection.ts';
import { type Listener, listenTcp } from './tcp.ts';

export interface DataPort extends Listener {
  /** The first that comes; null when the port has been closed before. */
  readonly connection: Promise<Connection | null>;
}

export async function openDataPort(): Promise<DataPort> {
  const first = Promise.withResolvers<Connection | null>();
  let taken = false;
  const { port, close } = await listenTcp(async (connection) => {
    if (taken) return connection.leave();
    taken = true;
    first.resolve(connection);
    if (!connection.gone.aborted) await once(connection.gone, 'abort');
  });
  let closing: Promise<void> | undefined;
  return {
    port,
    connection: first.promise,
    close() {
      first.resolve(null);
      closing ??= close();
      return closing;
    },
  };
}
