/**
 * A byte stream that remembers how it went: what came in, what has not left yet, and how the peer ended it.
 *
 * It stands between a socket and whatever speaks a protocol over it, and tells the latter of an end only when it
 * knows what kind of end it was. On Linux a reset right behind data reaches Node as a plain end; a write of zero bytes
 * on the half-open socket then tells: ECONNRESET = it was a reset, EPIPE = the peer closed and has refused what we
 * sent (it never read it), no error = a real end.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Evidence } from '../../shared/result.ts';
import { copyOf } from './lane/copies.ts';
import { readsOf, type Take } from './lane/reads.ts';

/** `unread`: the peer closed without reading what we sent. `error`: see `error`. */
export type Ending = 'open' | 'end' | 'reset' | 'unread' | 'error';

export interface WireOptions {
  /** Ask the socket what kind of end it was. For plain TCP sockets opened with `allowHalfOpen`. */
  probeEnd: boolean;
  /** Sees every chunk that comes in, before the reader does. It must not keep it. */
  observe?: (chunk: Buffer) => void;
  /** Sees every chunk that leaves. */
  observeSent?: (chunk: Buffer) => void;
  /** Takes out what is no part of what the reader waits for. It must not keep the chunk. */
  filter?: (chunk: Buffer) => Buffer;
  onFirstByte?: () => void;
  /** Everything written so far has been taken by the operating system. */
  onFlushed?: () => void;
  /** The wire that carries this one: that of the connection, below TLS. */
  below?: Wire | undefined;
}

const BUFFER_BYTES = 256 * 1024;
const NOTHING = Buffer.alloc(0);

export class Wire extends Duplex {
  bytesIn = 0;
  bytesOut = 0;
  /** Bytes given to us that the operating system has not taken yet. */
  unsent = 0;
  ending: Ending = 'open';
  error: NodeJS.ErrnoException | null = null;
  /** Bytes that had been written when the rewritten ones were: the length of a head. */
  headBytes: number | null = null;
  /** Resolves when the socket is closed: nothing more will come or leave. */
  readonly gone: Promise<void>;
  /** Resolves when nothing more will come in: see `ending`. Data that the reader has not taken may still wait. */
  readonly over: Promise<void>;
  #tellOver: () => void = () => {};
  #isOver = false;
  readonly #onOver = new Set<() => void>();
  #take: Take | null = null;
  #rewrite: ((chunk: Buffer) => Buffer) | null = null;
  readonly #socket: Socket;
  readonly #options: WireOptions;

