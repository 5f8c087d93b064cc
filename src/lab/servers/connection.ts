/** One accepted connection as a script sees it: what has been read, and the ways to write to it and to end it. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';
import type { TlsSpec } from '../script.ts';
import { Damage } from './damage.ts';
import { Meddler } from './meddle.ts';

const HEAD_END = '\r\n\r\n';
/** With what a client of HTTP/2 begins (RFC 9113 section 3.4); frames follow. */
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const FRAME_HEADER = 9;
const FRAME_HEADERS = 1;
/** A peer that sends more than this without a blank line sends no head. */
const MAX_HEAD = 256 * 1024;

export class Connection {
  /** Where bytes are spoken: the TCP socket, or TLS above it. */
  #stream: Socket;
  /** The TCP socket itself, for endings below TLS. */
  readonly #raw: Socket;
  #received: Buffer = Buffer.alloc(0);
  #reading = false;
  /** Of the request whose head was taken last. */
  #bodyLeft = 0;
  #peerEnded = false;
  #head = '';
  #damage: Damage | null = null;
  #changed = Promise.withResolvers<void>();
  readonly #over = Promise.withResolvers<void>();
  readonly #gone = new AbortController();

  /**
   * `raw` must come from a server with `allowHalfOpen` and `pauseOnConnect`: a peer's FIN would end our side too,
   * and bytes would be read that no script asked for.
   */
  constructor(raw: Socket) {
    this.#raw = raw;
    this.#stream = raw;
    raw.on('error', () => {});
    raw.on('close', () => {
      this.#gone.abort();
      this.#wake();
      this.#over.resolve();
    });
  }

  /** Aborted when the connection has closed. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Settled when our side has been ended and everything before that has left, or the connection has closed. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  get secured(): boolean {
    return this.#stream instanceof TLSSocket;
  }

  /** Whether TLS went on with a session of before. */
  get resumed(): boolean {
    return this.#stream instanceof TLSSocket && this.#stream.isSessionReused();
  }

  /** The request head that was taken last. */
  get head(): string {
    return this.#head;
  }

  /** TLS as server from here on. False when the handshake failed. */
  async secure(
    options: TLSSocketOptions,
    { damageable, meddles }: Pick<TlsSpec, 'damageable' | 'meddles'> = {},
  ): Promise<boolean> {
    this.#stopReading();
    // What came while something else was awaited belongs to the handshake.
    this.#raw.pause();
    if (this.#received.length) this.#raw.unshift(this.#received);
    this.#received = Buffer.alloc(0);
    if (damageable) this.#damage = new Damage(this.#raw);
    const below = meddles ? new Meddler(this.#raw, meddles) : (this.#damage ?? this.#raw);
    const secured = new TLSSocket(below, { ...options, isServer: true });
    secured.on('error', () => this.#raw.destroy());
    this.#stream = secured;
    try {
      await once(secured, 'secure', { signal: this.gone });
      return true;
    } catch {
      return false;
    }
  }

  /** False when the peer left before anything came. */
  async waitForData(): Promise<boolean> {
    return this.#until(() => this.#received.length > 0);
  }

  /** Reads and forgets until the peer's end: how much it was, or null when the connection closed in another way. */
  async takeAll(): Promise<number | null> {
    let taken = 0;
    await this.#until(() => {
      taken += this.#received.length;
      this.#received = Buffer.alloc(0);
      return this.#peerEnded;
    });
    return this.#peerEnded ? taken : null;
  }

  /** True as soon as what has come and was not taken looks like that, false when the peer left before. */
  async waitForText(pattern: RegExp): Promise<boolean> {
    return this.#until(() => pattern.test(this.#received.toString('latin1')));
  }

  /** Whether the peer says nothing for so long. */
  async isQuiet(ms: number): Promise<boolean> {
    const waiting = new AbortController();
    const quiet = delay(ms, true, { signal: waiting.signal }).catch(() => true);
    const said = this.waitForData().then((came) => !came);
    const answer = await Promise.race([quiet, said]);
    waiting.abort();
    return answer;
  }

  /** Without reading, so a peer that leaves politely is not noticed: only a reset, or the end of the lab, ends this. */
  async waitForGone(): Promise<void> {
    this.#stream.pause();
    if (!this.gone.aborted) await once(this.gone, 'abort');
  }

  /** Takes one request head, without its blank line, out of what was received; null when the peer left before it was complete. */
  async takeHead(): Promise<string | null> {
    const complete = await this.#until(
      () => this.#received.includes(HEAD_END) || this.#received.length > MAX_HEAD,
    );
    const end = this.#received.indexOf(HEAD_END);
    if (!complete || end < 0) return null;
    const head = this.#received.toString('latin1', 0, end);
    this.#received = this.#received.subarray(end + HEAD_END.length);
    this.#head = head;
    this.#bodyLeft = Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);
    return head;
  }

