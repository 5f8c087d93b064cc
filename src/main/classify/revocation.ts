/** Was the certificate revoked, and could that be found out? Revoked itself is a defect of the chain (CERT_REVOKED). */
import { checked, find, type Rule } from './facts.ts';

/** Why an answer about the status of a certificate is of no use. */
export type StatusProblem =
  | 'UNREACHABLE'
  | 'MALFORMED'
  /** The responder does not answer the question: tryLater, unauthorized, … */
  | 'REFUSED'
  | 'SIGNER'
  | 'SIGNATURE'
  | 'STALE'
  | 'EARLY'
  | 'NONCE'
  /** It is about other certificates. */
  | 'OTHER'
  /** It is no list that could be used. */
  | 'KIND'
  /** The responder says that it does not know the certificate. */
  | 'UNKNOWN';

/** By where the answer came from: a responder, a list that the certificate names, the server itself. */
export type StatusName =
  | `OCSP_${StatusProblem}`
  | `LIST_${StatusProblem}`
  | `STAPLE_${StatusProblem | 'MISSING'}`
  | 'NO_STATUS_SOURCE'
  /** A note: what could not be found out, and did not have to be. */
  | 'STATUS_OPEN';

/** The task's own list is a part of the chain's judgement; its names are OpenSSL's as far as there are any. */
export const LIST_DEFECTS = {
  UNABLE_TO_GET_CRL: 'status',
  CRL_HAS_EXPIRED: 'status',
  CRL_NOT_YET_VALID: 'status',
  CRL_SIGNATURE_FAILURE: 'status',
  CRL_UNUSABLE: 'status',
} as const;

export type ListDefect = keyof typeof LIST_DEFECTS;

export const statusRules: readonly Rule[] = [
  { code: 662, when: (facts) => find(facts, 'check', /^STAPLE_/) !== undefined },
  { code: 639, when: (facts) => checked('NO_STATUS_SOURCE')(facts) || checked('OCSP_UNKNOWN')(facts) },
  { code: 645, when: (facts) => find(facts, 'check', /^(OCSP|LIST)_/) !== undefined },
];
