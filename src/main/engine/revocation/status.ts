/** What an answer about the status of a certificate says, whoever gave it, and how long that holds. */
import type { StatusProblem } from '../../classify/revocation.ts';
import type { Der } from './der.ts';

export interface Status {
  /** null: it was not. */
  revoked: { at: Date; reason: string | null } | null;
  /** Who signed the answer. */
  responder: string;
  producedAt: Date | null;
  thisUpdate: Date;
  nextUpdate: Date | null;
}

/** An answer that says nothing. */
export interface Unusable {
  problem: StatusProblem;
  detail: string;
}

export function isUnusable(answer: Status | Unusable): answer is Unusable {
  return 'problem' in answer;
}

/** Clocks may differ by so much. */
const SKEW_MS = 5 * 60_000;

/** null: it is of today. `maxAgeMs`: how old an answer may be that names no next one. */
export function freshness(
  { thisUpdate, nextUpdate }: Pick<Status, 'thisUpdate' | 'nextUpdate'>,
  now: Date,
  maxAgeMs = Number.POSITIVE_INFINITY,
): Unusable | null {
  const from = thisUpdate.getTime();
  const until = nextUpdate?.getTime() ?? from + maxAgeMs;
  if (from > now.getTime() + SKEW_MS) {
    return { problem: 'EARLY', detail: `it holds from ${thisUpdate.toISOString()}, which is still to come` };
  }
  if (until >= now.getTime() - SKEW_MS) return null;
  const detail = nextUpdate
    ? `it held until ${nextUpdate.toISOString()}`
    : `it is of ${thisUpdate.toISOString()} and names no end`;
  return { problem: 'STALE', detail };
}

/** CRLReason, RFC 5280 section 5.3.1. */
const REASONS: readonly (string | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];

export function reasonOf({ content }: Der): string {
  return REASONS[content[0] ?? 0] ?? `reason ${content[0]}`;
}
