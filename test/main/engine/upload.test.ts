/** Uploads and request bodies against real loopback servers: what arrives there, and what is said about it. Faults are the lab's business. */
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Progress } from '../../../src/shared/result.ts';
import { listen, runTask, serveHttp, sumOfParts, type TestServer } from '../../support/server.ts';
import { certificateFolder } from '../../support/tls-servers.ts';

const md5 = (data: Buffer | string): string => createHash('md5').update(data).digest('hex');

interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Reads each request whole and answers it. */
async function collector(status = 200): Promise<{ server: TestServer; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = await serveHttp(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(parts) });
    response.writeHead(status).end('thanks');
  });
  return { server, seen };
}

let folder: string;
const file = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'catprobe-upload-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what arrives', () => {
  test('POST of 1024 KB if nothing else is said, that no compression makes smaller', async () => {
    const { server, seen } = await collector();
    await using _ = server;
    const result = await runTask({ url: server.url('/up'), direction: 'upload' });
    expect(result).toMatchObject({ code: 0, bytes: 1_048_576, expectedBytes: 1_048_576, httpStatus: 200 });
    const [{ method, headers, body }] = seen as [Seen];
    expect(method).toBe('POST');
    expect(headers).toMatchObject({
      'content-length': '1048576',
      'content-type': 'application/octet-stream',
    });
    expect(headers).not.toHaveProperty('transfer-encoding');
    expect(headers).not.toHaveProperty('expect');
    expect(gzipSync(body).length).toBeGreaterThan(body.length);
  });

  test('transferKB says how much is generated', async () => {
    const { server, seen } = await collector();
    await using _ = server;
    const task = { url: server.url('/'), direction: 'upload', transferKB: 3001 } as const;
    expect(await runTask({ ...task, upload: { method: 'PUT' } })).toMatchObject({
      code: 0,
      bytes: 3001 * 1024,
    });
    expect(seen.map(({ method, body }) => [method, body.length])).toEqual([['PUT', 3001 * 1024]]);
  });

  test.each([0, 1, 200_000, 3_000_001])('a file of %i bytes, byte by byte', async (size) => {
    const { server, seen } = await collector(201);
    await using _ = server;
    const content = Buffer.from(Array.from({ length: size }, (__, i) => (i * 31) % 251));
    await writeFile(file('whole'), content);
    const result = await runTask({
      url: server.url('/'),
      direction: 'upload',
      upload: { source: { file: file('whole') } },
    });
    expect(result).toMatchObject({ code: 0, bytes: size, expectedBytes: size, httpStatus: 201 });
    expect(seen[0]?.headers['content-length']).toBe(String(size));
    expect(seen[0]?.body.equals(content)).toBe(true);
  });

  test('over TLS, byte by byte', async () => {
    await using files = await certificateFolder('good');
    const { cert, key } = await files.pki.leaf('good');
    const sum = createHash('md5');
    await using server = await listen(
      createHttpsServer({ cert, key }, (request, response) => {
        request.on('data', (part: Buffer) => sum.update(part)).on('end', () => response.end());
      }),
    );
    const content = Buffer.from(Array.from({ length: 3_000_001 }, (__, i) => (i * 31) % 251));
    await writeFile(file('large'), content);
    const result = await runTask({
      url: `https://127.0.0.1:${server.port}/`,
      direction: 'upload',
      tls: { caFile: files.file('root.pem') },
      upload: { source: { file: file('large') } },
    });
    expect(result).toMatchObject({ code: 0, bytes: content.length });
    expect(sum.digest('hex')).toBe(md5(content));
  });

  test('a file from a URL; nothing of it stays on the disk', async () => {
    const { server, seen } = await collector();
    await using _ = server;
    const content = 'somewhere else'.repeat(10_000);
    await using source = await serveHttp((_request, response) => response.end(content));
    const before = await readdir(tmpdir());
    const result = await runTask({
      url: server.url('/'),
      direction: 'upload',
      request: { headers: { Authorization: 'for the target alone' } },
      upload: { source: { url: source.url('/file'), md5: md5(content).toUpperCase() } },
    });
    expect(result).toMatchObject({ code: 0, bytes: content.length });
    expect(seen[0]?.body.toString()).toBe(content);
    expect(
      (await readdir(tmpdir())).filter(
        (name) => name.startsWith('catprobe-upload-') && !before.includes(name),
      ),
    ).toEqual([]);
  });

  test('the name: at the end of a folder for PUT, in Content-Disposition otherwise', async () => {
    const { server, seen } = await collector();
    await using _ = server;
    await writeFile(file('local.bin'), 'x');
    const send = (at: string, upload: object) =>
      runTask({ url: server.url(at), direction: 'upload', transferKB: 1, upload });
    const put = await send('/in/?a=1', { method: 'PUT', fileName: 'a b?.bin' });
    await send('/in/', { method: 'PUT', source: { file: file('local.bin') } });
    await send('/in/', { method: 'PUT' });
    await send('/at', { method: 'PUT', fileName: 'a.bin' });
    await send('/in/', { fileName: 'a "b" 文件.bin' });
    expect(seen.map(({ url, headers }) => [url, headers['content-disposition']])).toEqual([
      ['/in/a%20b%3F.bin?a=1', undefined],
      ['/in/local.bin', undefined],
      ['/in/', undefined],
      ['/at', 'attachment; filename="a.bin"'],
      [
        '/in/',
        `attachment; filename="a \\"b\\" __.bin"; filename*=UTF-8''a%20%22b%22%20%E6%96%87%E4%BB%B6.bin`,
      ],
    ]);
    expect(put.finalUrl).toBe(server.url('/in/a%20b%3F.bin?a=1'));
  });

  test('the task’s own header replaces ours', async () => {
    const { server, seen } = await collector();
    await using _ = server;
    await runTask({
      url: server.url('/'),
      direction: 'upload',
      request: { headers: { 'Content-Type': 'image/png' } },
    });
    expect(seen[0]?.headers['content-type']).toBe('image/png');
  });
});

