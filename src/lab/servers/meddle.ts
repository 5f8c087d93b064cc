/** Stands between TLS and TCP of a server and changes what it says in its handshake, as no TLS library can be told to. */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Meddling } from '../script.ts';

const ALERT = 21;
const FATAL = 2;
/** From its end back, the first flight of TLS 1.2 has the signature of the key exchange here. */
const INTO_SIGNATURE = 30;

export class Meddler extends Duplex {
  readonly #socket: Socket;
  readonly #meddling: Meddling;
  #flights = 0;

  constructor(socket: Socket, meddling: Meddling) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    this.#meddling = meddling;
    socket.on('data', (chunk) => this.push(chunk));
    socket.on('end', () => this.push(null));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  /** TLS writes a whole flight at once. */
  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#flights += 1;
    if ('damage' in this.#meddling && this.#flights === 1) {
      const bytes = Buffer.from(chunk);
      const at = bytes.length - INTO_SIGNATURE;
      bytes[at] = bytes[at]! ^ 1;
      this.#socket.write(bytes, callback);
    } else if ('refuse' in this.#meddling && this.#flights === 2) {
      this.#socket.end(Uint8Array.of(ALERT, 3, 3, 0, 2, FATAL, this.#meddling.refuse), callback);
    } else {
      this.#socket.write(chunk, callback);
    }
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#socket.end(callback);
  }
}
