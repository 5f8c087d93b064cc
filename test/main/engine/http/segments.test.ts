/** Downloads by several threads against real loopback servers. What answers can get wrong is the lab's business. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Progress } from '../../../../src/shared/result.ts';
import { listen, runTask, serveHttp, sumOfParts, type TestServer } from '../../../support/server.ts';

const MEGABYTE = 1024 * 1024;
const FILE = Buffer.from(Array.from({ length: 3_000_001 }, (_, i) => (i * 31) % 251));
const md5 = (data: Buffer): string => createHash('md5').update(data).digest('hex');
const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

interface RangeServer extends TestServer {
  /** First and last byte of each range that was asked for, in the order of asking. */
  ranges: [number, number][];
  headers: IncomingMessage['headers'][];
}

type Answer = (response: ServerResponse, part: Buffer, from: number) => void;

/** Serves ranges of the file; `answer` may do something else with the body. */
async function serveRanges(
  file = FILE,
  answer: Answer = (response, part) => response.end(part),
): Promise<RangeServer> {
  const ranges: RangeServer['ranges'] = [];
  const headers: RangeServer['headers'] = [];
  const server = await serveHttp((request, response) => {
    headers.push(request.headers);
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range!)!.map(Number);
    ranges.push([from!, to!]);
    const part = file.subarray(from!, to! + 1);
    response.writeHead(206, {
      'content-range': `bytes ${from}-${from! + part.length - 1}/${file.length}`,
      'content-length': part.length,
      etag: '"one"',
    });
    answer(response, part, from!);
  });
  return Object.assign(server, { ranges, headers });
}

describe('a download by several threads', () => {
  test.each([2, 3, 8, 16])(
    '%i threads: every byte once, and the sums are those of the file',
    async (threads) => {
      await using server = await serveRanges();
      const result = await runTask({
        url: server.url('/file'),
        threads,
        verify: { md5: md5(FILE), sha256: sha256(FILE), declaredSize: true, minBytes: FILE.length },
      });
      expect(result).toMatchObject({
        code: 0,
        threads,
        bytes: FILE.length,
        expectedBytes: FILE.length,
        httpStatus: 206,
        md5: md5(FILE),
        evidence: [],
        remotePort: server.port,
      });
      expect(server.connections()).toBe(threads);
      expect(result.segments).toHaveLength(threads);
      expect(result.segments.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(FILE.length);
      expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);

      const asked = server.ranges.sort(([a], [b]) => a - b);
      expect(asked[0]![0]).toBe(0);
      for (const [index, [from]] of asked.slice(1).entries()) expect(from).toBe(asked[index]![1] + 1);
      expect(asked.at(-1)![1]).toBe(FILE.length - 1);
    },
  );

  test('asks for identity, and that the file is still the same', async () => {
    await using server = await serveRanges();
    await runTask({ url: server.url('/file'), threads: 2, request: { headers: { 'X-Probe': '1' } } });
    const [first, ...others] = server.headers;
    expect(first).toMatchObject({ 'accept-encoding': 'identity', 'x-probe': '1' });
    expect(first).not.toHaveProperty('if-range');
    for (const header of others) {
      expect(header).toMatchObject({ 'accept-encoding': 'identity', 'x-probe': '1', 'if-range': '"one"' });
    }
  });

  test('transferKB: so many bytes and not one more are asked for', async () => {
    await using server = await serveRanges();
    const result = await runTask({
      url: server.url('/file'),
      threads: 4,
      transferKB: 1024,
      verify: { md5: md5(FILE.subarray(0, MEGABYTE)) },
    });
    expect(result).toMatchObject({ code: 0, bytes: MEGABYTE, expectedBytes: MEGABYTE, threads: 4 });
    expect(Math.max(...server.ranges.map(([, to]) => to))).toBe(MEGABYTE - 1);
    expect(await runTask({ url: server.url('/file'), threads: 2, transferKB: 1_000_000 })).toMatchObject({
      code: 0,
      bytes: FILE.length,
    });
  });

  test('a small file takes as many threads as it is worth, and says so', async () => {
    for (const [size, threads] of [
      [1, 1],
      [16 * 1024, 1],
      [16 * 1024 + 1, 2],
      [40 * 1024, 3],
    ] as const) {
      await using server = await serveRanges(FILE.subarray(0, size));
      const result = await runTask({ url: server.url('/file'), threads: 8 });
      expect(result).toMatchObject({ code: 0, bytes: size, threads });
      expect(result.evidence).toMatchObject([{ name: 'FEWER_THREADS' }]);
      expect(server.connections()).toBe(threads);
    }
  });

  test('a slow beginning holds the others back: no more is asked for than the window has room for', async () => {
    const file = Buffer.alloc(60 * MEGABYTE, FILE.subarray(0, 251 * 1000));
    let letGo = (): void => {};
    let served = 0;
    const gate = new Promise<void>((open) => {
      letGo = open;
    });
    await using server = await serveRanges(file, (response, part, from) => {
      // The second block is the first incomplete one: all the others but those of the window must wait for it.
      if (from === 16 * 1024) gate.then(() => response.end(part));
      else response.end(part, () => ++served === 5 && setImmediate(letGo));
    });
    const asked = gate.then(() => server.ranges.length);
    const result = await runTask({ url: server.url('/file'), threads: 4, verify: { md5: md5(file) } });
    expect(result).toMatchObject({ code: 0, bytes: file.length });
    // Four threads and two to spare, and the first range before them.
    expect(await asked).toBeLessThanOrEqual(7);
  });

  test('progress counts all threads', async () => {
    const seen: Progress[] = [];
    const ends: (() => void)[] = [];
    await using server = await serveRanges(FILE, (response, part, from) => {
      if (from === 0) {
        response.end(part);
        return;
      }
      response.write(part.subarray(0, 1000));
      ends.push(() => response.end(part.subarray(1000)));
    });
    const onProgress = (progress: Progress): void => {
      seen.push(progress);
      if (progress.bytes === 16 * 1024 + 4 * 1000) for (const end of ends.splice(0)) end();
    };
    const result = await runTask({ url: server.url('/file'), threads: 4 }, { onProgress });
    expect(result.code).toBe(0);
    expect(seen.some(({ bytes }) => bytes === 16 * 1024 + 4 * 1000)).toBe(true);
    expect(seen.at(-1)).toMatchObject({ phase: 'transfer', expectedBytes: FILE.length });
  });
});

