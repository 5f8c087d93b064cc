/** OCSP: what is asked, and which answers are believed. The answers come from another implementation of the standard. */
import { beforeAll, expect, test } from 'vitest';
import {
  certId,
  type OcspStatement,
  ocspRefusal,
  ocspResponse,
  readRequest,
} from '../../../../src/lab/status.ts';
import { ocspGetUrl, ocspRequest } from '../../../../src/main/engine/revocation/ocsp-request.ts';
import { type OcspQuestion, readOcspResponse } from '../../../../src/main/engine/revocation/ocsp-response.ts';
import { partsOf } from '../../../../src/main/engine/revocation/parts.ts';
import { asAuthority, forOcsp, type Issued, issue, x509 } from '../../../support/authority.ts';

const now = new Date('2026-11-24T12:00:00Z');
const NONCE = Buffer.alloc(32, 0xa5);
const HOUR_MS = 3_600_000;
const hours = (count: number): Date => new Date(now.getTime() + count * HOUR_MS);
const from = hours(-48);
const until = hours(48);

let issuer: Issued;
let leaf: Issued;
let stranger: Issued;

beforeAll(async () => {
  issuer = await issue({ name: 'issuer', extensions: asAuthority(), from, until });
  leaf = await issue({ name: 'leaf', issuer, from, until });
  stranger = await issue({ name: 'stranger', extensions: asAuthority(), from, until });
});

const answer = (changes: Partial<OcspStatement> = {}): Buffer =>
  ocspResponse({
    id: certId(leaf.certificate, issuer.certificate, 'sha1'),
    status: 'good',
    from: hours(-1),
    until: hours(1),
    nonce: null,
    by: issuer,
    sends: false,
    damaged: false,
    ...changes,
  });

const read = (bytes: Buffer, nonce: Buffer | null = null): ReturnType<typeof readOcspResponse> => {
  const question: OcspQuestion = { certificate: leaf.node, issuer: issuer.node, nonce, now };
  return readOcspResponse(bytes, question);
};

test('the request names the certificate and brings a nonce', () => {
  const request = readRequest(ocspRequest(partsOf(leaf.node), partsOf(issuer.node), NONCE));
  expect(request?.id).toEqual(certId(leaf.certificate, issuer.certificate, 'sha1'));
  expect(Buffer.from(request!.nonce!)).toEqual(Buffer.concat([Buffer.of(4, 32), NONCE]));
});

test('a short request goes into the address, a long one is posted', () => {
  const request = Buffer.from([0xfb, 0xff, 0xfe, 1]);
  expect(ocspGetUrl('http://ocsp.test', request)).toBe('http://ocsp.test/%2B%2F%2F%2BAQ%3D%3D');
  expect(ocspGetUrl('http://ocsp.test/x/', request)).toBe('http://ocsp.test/x/%2B%2F%2F%2BAQ%3D%3D');
  expect(ocspGetUrl('http://ocsp.test', Buffer.alloc(200))).toBeNull();
  expect(ocspGetUrl('http://ocsp.test/?for=all', request)).toBeNull();
});

test('good, with all its dates', () => {
  expect(read(answer())).toEqual({
    revoked: null,
    responder: 'CN=issuer',
    producedAt: hours(-1),
    thisUpdate: hours(-1),
    nextUpdate: hours(1),
  });
});

test('the certificate may be named by another hash', () => {
  expect(read(answer({ id: certId(leaf.certificate, issuer.certificate, 'sha256') }))).toMatchObject({
    revoked: null,
  });
});

test('revoked, however old the answer', () => {
  const revoked = { at: hours(-40), reason: 'keyCompromise' };
  expect(read(answer({ status: 'revoked', from: hours(-40), until: hours(-30) }))).toMatchObject({ revoked });
});

test.each([
  ['unknown', { status: 'unknown' }, 'UNKNOWN'],
  ['of yesterday', { from: hours(-48), until: hours(-24) }, 'STALE'],
  ['of tomorrow', { from: hours(24), until: hours(48) }, 'EARLY'],
  ['with a damaged signature', { damaged: true }, 'SIGNATURE'],
] as const)('an answer that is %s', (_, changes, problem) => {
  expect(read(answer(changes))).toMatchObject({ problem });
});

test('clocks may differ a little', () => {
  const minute = 1 / 60;
  expect(read(answer({ from: hours(2 * minute) }))).toMatchObject({ revoked: null });
  expect(read(answer({ until: hours(-2 * minute) }))).toMatchObject({ revoked: null });
});

