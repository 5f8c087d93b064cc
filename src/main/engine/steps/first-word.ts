/**
 * TLS 1.3 lets a client finish before the server has looked at its certificate. A server that asked for one says only then what it
 * thinks of it, with an alert or with a session ticket; whoever sends a request meanwhile may lose the alert to the reset behind it.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { TlsRecords } from '../tls-records.ts';

/** A round trip is part of every handshake; so many times its length a server may take. */
const HANDSHAKES = 2;
const LEAST_MS = 20;

/** `no`: with an alert or an end, see `error`. `nothing`: it did not ask, is content, or has nothing to say. */
export async function firstWord(
  socket: TLSSocket,
  records: TlsRecords,
  handshakeMs: number,
): Promise<{ error?: NodeJS.ErrnoException } | null> {
  // Our last flight leaves when the library's own turn is over.
  await turn();
  if (!records.endHandshake()) return null;
  const { promise, resolve } = Promise.withResolvers<{ error?: NodeJS.ErrnoException } | null>();
  const onError = (error: NodeJS.ErrnoException): void => resolve({ error });
  const onEnd = (): void => resolve({});
  const onTicket = (): void => resolve(null);
  const timer = setTimeout(onTicket, LEAST_MS + HANDSHAKES * handshakeMs);
  socket.once('error', onError).once('end', onEnd).once('close', onEnd).once('session', onTicket);
  // The certificate has been looked at meanwhile.
  if (records.error) onError(records.error);
  else if (socket.destroyed) onEnd();
  const word = await promise;
  clearTimeout(timer);
  socket.off('error', onError).off('end', onEnd).off('close', onEnd).off('session', onTicket);
  return word;
}