describe('one connection has to do', () => {
  test.each([
    ['a range of the task’s own', { request: { headers: { Range: 'bytes=5-9' } } }],
    ['a condition of the task’s own', { request: { headers: { 'if-range': '"one"' } } }],
  ])('%s', async (_why, options) => {
    await using server = await serveHttp((_request, response) => response.end('hello'));
    const result = await runTask({ url: server.url('/'), threads: 4, ...options });
    expect(result).toMatchObject({ code: 0, bytes: 5, threads: 1, segments: [] });
    expect(result.evidence).toMatchObject([{ source: 'check', name: 'FEWER_THREADS' }]);
    expect(server.connections()).toBe(1);
  });

  test('a server without ranges is asked once', async () => {
    let asked = 0;
    await using server = await serveHttp((_request, response) => {
      asked++;
      response.end(FILE);
    });
    const result = await runTask({ url: server.url('/'), threads: 4, verify: { md5: md5(FILE) } });
    expect(result).toMatchObject({ code: 0, httpStatus: 200, bytes: FILE.length, threads: 1 });
    expect(result.evidence).toMatchObject([
      { name: 'FEWER_THREADS', detail: expect.stringContaining('200') },
    ]);
    expect(asked).toBe(1);
  });

  test('416 to a range: asked again without one, and the parts of the time still add up', async () => {
    await using server = await serveHttp((request, response) => {
      if (request.headers.range) response.writeHead(416).end();
      else response.end('hello');
    });
    const result = await runTask({ url: server.url('/'), threads: 4 });
    expect(result).toMatchObject({ code: 0, httpStatus: 200, bytes: 5, threads: 1, redirects: [] });
    expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
  });

  test('an error of the server is that error', async () => {
    await using server = await serveHttp((_request, response) => response.writeHead(404).end('no'));
    expect(await runTask({ url: server.url('/'), threads: 4 })).toMatchObject({ code: 404, family: 'http' });
  });
});

describe('an end before the end', () => {
  test('one thread fails: the others are closed at once, and the range is named', async () => {
    const closed: Promise<unknown>[] = [];
    await using server = await serveRanges(FILE, (response, part, from) => {
      if (from > 0) closed.push(once(response, 'close'));
      if (from === 0) response.end(part);
      else if (closed.length < 3) response.write(part.subarray(0, 10));
      else response.write(part.subarray(0, 10), () => response.socket!.resetAndDestroy());
    });
    const result = await runTask({ url: server.url('/file'), threads: 3 });
    expect(result).toMatchObject({ outcome: 'failed', code: 609, phase: 'transfer', threads: 3 });
    expect(result.evidence.at(-1)).toMatchObject({
      name: 'RANGE',
      detail: expect.stringMatching(/^thread [123], bytes \d+-\d+$/),
    });
    await Promise.all(closed);
  });

  test('no connection for a thread is 601, in the phase "connect"', async () => {
    const http = createServer((_request, response) => {
      response.writeHead(206, { 'content-range': 'bytes 0-16383/1000000', 'content-length': 16384 });
      // Whoever connects from now on is refused.
      http.close();
      response.end(FILE.subarray(0, 16384));
    });
    await using server = await listen(http);
    const result = await runTask({ url: server.url('/'), threads: 2 });
    expect(result).toMatchObject({ code: 601, phase: 'connect' });
    expect(result.evidence.at(-1)!.detail).toContain('thread 2');
  });

  test('cancel in the middle closes every connection', async () => {
    const controller = new AbortController();
    const closed: Promise<unknown>[] = [];
    await using server = await serveRanges(FILE, (response, part, from) => {
      if (from === 0) {
        response.end(part);
        return;
      }
      closed.push(once(response, 'close'));
      response.write(part.subarray(0, 10));
      if (closed.length === 4) controller.abort();
    });
    const result = await runTask({ url: server.url('/file'), threads: 4 }, { signal: controller.signal });
    expect(result).toMatchObject({ outcome: 'canceled', code: null, phase: 'transfer', threads: 4 });
    await Promise.all(closed);
  });

  test('over the total time is 630, and says what is missing', async () => {
    await using server = await serveRanges(FILE, (response, part, from) => {
      if (from === 0) response.end(part);
      else response.write(part.subarray(0, 10));
    });
    const result = await runTask({ url: server.url('/file'), threads: 2, timeouts: { totalMs: 1000 } });
    expect(result).toMatchObject({ code: 630, phase: 'transfer' });
    expect(result.evidence.at(-1)!.detail).toBe(
      `bytes 16394-${FILE.length - 1} of ${FILE.length} are not complete`,
    );
  });
});
