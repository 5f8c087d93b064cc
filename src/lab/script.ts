/** The language of the lab: what a server does on one connection, as data. Servers obey; they know no case. */
import type { Announced, CertificateName, LeafName } from './pki.ts';

export type Step =
  /** Until the peer's first byte, a whole request head, the same of HTTP/2, or the peer's FIN has come. */
  | { wait: 'data' | 'head' | 'head2' | 'end' }
  /** Reads so many bytes and forgets them. */
  | { take: number }
  /**
   * A proxy from here on: does what the peer asks for, over a connection to that port of this computer, until one side ends it.
   * `credentials` (`user:password`) are demanded where given.
   */
  | { relay: 'http' | 'socks5'; credentials?: string }
  /** The body of the request whose head was read last, or so many bytes of it; then nothing more is read until a step wants to. */
  | { read: 'body' | number }
  /** TLS as server from here on; later steps speak inside it. A failed handshake ends the script. */
  | { secure: TlsSpec }
  /** Goes on when the request is as it should be, else plays the other script and ends. */
  | { demand: Demand; otherwise: Script }
  /** Goes out as it stands (Latin-1); the script goes on when the kernel has taken it. */
  | { send: string | Uint8Array }
  /** So many bytes of the lab's content (see content.ts). */
  | { content: number }
  /** An answer with the part of a file that the request's Range asks for; see PartSpec. Only in scripts of `http` servers. */
  | { part: PartSpec }
  /** On the request of that number to this server (from 1; of an FTP server, on the command of that number of its name), these steps; on every other one, the others. Only there, and in scripts of `ftp` servers. */
  | { request: number; steps: Script; others: Script }
  /** Opens a port for the next data connection and says so, with PORT, HIGH and LOW filled in. Only in scripts of `ftp` servers. */
  | { passive: string }
  /**
   * Plays the script on the data connection, inside TLS where the client has asked for that (PROT P), unless `plain`. Goes on when
   * the script is over or begins to close; a connection that it leaves open is there for the next such step. Only there, too.
   */
  | { data: Script; plain?: true }
  /** What the server would have done without a script. Only there, too. */
  | { usual: true }
  /** Goes on when the peer says nothing for so long, else plays the other script and ends. */
  | { quietMs: number; otherwise: Script }
  /** Answers an OCSP request, and a request for a revocation list. Only there, too. */
  | { ocsp: OcspSpec }
  | { list: ListSpec }
  /** Goes out as it stands, past TLS. */
  | { past: Uint8Array }
  /** The next TLS record that leaves has a flipped bit. Only where `secure` said `damageable`. */
  | { damage: 'record' }
  | { pauseMs: number }
  | { repeat: number; steps: Script }
  /** Nothing more until the peer leaves: reads on, or leaves what comes in the kernel's buffer. */
  | { stall: 'reading' | 'deaf' }
  /**
   * `rst`: a reset right away. `clean`: as the protocol wants it (over TLS a close_notify first), `fin`: only the FIN of TCP.
   * After these two, whatever the peer still sends is read, so that no reset follows. `unread`: both directions at once, as a
   * program does that ends; what the peer sent and nobody read, or still sends, meets a reset.
   */
  | { close: 'clean' | 'fin' | 'rst' | 'unread' };

/** What the head of a request must have. */
export type Demand =
  /** A header with exactly this value (names in any case); null: no such header. */
  | { header: string; value: string | null }
  /** A right answer to a digest challenge (RFC 7616) with this realm and nonce. */
  | { digest: { user: string; password: string; realm: string; nonce: string; algorithm: DigestAlgorithm } };

export type DigestAlgorithm = 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';

export type Script = readonly Step[];

/** A file of so much of the lab's content, which can be had in parts: 206 for a range, 200 for all of it, 416 beyond its end. */
export interface PartSpec {
  of: number;
  headers?: Readonly<Record<string, string>>;
  /** Tells a changed file by If-Range: with another one there, the answer is the whole. */
  etag?: string;
  /** In place of the true header, with the true FROM, TO and SIZE filled in; null: none. */
  contentRange?: string | null;
  /** Content-Length and body are so long, whatever the range says. */
  length?: number;
  /** So much of the body is sent, and the script goes on. */
  stopAfter?: number;
  /** The body is in chunks, without Content-Length. The last chunk is missing where it stops early. */
  chunked?: true;
}

