/** Revocation lists: files of them, whom they cover, and what they say. The lists come from another implementation of the standard. */
import { KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ListStatement, revocationList } from '../../../../src/lab/status.ts';
import { StepFailure } from '../../../../src/main/engine/failure.ts';
import { der, TAG } from '../../../../src/main/engine/revocation/der.ts';
import { listsIn, readListFile } from '../../../../src/main/engine/revocation/file.ts';
import {
  askList,
  covers,
  type RevocationList,
  readList,
} from '../../../../src/main/engine/revocation/list.ts';
import { partsOf } from '../../../../src/main/engine/revocation/parts.ts';
import { asAuthority, type Issued, issue, x509 } from '../../../support/authority.ts';

const now = new Date('2026-11-24T12:00:00Z');
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
const folder = mkdtempSync(join(tmpdir(), 'catprobe-test-'));
const SERIAL = '4a0102030405';

let issuer: Issued;
let leaf: Issued;
let stranger: Issued;

beforeAll(async () => {
  issuer = await issue({ name: 'issuer', extensions: asAuthority() });
  leaf = await issue({ name: 'leaf', issuer, serial: SERIAL });
  stranger = await issue({ name: 'stranger', extensions: asAuthority() });
});

afterAll(() => rmSync(folder, { recursive: true }));

const listOf = (changes: Partial<ListStatement> = {}): Promise<Buffer> =>
  revocationList({
    issuer: issuer.certificate,
    revoked: [],
    from: hours(-1),
    until: hours(1),
    by: issuer,
    about: 'all',
    delta: false,
    ...changes,
  });

async function ask(changes: Partial<ListStatement> = {}): Promise<ReturnType<typeof askList>> {
  return askList(readList(await listOf(changes)), partsOf(leaf.node), issuer.node, now);
}

const pemOf = (list: Buffer): string =>
  `-----BEGIN X509 CRL-----\n${list.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END X509 CRL-----\n`;

test('a certificate that is not in the list, with the dates of the list', async () => {
  expect(await ask({ revoked: ['4b', '4a01020304'] })).toEqual({
    revoked: null,
    responder: 'CN=issuer',
    producedAt: null,
    thisUpdate: hours(-1),
    nextUpdate: hours(1),
  });
});

test('a certificate that is in the list, however old that is', async () => {
  const revoked = { at: hours(-40), reason: 'keyCompromise' };
  expect(await ask({ revoked: ['4b', SERIAL], from: hours(-40), until: hours(-30) })).toMatchObject({
    revoked,
  });
});

test.each([
  ['has expired', { from: hours(-40), until: hours(-30) }, 'STALE'],
  ['holds from tomorrow on', { from: hours(24), until: hours(48) }, 'EARLY'],
  ['only says what is new', { delta: true }, 'KIND'],
] as const)('a list that %s', async (_, changes, problem) => {
  expect(await ask(changes)).toMatchObject({ problem });
});

test('a list that somebody else has signed, even one that has the certificate', async () => {
  expect(await ask({ by: stranger, revoked: [SERIAL] })).toMatchObject({ problem: 'SIGNATURE' });
});

test('no change of a single bit passes', async () => {
  const good = await listOf({ revoked: ['4b'] });
  for (let at = 0; at < good.length; at++) {
    const changed = Buffer.from(good);
    changed[at]! ^= 1;
    const said = (): unknown => askList(readList(changed), partsOf(leaf.node), issuer.node, now);
    let problem: unknown = 'no list';
    try {
      problem = (said() as { problem?: string }).problem;
    } catch (error) {
      expect(String(error)).toMatch(/tag|missing|DER|value|time|bytes/);
    }
    expect(problem).toBeDefined();
  }
});

test('whom a list covers', async () => {
  const read = async (changes: Partial<ListStatement>): Promise<RevocationList> =>
    readList(await listOf(changes));
  const parts = partsOf(leaf.node);
  const authority = { ...parts, isAuthority: true };
  expect(covers(await read({}), parts)).toBe(true);
  expect(covers(await read({ issuer: stranger.certificate }), parts)).toBe(false);
  expect(covers(await read({ about: 'authorities' }), parts)).toBe(false);
  expect(covers(await read({ about: 'authorities' }), authority)).toBe(true);
  expect(covers(await read({ about: 'leaves' }), parts)).toBe(true);
  expect(covers(await read({ about: 'leaves' }), authority)).toBe(false);
});

