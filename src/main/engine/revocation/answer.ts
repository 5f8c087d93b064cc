/** Answers to "was it revoked?", from wherever they came, and what they are evidence of. */
import type { X509Certificate } from 'node:crypto';
import type { Evidence, RevocationSummary } from '../../../shared/result.ts';
import { withoutCredentials } from '../../../shared/task.ts';
import { check } from '../../classify/facts.ts';
import type { ListDefect, StatusName, StatusProblem } from '../../classify/revocation.ts';
import { nameOf } from '../certificate/chain.ts';
import { isUnusable, type Status, type Unusable } from './status.ts';

export interface Answer {
  source: RevocationSummary['source'];
  /** The address or the file it came from; null: from the server itself. */
  from: string | null;
  said: Status | Unusable;
}

/** Revoked comes before whatever could not be found out. */
export interface Findings {
  revoked: Evidence[];
  open: Evidence[];
}

export function findingsOf(certificate: X509Certificate, answer: Answer): Findings {
  const { said } = answer;
  const subject = nameOf(certificate.subject);
  const who = sourceText(answer);
  if (isUnusable(said)) {
    const name = nameOfProblem(answer.source, said.problem);
    return { revoked: [], open: [check(name, `${subject}: ${who}: ${said.detail}`)] };
  }
  if (!said.revoked) return { revoked: [], open: [] };
  const { at, reason } = said.revoked;
  const since = `revoked on ${at.toISOString()}${reason ? ` (${reason})` : ''}`;
  return { revoked: [check('CERT_REVOKED', `${subject}: ${since}, says ${who}`)], open: [] };
}

function sourceText({ source, from }: Answer): string {
  switch (source) {
    case 'crlFile':
      return `the revocation lists in tls.crlFile (${from})`;
    case 'crl':
      return `the revocation list ${withoutCredentials(from ?? '')}`;
    case 'ocsp':
      return `the OCSP responder ${withoutCredentials(from ?? '')}`;
    case 'stapling':
      return 'the OCSP answer that the server sent along';
  }
}

/** OpenSSL's names, where it has one. */
const OWN_LIST: Readonly<Partial<Record<StatusProblem, ListDefect>>> = {
  OTHER: 'UNABLE_TO_GET_CRL',
  STALE: 'CRL_HAS_EXPIRED',
  EARLY: 'CRL_NOT_YET_VALID',
  SIGNATURE: 'CRL_SIGNATURE_FAILURE',
};

function nameOfProblem(source: Answer['source'], problem: StatusProblem): StatusName | ListDefect {
  switch (source) {
    case 'crlFile':
      return OWN_LIST[problem] ?? 'CRL_UNUSABLE';
    case 'crl':
      return `LIST_${problem}`;
    case 'ocsp':
      return `OCSP_${problem}`;
    case 'stapling':
      return `STAPLE_${problem}`;
  }
}

export function summaryOf({ source, from, said }: Answer): RevocationSummary {
  if (isUnusable(said)) {
    const status = said.problem === 'UNKNOWN' ? 'unknown' : 'open';
    return { ...NOTHING_SAID, source, from: from && withoutCredentials(from), status };
  }
  const { revoked, responder, producedAt, thisUpdate, nextUpdate } = said;
  return {
    source,
    from: from && withoutCredentials(from),
    status: revoked ? 'revoked' : 'good',
    responder,
    producedAt: producedAt?.toISOString() ?? null,
    thisUpdate: thisUpdate.toISOString(),
    nextUpdate: nextUpdate?.toISOString() ?? null,
    revokedAt: revoked?.at.toISOString() ?? null,
    reason: revoked?.reason ?? null,
  };
}

const NOTHING_SAID = {
  responder: null,
  producedAt: null,
  thisUpdate: null,
  nextUpdate: null,
  revokedAt: null,
  reason: null,
};
