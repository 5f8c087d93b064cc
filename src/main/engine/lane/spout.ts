/** The part of a wire that a protocol library sees: a stream of its own, cut off when the lane takes the rest of what comes. */
import { Duplex } from 'node:stream';
import type { Wire } from '../wire.ts';
import { copyOf } from './copies.ts';
import type { Take } from './reads.ts';

export class Spout extends Duplex {
  readonly #wire: Wire;
  #open = true;
  #ended = false;
  readonly #forget: () => void;
  /** The library thinks that it asks; what was answered comes then. */
  #answered: Buffer[] | null;

  /** `came`: the answer has begun, to a request that somebody else has sent; the library's own first write is dropped. */
  constructor(wire: Wire, came: Buffer | null = null) {
    super({ allowHalfOpen: true, writableHighWaterMark: wire.writableHighWaterMark });
    this.#wire = wire;
    this.#answered = came && [came];
    // The library reads errors from the wire, as we do; without a listener one would end the process.
    this.on('error', () => {});
    wire.divert((piece) => {
      const copy = copyOf(piece);
      if (!this.#answered) return this.push(copy);
      this.#answered.push(copy);
      return false;
    });
    this.#forget = wire.whenOver(() => this.#end());
  }

  /** Nothing more comes out here, and its end is no longer the wire's. What has come and was not read goes to `take` first. */
  cutOff(take: Take): void {
    this.#open = false;
    this.#forget();
    const waiting = this.read() as Buffer | null;
    this.#wire.divert(take, waiting);
  }

  #answer(pieces: readonly Buffer[]): void {
    this.#answered = null;
    for (const piece of pieces) this.push(piece);
    if (this.#ended) this.#end();
  }

  #end(): void {
    this.#ended = true;
    if (!this.#open || this.#answered || this.destroyed) return;
    const { ending, error } = this.#wire;
    if (ending === 'end' || ending === 'unread') this.push(null);
    else this.destroy(error ?? undefined);
  }

  override _read(): void {
    if (this.#open) this.#wire.goOn();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    // A write that fails comes as the wire's own end.
    if (!this.#answered) this.#wire.write(chunk, () => callback());
    else {
      callback();
      this.#answer(this.#answered);
    }
  }

  override _final(callback: () => void): void {
    if (this.#open) this.#wire.end(() => callback());
    else callback();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    if (this.#open) this.#wire.destroy();
    callback(error);
  }
}
