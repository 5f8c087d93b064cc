/** Stands between TLS and TCP and can flip a bit of what leaves, as a broken router in between would. */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Type, version and length stay as they are: what is damaged is the content. */
const RECORD_HEADER = 5;

export class Damage extends Duplex {
  readonly #socket: Socket;
  #next = false;

  constructor(socket: Socket) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    socket.on('data', (chunk) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('close', () => this.destroy());
  }

  damageNext(): void {
    this.#next = true;
  }

  override _read(): void {
    this.#socket.resume();
  }

  /** TLS writes whole records. */
  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    let bytes = chunk;
    if (this.#next && chunk.length > RECORD_HEADER) {
      this.#next = false;
      bytes = Buffer.from(chunk);
      bytes[RECORD_HEADER + 8] = bytes[RECORD_HEADER + 8]! ^ 1;
    }
    this.#socket.write(bytes, callback);
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#socket.end(callback);
  }
}
