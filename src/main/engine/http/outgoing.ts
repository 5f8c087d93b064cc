/** The content of one request on its way out: how much of it the operating system has taken. */
import type { RateLimit } from '../rate.ts';
import type { BodySource } from './body.ts';
import type { Link } from './link.ts';

const PIECE = 64 * 1024;

/** How far the content of a request has come on its way. */
export interface Sending {
  readonly size: number;
  readonly sent: number;
  readonly complete: boolean;
  /** To be called when the wire has got rid of what it had. */
  flushed(): void;
}

export class Outgoing implements Sending, AsyncIterable<Buffer> {
  readonly size: number;
  /** Resolves when the last byte has been taken. */
  readonly whenSent: Promise<void>;
  readonly #source: BodySource;
  readonly #link: Link;
  readonly #rate: RateLimit | null;
  readonly #done: () => void;
  /** Bytes given to the protocol library. */
  #given = 0;
  /** Bytes the wire had been given before the content began: the header. */
  #before: number | null = null;

  constructor(source: BodySource, link: Link, rate: RateLimit | null) {
    this.size = source.size;
    this.#source = source;
    this.#link = link;
    this.#rate = rate;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.whenSent = promise;
    this.#done = resolve;
  }

  /** Bytes of the content that have left this process. */
  get sent(): number {
    if (this.#before === null) return 0;
    return Math.min(this.#given, Math.max(0, this.#taken - this.#before));
  }

  get complete(): boolean {
    const { stream, transport } = this.#link;
    return this.sent === this.size && stream.unsent === 0 && transport.unsent === 0;
  }

  flushed(): void {
    if (this.complete) this.#done();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, void> {
    for await (const chunk of this.#source.chunks()) {
      const piece = this.#rate?.piece ?? PIECE;
      for (let at = 0; at < chunk.length; at += piece) yield* this.#give(chunk.subarray(at, at + piece));
    }
  }

  async *#give(piece: Buffer): AsyncGenerator<Buffer, void, void> {
    this.#given += piece.length;
    yield piece;
    // The library asks for the next piece when it has written this one, and with the first one the header.
    this.#before ??= this.#link.stream.headBytes;
    this.flushed();
    if (this.#given === this.size || !this.#rate) return;
    await new Promise<void>((goOn) => {
      if (this.#rate?.passes(piece.length, goOn)) goOn();
    });
  }

  /** Of what the stream was given. TLS takes bytes that its connection then cannot send. */
  get #taken(): number {
    const { stream, transport } = this.#link;
    const stuck = stream === transport ? 0 : transport.unsent;
    return stream.bytesOut - stream.unsent - stuck;
  }
}
