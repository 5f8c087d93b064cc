/** A small authority for tests: certificates with whatever extensions, made in memory. */
import '../../src/lab/reflect.ts';
import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Signer } from '../../src/lab/status.ts';

export * as x509 from '@peculiar/x509';

export interface Issued extends Signer {
  /** As Node reads it. */
  node: X509Certificate;
}

export interface Wanted {
  name: string;
  /** Absent: itself. */
  issuer?: Signer;
  extensions?: x509.Extension[];
  serial?: string;
  from?: Date;
  until?: Date;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

export async function issue(wanted: Wanted): Promise<Issued> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const { issuer } = wanted;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: wanted.serial ?? '4a0102030405',
    subject: `CN=${wanted.name}`,
    issuer: issuer?.certificate.subject ?? `CN=${wanted.name}`,
    notBefore: wanted.from ?? new Date(Date.now() - DAY_MS),
    notAfter: wanted.until ?? new Date(Date.now() + DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    // Node's word for it, and the browser's.
    signingKey: (issuer?.keys ?? keys).privateKey as CryptoKey,
    extensions: wanted.extensions ?? [],
  });
  return { certificate, keys, node: new X509Certificate(Buffer.from(certificate.rawData)) };
}

export const asAuthority = (): x509.Extension[] => [
  new x509.BasicConstraintsExtension(true, undefined, true),
];
export const forOcsp = (): x509.Extension[] => [new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.9'])];
