/** Against OpenSSL's own server: what it demands and refuses in its own alerts, over TLS 1.2 and 1.3, and the old versions. */
import { execFileSync } from 'node:child_process';
import { getCiphers } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cipherList } from '../../src/main/engine/tls-algorithms.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { findPeer } from '../support/peers.ts';
import { runTask } from '../support/server.ts';
import { type Certificates, certificateFolder, startTlsServer } from '../support/tls-servers.ts';

const openssl = findPeer('openssl');
const VERSIONS = [
  ['TLSv1.2', '-tls1_2'],
  ['TLSv1.3', '-tls1_3'],
] as const;

type Tls = TaskInput['tls'];

describe.skipIf(!openssl)(`openssl s_server${openssl ? '' : ' (not installed here)'}`, () => {
  let files: Certificates;

  beforeAll(async () => {
    files = await certificateFolder('good', 'goodRsa', 'expiredClient');
  });
  afterAll(() => files[Symbol.asyncDispose]());

  async function facing(
    options: string[],
    tls: Tls,
    more: Omit<TaskInput, 'url' | 'tls'> = {},
  ): Promise<TransferResult> {
    await using server = await startTlsServer(openssl!, (port) => [
      's_server',
      '-accept',
      `127.0.0.1:${port}`,
      '-cert',
      files.file('goodRsa.pem'),
      '-key',
      files.file('goodRsa.key'),
      '-cert_chain',
      files.file('intermediate.pem'),
      '-CAfile',
      files.file('root.pem'),
      '-www',
      ...options,
    ]);
    return await runTask({ url: server.url, ...more, tls: { caFile: files.file('root.pem'), ...tls } });
  }

  const client = (name: string) => ({ cert: files.file(`${name}.pem`), key: files.file(`${name}.key`) });
  const demands = ['-Verify', '2', '-verify_return_error'];

  describe.each(VERSIONS)('%s', (version, option) => {
    test('a page without a length, ended by its close_notify', async () => {
      const result = await facing([option], {});
      expect(result).toMatchObject({ code: 0, httpStatus: 200, tls: { version } });
      expect(result.tls?.chain.map(({ key }) => key)).toEqual(['RSA 2048', 'EC P-256']);
    });

    test('demands a client certificate: 612, and 641 of this computer', async () => {
      const none = await facing([option, ...demands], {});
      expect(none).toMatchObject({ code: 612, side: 'task', phase: 'secure' });
      const machine = await facing([option, ...demands], { clientCert: { machine: true } });
      expect(machine).toMatchObject({ code: 641, side: 'probe', phase: 'secure' });
      const alert = version === 'TLSv1.2' ? 'handshake_failure' : 'certificate_required';
      for (const { evidence } of [none, machine]) {
        expect(evidence).toContainEqual(expect.objectContaining({ source: 'tls-alert', name: alert }));
      }
    });

    test('is shown one that it takes', async () => {
      const result = await facing([option, ...demands], { clientCert: client('client') });
      expect(result).toMatchObject({ code: 0, httpStatus: 200 });
    });

    test.each([
      ['strangerClient', 'stranger-client', 'unknown_ca'],
      ['expiredClient', 'expiredClient', 'certificate_expired'],
    ])('refuses %s: 651', async (_name, file, alert) => {
      const result = await facing([option, ...demands], { clientCert: client(file) });
      expect(result).toMatchObject({ code: 651, side: 'task', phase: 'secure' });
      expect(result.evidence).toContainEqual(expect.objectContaining({ source: 'tls-alert', name: alert }));
    });

    test('no group in common: 634', async () => {
      const result = await facing([option, '-groups', 'P-521'], {
        curves: 'X25519',
        ciphers: 'ECDHE+AESGCM:TLS_AES_128_GCM_SHA256',
      });
      expect(result).toMatchObject({ code: 634, phase: 'secure' });
    });

    test('a client that its goodbye is waited for', async () => {
      expect(await facing([option], { strictShutdown: true })).toMatchObject({ code: 0, phase: 'verify' });
    });

    test('no protocol in common (ALPN): 634', async () => {
      const result = await facing([option, '-alpn', 'spdy/1'], {});
      expect(result).toMatchObject({ code: 634, phase: 'secure' });
      expect(result.evidence).toContainEqual(expect.objectContaining({ name: 'no_application_protocol' }));
    });
  });

  describe.each([
    ['TLSv1', '-tls1'],
    ['TLSv1.1', '-tls1_1'],
  ] as const)('%s alone', (version, option) => {
    const old = [option, '-cipher', 'ALL:@SECLEVEL=0'];

    test('is 634 for a task that does not ask for it', async () => {
      expect(await facing(old, {})).toMatchObject({ code: 634, phase: 'secure' });
    });

    test('can be measured by one that does, with a note', async () => {
      const result = await facing(old, { minVersion: version });
      expect(result).toMatchObject({ code: 0, tls: { version } });
      expect(result.evidence).toEqual([expect.objectContaining({ name: 'SECURITY_LOWERED' })]);
      const onlyThat = await facing(old, { maxVersion: version });
      expect(onlyThat).toMatchObject({ code: 0, tls: { version } });
    });
  });

  test('TLS 1.3 alone for a task that stops at 1.2, and the other way round: 634', async () => {
    expect(await facing(['-tls1_3'], { maxVersion: 'TLSv1.2' })).toMatchObject({ code: 634 });
    expect(await facing(['-tls1_2'], { minVersion: 'TLSv1.3' })).toMatchObject({ code: 634 });
  });

  test('no suite in common, by either name: 634', async () => {
    const server = ['-tls1_2', '-cipher', 'ECDHE-RSA-AES256-GCM-SHA384'];
    for (const ciphers of ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256']) {
      expect(await facing(server, { ciphers })).toMatchObject({ code: 634, phase: 'secure' });
    }
    const agreed = await facing(server, { ciphers: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' });
    expect(agreed).toMatchObject({ code: 0, tls: { cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' } });
  });

  test('no signature algorithm in common: 634', async () => {
    const result = await facing(['-tls1_2', '-sigalgs', 'ECDSA+SHA512'], {});
    expect(result).toMatchObject({ code: 634, phase: 'secure' });
  });

  test('a key of 2048 bits for a task that wants 4096 is 643', async () => {
    expect(await facing([], { minKeyBits: 4096 })).toMatchObject({ code: 643, phase: 'secure' });
  });

  test('the pin that OpenSSL computes is the one that fits', async () => {
    const spki = execFileSync(openssl!, ['x509', '-in', files.file('goodRsa.pem'), '-pubkey', '-noout']);
    const der = execFileSync(openssl!, ['pkey', '-pubin', '-outform', 'der'], { input: spki });
    const pin = `sha256//${execFileSync(openssl!, ['dgst', '-sha256', '-binary'], { input: der }).toString('base64')}`;
    const print = execFileSync(openssl!, [
      'x509',
      '-in',
      files.file('goodRsa.pem'),
      '-noout',
      '-fingerprint',
      '-sha256',
    ]);
    const fingerprint = print.toString().trim().split('=')[1]!;
    expect(await facing([], { pin, fingerprint })).toMatchObject({ code: 0 });
  });

  describe('PFX made by OpenSSL', () => {
    const pfx = (...more: string[]): string => {
      const file = files.file(`client${more.length}.pfx`);
      const { cert, key } = client('client');
      execFileSync(openssl!, [
        'pkcs12',
        '-export',
        '-in',
        cert,
        '-inkey',
        key,
        '-passout',
        'pass:open sesame',
        '-out',
        file,
        ...more,
      ]);
      return file;
    };

    test('opens with its passphrase', async () => {
      const clientCert = { pfx: pfx(), passphrase: 'open sesame' };
      expect(await facing(demands, { clientCert })).toMatchObject({ code: 0 });
    });

    test('with a wrong one, and without: 651, and no word of it in the result', async () => {
      for (const passphrase of ['close sesame', undefined]) {
        const result = await facing(demands, { clientCert: { pfx: pfx(), passphrase } });
        expect(result).toMatchObject({ code: 651, phase: 'preflight', side: 'task' });
        expect(JSON.stringify(result)).not.toContain('sesame');
      }
    });

    test('with a certificate and no key: 651', async () => {
      const clientCert = { pfx: pfx('-nokeys', '-name', 'x'), passphrase: 'open sesame' };
      expect(await facing(demands, { clientCert })).toMatchObject({ code: 651, phase: 'preflight' });
    });
  });

  test('RFC names of suites become OpenSSL’s', () => {
    const lines = execFileSync(openssl!, [
      'ciphers',
      '-stdname',
      'ALL:COMPLEMENTOFALL:@SECLEVEL=0',
    ]).toString();
    const pairs = lines
      .trim()
      .split('\n')
      .map((line) => /^(\S+)\s+- (\S+)/.exec(line)!)
      .map(([, rfc, name]) => [rfc!, name!] as const)
      // Those that Node has, and a server's certificate can be used with.
      .filter(([rfc, name]) => getCiphers().includes(name.toLowerCase()) && !/PSK|SRP|ARIA/.test(rfc));
    expect(pairs.length).toBeGreaterThan(25);
    for (const [rfc, name] of pairs) expect(cipherList(rfc)).toBe(name);
  });
});
