/** Against OpenSSL as authority and responder, and `openssl s_server` and nginx that send its answers along. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNginx } from '../support/nginx.ts';
import { type Authority, KEYS, type Name, startAuthority } from '../support/openssl-authority.ts';
import { findPeer } from '../support/peers.ts';
import { freePort } from '../support/ports.ts';
import { runTask } from '../support/server.ts';

type Identity = Name | 'listed';

const openssl = findPeer('openssl');
const nginx = findPeer('nginx');

/** It says "ACCEPT", and a connection to find out would confuse it. */
function accepting(server: ChildProcess): Promise<void> {
  return new Promise((ready, fail) => {
    server.stdout!.on('data', (chunk) => String(chunk).includes('ACCEPT') && ready());
    server.once('exit', () => fail(new Error('openssl s_server has ended')));
  });
}

/** `staple`: a file of the authority. */
async function openServer(
  authority: Authority,
  name: Identity,
  staple?: string,
): Promise<AsyncDisposable & { url: string }> {
  const port = await freePort();
  const { file } = authority;
  const own = ['-cert', file(`${name}.pem`), '-key', file(`${name}.key`)];
  const status = staple ? ['-status_file', file(staple)] : [];
  const child = spawn(
    openssl!,
    ['s_server', '-accept', `127.0.0.1:${port}`, '-www', ...own, ...status],
    // It ends with its standard input.
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await accepting(child);
  return {
    url: `https://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

describe.skipIf(!openssl).each(Object.keys(KEYS) as (keyof typeof KEYS)[])('an authority with %s', (kind) => {
  let authority: Authority;

  beforeAll(async () => {
    authority = await startAuthority(openssl!, kind);
  }, 30_000);

  afterAll(() => authority[Symbol.asyncDispose]());

  async function ask(
    name: Identity,
    tls: object,
    staple?: string,
  ): Promise<Awaited<ReturnType<typeof runTask>>> {
    await using server = await openServer(authority, name, staple);
    return await runTask({ url: server.url, tls: { caFile: authority.file('root.pem'), ...tls } });
  }

  test.each<[Identity, number]>([
    ['good', 0],
    ['revoked', 640],
    ['forgotten', 639],
    ['listed', 0],
  ])('asked over the network: %s is %i', async (name, code) => {
    const { evidence, ...result } = await ask(name, { revocation: 'required' });
    expect(result.code, JSON.stringify(evidence)).toBe(code);
    if (code === 639) return;
    expect(result.tls?.revocation).toMatchObject({
      source: name === 'listed' ? 'crl' : 'ocsp',
      responder: name === 'listed' ? 'O=catprobe test, CN=authority' : 'CN=responder',
      ...(code === 640 && {
        status: 'revoked',
        revokedAt: '2026-01-01T00:00:00.000Z',
        reason: 'keyCompromise',
      }),
    });
  });

  test.each<[Identity, string, number]>([
    ['good', 'list.pem', 0],
    ['good', 'list.crl', 0],
    ['revoked', 'list.pem', 640],
    ['revoked', 'list.crl', 640],
  ])('its list: %s by %s is %i', async (name, crlFile, code) => {
    const { evidence, ...result } = await ask(name, { crlFile: authority.file(crlFile) });
    expect(result.code, JSON.stringify(evidence)).toBe(code);
  });

  test.each<[Identity, string | undefined, number]>([
    ['good', 'good.ocsp', 0],
    ['revoked', 'revoked.ocsp', 640],
    ['forgotten', 'forgotten.ocsp', 662],
    ['good', 'revoked.ocsp', 662],
    ['good', undefined, 662],
  ])('s_server shows %s, sends %s along: %i', async (name, staple, code) => {
    const { evidence, ...result } = await ask(name, { stapling: 'required' }, staple);
    expect(result.code, JSON.stringify(evidence)).toBe(code);
  });

  test.skipIf(!nginx).each<[Name, number]>([
    ['good', 0],
    ['revoked', 640],
    ['forgotten', 662],
  ])('nginx sends the answer for %s along: %i', async (name, code) => {
    const { file } = authority;
    const body = `ssl_stapling on; ssl_stapling_file ${file(`${name}.ocsp`)};`;
    const identity = {
      cert: await readFile(file(`${name}.pem`), 'utf8'),
      key: await readFile(file(`${name}.key`), 'utf8'),
    };
    await using server = await startNginx(
      nginx!,
      { https: { listen: 'ssl', body } },
      { file: 'content' },
      identity,
    );
    const { evidence, ...result } = await runTask({
      url: `https://127.0.0.1:${server.ports.https}/file`,
      tls: { caFile: file('root.pem'), stapling: 'required' },
    });
    expect(result.code, JSON.stringify(evidence)).toBe(code);
  });
});
