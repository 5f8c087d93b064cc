/** Downloads that are saved: what is on the disk afterwards, and that nothing there is lost. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SavedFile } from '../../../src/main/engine/saved-file.ts';
import type { TransferResult } from '../../../src/shared/result.ts';
import type { TaskInput } from '../../../src/shared/task.ts';
import { listen, runTask, serveHttp, type TestServer } from '../../support/server.ts';

const CONTENT = Buffer.from(Array.from({ length: 3_000_001 }, (_, i) => (i * 31) % 251));

let folder: string;
let server: TestServer;
const file = (name: string): string => path.join(folder, name);

/** The content, also in ranges and coded; anything else is not there. */
beforeAll(async () => {
  server = await serveHttp((request, response) => {
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (request.url === '/gzip') {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(CONTENT));
    } else if (request.url !== '/content') {
      response.writeHead(404).end('there is no such thing');
    } else if (range) {
      const [from, to] = [Number(range[1]), Math.min(Number(range[2]), CONTENT.length - 1)];
      const headers = {
        'content-range': `bytes ${from}-${to}/${CONTENT.length}`,
        'content-length': to + 1 - from,
      };
      response.writeHead(206, headers).end(CONTENT.subarray(from, to + 1));
    } else {
      response.writeHead(200, { 'content-length': CONTENT.length }).end(CONTENT);
    }
  });
});
afterAll(() => server?.[Symbol.asyncDispose]());

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'catprobe-saved-test-'));
  return () => rm(folder, { recursive: true, force: true });
});

function save(
  to: string,
  task: Omit<TaskInput, 'url'> = {},
  { at = '/content', overwrite = false } = {},
): Promise<TransferResult> {
  return runTask({ url: server.url(at), ...task }, { saveTo: { file: to, overwrite } });
}

