/** Step "connect": one TCP connection to one address. No happy eyeballs, no second try. */
import { isIP, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type Deadline, within } from '../deadline.ts';
import { errnoEvidence, StepFailure } from '../failure.ts';
import { LaneSocket } from '../lane/reads.ts';

export interface ConnectOptions {
  address: string;
  port: number;
  /** IP or interface name to connect from. */
  from: string | undefined;
  limit: Deadline;
  signal: AbortSignal;
}

/** An open socket, half-open allowed, with its error listener; the caller owns it. Throws a StepFailure (601, 605, 721). */
export function connect(options: ConnectOptions): Promise<Socket> {
  const { address, port } = options;
  const localAddress = options.from === undefined ? undefined : ownAddress(options.from, isIP(address));
  const socket = new LaneSocket({ allowHalfOpen: true, noDelay: true });
  socket.connect({ host: address, port, localAddress });
  return within<Socket>(
    options.limit,
    options.signal,
    (done, fail) => {
      socket.once('connect', () => done(socket));
      // Stays for the life of the socket; after `connect` the wire's own listener does the work.
      socket.on('error', (error: NodeJS.ErrnoException & { address?: string }) => {
        const detail =
          error.syscall === 'bind'
            ? `bind ${error.address}`
            : `${error.syscall ?? 'connect'} ${address} port ${port}`;
        fail(new StepFailure(errnoEvidence(error, detail)));
      });
    },
    () => socket.destroy(),
  );
}

/** An IP stays as it is, whether this computer has it or not: the system will say. Throws a StepFailure (721). */
export function ownAddress(from: string, family: number): string {
  if (isIP(from)) return from;
  const found = networkInterfaces()[from]?.find((entry) => entry.family === `IPv${family}`);
  if (found) return found.address;
  const detail = `bind: this computer has no interface ${from} with an IPv${family} address`;
  throw new StepFailure({ source: 'os', name: 'EADDRNOTAVAIL', detail });
}
