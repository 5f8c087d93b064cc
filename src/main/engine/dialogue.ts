/** A short conversation over a socket that then becomes somebody else's: takes exactly what it asks for and leaves the rest. */
import type { Socket } from 'node:net';
import type { Evidence } from '../../shared/result.ts';
import { StepFailure } from './failure.ts';
import { opensslEvidence } from './steps/secure.ts';

export class Dialogue {
  /** Bytes received so far. */
  bytesIn = 0;
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #failure: StepFailure | null = null;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    socket.on('error', this.#onError);
    socket.resume();
  }

  send(bytes: string | Uint8Array): void {
    // A write that fails comes as the socket's own event.
    this.#socket.write(bytes);
  }

  /** Throws a StepFailure when the peer ends the connection first. */
  take(length: number): Promise<Buffer> {
    return this.takeUntil((received) => (received.length >= length ? length : 0));
  }

  /** Takes as many bytes as `measure` says; while that is 0, waits for more. Throws as `take` does, and what `measure` throws. */
  async takeUntil(measure: (received: Buffer) => number): Promise<Buffer> {
    for (;;) {
      const length = measure(this.#received);
      if (length > 0) {
        const taken = this.#received.subarray(0, length);
        this.#received = this.#received.subarray(length);
        return taken;
      }
      if (this.#failure) throw this.#failure;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  /**
   * Lets go of the socket, paused, with what was not taken put back. To be called as soon as the last answer was taken.
   * Throws a StepFailure when the connection has ended meanwhile.
   */
  release(): void {
    const socket = this.#socket;
    socket
      .off('data', this.#onData)
      .off('end', this.#onEnd)
      .off('close', this.#onEnd)
      .off('error', this.#onError);
    if (this.#failure) throw this.#failure;
    socket.pause();
    if (this.#received.length) socket.unshift(this.#received);
  }

  readonly #onData = (chunk: Buffer): void => {
    this.bytesIn += chunk.length;
    this.#received = Buffer.concat([this.#received, chunk]);
    this.#wake();
  };

  readonly #onEnd = (): void => {
    this.#fail({
      source: 'os',
      name: 'FIN',
      detail: `the peer closed the connection after ${this.bytesIn} bytes`,
    });
  };

  readonly #onError = (error: NodeJS.ErrnoException): void => {
    const detail = `${error.syscall ?? 'read'}, after ${this.bytesIn} bytes`;
    const [tls] = opensslEvidence(error);
    this.#fail(tls ?? { source: 'os', name: error.code ?? error.name, detail });
  };

  #fail(evidence: Evidence): void {
    this.#failure ??= new StepFailure(evidence);
    this.#wake();
  }
}
