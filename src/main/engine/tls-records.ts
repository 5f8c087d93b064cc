/**
 * What both sides say in the TLS records of a connection, for the facts that Node does not show: which version and suite the
 * server chose in a handshake that then failed, whether it asked for a client certificate, the alerts, and whether it said
 * goodbye (close_notify) before the connection ended. RFC 8446 sections 4 to 6, RFC 5246 section 7.
 */
import type { Evidence } from '../../shared/result.ts';
import { check } from '../classify/facts.ts';
import { RecordReader } from './record-reader.ts';
import { alertName, certificateTypeName, suiteName, versionName } from './tls-names.ts';
import type { WireOptions } from './wire.ts';

const SERVER_HELLO = 2;
const CERTIFICATE_REQUEST = 13;
const SUPPORTED_VERSIONS = 43;

const SSL3 = 0x0300;
const TLS13 = 0x0304;
const TLS_AES_256_GCM_SHA384 = 0x1302;
/** Around the content of an encrypted record of TLS 1.3: its type, and the tag. */
const HIDDEN_OVERHEAD = 17;
/** An empty Certificate message of TLS 1.3. */
const EMPTY_CERTIFICATE = 8;
const CLOSE_NOTIFY = 0;
const FATAL = 2;
/** Client certificate type fortezza_dms (RFC 6101). */
const FORTEZZA_DMS = 20;

interface Alert {
  level: number;
  description: number;
}

export class TlsRecords {
  /** Cipher suite number of the ServerHello. */
  suite: number | null = null;
  version: number | null = null;
  /** Certificate types of a CertificateRequest in clear (TLS 1.2 and before). */
  certificateTypes: number[] | null = null;
  /** TCP ended and TLS had not: whatever the last record was, it was no goodbye. Set by whoever sees both ends. */
  endedBare = false;
  /** The first error that the TLS library came to, at any time. */
  error: NodeJS.ErrnoException | null = null;
  /** In clear. */
  readonly received: Alert[] = [];
  readonly sent: Alert[] = [];
  #looking = true;
  /** Bytes that left encrypted, before the handshake was over. */
  #hiddenSent = 0;
  #inHandshake = true;
  #askedHidden = false;

  readonly #in = new RecordReader({
    isTls13: () => this.version === TLS13,
    onAlert: (level, description) => void this.received.push({ level, description }),
    onHandshake: (type, body) => {
      if (type === SERVER_HELLO) this.#readServerHello(body);
      if (type === CERTIFICATE_REQUEST && body.length)
        this.certificateTypes = [...body.subarray(1, 1 + body[0]!)];
    },
  });
  readonly #out = new RecordReader({
    isTls13: () => this.version === TLS13,
    onAlert: (level, description) => void this.sent.push({ level, description }),
    onHidden: (length) => {
      if (this.#inHandshake) this.#hiddenSent += length - HIDDEN_OVERHEAD;
    },
  });

  /** What comes in. */
  read(chunk: Buffer): void {
    if (this.#looking) this.#in.read(chunk);
  }

  /** What leaves. */
  wrote(chunk: Buffer): void {
    if (this.#looking) this.#out.read(chunk);
  }

  /** From here on nobody wants to know: the length of the content says when it is complete. Nothing is claimed about the end. */
  stop(): void {
    this.#looking = false;
  }

  /**
   * To be called when our side of the handshake has left. True: in TLS 1.3 the server has asked for a client certificate. Its request
   * is hidden, but our answer is longer then than the Finished alone.
   */
  endHandshake(): boolean {
    this.#inHandshake = false;
    const finished = 4 + (this.suite === TLS_AES_256_GCM_SHA384 ? 48 : 32);
    this.#askedHidden = this.version === TLS13 && this.#hiddenSent >= finished + EMPTY_CERTIFICATE;
    return this.#askedHidden;
  }

  /** As far as it showed: in TLS 1.3 only when our side of the handshake has left. */
  get asksCertificate(): boolean {
    return this.certificateTypes !== null || this.#askedHidden;
  }

  /**
   * The server said goodbye before the connection ended: nothing can be missing. In TLS 1.3 an alert looks like two bytes of
   * data, so there the order of the two ends decides as well. Null: nobody looked.
   */
  get closedProperly(): boolean | null {
    if (!this.#looking) return null;
    if (this.received.some(({ description }) => description === CLOSE_NOTIFY)) return true;
    return this.#in.endsInHiddenAlert && !(this.version === TLS13 && this.endedBare);
  }

  /** We said goodbye. */
  get saidGoodbye(): boolean {
    return this.sent.some(({ description }) => description === CLOSE_NOTIFY) || this.#out.endsInHiddenAlert;
  }

  /** What the server chose, of a handshake that came to nothing. */
  hello(): Evidence[] {
    if (this.version === null || this.suite === null) return [];
    return [check('SERVER_HELLO', `${versionName(this.version)}, ${suiteName(this.suite)}`)];
  }

  /** What the handshake showed of the server's demands, and the alerts in clear but for a goodbye. */
  evidence(): Evidence[] {
    const types = this.certificateTypes?.map(certificateTypeName).join(', ') ?? 'none';
    return [
      ...(this.#isFortezza()
        ? [check('FORTEZZA', `cipher suite ${suiteName(this.suite ?? 0)}, certificate types ${types}`)]
        : []),
      ...(this.certificateTypes
        ? [check('CERTIFICATE_REQUEST', `the server asked for a client certificate, types ${types}`)]
        : []),
      ...(this.#askedHidden
        ? [check('CERTIFICATE_REQUEST', 'the server asked for a client certificate')]
        : []),
      ...this.received.flatMap((alert) => alertEvidence(alert, 'received')),
      ...this.sent.flatMap((alert) => alertEvidence(alert, 'sent')),
    ];
  }

  #isFortezza(): boolean {
    const { suite } = this;
    const chosen = suite === 0x1c || suite === 0x1d || (suite === 0x1e && this.version === SSL3);
    return chosen || (this.certificateTypes?.includes(FORTEZZA_DMS) ?? false);
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
  }
}

/** For the wire below TLS. */
export function recordHooks(records: TlsRecords): Pick<WireOptions, 'observe' | 'observeSent'> {
  return { observe: (chunk) => records.read(chunk), observeSent: (chunk) => records.wrote(chunk) };
}

/** One that was sent has a name of its own: the rules speak of what the server said. */
function alertEvidence({ level, description }: Alert, way: 'received' | 'sent'): Evidence[] {
  if (description === CLOSE_NOTIFY) return [];
  const name = alertName(description);
  const detail = `${level === FATAL ? 'fatal' : 'warning'} alert ${description}, ${way}`;
  return [{ source: 'tls-alert', name: way === 'sent' ? `sent_${name}` : name, detail }];
}

/** An alert that came encrypted: only the TLS library has read it, and says its number in the text of its error. */
export function hiddenAlert(error: Error | null | undefined, seen: readonly Evidence[]): Evidence[] {
  const number = /SSL alert number (\d+)/.exec(error?.message ?? '')?.[1];
  if (number === undefined) return [];
  const name = alertName(Number(number));
  if (seen.some((evidence) => evidence.source === 'tls-alert' && evidence.name === name)) return [];
  return [{ source: 'tls-alert', name, detail: `alert ${number}, received` }];
}
