/** What one transfer attempt leaves behind. Times in ms (monotonic), sizes in bytes, stamps in ISO 8601 with offset. */

export const PROTOCOLS = ['http', 'https', 'ftp', 'ftps'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export type Direction = 'download' | 'upload';
export const KERNELS = ['node', 'curl'] as const;
export type Kernel = (typeof KERNELS)[number];

/** The steps of a transfer, in the order they happen. Each has one deadline and one place to fail. */
export const PHASES = [
  'preflight',
  'resolve',
  'connect',
  'proxy',
  'secure',
  'login',
  'request',
  'response',
  'redirect',
  'transfer',
  'verify',
] as const;
export type Phase = (typeof PHASES)[number];

/** Whose side a failure is on. `none` belongs to success alone. */
export const SIDES = ['none', 'probe', 'network', 'server', 'task'] as const;
export type Side = (typeof SIDES)[number];

export type Outcome = 'ok' | 'failed' | 'canceled';

/** success = 0; http = the server's own status, 400 and above; transfer = one of the 70 CAT codes. */
export type Family = 'success' | 'http' | 'transfer';

export type EvidenceSource = 'os' | 'openssl' | 'tls-alert' | 'http' | 'ftp' | 'dns' | 'curl' | 'check';

/**
 * One observed fact, in the words of whoever observed it. Classification reads these and nothing else,
 * so a stored result shows exactly what its code was decided from.
 */
export interface Evidence {
  source: EvidenceSource;
  /** The native name: ECONNRESET, CERT_HAS_EXPIRED, UND_ERR_SOCKET, or one of our own checks (CODES.md). */
  name: string;
  /** The circumstances, for a person to read: "read, after 5000 of 10000 bytes". Never a secret. */
  detail: string;
}

/** The native numbers that other tools would have shown for the same failure. */
export interface NativeCodes {
  curl?: number;
  wininet?: number;
}

/** The parts of an attempt's time, in their order. */
export const TIME_PARTS = ['dns', 'connect', 'proxy', 'tls', 'login', 'send', 'wait', 'receive'] as const;
export type TimePart = (typeof TIME_PARTS)[number];

/** The part that a phase's time goes to. The other phases (preflight, redirect, verify) decide; they take no time on the network. */
export const PART_OF_PHASE: Readonly<Partial<Record<Phase, TimePart>>> = {
  resolve: 'dns',
  connect: 'connect',
  proxy: 'proxy',
  secure: 'tls',
  login: 'login',
  request: 'send',
  response: 'wait',
  transfer: 'receive',
};

/** Where the time went. `redirect` is the whole of the earlier hops; the parts add up to `total`. */
export interface Timings {
  dns: number;
  connect: number;
  proxy: number;
  tls: number;
  /** FTP: from the connection until the server has taken the login, TLS left out. */
  login: number;
  /** FTP: the commands from the login to the transfer; of an upload, the content as well. */
  send: number;
  wait: number;
  receive: number;
  redirect: number;
  /**
   * Download: from the start of the attempt to the first byte of the (last) response; 0 when none came.
   * Upload: to the first packet of the (last) request that left.
   */
  firstPacket: number;
  total: number;
}

/** A redirect; or, with a status of 401, the round in which the server asked for digest authentication (`from` and `to` are then the same). */
export interface RedirectHop {
  from: string;
  to: string;
  status: number;
  timings: Timings;
}

/** What one of several threads brought: blocks between `from` and `to` (both included); blocks of others may lie in between. */
export interface SegmentSummary {
  from: number;
  to: number;
  bytes: number;
  /** From its first block being given to it until its last byte. */
  ms: number;
}

export interface CertificateSummary {
  subject: string;
  issuer: string;
  /** Hosts, addresses and others that it is good for (subject alternative names). */
  names: string[];
  notBefore: string;
  notAfter: string;
  /** Hex. */
  serial: string;
  /** `RSA 2048`, `EC P-256`. */
  key: string;
  /** How its issuer signed it: `sha256WithRSAEncryption`; null where the TLS library does not say. */
  signature: string | null;
  /** SHA-256 of the certificate, hex. */
  sha256: string;
}

/** What was found out about the revocation of the server's certificate. */
export interface RevocationSummary {
  /** Who said it: the task's own list, a list that the certificate names, a responder, or its answer as the server sent it along. */
  source: 'crlFile' | 'crl' | 'ocsp' | 'stapling';
  /** `open`: no usable answer. */
  status: 'good' | 'revoked' | 'unknown' | 'open';
  /** Address or file it came from; null: from the server itself. */
  from: string | null;
  /** Who signed it. */
  responder: string | null;
  producedAt: string | null;
  thisUpdate: string | null;
  nextUpdate: string | null;
  /** Of a revoked certificate. */
  revokedAt: string | null;
  reason: string | null;
}

export interface TlsSummary {
  version: string;
  cipher: string;
  /** Leaf first, as the server sent it and as far as it could be followed. */
  chain: CertificateSummary[];
  /** The server asked who we are; it may go on without an answer. */
  asksCertificate: boolean;
  /** null: the task does not ask for it. */
  revocation: RevocationSummary | null;
}

/** CAT's HijackCount and HijackDomainCount. */
export interface HijackCount {
  /** Addresses, among all that DNS answered, that count as hijacked. */
  count: number;
  /** Names with at least one such address. */
  domains: number;
}

/** The proxy that the last hop went through. */
export interface ProxySummary {
  /** `http://proxy.example:3128`, without credentials. */
  url: string;
  /** Who chose it: the task, or the setting of this computer. */
  from: 'task' | 'system';
  /** Its IP address; null when its name could not be resolved. */
  address: string | null;
  port: number;
  /** From the TCP connection with it until the tunnel stood, TLS with the proxy included (ms); 0 where no tunnel is needed. */
  ms: number;
  /**
   * Who resolved the name of the target. By the proxy: nobody here knows the target's address, and `remoteAddress`, `remotePort`
   * and `ipFamily` of the result are those of the proxy.
   */
  resolvedBy: 'proxy' | 'probe';
}

/** One line on the control connection of FTP, as it went over it; credentials are hidden. */
export interface FtpLine {
  /** From the start of the attempt. */
  atMs: number;
  from: 'client' | 'server';
  text: string;
}

/** The steps of an FTP transfer as a technician would go through them, in their order. */
export const FTP_STEPS = [
  'control',
  'greeting',
  'tls',
  'login',
  'directory',
  'lookup',
  'passive',
  'data',
  'command',
  'dataTls',
  'transfer',
  'end',
] as const;
export type FtpStepName = (typeof FTP_STEPS)[number];

export interface FtpStep {
  step: FtpStepName;
  /** The last one is `failed` where the session broke off in it. */
  state: 'ok' | 'failed';
  ms: number;
  /** An address, a version, or the reply that ended it. */
  detail: string;
}

export interface FtpSummary {
  /** Those that were begun. Without TLS there is no `tls`, without a folder no `directory`. */
  steps: FtpStep[];
  /** The command that opened the data connection; null when it did not come to that. */
  passive: 'EPSV' | 'PASV' | null;
  /** Where the data connection went: the address of the control connection, whatever a PASV answer names. */
  dataAddress: string | null;
  dataPort: number | null;
  /** Whether the data connection went on with the TLS session of the control connection; null without TLS. */
  sessionReused: boolean | null;
  /** What was said, from the greeting on. Of a very long conversation the middle is left out, and a line says so. */
  transcript: FtpLine[];
}

/** The program that did the transfer, where the kernel is curl. */
export interface CurlSummary {
  /** `7.88.1` */
  version: string;
  /** Its TLS library: `OpenSSL/3.0.19`; null where it has none. */
  tls: string | null;
}

/** What classification decides about a failed attempt. */
export interface Failure {
  /** One of the 70, or an HTTP status >= 400. */
  code: number;
  family: 'http' | 'transfer';
  phase: Phase;
  side: Side;
}

export interface TransferResult {
  /** ULID: sorts by start. */
  id: string;
  /** Name of the task. */
  task: string;
  runId: string;
  startedAt: string;
  direction: Direction;
  kernel: Kernel;
  /** null when the URL names no protocol we know. */
  protocol: Protocol | null;
  url: string;
  finalUrl: string;
  host: string;
  /** Of the target; of the proxy, where that one resolves the name (`proxy.resolvedBy`). */
  remoteAddress: string | null;
  remotePort: number | null;
  ipFamily: 4 | 6 | null;
  /** Every address the name resolved to, on the last hop. */
  addresses: string[];
  outcome: Outcome;
  /** null only when canceled: that is no error. */
  code: number | null;
  family: Family | null;
  /** CAT's name of the code, in English. */
  name: string;
  /** The phase the attempt ended in. */
  phase: Phase;
  side: Side;
  /** Bytes of content moved on the wire. */
  bytes: number;
  expectedBytes: number | null;
  /** Spoken on the last hop; null when it came to no request, or is no HTTP. */
  httpVersion: '1.1' | '2' | null;
  httpStatus: number | null;
  md5: string | null;
  sha256: string | null;
  timings: Timings;
  /** KB (1024 B) per second of the time it took: to receive, or to send until the server began to answer. */
  speedKBps: number;
  redirects: RedirectHop[];
  /** Connections that shared the content; 1 where the server has no ranges, whatever the task allows. */
  threads: number;
  /** One for each thread; none when there was only one connection from the start. */
  segments: SegmentSummary[];
  tls: TlsSummary | null;
  /** What DNS answered against the task's `dnsHijack`; null without such rules, and when canceled. */
  hijack: HijackCount | null;
  /** null: a direct connection. */
  proxy: ProxySummary | null;
  /** null when no FTP was spoken. */
  ftp: FtpSummary | null;
  /** null for the other kernel, and when there was no curl that could be used. */
  curl: CurlSummary | null;
  evidence: Evidence[];
  native: NativeCodes;
  labels: Record<string, string>;
  /** True when the outcome is what the task's `expect` says; without `expect`, when it is ok. */
  expected: boolean;
}

/** A live picture of a running attempt; about ten a second, may be dropped. */
export interface Progress {
  runId: string;
  /** Id of the result to come. */
  id: string;
  task: string;
  url: string;
  phase: Phase;
  bytes: number;
  expectedBytes: number | null;
  /** Since the last progress event. */
  speedKBps: number;
  elapsedMs: number;
  timings: Timings;
}

export function emptyTimings(): Timings {
  return {
    dns: 0,
    connect: 0,
    proxy: 0,
    tls: 0,
    login: 0,
    send: 0,
    wait: 0,
    receive: 0,
    redirect: 0,
    firstPacket: 0,
    total: 0,
  };
}
