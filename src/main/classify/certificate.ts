/** The server's certificate. Every defect is its own piece of evidence; two of different kinds are 624. */
import type { Evidence } from '../../shared/result.ts';
import { checked, type Facts, firstMatch, type Rule } from './facts.ts';

const NOT_TRUSTED =
  /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED)$/;

/** Names that Node gives the result of a failed certificate check (crypto.X509 verify codes, and its own identity check). */
const VERIFY_CODE =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_CERT_|ERROR_IN_CRL_|INVALID_|PATH_LENGTH_|HOSTNAME_MISMATCH|UNSPECIFIED|OUT_OF_MEM|ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_KEY_USAGE_BIT_INCORRECT)/;

/** The code of one defect. 625 is the rest: purpose, path length, name constraints, signature, unknown critical extension. */
function defectCode(defect: Evidence, facts: Facts): number | undefined {
  const { name, detail } = defect;
  if (!VERIFY_CODE.test(name)) return undefined;
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(name)) return 610;
  if (/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/.test(name)) return isFtp(facts) ? 648 : 611;
  if (NOT_TRUSTED.test(name)) return facts.ownCa ? 653 : 623;
  if (name === 'CERT_REVOKED') return 640;
  if (name === 'UNABLE_TO_GET_CRL') return 639;
  if (/CRL/.test(name)) return 660;
  // OpenSSL gives these no code of their own, only a sentence.
  if (name === 'UNSPECIFIED' && /too weak|too small/i.test(detail)) return 643;
  return 625;
}

/** Checks that come after the chain is found good, in their order. */
const afterChain: readonly Rule[] = [
  { code: 660, when: checked('ISSUER_DIFFERS') },
  { code: 648, when: checked('FINGERPRINT_DIFFERS') },
  { code: 661, when: checked('PIN_DIFFERS') },
];

export function certificateCode(facts: Facts): number | undefined {
  const codes = new Set<number>();
  for (const evidence of facts.evidence) {
    const code = evidence.source === 'openssl' ? defectCode(evidence, facts) : undefined;
    if (code !== undefined) codes.add(code);
  }
  if (checked('WEAK_KEY')(facts)) codes.add(643);
  if (codes.size > 1) return 624;
  return [...codes][0] ?? firstMatch(afterChain, facts);
}

export function isFtp(facts: Facts): boolean {
  return facts.protocol === 'ftp' || facts.protocol === 'ftps';
}
