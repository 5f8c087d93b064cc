/** OCSP answers and revocation lists, as a script describes them. */
import type { LeafName, Pki } from '../pki.ts';
import type { ListSpec, OcspSpec } from '../script.ts';
import {
  certId,
  type OcspAsked,
  ocspRefusal,
  ocspResponse,
  type Period,
  readRequest,
  revocationList,
} from '../status.ts';

const DAY_MS = 86_400_000;
const OTHER_NONCE = Uint8Array.of(4, 4, 1, 2, 3, 4);

/** `request`: DER. */
export async function ocspAnswer(spec: OcspSpec, request: Uint8Array, pki: Pki): Promise<Buffer> {
  const asked = readRequest(request);
  return asked ? statement(spec, asked, pki) : ocspRefusal('malformedRequest');
}

/** What a server sends along of its own accord. */
export async function stapled(spec: OcspSpec, leaf: LeafName, pki: Pki): Promise<Buffer> {
  return statement(spec, { id: await idOf(leaf, pki, 'sha256'), nonce: null }, pki);
}

async function statement(spec: OcspSpec, asked: OcspAsked, pki: Pki): Promise<Buffer> {
  if ('refuses' in spec) return ocspRefusal(spec.refuses);
  const { status, by = 'intermediate', nonce, about, damaged = false } = spec;
  const nonces = { other: OTHER_NONCE, none: null };
  return ocspResponse({
    ...period(spec.days),
    id: about ? await idOf(about, pki, 'sha1') : asked.id,
    status,
    nonce: nonce ? nonces[nonce] : asked.nonce,
    by: await pki.issued(by),
    sends: !spec.unnamed,
    damaged,
  });
}

async function idOf(leaf: LeafName, pki: Pki, digest: 'sha1' | 'sha256'): Promise<OcspAsked['id']> {
  const { chain } = await pki.issued(leaf);
  return certId(chain[0]!, chain[1] ?? chain[0]!, digest);
}

export async function listOf(spec: ListSpec, pki: Pki): Promise<Buffer> {
  const { issuer = 'intermediate', revokes = [], by = issuer, delta = false } = spec;
  const revoked = await Promise.all(revokes.map((name) => pki.issued(name)));
  return revocationList({
    ...period(spec.days),
    issuer: (await pki.issued(issuer)).certificate,
    revoked: revoked.map(({ certificate }) => certificate.serialNumber),
    by: await pki.issued(by),
    about: 'all',
    delta,
  });
}

function period([from, until]: readonly [number, number] = [-1, 1]): Period {
  return { from: new Date(Date.now() + from * DAY_MS), until: new Date(Date.now() + until * DAY_MS) };
}
