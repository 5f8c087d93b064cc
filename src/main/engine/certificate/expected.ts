/** The task says whose certificate it must be: issuer, fingerprint, public key. */
import { createHash, type X509Certificate } from 'node:crypto';
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { nameOf, sha256Of } from './chain.ts';

export interface Expected {
  /** One of them must have signed the leaf; none: whoever did. */
  issuers: readonly X509Certificate[];
  /** SHA-256 of the leaf, hex, small. */
  fingerprint: string | null;
  /** `sha256//BASE64` of the leaf's public key, one of which must be it; none: any key. */
  pins: readonly string[];
}

export const nobodyExpected: Expected = { issuers: [], fingerprint: null, pins: [] };

export function expectedFindings(
  leaf: X509Certificate,
  { issuers, fingerprint, pins }: Expected,
): Evidence[] {
  const found: Evidence[] = [];
  if (issuers.length && !issuers.some((issuer) => hasSigned(issuer, leaf))) {
    const wanted = issuers.map(({ subject }) => nameOf(subject)).join('; ');
    found.push(check('ISSUER_DIFFERS', `issued by ${nameOf(leaf.issuer)}, the task wants ${wanted}`));
  }
  const own = sha256Of(leaf);
  if (fingerprint && own !== fingerprint) {
    found.push(check('FINGERPRINT_DIFFERS', `SHA-256 ${own}, the task wants ${fingerprint}`));
  }
  if (pins.length && !pins.includes(pinOf(leaf))) {
    found.push(check('PIN_DIFFERS', `${pinOf(leaf)}, the task wants ${pins.join(' or ')}`));
  }
  return found;
}

function hasSigned(issuer: X509Certificate, leaf: X509Certificate): boolean {
  return leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey);
}

/** As curl writes it: of the key with its kind (SubjectPublicKeyInfo). */
export function pinOf({ publicKey }: X509Certificate): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return `sha256//${createHash('sha256').update(spki).digest('base64')}`;
}
