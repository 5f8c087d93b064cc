/** Downloads by several threads against a real nginx: right to the byte, and without the file ever being in memory. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { type BigNginx, type BigServer, startBigNginx } from '../support/big-nginx.ts';
import { catprobe } from '../support/cli.ts';
import { measureMemory } from '../support/memory.ts';
import { findPeer } from '../support/peers.ts';
import { sumOfParts } from '../support/server.ts';

const nginx = findPeer('nginx');
const MEGABYTE = 1024 * 1024;

describe.skipIf(!nginx)(`threads against nginx${nginx ? '' : ' (not installed here)'}`, () => {
  describe('100 MB', () => {
    let server: BigNginx;
    beforeAll(async () => {
      server = await startBigNginx(nginx!, 100);
    });
    afterAll(() => server?.[Symbol.asyncDispose]());

    async function run(from: BigServer, task: Partial<TaskInput>): Promise<TransferResult> {
      const options = JSON.stringify({ ...task, tls: { caFile: server.caFile } });
      const { out, err } = await catprobe([
        'run',
        server.url(from),
        '--json',
        '--no-store',
        '--task',
        options,
      ]);
      expect(err).toBe('');
      return JSON.parse(out);
    }

    const cases = (['http', 'https'] as const).flatMap((protocol) =>
      [1, 2, 8, 16].map((threads) => [protocol, threads] as const),
    );
    test.each(cases)('%s, threads: %i', async (protocol, threads) => {
      const result = await run(protocol, { threads, verify: { md5: server.md5 } });
      expect(result).toMatchObject({
        code: 0,
        protocol,
        threads,
        bytes: 100 * MEGABYTE,
        expectedBytes: 100 * MEGABYTE,
        httpStatus: threads > 1 ? 206 : 200,
        md5: server.md5,
        evidence: [],
      });
      expect(result.segments).toHaveLength(threads > 1 ? threads : 0);
      expect(Math.abs(sumOfParts(result) - result.timings.total)).toBeLessThan(1);
    });

    test('the first 50 MB, and a wrong sum', async () => {
      expect(await run('http', { threads: 8, transferKB: 50 * 1024 })).toMatchObject({
        code: 0,
        bytes: 50 * MEGABYTE,
      });
      expect(await run('http', { threads: 8, verify: { md5: '0'.repeat(32) } })).toMatchObject({
        code: 632,
        md5: server.md5,
      });
    });

    test('HTTP/2: each block over a connection of its own', async () => {
      const result = await run('http2', {
        threads: 4,
        verify: { md5: server.md5 },
        request: { httpVersion: '2' },
      });
      expect(result).toMatchObject({
        code: 0,
        threads: 4,
        httpVersion: '2',
        bytes: 100 * MEGABYTE,
        evidence: [],
      });
    });

    test('ranges switched off in the server: one connection, and the result says so', async () => {
      const result = await run('noRanges', { threads: 8, verify: { md5: server.md5 } });
      expect(result).toMatchObject({ code: 0, threads: 1, httpStatus: 200, bytes: 100 * MEGABYTE });
      expect(result.evidence).toMatchObject([{ name: 'FEWER_THREADS' }]);
    });
  });

  test('1 GiB with 8 threads and MD5 takes less than 170 MB of memory', async () => {
    await using server = await startBigNginx(nginx!, 1024);
    const { result, peakMB } = await measureMemory({
      url: server.url('http'),
      threads: 8,
      verify: { md5: server.md5 },
    });
    expect(result).toMatchObject({ code: 0, threads: 8, bytes: 1024 * MEGABYTE, md5: server.md5 });
    expect(peakMB).toBeLessThan(170);
  }, 120_000);
});
