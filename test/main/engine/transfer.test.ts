/** One attempt against real loopback servers: content, timings, redirects, cancel. Faults are the lab's business. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { listen, runTask, serveHttp, sumOfParts } from '../../support/server.ts';

const FILE = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const md5 = (data: Buffer): string => createHash('md5').update(data).digest('hex');
const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

describe('a download that succeeds', () => {
  test('bytes, sums, address and status are those of the file', async () => {
    await using server = await serveHttp((_request, response) => response.end(FILE));
    const result = await runTask({
      url: server.url('/file'),
      verify: {
        md5: md5(FILE).toUpperCase(),
        sha256: sha256(FILE),
        declaredSize: true,
        minBytes: FILE.length,
      },
    });
    expect(result).toMatchObject({
      outcome: 'ok',
      code: 0,
      family: 'success',
      side: 'none',
      protocol: 'http',
      host: '127.0.0.1',
      remoteAddress: '127.0.0.1',
      remotePort: server.port,
      ipFamily: 4,
      bytes: FILE.length,
      expectedBytes: FILE.length,
      httpStatus: 200,
      md5: md5(FILE),
      sha256: sha256(FILE),
      evidence: [],
      expected: true,
    });
    expect(result.speedKBps).toBeCloseTo(FILE.length / 1024 / (result.timings.receive / 1000), 6);
    expect(server.connections()).toBe(1);
  });

  test('the parts of the time add up to the total, and the first packet lies inside', async () => {
    await using server = await serveHttp((request, response) => {
      if (request.url === '/file') response.end(FILE);
      else response.writeHead(302, { location: '/file' }).end();
    });
    for (const path of ['/file', '/redirect']) {
      const result = await runTask({ url: server.url(path) });
      expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
      expect(result.timings.firstPacket).toBeGreaterThan(0);
      expect(result.timings.firstPacket).toBeLessThanOrEqual(result.timings.total);
    }
  });

  test('transferKB stops after that much; a shorter file with a length is complete', async () => {
    await using server = await serveHttp((_request, response) => response.end(FILE));
    expect(await runTask({ url: server.url('/'), transferKB: 10 })).toMatchObject({
      code: 0,
      bytes: 10_240,
      expectedBytes: 10_240,
    });
    expect(await runTask({ url: server.url('/'), transferKB: 1024 })).toMatchObject({
      code: 0,
      bytes: FILE.length,
    });
  });

  test('transferKB without a length in the header: fewer bytes are 629', async () => {
    await using server = await serveHttp((_request, response) => {
      response.write(FILE);
      response.end();
    });
    expect(await runTask({ url: server.url('/'), transferKB: 1024 })).toMatchObject({
      code: 629,
      bytes: FILE.length,
    });
  });

  test('sums are of the content, bytes of what came over the wire', async () => {
    const coded = {
      gzip: gzipSync(FILE),
      deflate: deflateSync(FILE),
      'deflate, bare': deflateRawSync(FILE),
      br: brotliCompressSync(FILE),
      zstd: zstdCompressSync(FILE),
      'gzip, br': brotliCompressSync(gzipSync(FILE)),
    };
    await using server = await serveHttp((request, response) => {
      const name = decodeURIComponent(request.url!.slice(1)) as keyof typeof coded;
      response.setHeader('content-encoding', name.replace(', bare', '')).end(coded[name]);
    });
    for (const [name, body] of Object.entries(coded)) {
      const url = server.url(`/${encodeURIComponent(name)}`);
      expect(await runTask({ url, verify: { md5: md5(FILE) } }), name).toMatchObject({
        code: 0,
        bytes: body.length,
      });
      expect(await runTask({ url, decode: false, verify: { md5: md5(body) } }), name).toMatchObject({
        code: 0,
      });
    }
  });

  test('a coding is undone wherever the body is cut into pieces', async () => {
    const body = zstdCompressSync(gzipSync(FILE));
    await using server = await serveHttp(async (_request, response) => {
      response.setHeader('content-encoding', 'x-gzip, ZSTD');
      for (let at = 0; at < body.length; at += 100) response.write(body.subarray(at, at + 100));
      response.end();
    });
    expect(await runTask({ url: server.url('/'), verify: { md5: md5(FILE) } })).toMatchObject({ code: 0 });
  });

  test('no body, nothing to decode: HEAD, 204, an empty one', async () => {
    await using server = await serveHttp((request, response) => {
      const status = request.url === '/204' ? 204 : 200;
      response.writeHead(status, { 'content-encoding': 'br' }).end();
    });
    const head = { url: server.url('/'), request: { method: 'HEAD' } };
    for (const task of [head, { url: server.url('/204') }, { url: server.url('/') }]) {
      expect(await runTask(task)).toMatchObject({ code: 0, bytes: 0, evidence: [] });
    }
  });

  test('bytes behind the coded content, alone or together with its end', async () => {
    const bodies = [
      gzipSync(FILE),
      deflateSync(FILE),
      deflateRawSync(FILE),
      brotliCompressSync(FILE),
      zstdCompressSync(FILE),
    ];
    const names = ['gzip', 'deflate', 'deflate', 'br', 'zstd'];
    await using server = await serveHttp((request, response) => {
      const index = Number(request.url![1]);
      response.setHeader('content-encoding', names[index]!);
      if (request.url!.endsWith('?apart')) {
        response.write(bodies[index]);
        setImmediate(() => response.end('more'));
      } else response.end(Buffer.concat([bodies[index]!, Buffer.from('more')]));
    });
    for (const index of bodies.keys()) {
      for (const how of ['?apart', '?together']) {
        const result = await runTask({ url: server.url(`/${index}${how}`) });
        expect(result, `${names[index]} ${how}`).toMatchObject({
          code: 654,
          evidence: [{ name: 'CODING_BROKEN' }],
        });
      }
    }
  });

  test('headers of the task are sent, and replace ours of the same name', async () => {
    const seen: Record<string, unknown>[] = [];
    await using server = await serveHttp((request, response) => {
      seen.push({ ...request.headers });
      response.end();
    });
    await runTask({
      url: server.url('/'),
      request: { headers: { 'X-Probe': '1', Accept: 'text/plain' }, userAgent: 'me' },
    });
    expect(seen[0]).toMatchObject({ 'x-probe': '1', accept: 'text/plain', 'user-agent': 'me' });
  });

  test('1xx answers are read and dropped', async () => {
    await using server = await serveHttp((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
      response.end('hello');
    });
    expect(await runTask({ url: server.url('/') })).toMatchObject({ code: 0, httpStatus: 200, bytes: 5 });
  });

  test('localhost needs no DNS, and no answer to it', async () => {
    await using server = await serveHttp((_request, response) => response.end('x'));
    const result = await runTask({ url: `http://localhost:${server.port}/`, ipFamily: '4' });
    expect(result).toMatchObject({
      code: 0,
      host: 'localhost',
      addresses: expect.arrayContaining(['127.0.0.1']),
    });
  });
});

describe('redirects', () => {
  test('each hop is in the result, with its own time', async () => {
    await using server = await serveHttp((request, response) => {
      const n = Number(request.url!.slice(1));
      if (n) response.writeHead(301, { location: `/${n - 1}` }).end('moved');
      else response.end('here');
    });
    const result = await runTask({ url: server.url('/3') });
    expect(result).toMatchObject({ code: 0, bytes: 4, url: server.url('/3'), finalUrl: server.url('/0') });
    expect(result.redirects.map(({ from, to, status }) => [from, to, status])).toEqual([
      [server.url('/3'), server.url('/2'), 301],
      [server.url('/2'), server.url('/1'), 301],
      [server.url('/1'), server.url('/0'), 301],
    ]);
    const hops = result.redirects.reduce((sum, hop) => sum + hop.timings.total, 0);
    expect(hops).toBeCloseTo(result.timings.redirect, 6);
  });

  test('ten are followed, the eleventh is 633; a task may allow another number', async () => {
    await using server = await serveHttp((request, response) => {
      const n = Number(request.url!.slice(1));
      if (n) response.writeHead(302, { location: `/${n - 1}` }).end();
      else response.end('here');
    });
    expect((await runTask({ url: server.url('/10') })).code).toBe(0);
    expect((await runTask({ url: server.url('/11') })).code).toBe(633);
    expect((await runTask({ url: server.url('/1'), redirects: { max: 0 } })).code).toBe(633);
  });

  test('a password in a Location does not reach the result', async () => {
    await using server = await serveHttp((request, response) => {
      if (request.url === '/')
        response.writeHead(302, { location: `http://me:hush@127.0.0.1:${server.port}/x` }).end();
      else response.end();
    });
    expect(JSON.stringify(await runTask({ url: server.url('/') }))).not.toContain('hush');
    expect(JSON.stringify(await runTask({ url: 'http://me:hush@[bad' }))).not.toContain('hush');
    expect(
      JSON.stringify(await runTask({ url: server.url('/'), redirects: { follow: false } })),
    ).not.toContain('hush');
  });
});

describe('cancel', () => {
  const canceled = { outcome: 'canceled', code: null, family: null, side: 'none', expected: false };

  test('before the start', async () => {
    const result = await runTask({ url: 'http://127.0.0.1:9/' }, { signal: AbortSignal.abort() });
    expect(result).toMatchObject(canceled);
  });

  test('while waiting for an answer', async () => {
    const controller = new AbortController();
    await using server = await serveHttp(() => controller.abort());
    expect(await runTask({ url: server.url('/') }, { signal: controller.signal })).toMatchObject({
      ...canceled,
      phase: 'response',
    });
  });

  test('in the middle of the body', async () => {
    const controller = new AbortController();
    await using server = await serveHttp((_request, response) => {
      response.writeHead(200, { 'content-length': 1_000_000 });
      response.write(Buffer.alloc(1000));
    });
    const result = await runTask(
      { url: server.url('/') },
      { signal: controller.signal, onProgress: ({ bytes }) => bytes && controller.abort() },
    );
    expect(result).toMatchObject({ ...canceled, phase: 'transfer', bytes: 1000, expectedBytes: 1_000_000 });
  });

  test('in the handshake', async () => {
    const controller = new AbortController();
    await using server = await listen(
      createServer((socket) => socket.once('data', () => controller.abort())),
    );
    const result = await runTask({ url: `https://127.0.0.1:${server.port}/` }, { signal: controller.signal });
    expect(result).toMatchObject({ ...canceled, phase: 'secure' });
  });

  test('the connection is closed at once', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    await using server = await serveHttp((request) => {
      closed = once(request.socket, 'close');
      controller.abort();
    });
    await runTask({ url: server.url('/') }, { signal: controller.signal });
    await closed;
  });
});

describe('expect', () => {
  test('a task that must fail is as expected when it fails that way', async () => {
    await using server = await serveHttp((_request, response) => response.writeHead(404).end());
    expect(await runTask({ url: server.url('/'), expect: 404 })).toMatchObject({ code: 404, expected: true });
    expect(await runTask({ url: server.url('/'), expect: 600 })).toMatchObject({
      code: 404,
      expected: false,
    });
  });
});