  constructor(socket: Socket, options: WireOptions) {
    super({ allowHalfOpen: true, readableHighWaterMark: BUFFER_BYTES, writableHighWaterMark: BUFFER_BYTES });
    this.#socket = socket;
    this.#options = options;
    // The owner reads `ending` and `error`; an error event with no other listener must not end the process.
    this.on('error', () => {});
    // What a socket has already taken into its stream comes as an event even where we read it ourselves.
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    readsOf(socket)?.divert((piece) => this.#onPiece(piece));
    socket.on('end', () => this.#onEnd());
    socket.on('error', (error: NodeJS.ErrnoException) => this.#onError(error));
    this.over = new Promise((resolve) => {
      this.#tellOver = resolve;
    });
    this.over.then(() => {
      this.#isOver = true;
      for (const tell of this.#onOver) tell();
    });
    this.gone = new Promise((resolve) => {
      const onClose = (): void => {
        this.#onClose();
        resolve();
      };
      if (socket.closed) queueMicrotask(onClose);
      else socket.on('close', onClose);
    });
    // What happened before anybody listened does not happen again.
    if (socket.errored) this.#onError(socket.errored);
    else if (socket.readableEnded) queueMicrotask(() => this.#onEnd());
  }

  #onData(chunk: Buffer): void {
    if (!this.#onPiece(chunk)) this.#socket.pause();
  }

  #onPiece(incoming: Buffer): boolean {
    // A stream keeps what it is given, and the buffer is used again.
    const owned = this.#take ? incoming : copyOf(incoming);
    const chunk = this.#options.filter?.(owned) ?? owned;
    if (!chunk.length) return true;
    if (this.bytesIn === 0) this.#options.onFirstByte?.();
    this.bytesIn += chunk.length;
    this.#options.observe?.(chunk);
    return this.#take ? this.#take(chunk) : this.push(chunk);
  }

  /**
   * From here on what comes in goes straight to `take`, past the stream's buffers; `waiting`, and what the stream still has, first. It
   * must not keep the chunk; when it returns false, nothing more comes until `goOn`.
   */
  divert(take: Take, waiting: Buffer | null = null): void {
    const mine = this.read() as Buffer | null;
    this.#take = take;
    this.#options.below?.passBy();
    let more = true;
    for (const chunk of [waiting, mine]) if (chunk) more = take(chunk) && more;
    if (more) this.#socket.resume();
    else this.#socket.pause();
  }

  /** As `divert`, for the one who listens to 'data' and has done with a chunk when the listener returns: TLS. */
  passBy(): void {
    if (this.#take) return;
    this.divert((chunk) => {
      this.emit('data', chunk);
      return !this.isPaused();
    });
  }

  override pause(): this {
    super.pause();
    if (this.#take) this.#socket.pause();
    return this;
  }

  override resume(): this {
    super.resume();
    if (this.#take) this.#socket.resume();
    return this;
  }

  /** As `over`, for one of the many who use a connection after each other; what it returns takes it back, and nothing is held any more. */
  whenOver(tell: () => void): () => void {
    if (this.#isOver) queueMicrotask(tell);
    else this.#onOver.add(tell);
    return () => void this.#onOver.delete(tell);
  }

  goOn(): void {
    this.#socket.resume();
  }

  #onEnd(): void {
    // After our own end nothing can be written, and nothing asked.
    if (this.#options.probeEnd && !this.#socket.destroyed && !this.#socket.writableEnded) {
      this.#socket.write(NOTHING, (error) => {
        if (!error) this.#finish('end');
      });
    } else {
      this.#finish('end');
    }
  }

  #onError(error: NodeJS.ErrnoException): void {
    if (this.ending !== 'open') return;
    if (error.code === 'EPIPE') {
      // The peer had already refused earlier bytes of ours.
      this.#finish('unread');
    } else {
      this.ending = error.code === 'ECONNRESET' ? 'reset' : 'error';
      this.error = error;
      this.destroy(error);
      this.#tellOver();
    }
  }

  #onClose(): void {
    if (this.ending === 'open' && !this.destroyed) this.#finish('end');
  }

  #finish(ending: Ending): void {
    if (this.ending !== 'open') return;
    this.ending = ending;
    if (!this.destroyed) this.push(null);
    this.#tellOver();
  }

  /** The next bytes written go to `rewrite`, and what it returns goes out in their place. */
  rewriteNext(rewrite: (chunk: Buffer) => Buffer): void {
    this.#rewrite = rewrite;
  }

  /** As a write whose bytes were rewritten: the head of a request. */
  writeHead(head: Buffer): void {
    this.rewriteNext((same) => same);
    this.write(head);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(
    written: Buffer,
    _encoding: BufferEncoding,
    callback: (error?: Error | null) => void,
  ): void {
    this.#send(written, callback);
  }

  /** TLS writes record by record, and many at a time: the system takes them in one call. */
  override _writev(chunks: { chunk: Buffer }[], callback: (error?: Error | null) => void): void {
    const last = chunks.length - 1;
    this.#socket.cork();
    for (const [n, { chunk }] of chunks.entries()) this.#send(chunk, n === last ? callback : () => {});
    this.#socket.uncork();
  }

  #send(written: Buffer, callback: () => void): void {
    const chunk = this.#rewrite?.(written) ?? written;
    this.bytesOut += chunk.length;
    this.#options.observeSent?.(chunk);
    if (this.#rewrite) this.headBytes = this.bytesOut;
    this.#rewrite = null;
    this.unsent += chunk.length;
    if (this.#socket.destroyed || this.#socket.writableEnded) {
      callback();
      return;
    }
    // An error here also comes as the socket's own event, and is handled there.
    this.#socket.write(chunk, (error) => {
      if (!error) {
        this.unsent -= chunk.length;
        if (this.unsent === 0) this.#options.onFlushed?.();
      }
      callback();
    });
  }

  override _final(callback: (error?: Error | null) => void): void {
    if (this.#socket.destroyed) callback();
    else this.#socket.end(() => callback());
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#socket.destroy();
    this.#tellOver();
    callback(error);
  }

  /** How the peer ended it, as evidence; nothing while it is open. */
  evidence(): Evidence[] {
    const after = `after ${this.bytesIn} bytes in, ${this.bytesOut - this.unsent} bytes out`;
    switch (this.ending) {
      case 'open':
        return [];
      case 'end':
        return [{ source: 'os', name: 'FIN', detail: `the peer closed the connection ${after}` }];
      case 'reset':
        return [{ source: 'os', name: 'ECONNRESET', detail: `the peer reset the connection ${after}` }];
      case 'unread':
        return [
          { source: 'os', name: 'EPIPE', detail: `the peer closed without reading what was sent, ${after}` },
        ];
      case 'error':
        return [wireError(this.error, after)];
    }
  }
}

function wireError(error: NodeJS.ErrnoException | null, after: string): Evidence {
  const code = error?.code ?? 'UNKNOWN';
  const what = [error?.syscall, error?.message].filter(Boolean).join(': ');
  return {
    source: /^ERR_(SSL|OSSL|TLS)/.test(code) ? 'openssl' : 'os',
    name: code,
    detail: `${what} ${after}`,
  };
}
