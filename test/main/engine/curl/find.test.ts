/** Which curl there is, from what it says of itself; and what is said when there is none. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCurl, isAtLeast, readVersion, speaksOpenssl } from '../../../../src/main/engine/curl/find.ts';
import { runTask } from '../../../support/server.ts';

describe('what curl --version says', () => {
  test.each([
    [
      'curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 OpenSSL/3.0.19 zlib/1.2.13',
      '7.88.1',
      'OpenSSL/3.0.19',
      true,
    ],
    [
      'curl 8.7.1 (x86_64-apple-darwin24.0) libcurl/8.7.1 (SecureTransport) LibreSSL/3.3.6 zlib/1.2.12',
      '8.7.1',
      'LibreSSL/3.3.6',
      true,
    ],
    ['curl 8.9.1 (Windows) libcurl/8.9.1 Schannel zlib/1.3 WinIDN', '8.9.1', 'Schannel', false],
    [
      'curl 7.74.0 (x86_64-pc-linux-gnu) libcurl/7.74.0 GnuTLS/3.7.1 zlib/1.2.11',
      '7.74.0',
      'GnuTLS/3.7.1',
      false,
    ],
    ['curl 8.16.0-DEV (x86_64) libcurl/8.16.0-DEV zlib/1.3', '8.16.0', null, false],
  ])('%s', (first, version, tls, openssl) => {
    const program = readVersion(
      '/usr/bin/curl',
      `${first}\nProtocols: http https\nFeatures: HTTP2 SSL libz\n`,
    );
    expect(program).toMatchObject({ version, tls });
    expect(program?.features).toEqual(new Set(['HTTP2', 'SSL', 'libz']));
    expect(speaksOpenssl(program!)).toBe(openssl);
  });

  test('anything else is no curl', () => {
    for (const text of ['', 'BusyBox v1.35', 'curl: try --help', 'curl 7'])
      expect(readVersion('x', text)).toBeNull();
  });

  test.each([
    ['7.88.1', '7.70.0', true],
    ['7.70.0', '7.70.0', true],
    ['7.69.9', '7.70.0', false],
    ['8.0.0', '7.73.0', true],
    ['7.9.0', '7.70.0', false],
  ])('%s is at least %s: %s', (version, wanted, is) => {
    expect(isAtLeast({ version }, wanted)).toBe(is);
  });
});

describe.skipIf(process.platform === 'win32')('in PATH', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'catprobe-no-curl-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function pretend(script: string): Promise<{ PATH: string }> {
    await writeFile(path.join(folder, 'curl'), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(folder, 'curl'), 0o755);
    return { PATH: folder };
  }

  const said = (result: Promise<unknown>): Promise<string> =>
    result.then(String, (error: Error) => error.message);

  test('none: how to get it, and nothing is sent', async () => {
    expect(await said(findCurl({ PATH: `/nonexistent${path.delimiter}relative` }))).toMatch(
      /CURL_MISSING.*apt install curl/,
    );
    const result = await runTask(
      { url: 'http://127.0.0.1:1/', kernel: 'curl' },
      { env: { PATH: '/nonexistent' } },
    );
    expect(result).toMatchObject({
      code: 663,
      phase: 'preflight',
      side: 'probe',
      curl: null,
      kernel: 'curl',
    });
    expect(result.evidence).toMatchObject([{ name: 'CURL_MISSING' }]);
  });

  test('what is wrong with the task itself comes first', async () => {
    const env = { PATH: '/nonexistent' };
    expect(await runTask({ url: 'http://[bad', kernel: 'curl' }, { env })).toMatchObject({ code: 606 });
    const hosts = { url: 'http://x.test/', hosts: [] };
    expect(await runTask({ ...hosts, kernel: 'curl' }, { env })).toMatchObject({ code: 720 });
  });

  test('one that is too old, another program, and one that fails', async () => {
    expect(await said(findCurl(await pretend('echo "curl 7.61.1 (x) libcurl/7.61.1"')))).toMatch(
      /CURL_UNUSABLE.*7\.61\.1.*7\.70\.0/,
    );
    expect(await said(findCurl(await pretend('echo wget')))).toMatch(/CURL_UNUSABLE/);
    expect(await said(findCurl(await pretend('exit 3')))).toMatch(/CURL_UNUSABLE/);
  });

  test('one without what the task needs: 663, by name', async () => {
    const env = await pretend('echo "curl 8.1.0 (x) libcurl/8.1.0 zlib/1.2"; echo "Features: libz"');
    const result = await runTask({ url: 'https://127.0.0.1:1/', kernel: 'curl' }, { env });
    expect(result).toMatchObject({ code: 663, curl: { version: '8.1.0', tls: null } });
    expect(result.evidence).toMatchObject([{ name: 'CURL_LACKS' }]);
  });

  test('an exit that nobody knows, and a crash: 663, curl as it said it', async () => {
    const url = 'http://127.0.0.1:1/';
    const version =
      'case "$*" in *--version*) echo "curl 8.1.0 (x)"; echo "Features: SSL"; exit 0;; esac; cat >/dev/null';
    const odd = await runTask(
      { url, kernel: 'curl' },
      {
        env: {
          ...process.env,
          ...(await pretend(
            `PATH=${process.env.PATH}; ${version}; echo "curl: (41) a function is missing" >&2; exit 41`,
          )),
        },
      },
    );
    expect(odd).toMatchObject({ code: 663, side: 'probe', native: { curl: 41 } });
    expect(odd.evidence).toMatchObject([{ source: 'curl', name: '41', detail: 'a function is missing' }]);
    const crash = await runTask(
      { url, kernel: 'curl' },
      { env: { ...process.env, ...(await pretend(`PATH=${process.env.PATH}; ${version}; kill -SEGV $$`)) } },
    );
    expect(crash).toMatchObject({ code: 663, evidence: [{ source: 'curl', name: 'SIGSEGV' }] });
  });
});
