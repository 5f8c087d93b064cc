/** Step "connect": one TCP connection to one address. No happy eyeballs, no second try. */
import { connect as openSocket, type Socket } from 'node:net';
import { type Deadline, within } from '../deadline.ts';
import { errnoEvidence, StepFailure } from '../failure.ts';

export interface ConnectOptions {
  address: string;
  port: number;
  limit: Deadline;
  signal: AbortSignal;
}

/** An open socket, half-open allowed, with its error listener; the caller owns it. Throws a StepFailure (601, 605, 721). */
export function connect(options: ConnectOptions): Promise<Socket> {
  const { address, port } = options;
  const socket = openSocket({ host: address, port, allowHalfOpen: true, noDelay: true });
  return within<Socket>(
    options.limit,
    options.signal,
    (done, fail) => {
      socket.once('connect', () => done(socket));
      // Stays for the life of the socket; after `connect` the wire's own listener does the work.
      socket.on('error', (error: NodeJS.ErrnoException) => {
        const detail = `${error.syscall ?? 'connect'} ${address} port ${port}`;
        fail(new StepFailure(errnoEvidence(error, detail)));
      });
    },
    () => socket.destroy(),
  );
}
