/** HTTP/2 against Node's own server: content, header, timings, redirects, cancel. Faults are the lab's business. */
import { createHash } from 'node:crypto';
import { constants } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { runTask, serveHttp, serveHttp2, sumOfParts } from '../../support/server.ts';

const FILE = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const MD5 = createHash('md5').update(FILE).digest('hex');
const request = { httpVersion: '2' } as const;

describe('a download by HTTP/2', () => {
  test('bytes, sums, status and version', async () => {
    await using server = await serveHttp2((stream) => {
      stream.respond({ ':status': 200, 'content-length': FILE.length });
      stream.end(FILE);
    });
    const result = await runTask({ url: server.url('/file'), request, verify: { md5: MD5 } });
    expect(result).toMatchObject({
      code: 0,
      httpVersion: '2',
      httpStatus: 200,
      bytes: FILE.length,
      expectedBytes: FILE.length,
      evidence: [],
    });
    expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
    expect(server.connections()).toBe(1);
  });

  test('more than any window lets through at once', async () => {
    const size = 40 * 1024 * 1024;
    await using server = await serveHttp2((stream) => {
      stream.respond({ ':status': 200 });
      stream.end(Buffer.alloc(size));
    });
    expect(await runTask({ url: server.url('/'), request })).toMatchObject({ code: 0, bytes: size });
    expect(await runTask({ url: server.url('/'), request, transferKB: 100 })).toMatchObject({
      code: 0,
      bytes: 102_400,
    });
  });

  test('the request is the one of the task', async () => {
    const seen: Record<string, unknown>[] = [];
    await using server = await serveHttp2((stream, headers) => {
      seen.push({ ...headers });
      stream.respond({ ':status': 204 }, { endStream: true });
    });
    const headers = { 'X-Probe': ['1', '2'], Host: 'other.example' };
    expect(
      await runTask({ url: server.url('/a?b=c'), request: { ...request, headers, userAgent: 'me' } }),
    ).toMatchObject({ code: 0, httpStatus: 204, bytes: 0 });
    expect(seen[0]).toMatchObject({
      ':method': 'GET',
      ':scheme': 'http',
      ':authority': 'other.example',
      ':path': '/a?b=c',
      'x-probe': '1, 2',
      'user-agent': 'me',
      accept: '*/*',
    });
    expect(seen[0]).not.toHaveProperty('host');
  });

  test('the header is searched, and content is decoded', async () => {
    await using server = await serveHttp2((stream) => {
      stream.respond({ ':status': 200, 'content-encoding': 'gzip', 'set-cookie': ['a=1', 'b=2'] });
      stream.end(gzipSync(FILE));
    });
    const verify = { md5: MD5, headerContains: 'set-cookie: b=2' };
    expect(await runTask({ url: server.url('/'), request, verify })).toMatchObject({ code: 0, md5: MD5 });
  });

  test('1xx answers, trailers, and a redirect to the same server', async () => {
    await using server = await serveHttp2((stream, headers) => {
      if (headers[':path'] === '/from') {
        stream.respond({ ':status': 302, location: '/to' }, { endStream: true });
        return;
      }
      stream.additionalHeaders({ ':status': 103, link: '</style.css>' });
      stream.respond({ ':status': 200 }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': '1' }));
      stream.end('hello');
    });
    const result = await runTask({ url: server.url('/from'), request });
    expect(result).toMatchObject({ code: 0, bytes: 5, finalUrl: server.url('/to'), httpVersion: '2' });
    expect(result.redirects).toHaveLength(1);
  });

  test('a refused request is not sent again', async () => {
    let asked = 0;
    await using server = await serveHttp2((stream) => {
      asked++;
      stream.close(constants.NGHTTP2_REFUSED_STREAM);
    });
    expect(await runTask({ url: server.url('/'), request })).toMatchObject({ code: 637, phase: 'response' });
    expect(asked).toBe(1);
    expect(server.connections()).toBe(1);
  });

  test('cancel in the middle of the body', async () => {
    const controller = new AbortController();
    await using server = await serveHttp2((stream) => {
      stream.respond({ ':status': 200, 'content-length': 1_000_000 });
      stream.write(Buffer.alloc(1000));
    });
    const result = await runTask(
      { url: server.url('/'), request },
      { signal: controller.signal, onProgress: ({ bytes }) => bytes && controller.abort() },
    );
    expect(result).toMatchObject({ outcome: 'canceled', phase: 'transfer', bytes: 1000 });
  });
});

describe('the version in the result', () => {
  test('1.1 by default, none where no request was made', async () => {
    await using server = await serveHttp((_request, response) => response.end('x'));
    expect(await runTask({ url: server.url('/') })).toMatchObject({ code: 0, httpVersion: '1.1' });
    expect(await runTask({ url: 'http://[bad' })).toMatchObject({ code: 606, httpVersion: null });
  });
});
