/** What each certificate of a path may be used for: purpose, authority, length of the path, critical extensions, names. */
import type { X509Certificate } from 'node:crypto';
import { KeyUsageFlags } from '@peculiar/asn1-x509';
import type { UsageDefect } from '../../classify/certificate.ts';
import { isSelfIssued, nameOf } from './chain.ts';
import { constraintBroken } from './constraints.ts';
import { basicConstraints, keyUsage, purposes, unknownCritical, versionOf } from './extensions.ts';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_PURPOSE = '2.5.29.37.0';
/** "Server gated crypto" of Microsoft and Netscape, which OpenSSL takes for the same. */
const SERVER_GATED = ['1.3.6.1.4.1.311.10.3.3', '2.16.840.1.113730.4.1'];

const TLS_USES = KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment | KeyUsageFlags.keyAgreement;

export interface Finding {
  name: UsageDefect;
  detail: string;
}

/** `path`: leaf first. */
export function usageFindings(path: readonly X509Certificate[]): Finding[] {
  return path.flatMap((certificate, index) => {
    const found = [...criticalFindings(certificate), ...purposeFindings(certificate, index === 0)];
    if (index > 0) found.push(...authorityFindings(certificate, path.slice(0, index)));
    return found.map(({ name, detail }) => ({ name, detail: `${nameOf(certificate.subject)}: ${detail}` }));
  });
}

function criticalFindings(certificate: X509Certificate): Finding[] {
  const unknown = unknownCritical(certificate);
  if (!unknown.length) return [];
  return [
    { name: 'UNHANDLED_CRITICAL_EXTENSION', detail: `unknown critical extension ${unknown.join(', ')}` },
  ];
}

function purposeFindings(certificate: X509Certificate, isLeaf: boolean): Finding[] {
  const allowed = purposes(certificate);
  const fits = [SERVER_AUTH, ANY_PURPOSE, ...SERVER_GATED].some((purpose) => allowed?.includes(purpose));
  const uses = keyUsage(certificate);
  const found: Finding[] = [];
  if (allowed && !fits) {
    found.push({ name: 'INVALID_PURPOSE', detail: `not for TLS servers, but for ${allowed.join(', ')}` });
  }
  if (isLeaf && uses !== null && !(uses & TLS_USES)) {
    found.push({ name: 'INVALID_PURPOSE', detail: 'its key may not be used in TLS (key usage)' });
  }
  return found;
}

/** `below`: the certificates it stands behind, leaf first. */
function authorityFindings(certificate: X509Certificate, below: readonly X509Certificate[]): Finding[] {
  const found: Finding[] = [];
  if (!isAuthority(certificate))
    found.push({ name: 'INVALID_CA', detail: 'issued another, and is no authority' });
  const longest = basicConstraints(certificate)?.pathLenConstraint;
  const between = below.slice(1).filter((one) => !isSelfIssued(one)).length;
  if (longest !== undefined && between > longest) {
    const detail = `authorities below it: ${between}, its path length allows ${longest}`;
    found.push({ name: 'PATH_LENGTH_EXCEEDED', detail });
  }
  below.forEach((one, index) => {
    if (index > 0 && isSelfIssued(one)) return;
    const broken = constraintBroken(one, certificate);
    if (broken) found.push({ name: 'NAME_CONSTRAINT_VIOLATION', detail: broken });
  });
  return found;
}

/** As OpenSSL sees it: old roots say nothing of it, and a key usage for signing certificates is enough. */
function isAuthority(certificate: X509Certificate): boolean {
  const uses = keyUsage(certificate);
  if (uses !== null && !(uses & KeyUsageFlags.keyCertSign)) return false;
  const constraints = basicConstraints(certificate);
  if (constraints) return constraints.cA;
  return uses !== null || (versionOf(certificate) === 1 && isSelfIssued(certificate));
}
