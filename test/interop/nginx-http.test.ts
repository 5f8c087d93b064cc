/** What nginx does with redirects, compression, limits, TLS versions and HTTP/2, and what we make of it. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { content } from '../../src/lab/content.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { type Nginx, startNginx } from '../support/nginx.ts';
import { findPeer } from '../support/peers.ts';
import { runTask } from '../support/server.ts';

const program = findPeer('nginx');
const FILE = Buffer.from(content(20 * 1024 * 1024));
const TEXT = 'the same line again and again\n'.repeat(10_000);
const sum = (data: Uint8Array | string): string => createHash('md5').update(data).digest('hex');

const LOCATIONS = `
  location /moved { return 301 /file; }
  location /found { return 302 $scheme://$host:$server_port/file; }
  location /kept { return 307 /file; }
  location /permanent { return 308 /file; }
  location /sub/up { absolute_redirect off; return 302 ../file; }
  location /loop { return 302 /loop; }
  location /down { return 302 http://$host:$server_port/file; }
  location /drop { return 444; }
  location /forbidden { return 403; }
  location /slow { limit_rate 20k; try_files /file =404; }
  location /text { gzip on; gzip_types *; }
`;
const SERVERS = {
  plain: { body: LOCATIONS },
  tls: { listen: 'ssl', body: LOCATIONS },
  tls12: { listen: 'ssl', body: 'ssl_protocols TLSv1.2;' },
  tls13: { listen: 'ssl', body: 'ssl_protocols TLSv1.3;' },
  http2: { listen: 'ssl http2', body: LOCATIONS },
  plain2: { listen: 'http2', body: LOCATIONS },
};
type Name = keyof typeof SERVERS;

describe.skipIf(!program)(`nginx${program ? '' : ' (not installed here)'}`, () => {
  let nginx: Nginx<Name>;

  beforeAll(async () => {
    nginx = await startNginx(program!, SERVERS, { file: FILE, text: TEXT });
  });
  afterAll(async () => nginx?.[Symbol.asyncDispose]());

  /** A name ending in 2 is asked in HTTP/2. */
  function get(name: Name, path: string, task: Omit<TaskInput, 'url'> = {}): Promise<TransferResult> {
    const scheme = name.startsWith('plain') ? 'http' : 'https';
    return runTask({
      url: `${scheme}://127.0.0.1:${nginx.ports[name]}${path}`,
      ...task,
      tls: { caFile: nginx.caFile, ...task.tls },
      request: { ...(/(http|plain)2$/.test(name) && { httpVersion: '2' }), ...task.request },
    });
  }

  describe.each(['plain', 'tls', 'http2', 'plain2'] as const)('%s', (name) => {
    const httpVersion = name.endsWith('2') ? '2' : '1.1';

    test('a whole file', async () => {
      expect(await get(name, '/file', { verify: { md5: sum(FILE) } })).toMatchObject({
        code: 0,
        httpVersion,
        bytes: FILE.length,
        expectedBytes: FILE.length,
      });
      expect(await get(name, '/file', { transferKB: 100 })).toMatchObject({ code: 0, bytes: 102_400 });
    });

    test.each([
      ['/moved', 301],
      ['/found', 302],
      ['/kept', 307],
      ['/permanent', 308],
      ['/sub/up', 302],
    ])('redirect %s, %i', async (path, status) => {
      const result = await get(name, path);
      expect(result).toMatchObject({ code: 0, bytes: FILE.length, redirects: [{ status }] });
      expect(new URL(result.finalUrl).pathname).toBe('/file');
    });

    test('a redirect that leads to itself, and one that is not allowed', async () => {
      expect(await get(name, '/loop')).toMatchObject({ code: 633, redirects: { length: 10 } });
      expect(await get(name, '/moved', { redirects: { follow: false } })).toMatchObject({ code: 626 });
    });

    test('compressed when asked for, and undone', async () => {
      const request = { headers: { 'Accept-Encoding': 'gzip' } };
      const coded = await get(name, '/text', { request, verify: { md5: sum(TEXT) } });
      expect(coded).toMatchObject({ code: 0, expectedBytes: null });
      expect(coded.bytes).toBeLessThan(TEXT.length / 10);
      expect(await get(name, '/text', { verify: { md5: sum(TEXT) } })).toMatchObject({
        code: 0,
        bytes: TEXT.length,
      });
    });

    test('statuses are reported as they are', async () => {
      expect(await get(name, '/forbidden')).toMatchObject({ code: 403 });
      expect(await get(name, '/nothing')).toMatchObject({ code: 404 });
    });

    test('closed without an answer (444)', async () => {
      // In HTTP/2 only the stream is closed, by a reset.
      const code = httpVersion === '2' ? 609 : 608;
      expect(await get(name, '/drop')).toMatchObject({ code, phase: 'response' });
    });

    test('slower than the task allows (limit_rate)', async () => {
      const result = await get(name, '/slow', { timeouts: { totalMs: 700 } });
      expect(result).toMatchObject({ code: 630, phase: 'transfer', expectedBytes: FILE.length });
      expect(result.bytes).toBeGreaterThan(0);
      expect(await get(name, '/slow', { transferKB: 10 })).toMatchObject({ code: 0, bytes: 10_240 });
    });
  });

  test('from https to http is 644, in either version', async () => {
    expect(await get('tls', '/down')).toMatchObject({ code: 644, phase: 'redirect' });
    expect(await get('http2', '/down')).toMatchObject({ code: 644, phase: 'redirect' });
  });

  test.each([
    ['tls12', 'TLSv1.2', 'TLSv1.3'],
    ['tls13', 'TLSv1.3', 'TLSv1.2'],
  ] as const)('%s: only %s', async (name, spoken, other) => {
    expect(await get(name, '/file')).toMatchObject({ code: 0, tls: { version: spoken } });
    const tls = { minVersion: other, maxVersion: other };
    expect(await get(name, '/file', { tls })).toMatchObject({ code: 634, phase: 'secure' });
  });

  test('HTTP/2 is not agreed to where it is off, and HTTP/1.1 is spoken where it is on', async () => {
    expect(await get('tls', '/file', { request: { httpVersion: '2' } })).toMatchObject({
      code: 634,
      phase: 'secure',
      httpVersion: null,
    });
    expect(await get('http2', '/file', { request: { httpVersion: '1.1' } })).toMatchObject({
      code: 0,
      httpVersion: '1.1',
    });
  });

  test('HTTP/2 to a plain HTTP/1.1 port, and HTTP/1.1 to a plain HTTP/2 port', async () => {
    expect(await get('plain', '/file', { request: { httpVersion: '2' } })).toMatchObject({
      code: 628,
      evidence: [{ name: 'NOT_HTTP2' }, {}],
    });
    const result = await get('plain2', '/file', { request: { httpVersion: '1.1' } });
    expect(result.code).not.toBe(0);
  });
});