describe('times and figures', () => {
  test('the parts add up; sending lasts until the answer; the first packet is the first one sent', async () => {
    const { server } = await collector();
    await using _ = server;
    const { timings, ...result } = await runTask({
      url: server.url('/'),
      direction: 'upload',
      transferKB: 8192,
    });
    expect(sumOfParts({ ...result, timings })).toBeCloseTo(timings.total, 6);
    const upTo = timings.dns + timings.connect + timings.tls;
    expect(timings.firstPacket).toBeGreaterThanOrEqual(upTo);
    expect(timings.firstPacket).toBeLessThanOrEqual(upTo + timings.send);
    expect(result.speedKBps).toBeCloseTo(8192 / ((timings.send + timings.wait) / 1000), 6);
  });

  test('progress counts what was sent, and only while there is something to send', async () => {
    const { server } = await collector();
    await using _ = server;
    const events: Progress[] = [];
    await runTask(
      { url: server.url('/'), direction: 'upload', transferKB: 300, rateLimitKBps: 1000 },
      { onProgress: (event) => events.push(event) },
    );
    expect(events.length).toBeGreaterThan(0);
    for (const { bytes, expectedBytes } of events) {
      expect(bytes).toBeLessThanOrEqual(300 * 1024);
      expect(expectedBytes).toBe(300 * 1024);
    }
    expect(events.some(({ bytes, phase }) => phase === 'request' && bytes > 0)).toBe(true);
  });

  test('a server that does not read: only what the system took counts as sent', async () => {
    await using server = await listen(createServer({ pauseOnConnect: true }));
    const result = await runTask({
      url: server.url('/'),
      direction: 'upload',
      transferKB: 64 * 1024,
      timeouts: { totalMs: 500 },
    });
    expect(result).toMatchObject({ code: 637, phase: 'request', side: 'server' });
    expect(result.bytes).toBeGreaterThan(0);
    expect(result.bytes).toBeLessThan(64 * 1024 * 1024);
  });

  test('an early no: the answer, and how much was sent', async () => {
    await using server = await serveHttp((_request, response) => response.writeHead(413).end('no'));
    const result = await runTask({ url: server.url('/'), direction: 'upload', transferKB: 64 * 1024 });
    expect(result).toMatchObject({ code: 621, phase: 'response', httpStatus: 413 });
    expect(result.evidence.map(({ name }) => name)).toEqual(['413', 'SENDING_STOPPED']);
    expect(result.evidence[1]?.detail).toMatch(
      new RegExp(`when ${result.bytes} of ${64 * 1024 * 1024} bytes`),
    );
  });

  test('cancel in the middle', async () => {
    const controller = new AbortController();
    await using server = await listen(
      createServer((socket) => socket.once('data', () => controller.abort())),
    );
    const result = await runTask(
      { url: server.url('/'), direction: 'upload', transferKB: 64 * 1024 },
      { signal: controller.signal },
    );
    expect(result).toMatchObject({ outcome: 'canceled', code: null, phase: 'request' });
  });
});

