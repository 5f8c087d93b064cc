/** What our own look at a chain finds, without a word from the TLS library: all of it, and nothing else. */
import '../../../../src/lab/reflect.ts';
import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import { describe, expect, test } from 'vitest';
import { createPki, type LeafName } from '../../../../src/lab/pki.ts';
import { chainSummary, pemCertificates } from '../../../../src/main/engine/certificate/chain.ts';
import { constraintBroken } from '../../../../src/main/engine/certificate/constraints.ts';
import { chainDefects } from '../../../../src/main/engine/certificate/defects.ts';
import { pinOf } from '../../../../src/main/engine/certificate/expected.ts';
import { judge, plainRules } from '../../../../src/main/engine/certificate/judge.ts';
import { followPath } from '../../../../src/main/engine/certificate/path.ts';
import { SECURITY_LEVELS } from '../../../../src/main/engine/certificate/strength.ts';
import { authoritiesOf } from '../../../../src/main/engine/trust.ts';
import type { Evidence } from '../../../../src/shared/result.ts';

const pki = await createPki();
const now = new Date();
const DAY_MS = 86_400_000;

async function sentBy(leaf: LeafName): Promise<X509Certificate[]> {
  return pemCertificates((await pki.leaf(leaf)).cert).map((pem) => new X509Certificate(pem));
}

async function found(
  leaf: LeafName,
  verdict: Evidence | null = null,
  rules = plainRules,
): Promise<Evidence[]> {
  const trusts = authoritiesOf(pki.rootCertificate);
  return chainDefects({ ...rules, sent: await sentBy(leaf), trusts, now }, verdict);
}

const names = (evidence: Evidence[]): string[] => evidence.map(({ name }) => name);

