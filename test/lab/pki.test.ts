/** The lab's certificates, looked at by OpenSSL. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPki, LEAVES, type LeafName, type ServerIdentity } from '../../src/lab/pki.ts';

const now = new Date();
const pki = await createPki(now);
const root = new X509Certificate(pki.rootCertificate);

function chainOf({ cert }: ServerIdentity): X509Certificate[] {
  const pems = cert.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return pems.map((pem) => new X509Certificate(pem));
}

test.each(Object.keys(LEAVES) as LeafName[])(
  '%s: the key fits, each certificate is signed by the next',
  async (name) => {
    const identity = await pki.leaf(name);
    const chain = chainOf(identity);
    expect(chain[0]?.checkPrivateKey(createPrivateKey(identity.key))).toBe(true);
    for (const [index, certificate] of chain.slice(0, -1).entries()) {
      const issuer = chain[index + 1] as X509Certificate;
      const fits = certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
      expect(fits).toBe(name !== 'tampered' || index > 0);
    }
  },
);

test('the good leaf names every host of the lab and leads to the root', async () => {
  const [leaf, intermediate, ...more] = chainOf(await pki.leaf('good'));
  expect(more).toEqual([]);
  for (const host of ['good.lab.test', 'lab.test', 'localhost']) expect(leaf?.checkHost(host)).toBeTruthy();
  for (const ip of ['127.0.0.1', '::1']) expect(leaf?.checkIP(ip)).toBeTruthy();
  expect(leaf?.ca).toBe(false);
  expect(intermediate?.ca).toBe(true);
  expect(intermediate?.verify(root.publicKey)).toBe(true);
});

test('dates are those that the names say', async () => {
  const dates = async (name: LeafName): Promise<boolean[]> =>
    chainOf(await pki.leaf(name)).map((c) => new Date(c.validFrom) < now && now < new Date(c.validTo));
  expect(await dates('good')).toEqual([true, true]);
  expect(await dates('expired')).toEqual([false, true]);
  expect(await dates('notYetValid')).toEqual([false, true]);
  expect(await dates('expiredIntermediate')).toEqual([true, false]);
});

test('what a server sends', async () => {
  const subjects = async (name: LeafName): Promise<string[]> =>
    chainOf(await pki.leaf(name)).map((certificate) => certificate.subject.replace('CN=catprobe lab ', ''));
  expect(await subjects('missingIntermediate')).toEqual(['missingIntermediate']);
  expect(await subjects('selfSigned')).toEqual(['selfSigned']);
  expect(await subjects('unknownRoot')).toEqual(['unknownRoot']);
  expect(await subjects('unknownRootSent')).toEqual(['unknownRootSent', 'stranger']);
});

test('a leaf is made once, and another PKI has another root', async () => {
  expect(await pki.leaf('good')).toEqual(await pki.leaf('good'));
  expect((await createPki()).rootCertificate).not.toBe(pki.rootCertificate);
});