test('a nonce need not come back, but not another one', () => {
  const echo = Buffer.concat([Buffer.of(4, 32), NONCE]);
  expect(read(answer({ nonce: echo }), NONCE)).toMatchObject({ revoked: null });
  expect(read(answer(), NONCE)).toMatchObject({ revoked: null });
  expect(read(answer({ nonce: Buffer.concat([Buffer.of(4, 32), Buffer.alloc(32)]) }), NONCE)).toMatchObject({
    problem: 'NONCE',
  });
});

test('about another certificate', async () => {
  const other = await issue({ name: 'other', issuer, serial: '4b', from, until });
  expect(read(answer({ id: certId(other.certificate, issuer.certificate, 'sha1') }))).toMatchObject({
    problem: 'OTHER',
  });
  expect(read(answer({ id: certId(leaf.certificate, stranger.certificate, 'sha1') }))).toMatchObject({
    problem: 'OTHER',
  });
});

test('a responder that the issuer has put in charge', async () => {
  const by = await issue({ name: 'responder', issuer, extensions: forOcsp(), from, until });
  expect(read(answer({ by, sends: true }))).toMatchObject({ revoked: null, responder: 'CN=responder' });
  expect(read(answer({ by, sends: false }))).toMatchObject({ problem: 'SIGNER' });
});

test.each<[string, () => Promise<Issued>]>([
  ['without that purpose', () => issue({ name: 'responder', issuer, from, until })],
  [
    'with another one',
    () =>
      issue({
        name: 'responder',
        issuer,
        from,
        until,
        extensions: [new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1'])],
      }),
  ],
  [
    'of another authority',
    () => issue({ name: 'responder', issuer: stranger, extensions: forOcsp(), from, until }),
  ],
  [
    'that has expired',
    () => issue({ name: 'responder', issuer, extensions: forOcsp(), from: hours(-48), until: hours(-24) }),
  ],
  [
    'that only has the name of the issuer',
    () => issue({ name: 'issuer', extensions: forOcsp(), from, until }),
  ],
])('a responder %s', async (_, make) => {
  const { problem } = read(answer({ by: await make(), sends: true })) as { problem?: string };
  expect(['SIGNER', 'SIGNATURE']).toContain(problem);
});

test('a responder that does not answer the question', () => {
  expect(read(ocspRefusal('tryLater'))).toEqual({
    problem: 'REFUSED',
    detail: 'the responder answers tryLater',
  });
  expect(read(ocspRefusal('unauthorized'))).toMatchObject({ detail: 'the responder answers unauthorized' });
});

test('whatever comes, and wherever it is cut, is an answer to report and no exception', () => {
  const good = answer({ sends: true });
  for (let length = 0; length < good.length; length++) {
    expect(read(good.subarray(0, length))).toMatchObject({ problem: 'MALFORMED' });
  }
  for (let at = 0; at < good.length; at++) {
    const damaged = Buffer.from(good);
    damaged[at]! ^= 0x41;
    expect(read(damaged)).toBeDefined();
  }
  expect(read(Buffer.from('<html>'))).toMatchObject({ problem: 'MALFORMED' });
});

test('no change of a single bit passes', () => {
  const good = answer();
  for (let at = 0; at < good.length; at++) {
    const changed = Buffer.from(good);
    changed[at]! ^= 1;
    expect(read(changed)).toHaveProperty('problem');
  }
});

test('what a certificate says of its status', async () => {
  const ocsp = new x509.AuthorityInfoAccessExtension({
    ocsp: [new x509.GeneralName('url', 'http://ocsp.test/a')],
  });
  const lists = new x509.CRLDistributionPointsExtension(['ldap://x/y', 'http://crl.test/b.crl']);
  const { node } = await issue({ name: 'both', issuer, extensions: [ocsp, lists] });
  expect(partsOf(node)).toMatchObject({
    ocsp: ['http://ocsp.test/a'],
    lists: ['ldap://x/y', 'http://crl.test/b.crl'],
    isAuthority: false,
  });
  expect(partsOf(leaf.node)).toMatchObject({ ocsp: [], lists: [], purposes: null });
  expect(partsOf(leaf.node).serial.toString('hex')).toBe(leaf.node.serialNumber.toLowerCase());
});
