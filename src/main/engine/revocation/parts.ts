/** The parts of a certificate that revocation is about, as bytes: who it is, and where it says that its status can be had. */
import type { X509Certificate } from 'node:crypto';
import { bitsOf, elements, extensionsOf, Fields, inside, oidOf, plain, readDer, TAG } from './der.ts';

export interface CertificateParts {
  /** Content of the INTEGER. */
  serial: Buffer;
  /** Names as DER. */
  issuer: Buffer;
  subject: Buffer;
  /** The bits of the public key, without its algorithm. */
  key: Buffer;
  isAuthority: boolean;
  /** Addresses of OCSP responders, as they stand there. */
  ocsp: string[];
  /** Addresses of revocation lists (distribution points). */
  lists: string[];
  /** OIDs; null: nothing is said of purposes. */
  purposes: string[] | null;
}

const AUTHORITY_INFO_ACCESS = '1.3.6.1.5.5.7.1.1';
const OCSP = '1.3.6.1.5.5.7.48.1';
const DISTRIBUTION_POINTS = '2.5.29.31';
const EXTENDED_KEY_USAGE = '2.5.29.37';
/** uniformResourceIdentifier in a GeneralName. */
const URI = plain(6);

/** RFC 5280 section 4.1. Throws a DerError. */
export function partsOf(certificate: X509Certificate): CertificateParts {
  const tbs = new Fields(new Fields(readDer(certificate.raw)).take(TAG.sequence));
  tbs.takeIf(inside(0));
  const serial = tbs.take(TAG.integer).content;
  tbs.take(TAG.sequence);
  const issuer = tbs.take(TAG.sequence).bytes;
  tbs.take(TAG.sequence);
  const subject = tbs.take(TAG.sequence).bytes;
  const key = bitsOf(elements(tbs.take(TAG.sequence).content)[1]);
  const list = tbs.rest.find(({ tag }) => tag === inside(3));
  const extensions = list ? extensionsOf(readDer(list.content)) : [];
  const extension = (id: string): Buffer | null => extensions.find((e) => e.id === id)?.value ?? null;

  const access = extension(AUTHORITY_INFO_ACCESS);
  const points = extension(DISTRIBUTION_POINTS);
  const purposes = extension(EXTENDED_KEY_USAGE);
  return {
    serial,
    issuer,
    subject,
    key,
    isAuthority: certificate.ca,
    ocsp: access ? respondersOf(access) : [],
    lists: points
      ? elements(readDer(points, TAG.sequence).content).flatMap((point) => addressesOf(point.content))
      : [],
    purposes: purposes && elements(readDer(purposes, TAG.sequence).content).map(oidOf),
  };
}

function respondersOf(access: Buffer): string[] {
  return elements(readDer(access, TAG.sequence).content).flatMap((description) => {
    const [method, location] = elements(description.content);
    return oidOf(method) === OCSP && location?.tag === URI ? [location.content.toString('latin1')] : [];
  });
}

/** Of a DistributionPoint, and of the IssuingDistributionPoint in a list: both begin with the same optional name. */
export function addressesOf(point: Buffer): string[] {
  const name = elements(point).find(({ tag }) => tag === inside(0));
  const full = name && elements(name.content).find(({ tag }) => tag === inside(0));
  if (!full) return [];
  return elements(full.content).flatMap(({ tag, content }) =>
    tag === URI ? [content.toString('latin1')] : [],
  );
}
