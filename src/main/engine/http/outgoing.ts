/** The content of one request on its way out: given to the wire piece by piece, and how much of it the operating system has taken. */
import type { Clock } from '../clock.ts';
import { copiesMade } from '../lane/copies.ts';
import type { RateLimit } from '../rate.ts';
import type { Wire } from '../wire.ts';
import type { BodySource } from './body.ts';
import type { Link } from './link.ts';

/** How much of a piece has left is not to be seen, so a slow wire is given little at a time; a fast one, much. */
const PIECE = { smallest: 64 * 1024, largest: 512 * 1024 };
/** A wire that takes a piece within so many ms is given a larger one. */
const FAST_MS = 10;

/** How far the content of a request has come on its way. */
export interface Sending {
  readonly size: number;
  readonly sent: number;
  readonly complete: boolean;
  /** To be called when the wire has got rid of what it had. */
  flushed(): void;
}

export class Outgoing implements Sending {
  readonly size: number;
  /** Resolves when the last byte has been taken. */
  readonly whenSent: Promise<void>;
  readonly #source: BodySource;
  readonly #link: Link;
  readonly #rate: RateLimit | null;
  readonly #clock: Clock;
  readonly #done: () => void;
  /** Bytes given to the wire. */
  #given = 0;
  /** Bytes to give it at a time. */
  #piece: number;

  constructor(source: BodySource, link: Link, rate: RateLimit | null, clock: Clock) {
    this.size = source.size;
    this.#source = source;
    this.#link = link;
    this.#rate = rate;
    this.#clock = clock;
    this.#piece = rate?.piece ?? PIECE.smallest;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.whenSent = promise;
    this.#done = resolve;
  }

  /** Bytes of the content that have left this process. What was written before them is the header. */
  get sent(): number {
    const { headBytes } = this.#link.stream;
    return headBytes === null ? 0 : Math.min(this.#given, Math.max(0, this.#taken - headBytes));
  }

  get complete(): boolean {
    const { stream, transport } = this.#link;
    return this.sent === this.size && stream.unsent === 0 && transport.unsent === 0;
  }

  flushed(): void {
    if (this.complete) this.#done();
  }

  /**
   * To be called when the header is written. Resolves when the wire has been given all of it, or takes nothing more: why is the wire's to
   * tell. Rejects with the StepFailure of a source that cannot be read (665).
   */
  async send(): Promise<void> {
    const { stream, transport } = this.#link;
    const overTls = stream !== transport;
    let next = this.#fetch(0);
    for (let at = 0; at < this.size; ) {
      const piece = await next;
      at += piece.length;
      this.#given = at;
      const writtenAt = this.#clock.now();
      const taken = write(stream, piece);
      // The next one is read while this one is on its way.
      if (at < this.size) next = this.#fetch(at);
      if (!(await taken)) return;
      this.flushed();
      if (overTls) copiesMade(piece.length);
      if (!this.#rate) this.#piece = pieceAfter(this.#piece, this.#clock.now() - writtenAt);
      else if (at < this.size) await this.#pass(this.#rate, piece.length);
    }
  }

  #fetch(at: number): Promise<Buffer> {
    const piece = Promise.resolve(this.#source.read(at, this.#piece));
    // What is wrong with it is said when it is wanted, or never.
    piece.catch(() => {});
    return piece;
  }

  #pass(rate: RateLimit, bytes: number): Promise<void> {
    return new Promise((goOn) => {
      if (rate.passes(bytes, goOn)) goOn();
    });
  }

  /** Of what the stream was given. TLS takes bytes that its connection then cannot send. */
  get #taken(): number {
    const { stream, transport } = this.#link;
    const stuck = stream === transport ? 0 : transport.unsent;
    return stream.bytesOut - stream.unsent - stuck;
  }
}

function pieceAfter(bytes: number, ms: number): number {
  return ms > FAST_MS ? PIECE.smallest : Math.min(PIECE.largest, 2 * bytes);
}

/** True when the operating system has it; false when nothing more goes out. */
function write(stream: Wire, piece: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    stream.write(piece, (error) => resolve(!error && stream.unsent === 0));
  });
}
