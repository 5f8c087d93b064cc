/** One direction of a TLS connection, record by record, as far as it is in clear (RFC 8446 section 5, RFC 5246 section 6.2). */

export const RECORD = { CHANGE_CIPHER_SPEC: 20, ALERT: 21, HANDSHAKE: 22, APPLICATION_DATA: 23 } as const;

const HEADER = 5;
/** A TLS 1.3 alert: two bytes, one of content type, sixteen of tag. */
const ENCRYPTED_ALERT_LENGTH = 19;
/** More handshake than this in clear is not worth keeping. */
const MAX_HANDSHAKE = 256 * 1024;

export interface RecordHooks {
  /** TLS 1.3 hides encrypted records behind a type of their own; before it, ChangeCipherSpec begins to encrypt all of them. */
  isTls13(): boolean;
  onAlert(level: number, description: number): void;
  onHandshake?(type: number, body: Buffer): void;
  /** An encrypted record of TLS 1.3, of so many bytes. */
  onHidden?(length: number): void;
}

export class RecordReader {
  readonly #hooks: RecordHooks;
  #changedCipher = false;
  #header = Buffer.alloc(HEADER);
  #headerLength = 0;
  /** Bytes of the current record still to come. */
  #left = 0;
  #type = 0;
  #length = 0;
  /** Content of the current record, where it is worth reading. */
  #content: Buffer[] | null = null;
  #handshake: Buffer = Buffer.alloc(0);
  #handshakeBytes = 0;

  constructor(hooks: RecordHooks) {
    this.#hooks = hooks;
  }

  read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const n = Math.min(this.#left, chunk.length - at);
        this.#content?.push(chunk.subarray(at, at + n));
        this.#left -= n;
        at += n;
        if (this.#left === 0) this.#endRecord();
      } else {
        const n = Math.min(HEADER - this.#headerLength, chunk.length - at);
        chunk.copy(this.#header, this.#headerLength, at, at + n);
        this.#headerLength += n;
        at += n;
        if (this.#headerLength === HEADER) this.#beginRecord();
      }
    }
  }

  /** The last record is complete and encrypted, and may be an alert: in TLS 1.3 two bytes of data look the same. */
  get endsInHiddenAlert(): boolean {
    if (this.#left > 0) return false;
    if (this.#hooks.isTls13()) {
      return this.#type === RECORD.APPLICATION_DATA && this.#length === ENCRYPTED_ALERT_LENGTH;
    }
    return this.#changedCipher && this.#type === RECORD.ALERT;
  }

  #beginRecord(): void {
    this.#headerLength = 0;
    this.#type = this.#header[0]!;
    this.#length = this.#left = this.#header.readUInt16BE(3);
    const inClear = this.#hooks.isTls13() || !this.#changedCipher;
    const known =
      this.#type === RECORD.ALERT || (this.#type === RECORD.HANDSHAKE && !!this.#hooks.onHandshake);
    this.#content = inClear && known ? [] : null;
    if (this.#type === RECORD.CHANGE_CIPHER_SPEC) this.#changedCipher = true;
    if (this.#type === RECORD.APPLICATION_DATA) this.#hooks.onHidden?.(this.#length);
  }

  #endRecord(): void {
    if (!this.#content) return;
    const content = Buffer.concat(this.#content);
    this.#content = null;
    if (this.#type === RECORD.ALERT) {
      if (content.length === 2) this.#hooks.onAlert(content[0]!, content[1]!);
      return;
    }
    this.#handshakeBytes += content.length;
    if (this.#handshakeBytes > MAX_HANDSHAKE) return;
    this.#handshake = Buffer.concat([this.#handshake, content]);
    while (this.#handshake.length >= 4) {
      const end = 4 + this.#handshake.readUIntBE(1, 3);
      if (this.#handshake.length < end) return;
      const message = this.#handshake;
      this.#handshake = message.subarray(end);
      this.#hooks.onHandshake?.(message[0]!, message.subarray(4, end));
    }
  }
}
