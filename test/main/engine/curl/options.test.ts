/** Tasks as curl's options: which ones, with which values, and what is refused because there is none. */
import { expect, test } from 'vitest';
import { type CurlOption, configText } from '../../../../src/main/engine/curl/config.ts';
import { commonOptions, type RunSettings } from '../../../../src/main/engine/curl/options.ts';
import { targetOf, unsupportedFields } from '../../../../src/main/engine/preflight.ts';
import type { Task, TaskInput } from '../../../../src/shared/task.ts';
import { makeTask } from '../../../support/server.ts';

const URL_OK = 'https://example.org/file';

function lines(options: readonly CurlOption[]): string[] {
  return configText(options).toString('latin1').trimEnd().split('\n');
}

function optionsOf(input: TaskInput, change: Partial<RunSettings> = {}): string[] {
  const task = makeTask({ kernel: 'curl', ...input });
  const target = targetOf(task.url);
  const { clientCert } = task.tls;
  const settings: RunSettings = {
    program: { path: '/usr/bin/curl', version: '8.0.0', tls: 'OpenSSL/3.0.0', features: new Set() },
    target,
    way: {
      place: { address: '192.0.2.7', port: target.port },
      proxy: null,
      from: null,
      tunnels: false,
      secures: target.protocol === 'https',
      securesProxy: false,
    },
    client: clientCert && !('machine' in clientCert) ? clientCert : null,
    marker: 'marker ',
    leftMs: 60_000,
    emptyFolder: '/tmp/empty',
    ...change,
  };
  return lines(commonOptions(task, settings));
}

test('a plain task: our own address, no proxy, limits, the least version of TLS', () => {
  const options = optionsOf({ url: URL_OK });
  expect(options).toEqual(
    expect.arrayContaining([
      'verbose',
      'no-buffer',
      'globoff',
      'connect-to = "::192.0.2.7:443"',
      'noproxy = "*"',
      'connect-timeout = "20.000"',
      'max-time = "60.000"',
      'tlsv1.2',
    ]),
  );
  expect(options).toContain('write-out = "%{stderr}\\nmarker %{json}\\n"');
});

