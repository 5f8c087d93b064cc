/** The token bucket, on a clock of its own; and that both directions are held by it. */
import { expect, test } from 'vitest';
import type { Clock } from '../../../src/main/engine/clock.ts';
import { RateLimit } from '../../../src/main/engine/rate.ts';
import { runTask, serveHttp } from '../../support/server.ts';

function handClock(): Clock & { go(ms: number): void } {
  let time = 1000;
  const go = (ms: number): void => {
    time += ms;
  };
  return { now: () => time, wallTime: () => new Date(0), go };
}

test('what was taken is waited for, so that the average is the limit', () => {
  const clock = handClock();
  const rate = new RateLimit(100_000, clock);
  let moved = 0;
  for (let round = 0; round < 50; round++) {
    moved += 7000;
    clock.go(rate.take(7000));
  }
  expect(moved / (clock.now() - 1000)).toBeCloseTo(100, 6);
});

test('waiting longer than asked for is made up for, but a long pause earns no burst', () => {
  const clock = handClock();
  const rate = new RateLimit(100_000, clock);
  clock.go(rate.take(5000) + 20);
  expect(rate.take(2000)).toBe(0);
  clock.go(60_000);
  // 100 ms are worth 10000 bytes, and a minute is worth no more.
  expect(rate.take(10_000)).toBe(0);
  expect(rate.take(1000)).toBeCloseTo(10, 6);
});

test('pieces are small where the limit is', () => {
  const piece = (bytesPerSecond: number): number => new RateLimit(bytesPerSecond, handClock()).piece;
  expect(piece(1024)).toBe(128);
  expect(piece(1_000_000)).toBe(20_000);
  expect(piece(1_000_000_000)).toBe(64 * 1024);
});

test('a stopped limit calls nobody, and keeps no process alive', () => {
  const rate = new RateLimit(1, handClock());
  expect(rate.passes(1000, () => expect.fail('called'))).toBe(false);
  rate.stop();
});

test.each(['download', 'upload'] as const)('%s: not faster than the limit', async (direction) => {
  await using server = await serveHttp((request, response) => {
    request.resume();
    if (direction === 'upload') request.on('end', () => response.end());
    else response.end(Buffer.alloc(1024 * 1024));
  });
  const result = await runTask({ url: server.url('/'), direction, transferKB: 1024, rateLimitKBps: 4096 });
  expect(result).toMatchObject({ code: 0, bytes: 1024 * 1024 });
  // An upload's last piece is not waited for.
  expect(result.speedKBps).toBeLessThan(4096 * 1.1);
});
