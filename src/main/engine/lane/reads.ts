/**
 * What comes in over a socket, read into one buffer that is used again and again, and handed out before any stream has seen it.
 * As long as nobody has asked for that, it goes into the socket's own stream, as with any other socket.
 */
import { Socket, type SocketConstructorOpts } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** Is given a piece of the buffer, good until it returns. False: nothing more until the socket is resumed. */
export type Take = (piece: Buffer) => boolean;

/** Larger ones are no faster, and each connection has one. */
const BUFFER_BYTES = 64 * 1024;

const READS = new WeakMap<Socket, Reads>();

/** Of closed sockets, for the next ones: the system takes its time to give so much memory, and small transfers need it anew each time. */
const SPARE: Buffer[] = [];
const MAX_SPARE = 64;

export class Reads {
  readonly buffer = SPARE.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  readonly #socket: () => Socket;
  #take: Take | null = null;

  constructor(socket: () => Socket) {
    this.#socket = socket;
  }

  /** What comes from here on goes to `take` alone. */
  divert(take: Take): void {
    this.#take = take;
  }

  /** To be called once, when the socket has closed: nothing is read any more. */
  release(): void {
    if (SPARE.length < MAX_SPARE) SPARE.push(this.buffer);
  }

  /** Node's callback. */
  readonly came = (bytes: number): boolean => {
    const piece = this.buffer.subarray(0, bytes);
    return this.#take ? this.#take(piece) : this.#socket().push(Buffer.from(piece));
  };
}

/** Null for a socket that was not made here: it has nothing but its stream. */
export function readsOf(socket: Socket): Reads | null {
  return READS.get(socket) ?? null;
}

/** A TCP socket, to be connected. */
export class LaneSocket extends Socket {
  constructor(options: Omit<SocketConstructorOpts, 'onread'> & { noDelay?: boolean }) {
    const reads = new Reads(() => this);
    super({ ...options, onread: { buffer: reads.buffer, callback: reads.came } });
    READS.set(this, reads);
    this.once('close', () => reads.release());
  }
}

/** A name that a linter takes for React's. */
const TAKES_BUFFER = 'useUserBuffer';

interface HandleOfTls {
  [TAKES_BUFFER]?: (buffer: Uint8Array) => void;
}

/**
 * The same for a TLS socket over a stream of ours, to be called when it has just been made. Node has the option `onread` for TLS
 * sockets that open their connection themselves and for no others, so its two places are filled in from outside. A Node that has
 * them no more is slower and nothing else.
 */
export function readDirectly(socket: TLSSocket): void {
  const symbols = Object.getOwnPropertySymbols(socket);
  const place = (name: string): symbol | undefined => symbols.find((symbol) => symbol.description === name);
  const [buffer, callback] = [place('kBuffer'), place('kBufferCb')];
  const { _handle: handle } = socket as unknown as { _handle: HandleOfTls | null };
  if (!buffer || !callback || typeof handle?.[TAKES_BUFFER] !== 'function') return;
  const reads = new Reads(() => socket);
  Object.assign(socket, { [buffer]: reads.buffer, [callback]: reads.came });
  handle[TAKES_BUFFER](reads.buffer);
  READS.set(socket, reads);
  socket.once('close', () => reads.release());
}
