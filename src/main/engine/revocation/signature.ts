/** Signatures of revocation lists and OCSP answers: by the algorithm that they name (RFC 3279, 4055, 5758, 8410). */
import { constants, type KeyObject, verify, type X509Certificate } from 'node:crypto';
import { type Der, elements, Fields, inside, oidOf, TAG } from './der.ts';

/** The kind of key, and the digest; null where the kind of key has its own. */
const ALGORITHMS: Readonly<Record<string, readonly [key: string, digest: string | null]>> = {
  '1.2.840.113549.1.1.5': ['rsa', 'sha1'],
  '1.2.840.113549.1.1.11': ['rsa', 'sha256'],
  '1.2.840.113549.1.1.12': ['rsa', 'sha384'],
  '1.2.840.113549.1.1.13': ['rsa', 'sha512'],
  '1.2.840.10045.4.1': ['ec', 'sha1'],
  '1.2.840.10045.4.3.2': ['ec', 'sha256'],
  '1.2.840.10045.4.3.3': ['ec', 'sha384'],
  '1.2.840.10045.4.3.4': ['ec', 'sha512'],
  '1.3.101.112': ['ed25519', null],
  '1.3.101.113': ['ed448', null],
};

const RSA_PSS = '1.2.840.113549.1.1.10';

export const DIGESTS: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

export interface Signed {
  /** What was signed, as it came. */
  data: Buffer;
  /** AlgorithmIdentifier. */
  algorithm: Der;
  signature: Buffer;
}

/** False also when the algorithm is none we know, or the key is of another kind. */
export function isSignedBy({ data, algorithm, signature }: Signed, key: KeyObject): boolean {
  const [id, parameters] = elements(algorithm.content);
  const oid = oidOf(id);
  try {
    if (oid === RSA_PSS) {
      const { digest, saltLength } = pssOf(parameters);
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return digest !== undefined && verify(digest, data, { key, padding, saltLength }, signature);
    }
    const [kind, digest] = ALGORITHMS[oid] ?? [];
    return kind === key.asymmetricKeyType && verify(digest, data, key, signature);
  } catch {
    return false;
  }
}

/** RSASSA-PSS-params; the mask is made by the same digest, as RFC 4055 wants it. */
function pssOf(parameters: Der | undefined): { digest: string | undefined; saltLength: number } {
  const fields = new Fields(parameters);
  const hash = fields.takeIf(inside(0));
  fields.takeIf(inside(1));
  const salt = fields.takeIf(inside(2));
  return {
    digest: hash ? DIGESTS[oidOf(elements(elements(hash.content)[0]!.content)[0])] : 'sha1',
    saltLength: salt ? new Fields(salt, inside(2)).take(TAG.integer).content.readUInt8(0) : 20,
  };
}

export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A key of another kind.
    return false;
  }
}