/** What a responder says of the certificate it is asked about. Days are from now, as those of certificates. */
export type OcspSpec =
  | {
      status: 'good' | 'revoked' | 'unknown';
      /** Who signs. Default: the authority in between. */
      by?: CertificateName;
      /** The certificate of who signs does not come along. */
      unnamed?: true;
      /** From when until when that holds. Default: yesterday to tomorrow. */
      days?: readonly [from: number, until: number];
      /** Default: as in the request. */
      nonce?: 'other' | 'none';
      /** It is about this one in place of what was asked. */
      about?: LeafName;
      /** A bit of the signature is wrong. */
      damaged?: true;
    }
  | { refuses: 'tryLater' | 'unauthorized' };

/** A revocation list. */
export interface ListSpec {
  /** Whose list it is. Default: that of the authority in between. */
  issuer?: CertificateName;
  revokes?: readonly CertificateName[];
  days?: readonly [from: number, until: number];
  /** Whose key signs it. Default: that of its issuer. */
  by?: CertificateName;
  /** Only what is new since another one. */
  delta?: true;
}

export interface TlsSpec {
  leaf: LeafName;
  /** What the certificate names; `{name}` stands for the address of that server. */
  announces?: Announced;
  /** The OCSP answer that it sends along to who asks for it; a text: just that. */
  staple?: OcspSpec | string;
  minVersion?: SecureVersion;
  maxVersion?: SecureVersion;
  /** Suites and curves it takes, by OpenSSL's names. */
  ciphers?: string;
  curves?: string;
  /** The protocols it agrees to (ALPN). Default: it knows nothing of ALPN. */
  alpn?: readonly string[];
  /** Without OpenSSL's lower limits: for weak keys, digests and old versions. */
  weak?: true;
  /** Diffie-Hellman over a group of 1024 bits, which is weak. */
  weakGroup?: true;
  /** Asks for a client certificate of the lab's root; `required`: without one the handshake fails. It does not look at it. */
  clients?: 'asked' | 'required';
  damageable?: true;
  /** What it does to its own handshake: see `meddle.ts`. TLS 1.2. */
  meddles?: Meddling;
}

type SecureVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** `keyExchange`: a bit of its signed key exchange is wrong. `refuse`: this alert in place of its Finished. */
export type Meddling = { damage: 'keyExchange' } | { refuse: number };

/**
 * An FTP server that does what RFC 959, 2228, 2389, 2428 and 3659 want, but for `answers`. It demands the login, TYPE I before SIZE,
 * and what else a client may not leave out.
 */
export interface FtpSpec {
  /** Its files, by their whole paths: so much of the lab's content each. */
  files: Readonly<Record<string, number>>;
  /** The one account; anonymous may come in as well, with any password. Absent: whoever it is, the name is enough. */
  login?: { user: string; password: string };
  /** The folder that a session begins in. Default: the root. */
  home?: string;
  /** What it does in place of the usual, by command; GREETING comes before the first one. */
  answers?: Readonly<Record<string, FtpAnswer>>;
  /** It knows AUTH TLS. `implicit`: TLS begins with the connection. */
  tls?: TlsSpec;
  implicit?: true;
  /** A data connection has to continue the TLS session of the control connection. */
  demandsSession?: true;
}

/** A text is a reply as it stands, in UTF-8, its last line end aside. */
export type FtpAnswer = string | Script;

/** A server of a case. Its address is what `{name}` stands for in the case's task and scripts. */
export type ServerSpec =
  /** Plays the script for each request, once the head has been read. `host` is the name in its address. */
  | { kind: 'http'; script: Script; tls?: TlsSpec; host?: string }
  | ({ kind: 'ftp'; host?: string } & FtpSpec)
  /** A port of its own that plays the script from the moment of the accept. */
  | { kind: 'tcp'; script: Script; scheme?: Scheme; host?: string }
  /** A port where nobody listens: connections are refused. */
  | { kind: 'refused'; scheme?: Scheme; host?: string }
  /** A port whose queue is full: the SYN is dropped. */
  | { kind: 'drop'; scheme?: Scheme; host?: string };

/** How an address of the server begins. */
type Scheme = 'http' | 'https' | 'ftp' | 'ftps' | 'socks5' | 'socks5h';

export type DnsAnswer =
  /**
   * Addresses; a family that is not named has none (an empty answer). `lateMs` holds the answer back; `truncated`: over UDP
   * there is only the remark that the answer is too long, over TCP all of it.
   */
  | { a?: readonly string[]; aaaa?: readonly string[]; lateMs?: number; truncated?: true }
  /** An alias; what it leads to comes along when the zone knows it. */
  | { cname: string }
  | { error: 'FORMERR' | 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED' }
  /** An answer that announces records and then holds nonsense. */
  | { garbage: true }
  | { silent: true };

/** Names, in lower case, that the lab's name server knows, and how it answers for each. */
export type Zone = Readonly<Record<string, DnsAnswer>>;