  /** Takes a line, in UTF-8, without its end; null when the peer left before it was complete. */
  async takeLine(): Promise<string | null> {
    const complete = await this.#until(
      () => this.#received.includes('\n') || this.#received.length > MAX_HEAD,
    );
    const end = this.#received.indexOf('\n');
    if (!complete || end < 0) return null;
    const line = this.#received.toString('utf8', 0, end);
    this.#received = this.#received.subarray(end + 1);
    return line.replace(/\r$/, '');
  }

  /** Takes so many bytes; null when the peer left before. */
  async take(length: number): Promise<Buffer | null> {
    if (!(await this.#until(() => this.#received.length >= length))) return null;
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }

  /** Ties this connection to another one, end for end and reset for reset, until both are over. */
  async join(other: Socket): Promise<void> {
    this.#stopReading();
    other.write(this.#received);
    this.#stream.on('data', (chunk) => {
      if (!other.write(chunk)) this.#stream.pause();
    });
    other.on('drain', () => this.#stream.resume());
    other.on('data', (chunk) => {
      if (!this.#stream.write(chunk)) other.pause();
    });
    this.#stream.on('drain', () => other.resume());
    this.#stream.on('end', () => other.end());
    other.on('end', () => this.#stream.end());
    other.on('error', () => this.reset());
    this.gone.addEventListener('abort', () => other.destroy());
    this.#stream.resume();
    if (this.gone.aborted) other.destroy();
    else await once(this.gone, 'abort');
  }

  /** Takes what an HTTP/2 client begins with, up to and with its first HEADERS; false when the peer left before. */
  async takeHead2(): Promise<boolean> {
    const complete = await this.#until(() => endOfHead2(this.#received) > 0);
    if (complete) this.#received = this.#received.subarray(endOfHead2(this.#received));
    return complete;
  }

  damageNextRecord(): void {
    this.#damage?.damageNext();
  }

  /** Takes so many bytes of the request's body, or all that is left of it, and then reads no further. False when the peer left before. */
  async takeBody(bytes = this.#bodyLeft): Promise<boolean> {
    let left = Math.min(bytes, this.#bodyLeft);
    const taken = await this.#until(() => {
      const n = Math.min(left, this.#received.length);
      this.#received = this.#received.subarray(n);
      this.#bodyLeft -= n;
      left -= n;
      return left === 0;
    });
    this.#stream.pause();
    return taken;
  }

  /** Returns when the kernel has taken the bytes; false when it has not, since the connection is gone. */
  async send(data: string | Uint8Array): Promise<boolean> {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    if (this.gone.aborted) return false;
    if (bytes.length === 0) return true;
    return new Promise((resolve) => {
      const lost = (): void => resolve(false);
      this.gone.addEventListener('abort', lost);
      this.#stream.write(bytes, (error) => {
        this.gone.removeEventListener('abort', lost);
        resolve(!error);
      });
    });
  }

  /** Below TLS. */
  sendPast(bytes: Uint8Array): void {
    this.#raw.write(bytes);
  }

  /** Reads and forgets until the peer leaves. */
  async drain(): Promise<void> {
    await this.#until(() => {
      this.#received = Buffer.alloc(0);
      return this.#peerEnded;
    });
    this.#raw.destroySoon();
  }

  async closeClean(): Promise<void> {
    this.#stream.end(this.#over.resolve);
    await this.drain();
  }

  /** The FIN of TCP; over TLS without the close_notify. */
  async closeFin(): Promise<void> {
    this.#raw.end(this.#over.resolve);
    await this.drain();
  }

  /** Without reading: the kernel answers whatever still comes with a reset. */
  leave(): void {
    this.#raw.destroy();
  }

  reset(): void {
    this.#raw.resetAndDestroy();
  }

  /** True as soon as the condition holds, false when it can no longer come true. It is asked again after each event. */
  async #until(condition: () => boolean): Promise<boolean> {
    this.#read();
    for (;;) {
      if (condition()) return true;
      if (this.#peerEnded || this.gone.aborted) return false;
      await this.#changed.promise;
    }
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }

  /** Reading begins only when a script asks for it: a server that accepts and never reads is a case of its own. */
  #read(): void {
    if (!this.#reading) {
      this.#reading = true;
      this.#stream.on('data', this.#onData);
      this.#stream.on('end', this.#onEnd);
    }
    this.#stream.resume();
  }

  #stopReading(): void {
    this.#stream.off('data', this.#onData);
    this.#stream.off('end', this.#onEnd);
    this.#reading = false;
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#received = Buffer.concat([this.#received, chunk]);
    this.#wake();
  };

  readonly #onEnd = (): void => {
    this.#peerEnded = true;
    this.#wake();
  };
}

/** Where the first HEADERS frame ends; 0 when it is not here yet. */
function endOfHead2(bytes: Buffer): number {
  for (let at = PREFACE.length; at + FRAME_HEADER <= bytes.length; ) {
    const end = at + FRAME_HEADER + bytes.readUIntBE(at, 3);
    if (bytes[at + 3] === FRAME_HEADERS) return end <= bytes.length ? end : 0;
    at = end;
  }
  return 0;
}
