/** The window that blocks are dealt out from: order, bounds, and that nothing is lost or given twice. */
import { expect, test } from 'vitest';
import { type Block, Window, type WindowOptions } from '../../../src/main/engine/window.ts';

const FILE = Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * 31) % 251));

function makeWindow(options: Partial<WindowOptions> = {}): { window: Window; passed: () => Buffer } {
  const chunks: Buffer[] = [];
  const window = new Window({
    size: FILE.length,
    firstBytes: 100,
    blockBytes: 200,
    blocksAhead: 3,
    ordered: true,
    pass: (chunk) => chunks.push(Buffer.from(chunk)) > 0,
    ...options,
  });
  return { window, passed: () => Buffer.concat(chunks) };
}

/** The next `length` bytes of the block, or all that is missing. */
function fill(window: Window, block: Block, length = block.to - block.from): void {
  const at = block.from + block.received;
  window.write(block, FILE.subarray(at, Math.min(block.to, at + length)));
}

const settled = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<boolean>((no) => setImmediate(() => no(false)))]);

test('blocks that end in any order are passed on in the right one', async () => {
  const { window, passed } = makeWindow({ blocksAhead: 10 });
  const blocks = [window.first];
  for (let block = await window.take(); block; block = await window.take()) blocks.push(block);
  expect(blocks.map(({ from, to }) => [from, to])).toEqual([
    [0, 100],
    [100, 300],
    [300, 500],
    [500, 700],
    [700, 900],
    [900, 1000],
  ]);
  fill(window, blocks[3]!);
  fill(window, blocks[1]!, 150);
  fill(window, blocks[5]!, 1);
  expect(passed().length).toBe(0);
  expect(window.frontier).toBe(0);
  fill(window, blocks[0]!, 40);
  expect(window.frontier).toBe(40);
  fill(window, blocks[0]!);
  expect(passed().equals(FILE.subarray(0, 250))).toBe(true);
  fill(window, blocks[1]!);
  fill(window, blocks[2]!);
  expect(passed().equals(FILE.subarray(0, 700))).toBe(true);
  fill(window, blocks[4]!);
  fill(window, blocks[5]!);
  expect(passed().equals(FILE)).toBe(true);
  expect(window.frontier).toBe(1000);
});

test('a thread that is far ahead waits for the first incomplete block', async () => {
  const { window } = makeWindow();
  const second = await window.take();
  const third = await window.take();
  const fourth = window.take();
  fill(window, second!);
  fill(window, third!);
  expect(await settled(fourth)).toBe(false);
  fill(window, window.first);
  expect(await settled(fourth)).toBe(true);
});

test('without order nobody waits, and chunks are passed on as they come', async () => {
  const { window, passed } = makeWindow({ ordered: false, blocksAhead: 1 });
  const second = await window.take();
  await window.take();
  fill(window, second!);
  expect(passed().equals(FILE.subarray(100, 300))).toBe(true);
});

test('a file that the first block covers has no other one', async () => {
  const { window } = makeWindow({ size: 60 });
  expect(window.first).toMatchObject({ from: 0, to: 60 });
  expect(await window.take()).toBeNull();
});

test('any order, any size of chunks: the file comes out', async () => {
  let seed = 7;
  const chance = (n: number): number => {
    seed = (seed * 48271) % 0x7fffffff;
    return seed % n;
  };
  for (let round = 0; round < 200; round++) {
    const { window, passed } = makeWindow({ blockBytes: 1 + chance(300), blocksAhead: 2 + chance(6) });
    const open = [window.first];
    for (let waiting = window.take(); ; ) {
      if (await settled(waiting)) {
        const block = await waiting;
        if (block) {
          open.push(block);
          waiting = window.take();
        } else if (!open.length) break;
      }
      const index = chance(open.length);
      const block = open[index]!;
      fill(window, block, Math.min(1 + chance(90), block.to - block.from - block.received));
      if (block.received === block.to - block.from) open.splice(index, 1);
    }
    expect(passed().equals(FILE)).toBe(true);
  }
});

test('what nobody wants at present waits, in order, and goes out when there is room', async () => {
  const chunks: Buffer[] = [];
  let onRoom: (() => void) | null = null;
  const { window } = makeWindow({
    blocksAhead: 10,
    pass: (chunk, goOn) => {
      expect(onRoom).toBeNull();
      chunks.push(Buffer.from(chunk));
      onRoom = () => {
        onRoom = null;
        goOn();
      };
      return false;
    },
  });
  const blocks = [window.first];
  for (let block = await window.take(); block; block = await window.take()) blocks.push(block);
  for (const block of blocks.toReversed())
    while (block.received < block.to - block.from) fill(window, block, 70);
  const emptied = window.emptied();
  expect(await settled(emptied)).toBe(false);
  for (let tell = onRoom as (() => void) | null; tell; tell = onRoom) tell();
  await emptied;
  expect(Buffer.concat(chunks).equals(FILE)).toBe(true);
});