test.each<[input: TaskInput['tls'], wanted: string[]]>([
  [
    { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
    ['tlsv1.0', 'tls-max = "1.1"', 'ciphers = "DEFAULT:@SECLEVEL=0"'],
  ],
  [{ ciphers: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' }, ['ciphers = "ECDHE-RSA-AES128-GCM-SHA256"']],
  [
    { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:TLS_AES_128_GCM_SHA256' },
    ['ciphers = "ECDHE-RSA-AES128-GCM-SHA256"', 'tls13-ciphers = "TLS_AES_128_GCM_SHA256"', 'tlsv1.2'],
  ],
  [{ ciphers: 'TLS_AES_128_GCM_SHA256' }, ['tls13-ciphers = "TLS_AES_128_GCM_SHA256"', 'tlsv1.3']],
  [{ ciphers: 'AES128-SHA' }, ['ciphers = "AES128-SHA"', 'tls-max = "1.2"']],
  [{ curves: 'P-256:X25519' }, ['curves = "P-256:X25519"']],
  [{ caFile: '/x/ca.pem' }, ['cacert = "/x/ca.pem"', 'capath = "/tmp/empty"']],
  [{ crlFile: '/x/crl.pem' }, ['crlfile = "/x/crl.pem"']],
  [
    { clientCert: { cert: '/x/a:b.pem', key: '/x/k.pem', passphrase: 'hush' } },
    ['cert = "/x/a\\\\:b.pem"', 'key = "/x/k.pem"', 'pass = "hush"'],
  ],
  [
    { clientCert: { pfx: '/x/a.p12', passphrase: 'hush' } },
    ['cert = "/x/a.p12"', 'cert-type = "P12"', 'pass = "hush"'],
  ],
  [
    { pin: [`sha256//${'A'.repeat(43)}=`, `sha256//${'B'.repeat(43)}=`] },
    [`pinnedpubkey = "sha256//${'A'.repeat(43)}=;sha256//${'B'.repeat(43)}="`],
  ],
  [{ stapling: 'required' }, ['cert-status']],
  [{ engine: 'pkcs11' }, ['engine = "pkcs11"']],
  [{ ignore: ['expired', 'host', 'authority', 'revoked', 'usage'] }, ['insecure']],
])('tls %j', (tls, wanted) => {
  expect(optionsOf({ url: URL_OK, tls })).toEqual(expect.arrayContaining(wanted));
});

test('nothing of TLS where there is none', () => {
  const plain = optionsOf({
    url: 'http://example.org/',
    tls: { caFile: '/x', pin: `sha256//${'A'.repeat(43)}=` },
  });
  expect(plain.filter((line) => /^(cacert|pinned|tls)/.test(line))).toEqual([]);
});

test('the way: an interface, a rate, a proxy with a name, credentials percent-encoded', () => {
  const task = { url: 'http://example.org/', rateLimitKBps: 10, localAddress: '192.0.2.1' };
  const way = {
    place: null,
    proxy: {
      chosen: {
        scheme: 'https' as const,
        host: 'proxy.test',
        port: 3128,
        credentials: { user: Buffer.from('me:"'), password: Buffer.from([0xe9]) },
        from: 'task' as const,
        shown: 'https://proxy.test:3128',
      },
      address: '2001:db8::1',
    },
    from: '192.0.2.1',
    tunnels: false,
    secures: false,
    securesProxy: true,
  };
  expect(optionsOf({ ...task, tls: { caFile: '/x/ca.pem' } }, { way })).toEqual(
    expect.arrayContaining([
      'interface = "host!192.0.2.1"',
      'limit-rate = "10240"',
      'proxy = "https://%6d%65%3a%22:%e9@proxy.test:3128"',
      'resolve = "proxy.test:3128:[2001:db8::1]"',
      'proxy-cacert = "/x/ca.pem"',
    ]),
  );
});

test.each<[input: object, path: string]>([
  [{ threads: 2 }, 'threads'],
  [{ request: { method: 'CONNECT' } }, 'request.method'],
  [{ request: { method: 'HEAD', body: 'x' } }, 'request.method'],
  [{ request: { body: 'a\0b' } }, 'request.body'],
  [{ request: { body: 'x'.repeat(200_000) } }, 'request.body'],
  [{ request: { headers: { X: 'x'.repeat(200_000) } } }, 'request.headers'],
  [{ tls: { fingerprint: 'ab'.repeat(32) } }, 'tls.fingerprint'],
  [{ tls: { issuerFile: 'x' } }, 'tls.issuerFile'],
  [{ tls: { revocation: 'soft' } }, 'tls.revocation'],
  [{ tls: { minKeyBits: 2048 } }, 'tls.minKeyBits'],
  [{ tls: { strictShutdown: true } }, 'tls.strictShutdown'],
  [{ tls: { useSystemCa: false } }, 'tls.useSystemCa'],
  [{ tls: { ignore: ['expired'] } }, 'tls.ignore'],
  [{ tls: { ignore: ['revoked'], crlFile: 'x' } }, 'tls.ignore'],
  [{ tls: { ignore: ['client'], clientCert: { cert: 'x', key: 'y' } } }, 'tls.ignore'],
  [{ tls: { ignore: ['status'], stapling: 'required' } }, 'tls.ignore'],
  [{ tls: { ignore: ['status'], crlFile: 'x' } }, 'tls.ignore'],
  [{ repeat: { cron: '* * * * *' } }, 'repeat.cron'],
])('refused: %j', (input, path) => {
  const task = makeTask({ url: URL_OK, kernel: 'curl', ...input } as TaskInput) as Task;
  expect(unsupportedFields(task)).toEqual([path]);
});

test('not refused', () => {
  const inputs: TaskInput[] = [
    { url: URL_OK },
    { url: 'ftp://example.org/x', ftp: { user: 'me', password: 'hush', tls: 'explicit' } },
    { url: URL_OK, request: { httpVersion: '2' }, direction: 'upload' },
    { url: URL_OK, tls: { useSystemCa: false, caFile: 'x', ignore: ['status'] } },
  ];
  for (const input of inputs) expect(unsupportedFields(makeTask({ kernel: 'curl', ...input }))).toEqual([]);
});
