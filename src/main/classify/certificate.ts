/** The server's certificate. Every defect is its own piece of evidence; two of different kinds are 624. */
import type { Evidence } from '../../shared/result.ts';
import { checked, type Facts, firstMatch, type Rule } from './facts.ts';
import { LIST_DEFECTS, statusRules } from './revocation.ts';

/** What can be wrong with a chain. All but `weak` are names of the task's `tls.ignore`. */
export type DefectKind = 'expired' | 'host' | 'authority' | 'revoked' | 'status' | 'usage' | 'weak';

const DATES = { CERT_HAS_EXPIRED: 'expired', CERT_NOT_YET_VALID: 'expired' } as const;
const HOSTS = { ERR_TLS_CERT_ALTNAME_INVALID: 'host', HOSTNAME_MISMATCH: 'host' } as const;
const TRUST = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'authority',
  UNABLE_TO_GET_ISSUER_CERT: 'authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'authority',
  CERT_UNTRUSTED: 'authority',
} as const;
const USES = {
  INVALID_PURPOSE: 'usage',
  INVALID_CA: 'usage',
  PATH_LENGTH_EXCEEDED: 'usage',
  NAME_CONSTRAINT_VIOLATION: 'usage',
  UNHANDLED_CRITICAL_EXTENSION: 'usage',
  CERT_SIGNATURE_FAILURE: 'usage',
} as const;
const STRENGTH = { EE_KEY_TOO_SMALL: 'weak', CA_KEY_TOO_SMALL: 'weak', CA_MD_TOO_WEAK: 'weak' } as const;

const KINDS: Readonly<Record<string, DefectKind>> = {
  ...DATES,
  ...HOSTS,
  ...TRUST,
  ...USES,
  ...STRENGTH,
  ...LIST_DEFECTS,
  CERT_REVOKED: 'revoked',
};

export type UsageDefect = keyof typeof USES;
export type StrengthDefect = keyof typeof STRENGTH;
/** What our own look at a chain can find, by the names of OpenSSL's verify codes. */
export type DefectName = keyof (typeof DATES & typeof HOSTS & typeof TRUST & typeof USES & typeof STRENGTH);

/** Names that Node gives the result of a failed certificate check (crypto.X509 verify codes, and its own identity check). */
const VERIFY_CODE =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_CERT_|ERROR_IN_CRL_|INVALID_|PATH_LENGTH_|UNSPECIFIED|OUT_OF_MEM|ERR_SSL_KEY_USAGE_BIT_INCORRECT)/;

/** The kind of a defect by its name; the rest is `usage`. Undefined: no defect of a certificate at all. */
export function defectKind({ source, name, detail }: Evidence): DefectKind | undefined {
  if (source !== 'openssl' && source !== 'check') return undefined;
  const known = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (known || source === 'check' || !VERIFY_CODE.test(name)) return known;
  if (/CRL/.test(name)) return 'status';
  // OpenSSL gives these no code of their own, only a sentence.
  if (name === 'UNSPECIFIED' && /too weak|too small/i.test(detail)) return 'weak';
  return 'usage';
}

function defectCode(kind: DefectKind, { name }: Evidence, facts: Facts): number {
  switch (kind) {
    case 'expired':
      return 610;
    case 'host':
      return isFtp(facts) ? 648 : 611;
    case 'authority':
      return facts.ownCa ? 653 : 623;
    case 'revoked':
      return 640;
    case 'status':
      return name === 'UNABLE_TO_GET_CRL' ? 639 : 660;
    case 'weak':
      return 643;
    case 'usage':
      return 625;
  }
}

/** Checks that come after the chain is found good, in their order. */
const afterChain: readonly Rule[] = [
  { code: 660, when: checked('ISSUER_DIFFERS') },
  { code: 648, when: checked('FINGERPRINT_DIFFERS') },
  { code: 661, when: checked('PIN_DIFFERS') },
  ...statusRules,
];

export function certificateCode(facts: Facts): number | undefined {
  const codes = new Set<number>();
  for (const evidence of facts.evidence) {
    const kind = defectKind(evidence);
    if (kind) codes.add(defectCode(kind, evidence, facts));
  }
  if (codes.size > 1) return 624;
  return [...codes][0] ?? firstMatch(afterChain, facts);
}

export function isFtp(facts: Facts): boolean {
  return facts.protocol === 'ftp' || facts.protocol === 'ftps';
}
