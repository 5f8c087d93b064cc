/** The question that an OCSP responder is asked (RFC 6960 section 4.1). */
import { createHash } from 'node:crypto';
import { der, inside, TAG } from './der.ts';
import type { CertificateParts } from './parts.ts';

export interface CertificateId {
  nameHash: Buffer;
  keyHash: Buffer;
  serial: Buffer;
}

/** How a certificate is named in OCSP: by its serial number, and by hashes of its issuer's name and key. */
export function certificateId(
  digest: string,
  certificate: CertificateParts,
  issuer: CertificateParts,
): CertificateId {
  const hash = (bytes: Buffer): Buffer => createHash(digest).update(bytes).digest();
  return { nameHash: hash(issuer.subject), keyHash: hash(issuer.key), serial: certificate.serial };
}

/** AlgorithmIdentifier of SHA-1: the one that every responder knows (RFC 5019 section 2.1.1), and here no secret hangs on it. */
const SHA1 = Buffer.from('300906052b0e03021a0500', 'hex');
export const NONCE_ID = '1.3.6.1.5.5.7.48.1.2';
const NONCE_OID = der(TAG.oid, Buffer.from('2b0601050507300102', 'hex'));

/** One certificate, no signature. `nonce`: as RFC 9654 wants it, 32 random bytes. */
export function ocspRequest(certificate: CertificateParts, issuer: CertificateParts, nonce: Buffer): Buffer {
  const { nameHash, keyHash, serial } = certificateId('sha1', certificate, issuer);
  const id = der(
    TAG.sequence,
    SHA1,
    der(TAG.octetString, nameHash),
    der(TAG.octetString, keyHash),
    der(TAG.integer, serial),
  );
  const list = der(TAG.sequence, der(TAG.sequence, id));
  const nonceExtension = der(TAG.sequence, NONCE_OID, der(TAG.octetString, der(TAG.octetString, nonce)));
  const extensions = der(inside(2), der(TAG.sequence, nonceExtension));
  return der(TAG.sequence, der(TAG.sequence, list, extensions));
}

/** RFC 6960 appendix A.1: what is short enough goes into the address, so that caches on the way can help. */
const MAX_GET_LENGTH = 255;

/** The whole address to GET; null: too long, or it does not go together with this address, and has to be posted. */
export function ocspGetUrl(responder: string, request: Buffer): string | null {
  if (/[?#]/.test(responder)) return null;
  const url = `${responder.replace(/\/$/, '')}/${encodeURIComponent(request.toString('base64'))}`;
  return url.length <= MAX_GET_LENGTH ? url : null;
}