describe('saved', () => {
  test.each([
    ['by one connection', {}],
    ['by four, each at its place', { threads: 4 }],
    ['by four, with a sum', { threads: 4, verify: { md5: createHash('md5').update(CONTENT).digest('hex') } }],
  ])('%s', async (_how, task) => {
    expect(await save(file('a'), task)).toMatchObject({ code: 0, bytes: CONTENT.length });
    expect((await readFile(file('a'))).equals(CONTENT)).toBe(true);
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('decoded', async () => {
    expect(await save(file('a'), {}, { at: '/gzip' })).toMatchObject({ code: 0 });
    expect((await readFile(file('a'))).equals(CONTENT)).toBe(true);
  });

  test('only as much as the task wants', async () => {
    expect(await save(file('a'), { transferKB: 300 })).toMatchObject({ code: 0 });
    expect((await readFile(file('a'))).equals(CONTENT.subarray(0, 300 * 1024))).toBe(true);
  });

  test('by the curl kernel', async () => {
    expect(await save(file('a'), { kernel: 'curl' })).toMatchObject({ code: 0, bytes: CONTENT.length });
    expect((await readFile(file('a'))).equals(CONTENT)).toBe(true);
  });

  test('pieces of any length, in any order', async () => {
    const saved = new SavedFile({ file: file('a'), overwrite: false });
    saved.open();
    const pieces = [0, 1, 70_000, 332_145, 900_000, 2_999_999, CONTENT.length].map((from, n, all) => ({
      from,
      to: all[n + 1] ?? from,
    }));
    for (const { from, to } of [...pieces.slice(3), ...pieces.slice(0, 3)])
      saved.write(CONTENT.subarray(from, to), from);
    saved.complete();
    expect(saved.leave()).toEqual([]);
    expect((await readFile(file('a'))).equals(CONTENT)).toBe(true);
  });
});

describe('what is there already', () => {
  test('is left as it is: 721, and nobody is asked for anything', async () => {
    await writeFile(file('a'), 'dear');
    const before = server.connections();
    const result = await save(file('a'));
    expect(result).toMatchObject({ code: 721, phase: 'preflight', side: 'probe', bytes: 0 });
    expect(result.evidence).toMatchObject([{ name: 'SAVE_FAILED' }]);
    expect(server.connections()).toBe(before);
    expect(await readFile(file('a'), 'utf8')).toBe('dear');
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('is replaced where that is asked for, and not before all is well', async () => {
    await writeFile(file('a'), 'dear');
    expect(await save(file('a'), {}, { at: '/nothing', overwrite: true })).toMatchObject({ code: 404 });
    expect(await readFile(file('a'), 'utf8')).toBe('dear');
    expect(await save(file('a'), {}, { overwrite: true })).toMatchObject({ code: 0 });
    expect((await readFile(file('a'))).equals(CONTENT)).toBe(true);
  });

  test('what another attempt has left is not mixed with this one', async () => {
    await writeFile(file('a.part'), 'of another');
    expect(await save(file('a'))).toMatchObject({ code: 721, evidence: [{}, { name: 'EEXIST' }] });
    expect(await readFile(file('a.part'), 'utf8')).toBe('of another');
    expect(await save(file('a'), {}, { overwrite: true })).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('a folder is no file', async () => {
    expect(await save(folder, {}, { overwrite: true })).toMatchObject({ code: 721, phase: 'preflight' });
  });
});

describe('what fails', () => {
  test('the page of an error is not saved', async () => {
    expect(await save(file('a'), {}, { at: '/nothing' })).toMatchObject({ code: 404 });
    expect(await readdir(folder)).toEqual([]);
  });

  test('the wrong content stays in the part, and the result says where', async () => {
    const result = await save(file('a'), { verify: { md5: '0'.repeat(32) } });
    expect(result).toMatchObject({ code: 632 });
    expect(result.evidence[0]).toEqual({
      source: 'check',
      name: 'PART_LEFT',
      detail: `${CONTENT.length} bytes are in ${file('a')}.part`,
    });
    expect(await readdir(folder)).toEqual(['a.part']);
    expect((await readFile(file('a.part'))).equals(CONTENT)).toBe(true);
  });

  test('half a file: what came is in the part', async () => {
    await using half = await listen(
      createServer(async (socket) => {
        await once(socket, 'data');
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
      }),
    );
    const result = await runTask({ url: half.url('/') }, { saveTo: { file: file('a'), overwrite: false } });
    expect(result).toMatchObject({ code: 629, bytes: 4 });
    expect(await readFile(file('a.part'), 'utf8')).toBe('half');
  });

  test('a folder that is not there: 721, and nobody is asked for anything', async () => {
    const before = server.connections();
    const result = await save(file('none/a'));
    expect(result).toMatchObject({ code: 721, phase: 'preflight', side: 'probe' });
    expect(result.evidence).toMatchObject([{ name: 'SAVE_FAILED' }, { source: 'os', name: 'ENOENT' }]);
    expect(server.connections()).toBe(before);
  });

  test.skipIf(!existsSync('/dev/full')).each([
    ['one connection', {}],
    ['four', { threads: 4 }],
    ['the curl kernel', { kernel: 'curl' as const }],
    ['little, written at the end', { transferKB: 1 }],
  ])('a full disk: 721 at once (%s)', async (_by, task) => {
    const result = await save('/dev/full', task);
    expect(result).toMatchObject({ outcome: 'failed', code: 721, side: 'probe' });
    expect(result.evidence.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['SAVE_FAILED', 'ENOSPC']),
    );
  });

  test('a cancel is a cancel', async () => {
    const controller = new AbortController();
    await using slow = await listen(
      createServer(async (socket) => {
        await once(socket, 'data');
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
      }),
    );
    const result = await runTask(
      { url: slow.url('/') },
      {
        saveTo: { file: file('a'), overwrite: false },
        signal: controller.signal,
        onProgress: ({ bytes }) => bytes === 4 && controller.abort(),
      },
    );
    expect(result).toMatchObject({ outcome: 'canceled', code: null });
    expect(await readFile(file('a.part'), 'utf8')).toBe('half');
  });
});
