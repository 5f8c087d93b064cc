/** Certificate revocation lists (RFC 5280 section 5): reading them, and asking them for a certificate. */
import type { X509Certificate } from 'node:crypto';
import { nameOf } from '../certificate/chain.ts';
import {
  bitsOf,
  DerError,
  eachElement,
  elements,
  extensionsOf,
  Fields,
  inside,
  plain,
  readDer,
  TAG,
  timeOf,
} from './der.ts';
import { addressesOf, type CertificateParts } from './parts.ts';
import { isSignedBy, type Signed } from './signature.ts';
import { freshness, reasonOf, type Status, type Unusable } from './status.ts';

export interface RevocationList {
  /** A name as DER. */
  issuer: Buffer;
  thisUpdate: Date;
  nextUpdate: Date | null;
  /** The entries, one behind the other. */
  entries: Buffer;
  scope: Scope;
  signed: Signed;
}

/** What the list is about; RFC 5280 sections 5.2.4 and 5.2.5. */
interface Scope {
  /** Of the distribution point it is for; null: for all. */
  addresses: string[] | null;
  authorities: 'too' | 'only' | 'not';
  /** What keeps it from being a whole list of its issuer's certificates: a remark for people. */
  partial: string | null;
}

const EXTENSION = {
  deltaIndicator: '2.5.29.27',
  issuingPoint: '2.5.29.28',
  reason: '2.5.29.21',
} as const;
const EVERYTHING: Scope = { addresses: null, authorities: 'too', partial: null };

/** Throws a DerError when the bytes are no revocation list. */
export function readList(bytes: Buffer): RevocationList {
  const fields = new Fields(readDer(bytes));
  const tbs = fields.take(TAG.sequence);
  const algorithm = fields.take(TAG.sequence);
  const signature = bitsOf(fields.take(TAG.bitString));

  const parts = new Fields(tbs);
  parts.takeIf(TAG.integer);
  parts.take(TAG.sequence);
  const issuer = parts.take(TAG.sequence).bytes;
  const thisUpdate = timeOf(parts.take(TAG.utcTime, TAG.generalizedTime));
  const next = parts.takeIf(TAG.utcTime, TAG.generalizedTime);
  const entries = parts.takeIf(TAG.sequence)?.content ?? Buffer.alloc(0);
  const extensions = parts.takeIf(inside(0));
  return {
    issuer,
    thisUpdate,
    nextUpdate: next && timeOf(next),
    entries,
    scope: extensions ? scopeOf(extensions.content) : EVERYTHING,
    signed: { data: tbs.bytes, algorithm, signature },
  };
}

function scopeOf(bytes: Buffer): Scope {
  const scope = { ...EVERYTHING };
  for (const { id, critical, value } of extensionsOf(readDer(bytes))) {
    if (id === EXTENSION.deltaIndicator)
      scope.partial = 'it only says what is new since another one (delta CRL)';
    else if (id === EXTENSION.issuingPoint) Object.assign(scope, pointOf(value));
    else if (critical) scope.partial = `unknown critical extension ${id}`;
  }
  return scope;
}

function pointOf(value: Buffer): Partial<Scope> {
  const { content } = readDer(value, TAG.sequence);
  const has = (n: number): boolean =>
    elements(content).some(({ tag, content }) => tag === plain(n) && content[0] !== 0);
  const addresses = addressesOf(content);
  return {
    addresses: addresses.length ? addresses : null,
    authorities: has(2) ? 'only' : has(1) ? 'not' : 'too',
    ...(has(3) && { partial: 'it is for some reasons of revocation alone' }),
    ...(has(4) && { partial: 'it holds certificates of other authorities (indirect CRL)' }),
    ...(has(5) && { partial: 'it is for attribute certificates alone' }),
  };
}

/** A list of the issuer, for certificates of that kind and from that distribution point. */
export function covers({ issuer, scope }: RevocationList, certificate: CertificateParts): boolean {
  if (!issuer.equals(certificate.issuer)) return false;
  if (scope.authorities === (certificate.isAuthority ? 'not' : 'only')) return false;
  return !scope.addresses || certificate.lists.some((address) => scope.addresses!.includes(address));
}

/** What a list that covers the certificate says of it. */
export function askList(
  list: RevocationList,
  certificate: CertificateParts,
  issuer: X509Certificate,
  now: Date,
): Status | Unusable {
  try {
    return judge(list, certificate, issuer, now);
  } catch (error) {
    if (error instanceof DerError) return { problem: 'MALFORMED', detail: error.message };
    throw error;
  }
}

function judge(
  list: RevocationList,
  certificate: CertificateParts,
  issuer: X509Certificate,
  now: Date,
): Status | Unusable {
  const { thisUpdate, nextUpdate, scope } = list;
  if (!isSignedBy(list.signed, issuer.publicKey)) {
    const detail = `it is not signed by ${nameOf(issuer.subject)}`;
    return { problem: 'SIGNATURE', detail };
  }
  const found = entryOf(list.entries, certificate.serial);
  const status = {
    revoked: found,
    responder: nameOf(issuer.subject),
    producedAt: null,
    thisUpdate,
    nextUpdate,
  };
  // What was revoked stays so, however old the list.
  if (found) return status;
  if (scope.partial) return { problem: 'KIND', detail: scope.partial };
  return freshness(status, now) ?? status;
}

/** The entry of a serial number; null: it is not there. */
function entryOf(entries: Buffer, serial: Buffer): Status['revoked'] {
  const wanted = Buffer.concat([Buffer.of(TAG.integer, serial.length), serial]);
  // Most lists do not have it, and that is seen at once.
  if (!entries.includes(wanted)) return null;
  for (const entry of eachElement(entries)) {
    const fields = new Fields(entry);
    if (!fields.take(TAG.integer).content.equals(serial)) continue;
    const at = timeOf(fields.take(TAG.utcTime, TAG.generalizedTime));
    const more = fields.takeIf(TAG.sequence);
    const reason = more && extensionsOf(more).find(({ id }) => id === EXTENSION.reason);
    return { at, reason: reason ? reasonOf(readDer(reason.value, TAG.enumerated)) : null };
  }
  return null;
}
