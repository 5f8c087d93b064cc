/** How strong keys and signatures must be: OpenSSL's security levels, which BoringSSL does not have. */
import type { X509Certificate } from 'node:crypto';
import type { StrengthDefect } from '../../classify/certificate.ts';
import { isSelfIssued, keyBits, keyText, nameOf } from './chain.ts';

export interface Strength {
  /** Of RSA, DSA and Diffie-Hellman. */
  keyBits: number;
  /** Of elliptic curves. */
  curveBits: number;
  /** Security of the digest in a signature: SHA-1 63, SHA-256 128 (SSL_CTX_set_security_level(3)). */
  digestBits: number;
}

/** By level. 2 is the default of OpenSSL since 3.2 and so of Node 24. */
export const SECURITY_LEVELS: readonly Strength[] = [
  { keyBits: 0, curveBits: 0, digestBits: 0 },
  { keyBits: 1024, curveBits: 160, digestBits: 80 },
  { keyBits: 2048, curveBits: 224, digestBits: 112 },
  { keyBits: 3072, curveBits: 256, digestBits: 128 },
  { keyBits: 7680, curveBits: 384, digestBits: 192 },
  { keyBits: 15360, curveBits: 512, digestBits: 256 },
];

export const DEFAULT_LEVEL = 2;

const DIGESTS: readonly [pattern: RegExp, bits: number][] = [
  [/MD[245]/i, 39],
  [/SHA-?1(?!\d)/i, 63],
  [/SHA3?-?224/i, 112],
  [/SHA3?-?256/i, 128],
  [/SHA3?-?384/i, 192],
  [/SHA3?-?512/i, 256],
];

export interface WeakFinding {
  name: StrengthDefect;
  detail: string;
}

/** `path`: leaf first. An authority that is trusted needs no good signature. */
export function strengthFindings(path: readonly X509Certificate[], rules: Strength): WeakFinding[] {
  return path.flatMap((certificate, index) => {
    const found: WeakFinding[] = [];
    const subject = nameOf(certificate.subject);
    const { publicKey, signatureAlgorithm = '' } = certificate;
    const bits = keyBits(publicKey);
    const onCurve = publicKey.asymmetricKeyDetails?.modulusLength === undefined;
    const least = onCurve ? rules.curveBits : rules.keyBits;
    if (bits !== null && bits < least) {
      const name = index === 0 ? 'EE_KEY_TOO_SMALL' : 'CA_KEY_TOO_SMALL';
      found.push({
        name,
        detail: `${subject}: key ${keyText(publicKey)}, at least ${least} bits are wanted`,
      });
    }
    const digest = DIGESTS.find(([pattern]) => pattern.test(signatureAlgorithm));
    if (digest && digest[1] < rules.digestBits && !isSelfIssued(certificate)) {
      found.push({ name: 'CA_MD_TOO_WEAK', detail: `${subject}: signed with ${signatureAlgorithm}` });
    }
    return found;
  });
}