test('a part of a list that an authority has split is for the certificates that name it', async () => {
  const list = readList(await listOf({ point: 'http://crl.test/7.crl' }));
  const points = [new x509.CRLDistributionPointsExtension(['http://crl.test/7.crl'])];
  const named = await issue({ name: 'leaf', issuer, extensions: points });
  expect(covers(list, partsOf(named.node))).toBe(true);
  expect(covers(list, partsOf(leaf.node))).toBe(false);
});

test('a file may have several lists, as PEM with remarks between them, or as DER', async () => {
  const [one, two] = [await listOf(), await listOf({ issuer: stranger.certificate, by: stranger })];
  for (const bytes of [
    Buffer.concat([one, two]),
    Buffer.from(`# mine\n${pemOf(one)}\r\n# theirs\n${pemOf(two)}`),
  ]) {
    const lists = listsIn(bytes);
    expect(lists.map(({ issuer }) => issuer)).toEqual([
      partsOf(issuer.node).subject,
      partsOf(stranger.node).subject,
    ]);
  }
});

test.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
  ['empty', () => Buffer.alloc(0), /it is empty/],
  ['garbage', () => Buffer.from('no list'), /there is no revocation list in it/],
  ['an HTML page', () => Buffer.from('<html>'), /there is no revocation list in it/],
  [
    'PEM with something else in it',
    () => Buffer.from('-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n'),
    /it is no revocation list/,
  ],
  ['a certificate', () => leaf.node.raw, /it is no revocation list/],
  ['cut', async () => (await listOf()).subarray(0, 100), /bytes are missing/],
  [
    'good, and then cut',
    async () => Buffer.concat([await listOf(), (await listOf()).subarray(0, 100)]),
    /bytes are missing/,
  ],
])('a file that is %s', async (name, bytes, text) => {
  const file = join(folder, name.replaceAll(' ', '-'));
  writeFileSync(file, await bytes());
  const read = (): unknown => readListFile(file);
  expect(read).toThrow(StepFailure);
  expect(read).toThrow(text);
  expect(read).toThrow(`CRL_FILE: tls.crlFile ${file}`);
});

test('a file that is not there, or is a folder', () => {
  expect(() => readListFile(join(folder, 'nothing'))).toThrow(/ENOENT/);
  expect(() => readListFile(folder)).toThrow(/EISDIR/);
});

/** A list with so many entries, and at its end this one; the library would take minutes. */
function longList(entries: number, last: Buffer): Buffer {
  const time = der(TAG.utcTime, Buffer.from('261124110000Z'));
  const entry = (serial: Buffer): Buffer => der(TAG.sequence, der(TAG.integer, serial), time);
  const revoked = Array.from({ length: entries }, (_, index) => {
    const serial = Buffer.alloc(16, 0x4a);
    serial.writeUInt32BE(index, 12);
    return entry(serial);
  });
  const ecdsaWithSha256 = Buffer.from('300a06082a8648ce3d040302', 'hex');
  const name = partsOf(issuer.node).subject;
  const all = der(TAG.sequence, Buffer.concat([...revoked, entry(last)]));
  const tbs = der(TAG.sequence, ecdsaWithSha256, name, time, all);
  const signature = sign('sha256', tbs, KeyObject.from(issuer.keys.privateKey));
  return der(TAG.sequence, tbs, ecdsaWithSha256, der(TAG.bitString, Buffer.of(0), signature));
}

test('a list of 300,000 entries is read, and its last entry found', () => {
  const list = readList(longList(300_000, Buffer.from(SERIAL, 'hex')));
  expect(list.entries.length).toBeGreaterThan(9_000_000);
  expect(askList(list, partsOf(leaf.node), issuer.node, now)).toMatchObject({
    revoked: { at: hours(-1), reason: null },
    nextUpdate: null,
  });
});
