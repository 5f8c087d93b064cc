/** Sums of much and of little: the same as those of one piece, whoever takes them. */
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeSums, type Sums } from '../../../../src/main/engine/lane/sums.ts';

const MB = 1024 * 1024;
const BLOCK = randomBytes(MB);
const NAMES = ['md5', 'sha256'] as const;

/** Gives so many bytes in pieces out of one buffer that is written over each time. */
async function give(
  sums: Sums,
  size: number,
  pieceBytes: number,
  waits: boolean,
): Promise<Record<string, string>> {
  const expected = NAMES.map((name) => createHash(name));
  const reused = Buffer.alloc(pieceBytes);
  for (let at = 0; at < size; ) {
    const n = Math.min(pieceBytes, size - at, BLOCK.length - (at % BLOCK.length));
    const piece = reused.subarray(0, n);
    BLOCK.copy(piece, 0, at % BLOCK.length);
    for (const hash of expected) hash.update(piece);
    await new Promise<void>((goOn) => {
      if (sums.write(piece, goOn) || !waits) goOn();
    });
    at += n;
  }
  return Object.fromEntries(NAMES.map((name, n) => [name, expected[n]!.digest('hex')]));
}

test.each([
  ['a few bytes', 1000, 7],
  ['nothing', 0, 1],
  ['just enough for a thread of its own', 8 * MB, 64 * 1024],
  ['more than the ring holds, in odd pieces', 70 * MB + 13, 65_537],
])('%s', async (_what, size, pieceBytes) => {
  const sums = makeSums(NAMES, size);
  const expected = await give(sums, size, pieceBytes, true);
  expect(await sums.finish()).toEqual(expected);
});

test('a giver that cannot stop when it is asked to loses nothing: TLS goes on after a pause', async () => {
  const sums = makeSums(NAMES, 64 * MB);
  const expected = await give(sums, 64 * MB, 16 * 1024, false);
  expect(await sums.finish()).toEqual(expected);
});

test('only what is wanted is taken', async () => {
  const sums = makeSums(['sha256'], 10 * MB);
  const { sha256 } = await give(sums, 10 * MB, 64 * 1024, true);
  expect(await sums.finish()).toEqual({ md5: null, sha256 });
});

test('given up: whoever waits is told, and no thread is left', async () => {
  const sums = makeSums(NAMES, 64 * MB);
  const waiting = new Promise<void>((told) => {
    while (sums.write(BLOCK, told));
  });
  sums.discard();
  await waiting;
  await expect(sums.finish()).rejects.toThrow('has ended');
});
