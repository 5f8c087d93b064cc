/** What a close look at the TLS of a target has shown. */
import type { Evidence, TransferResult } from './result.ts';

export const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

export interface VersionAnswer {
  version: (typeof TLS_VERSIONS)[number];
  accepted: boolean;
  /** The suite that was agreed on; null when refused. */
  cipher: string | null;
  /** What was seen of the refusal. */
  why: Evidence[];
}

export interface TlsExamination {
  /** Of a short transfer as the task has it: its code says what is wrong, its `tls` has the certificates. */
  result: TransferResult;
  /** None when it did not come to TLS. */
  versions: VersionAnswer[];
  /** What the server asks of a client. */
  clientCertificate: 'none' | 'optional' | 'required';
}