describe('a file that changes while it is sent', () => {
  const SIZE = 8 * 1024 * 1024;
  /** The change happens when the server has the first bytes; the rest comes slowly enough to see it. */
  async function uploadWhile(
    change: (name: string) => Promise<void>,
  ): Promise<Awaited<ReturnType<typeof runTask>>> {
    const name = file('changing');
    await writeFile(name, Buffer.alloc(SIZE));
    await using server = await serveHttp(async (request, response) => {
      request.once('data', async () => {
        request.pause();
        await change(name);
        request.resume();
      });
      request.on('error', () => {});
      request.on('end', () => response.end());
    });
    return await runTask({
      url: server.url('/'),
      direction: 'upload',
      rateLimitKBps: 20_000,
      upload: { source: { file: name } },
    });
  }

  test.each([
    ['shrinks', (name: string) => truncate(name, 10)],
    ['grows', (name: string) => appendFile(name, 'more')],
  ])('%s: 665, and it is never sent whole', async (_what, change) => {
    const result = await uploadWhile(change);
    expect(result).toMatchObject({ code: 665, phase: 'request', side: 'task' });
    expect(result.evidence[0]).toMatchObject({ name: 'UPLOAD_SOURCE' });
    expect(result.evidence[0]?.detail).toContain('changed while it was being sent');
    expect(result.bytes).toBeLessThan(SIZE);
  });

  test('is removed: the open file is still whole', async () => {
    expect(await uploadWhile((name) => unlink(name))).toMatchObject({ code: 0, bytes: SIZE });
  });
});

describe('redirects', () => {
  async function redirecting(status: number): Promise<{ server: TestServer; seen: string[] }> {
    const seen: string[] = [];
    const server = await serveHttp(async (request, response) => {
      let length = 0;
      for await (const part of request) length += (part as Buffer).length;
      seen.push(`${request.method} ${request.url} ${length}`);
      if (request.url === '/from') response.writeHead(status, { location: '/to' }).end();
      else response.end('here');
    });
    return { server, seen };
  }
  const KB = 1024 * 100;

  test.each([
    [301, 'PUT /to 102400'],
    [302, 'PUT /to 102400'],
    [303, 'GET /to 0'],
    [307, 'PUT /to 102400'],
    [308, 'PUT /to 102400'],
  ])('confirmed, %i: %s', async (status, next) => {
    const { server, seen } = await redirecting(status);
    await using _ = server;
    const result = await runTask({
      url: server.url('/from'),
      direction: 'upload',
      transferKB: 100,
      upload: { method: 'PUT' },
      redirects: { confirmed: true },
    });
    expect(result).toMatchObject({ code: 0, bytes: KB, expectedBytes: KB, finalUrl: server.url('/to') });
    expect(seen).toEqual(['PUT /from 102400', next]);
    // After a 303 the time is that of the hop which took the content.
    const { send, wait } = (status === 303 ? result.redirects[0]! : result).timings;
    expect(result.speedKBps).toBeCloseTo(100 / ((send + wait) / 1000), 6);
    expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
  });

  test('not confirmed: 635 says from where to where', async () => {
    const { server, seen } = await redirecting(307);
    await using _ = server;
    const result = await runTask({ url: server.url('/from'), direction: 'upload' });
    expect(result).toMatchObject({ code: 635, phase: 'redirect', bytes: 1_048_576, httpStatus: 307 });
    expect(result.evidence[0]?.detail).toContain(`from ${server.url('/from')} to ${server.url('/to')}`);
    expect(seen).toHaveLength(1);
  });

  test.each([
    ['POST', 301, 'GET /to 0'],
    ['POST', 302, 'GET /to 0'],
    ['POST', 303, 'GET /to 0'],
    ['POST', 307, 'POST /to 2'],
    ['PUT', 301, 'PUT /to 2'],
    ['PUT', 303, 'GET /to 0'],
    ['HEAD', 303, 'HEAD /to 0'],
  ])('a download by %s behind %i asks %s', async (method, status, next) => {
    const { server, seen } = await redirecting(status);
    await using _ = server;
    const body = method === 'HEAD' ? undefined : 'hi';
    await runTask({ url: server.url('/from'), request: { method, body } });
    expect(seen[1]).toBe(next);
  });
});

describe('methods and bodies of downloads', () => {
  test.each([
    ['post', 'POST'],
    ['DELETE', 'DELETE'],
    ['PROPFIND', 'PROPFIND'],
    ['OPTIONS', 'OPTIONS'],
  ])('%s', async (method, sent) => {
    const { server, seen } = await collector();
    await using _ = server;
    const result = await runTask({ url: server.url('/'), request: { method, body: 'héllo' } });
    expect(result).toMatchObject({ code: 0, bytes: 6, direction: 'download' });
    expect(seen[0]).toMatchObject({ method: sent, headers: { 'content-length': '6' } });
    expect(seen[0]?.body.toString()).toBe('héllo');
  });

  test('a body larger than all buffers', async () => {
    const { server, seen } = await collector();
    await using _ = server;
    const body = '0123456789'.repeat(500_000);
    await runTask({ url: server.url('/'), request: { method: 'POST', body } });
    expect(md5(seen[0]!.body)).toBe(md5(body));
  });

  test('HEAD has no content, whatever length it names', async () => {
    await using server = await serveHttp((_request, response) =>
      response.writeHead(200, { 'content-length': 5000 }).end(),
    );
    const result = await runTask({ url: server.url('/'), request: { method: 'HEAD' } });
    expect(result).toMatchObject({ code: 0, bytes: 0, httpStatus: 200 });
  });
});