describe('each kind of defect alone', () => {
  test.each([
    ['good'],
    ['goodRsa'],
    ['insideConstraint'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['notYetValid', 'CERT_NOT_YET_VALID'],
    ['expiredIntermediate', 'CERT_HAS_EXPIRED'],
    ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['unknownRoot', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['unknownRootSent', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['missingIntermediate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['wrongPurpose', 'INVALID_PURPOSE'],
    ['wrongUsage', 'INVALID_PURPOSE'],
    ['byNoAuthority', 'INVALID_CA'],
    ['longPath', 'PATH_LENGTH_EXCEEDED'],
    ['outsideConstraint', 'NAME_CONSTRAINT_VIOLATION'],
    ['riddle', 'UNHANDLED_CRITICAL_EXTENSION'],
    ['tampered', 'CERT_SIGNATURE_FAILURE'],
    // These two BoringSSL lets pass.
    ['weakKey', 'EE_KEY_TOO_SMALL'],
    ['weakDigest', 'CA_MD_TOO_WEAK'],
    ['weakIntermediate', 'CA_KEY_TOO_SMALL'],
    ['expiredWrongPurpose', 'CERT_HAS_EXPIRED', 'INVALID_PURPOSE'],
    ['allAtOnce', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'INVALID_PURPOSE'],
  ] as const)('%s', async (leaf, ...expected) => {
    const defects = await found(leaf);
    expect(names(defects)).toEqual(expected);
    for (const { source, detail } of defects) {
      expect(source).toBe('check');
      expect(detail).toContain('CN=catprobe lab');
    }
  });
});

describe('together with what the library says', () => {
  const says = (name: string, detail = ''): Evidence => ({ source: 'openssl', name, detail });

  test('the same kind is one defect, in the words of the library, with ours behind them', async () => {
    const [defect, ...more] = await found('expired', says('CERT_HAS_EXPIRED', 'certificate has expired'));
    expect(more).toEqual([]);
    expect(defect).toMatchObject({ source: 'openssl', name: 'CERT_HAS_EXPIRED' });
    expect(defect?.detail).toMatch(/^certificate has expired \(CN=catprobe lab expired: valid from/);
  });

  test('a kind that only the library sees is kept', async () => {
    expect(names(await found('expired', says('CERT_REJECTED')))).toEqual([
      'CERT_HAS_EXPIRED',
      'CERT_REJECTED',
    ]);
  });

  test('what it finds too weak does not count where the task has its own measure', async () => {
    const weak = says('UNSPECIFIED', 'EE certificate key too weak');
    const own = { ...plainRules, strength: { ...SECURITY_LEVELS[2]!, keyBits: 1024 }, ownStrength: true };
    expect(await found('weakKey', weak, own)).toEqual([]);
    expect(names(await found('weakKey', weak))).toEqual(['UNSPECIFIED']);
  });
});

describe('the path', () => {
  test('certificates may come in any order, twice, and with strangers among them', async () => {
    const [leaf, intermediate] = await sentBy('good');
    const [stranger] = await sentBy('unknownRoot');
    const sent = [leaf!, stranger!, intermediate!, intermediate!, stranger!];
    const path = followPath(sent, authoritiesOf(pki.rootCertificate), now);
    expect(path).toMatchObject({ trusted: true, unsigned: [] });
    expect(path.certificates.map(({ subject }) => subject)).toEqual([
      'CN=catprobe lab good',
      'CN=catprobe lab intermediate',
      'CN=catprobe lab root',
    ]);
  });

  test('ends where an authority in between is trusted by itself', async () => {
    const path = followPath(await sentBy('good'), authoritiesOf(await pki.authority('intermediate')), now);
    expect(path.certificates).toHaveLength(2);
    expect(path.trusted).toBe(true);
  });

  test('a stranger of the same name is no issuer: the key decides', async () => {
    const elsewhere = await createPki();
    const path = followPath(await sentBy('good'), authoritiesOf(elsewhere.rootCertificate), now);
    expect(path).toMatchObject({ trusted: false, unsigned: [] });
    expect(path.certificates).toHaveLength(2);
  });
});

describe('the judgement', () => {
  const question = async (leaf: LeafName, ignore: typeof plainRules.ignore) => ({
    sent: await sentBy(leaf),
    verdict: { source: 'openssl', name: 'CERT_HAS_EXPIRED', detail: '' } as const,
    host: 'good.lab.test',
    caPem: pki.rootCertificate,
    rules: { ...plainRules, ignore },
    now,
  });

  test('what the task overlooks is a note, the rest is a failure', async () => {
    const { failures, notes } = await judge(await question('expiredWrongHost', ['expired']));
    expect(names(failures)).toEqual(['ERR_TLS_CERT_ALTNAME_INVALID']);
    expect(notes).toEqual([
      expect.objectContaining({
        name: 'DEFECT_IGNORED',
        detail: expect.stringMatching(/^expired: CERT_HAS/),
      }),
    ]);
  });

  test('overlooking another kind changes nothing', async () => {
    const { failures, notes } = await judge(await question('expiredWrongHost', ['usage', 'authority']));
    expect(names(failures)).toEqual(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID']);
    expect(notes).toEqual([]);
  });

  test('a pin is looked at even where defects are overlooked', async () => {
    const asked = await question('expired', ['expired']);
    const pins = [pinOf((await sentBy('good'))[0]!)];
    const rules = { ...asked.rules, expected: { issuers: [], fingerprint: null, pins } };
    expect(names((await judge({ ...asked, rules })).failures)).toEqual(['PIN_DIFFERS']);
  });
});

test('the summary has what a person compares', async () => {
  const [leaf, intermediate] = chainSummary(await sentBy('goodRsa'));
  expect(leaf).toMatchObject({
    subject: 'CN=catprobe lab goodRsa',
    issuer: 'CN=catprobe lab intermediate',
    names: ['lab.test', '*.lab.test', 'localhost', '127.0.0.1', '0:0:0:0:0:0:0:1'],
    key: 'RSA 2048',
    signature: 'ecdsa-with-SHA256',
    serial: expect.stringMatching(/^[0-9a-f]{16}$/),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(new Date(leaf!.notAfter).getTime()).toBeGreaterThan(now.getTime() + DAY_MS);
  expect(intermediate).toMatchObject({ key: 'EC P-256', names: [] });
});

describe('name constraints', () => {
  interface Names {
    dns?: string[];
    ip?: string[];
    subject?: string;
  }

  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

  async function certificate(subject: string, extensions: x509.Extension[]): Promise<X509Certificate> {
    const made = await x509.X509CertificateGenerator.createSelfSigned({
      name: subject,
      keys: await keys,
      signingAlgorithm: algorithm,
      notBefore: now,
      notAfter: new Date(now.getTime() + DAY_MS),
      extensions,
    });
    return new X509Certificate(Buffer.from(made.rawData));
  }

  async function broken(
    constraints: { permitted?: Partial<GeneralName>[]; excluded?: Partial<GeneralName>[] },
    { dns = [], ip = [], subject = 'O=Somebody' }: Names,
  ): Promise<string | null> {
    const trees = (rules: Partial<GeneralName>[] | undefined) =>
      rules && new GeneralSubtrees(rules.map((rule) => new GeneralSubtree({ base: new GeneralName(rule) })));
    const value = AsnConvert.serialize(
      new NameConstraints({
        permittedSubtrees: trees(constraints.permitted),
        excludedSubtrees: trees(constraints.excluded),
      }),
    );
    const authority = await certificate('CN=constrained', [
      new x509.Extension(id_ce_nameConstraints, true, value),
    ]);
    const names = [
      ...dns.map((name) => ({ type: 'dns' as const, value: name })),
      ...ip.map((name) => ({ type: 'ip' as const, value: name })),
    ];
    const extensions = names.length ? [new x509.SubjectAlternativeNameExtension(names)] : [];
    return constraintBroken(await certificate(subject, extensions), authority);
  }

  const domain = { dNSName: 'example.org' };
  const network = { iPAddress: '10.1.0.0/16' };

  test.each([
    ['the domain itself', { permitted: [domain] }, { dns: ['example.org'] }, null],
    ['below it', { permitted: [domain] }, { dns: ['a.b.example.org'] }, null],
    [
      'only its end is alike',
      { permitted: [domain] },
      { dns: ['badexample.org'] },
      'badexample.org is not permitted',
    ],
    [
      'one of two is outside',
      { permitted: [domain] },
      { dns: ['example.org', 'other.org'] },
      'other.org is not permitted',
    ],
    ['capitals', { permitted: [domain] }, { dns: ['WWW.Example.ORG'] }, null],
    [
      'excluded below what is permitted',
      { permitted: [domain], excluded: [{ dNSName: 'x.example.org' }] },
      { dns: ['x.example.org'] },
      'x.example.org is excluded',
    ],
    ['a domain says nothing of addresses', { permitted: [domain] }, { ip: ['192.0.2.1'] }, null],
    ['inside the network', { permitted: [network] }, { ip: ['10.1.2.3'] }, null],
    ['outside the network', { permitted: [network] }, { ip: ['10.2.0.1'] }, '10.2.0.1 is not permitted'],
    ['of the other family', { permitted: [network] }, { ip: ['::1'] }, '::1 is not permitted'],
    [
      'a common name counts as a host',
      { permitted: [domain] },
      { subject: 'CN=www.other.org' },
      'www.other.org is not permitted',
    ],
    ['one that is no host does not', { permitted: [domain] }, { subject: 'CN=Somebody Else' }, null],
    [
      'and none at all beside alternative names',
      { permitted: [domain] },
      { subject: 'CN=www.other.org', dns: ['example.org'] },
      null,
    ],
    [
      'nothing at all is permitted',
      { excluded: [{ dNSName: '' }] },
      { dns: ['example.org'] },
      'example.org is excluded',
    ],
  ] as const)('%s', async (_what, constraints, certificateNames, expected) => {
    expect(await broken(constraints as never, certificateNames as Names)).toBe(expected);
  });
});
