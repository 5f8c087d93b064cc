/** What classification is given: the evidence, and the circumstances it was seen in. */
import type { Direction, Evidence, EvidenceSource, Phase, Protocol } from '../../shared/result.ts';
import type { DefectName } from './certificate.ts';
import type { ListDefect, StatusName } from './revocation.ts';

/** How the response said its body would end. */
export type Framing = 'length' | 'chunked' | 'close';

/** How far the attempt had come. Kept by the engine as it goes, never inferred from an error. */
export interface Circumstances {
  direction: Direction;
  protocol: Protocol | null;
  /** 0 for the task's own URL, 1 and up behind redirects. */
  hop: number;
  /** Protocol of the hop before this one. */
  previousProtocol: Protocol | null;
  /** The whole request left this process and the operating system took it. */
  requestSent: boolean;
  /** Plain bytes of the response seen so far, head included. */
  responseBytes: number;
  status: number | null;
  framing: Framing | null;
  /** The task brought its own CA file. */
  ownCa: boolean;
  clientCertificate: 'none' | 'machine' | 'sent';
}

export interface Facts extends Circumstances {
  phase: Phase;
  evidence: readonly Evidence[];
}

export const noCircumstances: Circumstances = {
  direction: 'download',
  protocol: null,
  hop: 0,
  previousProtocol: null,
  requestSent: false,
  responseBytes: 0,
  status: null,
  framing: null,
  ownCa: false,
  clientCertificate: 'none',
};

/**
 * Names of our own observations, where no library or system has one. Everything else in the evidence carries its native name.
 */
export type CheckName =
  // preflight
  | 'URL_INVALID'
  | 'SCHEME_UNKNOWN'
  | 'PROTOCOL_OFF'
  | 'HOSTS_UNUSABLE'
  | 'TLS_LIBRARY'
  | 'ENGINE_UNKNOWN'
  | 'ENGINE_INIT'
  | 'ENGINE_DEFAULT'
  /** A note. */
  | 'ENGINE_TRIED'
  | 'CA_FILE'
  | 'CRL_FILE'
  | 'ISSUER_FILE'
  | 'CLIENT_CERTIFICATE'
  | 'CIPHERS'
  | 'UPLOAD_SOURCE'
  // where a download is saved; PART_LEFT is a note
  | 'SAVE_FAILED'
  | 'PART_LEFT'
  // the curl kernel: there is none, or none for this task; and what curl does not notice
  | 'CURL_MISSING'
  | 'CURL_UNUSABLE'
  | 'CURL_LACKS'
  | 'LENGTHS_DIFFER'
  | 'CERTIFICATE_NOT_TAKEN'
  // deadlines; the detail says which limit and how long
  | 'DNS_LIMIT'
  | 'CONNECT_TIMEOUT'
  | 'TLS_TIMEOUT'
  | 'RESPONSE_TIMEOUT'
  | 'TRANSFER_TIMEOUT'
  // proxies: which of its steps failed, and how
  | 'VIA_PROXY'
  | 'AT_PROXY'
  | 'PROXY_TLS'
  | 'PROXY_UNKNOWN'
  | 'PROXY_TIMEOUT'
  | 'PROXY_NO_HTTP'
  | 'SOCKS_REFUSED'
  | 'SOCKS_INVALID'
  // TLS
  | 'SERVER_HELLO'
  | 'FORTEZZA'
  | 'CERTIFICATE_REQUEST'
  | 'CERTIFICATE_REQUIRED'
  | 'CERTIFICATE_REFUSED'
  | 'NO_CLOSE_NOTIFY'
  | 'SHUTDOWN_FAILED'
  | 'SHUTDOWN_UNTESTED'
  | 'ALPN_REFUSED'
  | DefectName
  | 'DEFECT_IGNORED'
  | 'SECURITY_LOWERED'
  | 'TLS_INSPECTED'
  | 'ISSUER_DIFFERS'
  | 'FINGERPRINT_DIFFERS'
  | 'PIN_DIFFERS'
  // revocation
  | 'CERT_REVOKED'
  | ListDefect
  | StatusName
  // HTTP/2
  | 'NOT_HTTP2'
  | 'REQUEST_NOT_PROCESSED'
  // whom the request goes to, and as whom; told in notes
  | 'HOST_PINNED'
  | 'HIJACK_UNKNOWN'
  | 'DIGEST_UNUSABLE'
  // FTP: which connection it was, what its replies were, whether the file is there
  | 'FTP_CONTROL'
  | 'FTP_DATA'
  | 'FTP_DATA_TLS'
  | 'FTP_REPLY_INVALID'
  | 'FTP_PASSIVE_INVALID'
  | 'FILE_ABSENT'
  | 'FILE_PRESENT'
  | 'IS_FOLDER'
  | 'NO_FINAL_REPLY'
  | 'BYTES_RECEIVED'
  // and notes
  | 'NO_PASSWORD'
  | 'PASV_ADDRESS'
  | 'TYPE_REFUSED'
  // redirects
  | 'NO_LOCATION'
  | 'REDIRECTS_OFF'
  | 'TOO_MANY_REDIRECTS'
  | 'REDIRECT_SCHEME'
  | 'REDIRECT_TO_FILE'
  | 'REDIRECT_TO_PRIVATE'
  | 'UPLOAD_REDIRECTED'
  | 'REDIRECT_DOWNGRADE'
  // byte ranges; RANGE only says which one it was, FEWER_THREADS and REOPENED are notes
  | 'RANGE'
  | 'RANGE_INVALID'
  | 'RANGE_CHANGED'
  | 'FEWER_THREADS'
  | 'REOPENED'
  // the content
  | 'SHORT_OF_LENGTH'
  | 'CODING_UNKNOWN'
  | 'CODING_BROKEN'
  | 'CODING_CUT'
  | 'SIZE_UNKNOWN'
  | 'TOO_FEW_BYTES'
  | 'HEADER_TEXT_MISSING'
  | 'SUM_DIFFERS'
  /** The server answered and did not want the rest. */
  | 'SENDING_STOPPED'
  // ourselves
  | 'INTERNAL';

export function check(name: CheckName, detail: string): Evidence {
  return { source: 'check', name, detail };
}

/** The first piece of evidence of that source whose name matches. */
export function find(facts: Facts, source: EvidenceSource, name: string | RegExp): Evidence | undefined {
  return facts.evidence.find(
    (e) => e.source === source && (typeof name === 'string' ? e.name === name : name.test(e.name)),
  );
}

export const checked =
  (name: CheckName) =>
  (facts: Facts): boolean =>
    find(facts, 'check', name) !== undefined;

/** A row of a decision table: the code, and when it is the one. Rows are tried in order. */
export interface Rule {
  code: number;
  when: (facts: Facts) => boolean;
}

export function firstMatch(rules: readonly Rule[], facts: Facts): number | undefined {
  return rules.find((rule) => rule.when(facts))?.code;
}
