/** The path from the server's certificate to an authority that is trusted (RFC 5280 section 6.1). */
import type { X509Certificate } from 'node:crypto';
import type { Authorities } from '../trust.ts';
import { isSame, isSelfIssued, MAX_CHAIN } from './chain.ts';
import { namesAnotherKey } from './extensions.ts';

export interface Path {
  /** From the leaf up, as far as it leads; where it is trusted, up to and with the authority. */
  certificates: readonly X509Certificate[];
  /** It ends in an authority that is trusted. */
  trusted: boolean;
  /** Certificates that the next one should have signed, by its name, and has not. */
  unsigned: readonly X509Certificate[];
}

/** `sent`: leaf first, the others in any order. A trusted issuer is preferred to one that was sent along. */
export function followPath(sent: readonly X509Certificate[], trusts: Authorities, now: Date): Path {
  const certificates: X509Certificate[] = [];
  const unsigned: X509Certificate[] = [];
  let current: X509Certificate | undefined = sent[0];
  let trusted = false;
  while (current && certificates.length < MAX_CHAIN) {
    const certificate: X509Certificate = current;
    certificates.push(certificate);
    trusted = trusts(certificate.subject).some((authority) => isSame(authority, certificate));
    if (trusted || (isSelfIssued(certificate) && signed(certificate, certificate))) break;

    const issuers = [...trusts(certificate.issuer), ...sent.filter((c) => c.subject === certificate.issuer)]
      .filter((issuer) => !certificates.some((used) => isSame(used, issuer)))
      .filter((issuer) => !namesAnotherKey(certificate, issuer));
    const signers = issuers.filter((issuer) => signed(certificate, issuer));
    if (issuers.length && !signers.length) unsigned.push(certificate);
    // Among several, one of the same name and key that has not expired.
    const candidates = signers.length ? signers : issuers;
    current = candidates.find((issuer) => isCurrent(issuer, now)) ?? candidates[0];
  }
  return { certificates, trusted, unsigned };
}

function signed(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    // A key of another kind.
    return false;
  }
}

function isCurrent({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return new Date(validFrom) <= now && now <= new Date(validTo);
}
