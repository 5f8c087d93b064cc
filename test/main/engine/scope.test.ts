/** Private networks: which address is in one, and which redirects lead into one. */
import { describe, expect, test } from 'vitest';
import { entersPrivate, type Scope, scopeOf } from '../../../src/main/engine/scope.ts';
import { serveRaw } from '../../support/raw-server.ts';
import { runTask, serveHttp } from '../../support/server.ts';

test.each<[string, Scope]>([
  ['127.0.0.1', 'loopback'],
  ['127.255.1.2', 'loopback'],
  ['0.0.0.0', 'loopback'],
  ['::1', 'loopback'],
  ['::', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:7f00:1', 'loopback'],
  ['10.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['172.32.0.1', 'public'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'private'],
  ['100.128.0.1', 'public'],
  ['fd00::1', 'private'],
  ['64:ff9b::10.0.0.1', 'private'],
  ['0:0:0:0:0:ffff:192.168.0.1', 'private'],
  ['169.254.169.254', 'link-local'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['8.8.8.8', 'public'],
  ['::ffff:8.8.8.8', 'public'],
  ['2606:4700::1111', 'public'],
])('%s is %s', (address, scope) => {
  expect(scopeOf(address)).toBe(scope);
});

test.each<[string | null, string, boolean]>([
  ['8.8.8.8', '10.0.0.1', true],
  ['8.8.8.8', '::1', true],
  ['2606:4700::1111', '::ffff:192.168.0.1', true],
  [null, '127.0.0.1', true],
  ['10.0.0.1', '127.0.0.1', true],
  ['127.0.0.1', '169.254.169.254', true],
  ['10.0.0.1', '192.168.0.1', false],
  ['127.0.0.1', '::1', false],
  ['10.0.0.1', '8.8.8.8', false],
  ['8.8.8.8', '1.1.1.1', false],
])('from %s to %s: %s', (from, to, enters) => {
  expect(entersPrivate(from, to)).toBe(enters);
});

describe('a redirect into a private network', () => {
  const to = 'http://10.255.255.1:1/';

  test('is refused where the task says so, before anything is sent there', async () => {
    await using server = await serveHttp((_request, response) =>
      response.writeHead(302, { location: to }).end(),
    );
    const result = await runTask({ url: server.url('/'), redirects: { allowPrivate: false } });
    expect(result).toMatchObject({ code: 643, phase: 'redirect', side: 'server' });
    expect(result.evidence).toContainEqual({
      source: 'check',
      name: 'REDIRECT_TO_PRIVATE',
      detail: `redirect to ${to}, a private address`,
    });
  });

  test('from behind a proxy: the address of the proxy is not that of the server', async () => {
    await using proxy = await serveRaw(
      () => `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n`,
    );
    const result = await runTask({
      url: 'http://public.example/',
      proxy: `http://127.0.0.1:${proxy.port}`,
      redirects: { allowPrivate: false },
    });
    expect(result).toMatchObject({ code: 643, phase: 'redirect' });
  });

  test('in any spelling of the address', async () => {
    for (const host of ['0xa.0xff.0xff.1', '10.16776961', '[::ffff:10.255.255.1]']) {
      await using server = await serveHttp((_request, response) =>
        response.writeHead(302, { location: `http://${host}:1/` }).end(),
      );
      const result = await runTask({ url: server.url('/'), redirects: { allowPrivate: false } });
      expect(result.code, host).toBe(643);
    }
  });

  test('comes after 633, and before 644', async () => {
    await using server = await serveHttp((_request, response) =>
      response.writeHead(302, { location: to }).end(),
    );
    expect(await runTask({ url: server.url('/'), redirects: { allowPrivate: false, max: 0 } })).toMatchObject(
      {
        code: 633,
      },
    );
  });
});
