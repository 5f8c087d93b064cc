/** What stands in the extensions of a certificate (RFC 5280 section 4.2), by the ASN.1 library. */
import type { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_inhibitAnyPolicy,
  id_ce_issuerAltName,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_policyConstraints,
  id_ce_policyMappings,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  KeyUsage,
  NameConstraints,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';

const parsed = new WeakMap<X509Certificate, Certificate>();

/** The certificate as the library's data. Parsed once. Throws when its DER is broken. */
export function asn1Of(certificate: X509Certificate): Certificate {
  const known = parsed.get(certificate);
  if (known) return known;
  const fresh = AsnConvert.parse(certificate.raw, Certificate);
  parsed.set(certificate, fresh);
  return fresh;
}

type Schema<T> = new () => T;

function extension<T>(certificate: X509Certificate, id: string, schema: Schema<T>): T | null {
  const found = asn1Of(certificate).tbsCertificate.extensions?.find(({ extnID }) => extnID === id);
  return found ? AsnConvert.parse(found.extnValue.buffer, schema) : null;
}

export const basicConstraints = (certificate: X509Certificate): BasicConstraints | null =>
  extension(certificate, id_ce_basicConstraints, BasicConstraints);

/** The bits of KeyUsageFlags; null when the certificate does not limit them. */
export const keyUsage = (certificate: X509Certificate): number | null =>
  extension(certificate, id_ce_keyUsage, KeyUsage)?.toNumber() ?? null;

/** OIDs; null when the certificate does not limit its purposes. */
export const purposes = (certificate: X509Certificate): readonly string[] | null =>
  extension(certificate, id_ce_extKeyUsage, ExtendedKeyUsage);

export const nameConstraints = (certificate: X509Certificate): NameConstraints | null =>
  extension(certificate, id_ce_nameConstraints, NameConstraints);

export const alternativeNames = (certificate: X509Certificate): SubjectAlternativeName | null =>
  extension(certificate, id_ce_subjectAltName, SubjectAlternativeName);

/** 1 to 3. */
export const versionOf = (certificate: X509Certificate): number =>
  asn1Of(certificate).tbsCertificate.version + 1;

/** True when both say which key signed, and it is another one. */
export function namesAnotherKey(certificate: X509Certificate, issuer: X509Certificate): boolean {
  const wanted = extension(certificate, id_ce_authorityKeyIdentifier, AuthorityKeyIdentifier)?.keyIdentifier;
  const own = extension(issuer, id_ce_subjectKeyIdentifier, SubjectKeyIdentifier);
  return wanted !== undefined && own !== null && !Buffer.from(wanted.buffer).equals(Buffer.from(own.buffer));
}

/** Those that a verifier of chains has to know (RFC 5280 section 4.2); policies bind nobody who asks for none. */
const KNOWN = new Set<string>([
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_inhibitAnyPolicy,
  id_ce_issuerAltName,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_policyConstraints,
  id_ce_policyMappings,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  // Netscape's certificate type, and a responder's "do not check me".
  '2.16.840.1.113730.1.1',
  '1.3.6.1.5.5.7.48.1.5',
]);

/** OIDs of critical extensions that nobody here understands: such a certificate must not be accepted. */
export function unknownCritical(certificate: X509Certificate): string[] {
  const extensions = asn1Of(certificate).tbsCertificate.extensions ?? [];
  return extensions.filter(({ critical, extnID }) => critical && !KNOWN.has(extnID)).map((e) => e.extnID);
}
