/** The certificates that a server shows: read from its socket, told in words, and summed up for the result. */
import type { KeyObject, X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { CertificateSummary } from '../../../shared/result.ts';

/** Not more certificates than this are followed. */
export const MAX_CHAIN = 10;

/**
 * What the server sent, leaf first, in its order. To be called once for a socket: in Node 24 the first reading empties the
 * socket, and a second one finds no certificate at all.
 */
export function readChain(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let certificate = socket.getPeerX509Certificate();
  while (certificate && chain.length < MAX_CHAIN) {
    const one = firstSeen(certificate);
    if (!chain.includes(one)) chain.push(one);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}

/** By fingerprint. Servers show the same ones to every transfer, and what has been read of a certificate stays with its object. */
const seen = new Map<string, X509Certificate>();
const MAX_SEEN = 100;

function firstSeen(certificate: X509Certificate): X509Certificate {
  const { fingerprint256 } = certificate;
  const known = seen.get(fingerprint256);
  if (known) return known;
  if (seen.size === MAX_SEEN) seen.clear();
  seen.set(fingerprint256, certificate);
  return certificate;
}

export function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256;
}

export function isSelfIssued({ subject, issuer }: X509Certificate): boolean {
  return subject === issuer;
}

/** "CN=example.org, O=Example" from OpenSSL's lines. */
export function nameOf(distinguishedName: string): string {
  return distinguishedName.split('\n').join(', ');
}

export function pemCertificates(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

export function chainSummary(chain: readonly X509Certificate[]): CertificateSummary[] {
  return chain.map((certificate) => {
    const summary = summaries.get(certificate) ?? summaryOf(certificate);
    summaries.set(certificate, summary);
    return { ...summary };
  });
}

const summaries = new WeakMap<X509Certificate, CertificateSummary>();

function summaryOf(certificate: X509Certificate): CertificateSummary {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    names: alternativeNames(certificate),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
    serial: certificate.serialNumber.toLowerCase(),
    key: keyText(certificate.publicKey),
    signature: certificate.signatureAlgorithm ?? null,
    sha256: sha256Of(certificate),
  };
}

/** SHA-256 of the whole certificate, hex, small. */
export function sha256Of(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}

/** OpenSSL writes them in one line, `DNS:lab.test, IP Address:127.0.0.1`. */
function alternativeNames({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName
    .split(/, (?=[A-Z][A-Za-z ]*:)/)
    .filter(Boolean)
    .map((name) => name.replace(/^(DNS|IP Address):/, ''));
}

/** `RSA 2048`, `EC P-256`, `Ed25519`. */
export function keyText(key: KeyObject): string {
  const type = (key.asymmetricKeyType ?? 'unknown').toUpperCase().replace(/^ED/, 'Ed');
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  const bits = keyBits(key);
  if (namedCurve) return `${type} ${CURVE_NAMES[namedCurve] ?? namedCurve}`;
  return bits === null || type.startsWith('Ed') ? type : `${type} ${bits}`;
}

/** As their makers call them, in place of OpenSSL's own names. */
const CURVE_NAMES: Record<string, string> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** Length of the modulus, or of the curve's order; null where the kind of key has no such number. */
export function keyBits({
  asymmetricKeyType: type,
  asymmetricKeyDetails: details,
}: KeyObject): number | null {
  if (type === 'ed25519') return 256;
  if (type === 'ed448') return 448;
  if (details?.modulusLength) return details.modulusLength;
  // Every curve has its size in its name.
  const digits = /\d{3}/.exec(details?.namedCurve ?? '');
  return digits ? Number(digits[0]) : null;
}
