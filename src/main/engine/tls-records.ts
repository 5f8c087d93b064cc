/**
 * Reads the TLS records that come in, as far as they are in clear, for the facts Node does not show: which suite the server
 * chose in a handshake that then failed, whether it asked for a client certificate, and whether it said goodbye
 * (close_notify) before the connection ended. RFC 8446 sections 4 to 6, RFC 5246 section 7.
 */
import type { Evidence } from '../../shared/result.ts';
import { check } from '../classify/facts.ts';

const RECORD_HEADER = 5;
const CHANGE_CIPHER_SPEC = 20;
const ALERT = 21;
const HANDSHAKE = 22;
const APPLICATION_DATA = 23;

const SERVER_HELLO = 2;
const CERTIFICATE_REQUEST = 13;
const SUPPORTED_VERSIONS = 43;

const SSL3 = 0x0300;
const TLS13 = 0x0304;
/** A TLS 1.3 alert: two bytes, one of content type, sixteen of tag. */
const ENCRYPTED_ALERT_LENGTH = 19;
/** More handshake than this in clear is not worth keeping. */
const MAX_HANDSHAKE = 256 * 1024;
/** Client certificate type fortezza_dms (RFC 6101). */
const FORTEZZA_DMS = 20;

export class TlsRecords {
  /** Cipher suite number of the ServerHello. */
  suite: number | null = null;
  version: number | null = null;
  /** Certificate types of a CertificateRequest in clear (TLS 1.2 and before). */
  certificateTypes: number[] | null = null;
  /** TCP ended and TLS had not: whatever the last record was, it was no goodbye. Set by whoever sees both ends. */
  endedBare = false;

  /** From ChangeCipherSpec (or a TLS 1.3 ServerHello) on, contents are encrypted. */
  #encrypted = false;
  #closeNotify = false;
  #header = Buffer.alloc(RECORD_HEADER);
  #headerLength = 0;
  /** Bytes of the current record still to come. */
  #left = 0;
  #lastType = 0;
  #lastLength = 0;
  /** Content of the current record, where it is worth reading. */
  #content: Buffer[] | null = null;
  #handshake: Buffer = Buffer.alloc(0);

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
        const n = Math.min(RECORD_HEADER - this.#headerLength, chunk.length - at);
        chunk.copy(this.#header, this.#headerLength, at, at + n);
        this.#headerLength += n;
        at += n;
        if (this.#headerLength === RECORD_HEADER) this.#beginRecord();
      }
    }
  }

  /**
   * The server said goodbye before the connection ended: nothing can be missing. In TLS 1.3 an alert looks like two
   * bytes of data, so there the order of the two ends decides as well.
   */
  get closedProperly(): boolean {
    if (!this.#encrypted) return this.#closeNotify;
    if (this.version === TLS13) {
      return (
        !this.endedBare &&
        this.#lastType === APPLICATION_DATA &&
        this.#lastLength === ENCRYPTED_ALERT_LENGTH &&
        this.#left === 0
      );
    }
    return this.#lastType === ALERT && this.#left === 0;
  }

  /** What the handshake showed of the server's demands. */
  evidence(): Evidence[] {
    const found: Evidence[] = [];
    if (this.#isFortezza()) {
      const types = this.certificateTypes?.join(', ') ?? 'none';
      found.push(check('FORTEZZA', `cipher suite 0x${this.suite?.toString(16)}, certificate types ${types}`));
    }
    if (this.certificateTypes) {
      found.push(
        check(
          'CERTIFICATE_REQUEST',
          `the server asked for a client certificate, types ${this.certificateTypes.join(', ')}`,
        ),
      );
    }
    return found;
  }

  #isFortezza(): boolean {
    const { suite } = this;
    const chosen = suite === 0x1c || suite === 0x1d || (suite === 0x1e && this.version === SSL3);
    return chosen || (this.certificateTypes?.includes(FORTEZZA_DMS) ?? false);
  }

  #beginRecord(): void {
    this.#headerLength = 0;
    this.#lastType = this.#header[0]!;
    this.#lastLength = this.#left = this.#header.readUInt16BE(3);
    const readable = !this.#encrypted && (this.#lastType === HANDSHAKE || this.#lastType === ALERT);
    this.#content = readable ? [] : null;
    if (this.#lastType === CHANGE_CIPHER_SPEC) this.#encrypted = true;
  }

  #endRecord(): void {
    if (!this.#content) return;
    const content = Buffer.concat(this.#content);
    this.#content = null;
    if (this.#lastType === ALERT) {
      if (content[1] === 0) this.#closeNotify = true;
      return;
    }
    if (this.#handshake.length + content.length > MAX_HANDSHAKE) return;
    this.#handshake = Buffer.concat([this.#handshake, content]);
    this.#readHandshake();
  }

  #readHandshake(): void {
    while (this.#handshake.length >= 4) {
      const length = this.#handshake.readUIntBE(1, 3);
      if (this.#handshake.length < 4 + length) return;
      const type = this.#handshake[0]!;
      const body = this.#handshake.subarray(4, 4 + length);
      this.#handshake = this.#handshake.subarray(4 + length);
      if (type === SERVER_HELLO) this.#readServerHello(body);
      if (type === CERTIFICATE_REQUEST && body.length)
        this.certificateTypes = [...body.subarray(1, 1 + body[0]!)];
    }
  }

  /** version(2) random(32) session_id(1+n) cipher_suite(2) compression(1) extensions(2+n) */
  #readServerHello(body: Buffer): void {
    if (body.length < 38) return;
    this.version = body.readUInt16BE(0);
    const afterSession = 35 + body[34]!;
    if (body.length < afterSession + 3) return;
    this.suite = body.readUInt16BE(afterSession);
    let at = afterSession + 5;
    while (at + 4 <= body.length) {
      const extension = body.readUInt16BE(at);
      const length = body.readUInt16BE(at + 2);
      if (extension === SUPPORTED_VERSIONS && at + 6 <= body.length) this.version = body.readUInt16BE(at + 4);
      at += 4 + length;
    }
    if (this.version === TLS13) this.#encrypted = true;
  }
}
