/** The bytes that the lab's servers send: the same for the same length, and different at each place, so that a mix-up shows. */
import { createHash } from 'node:crypto';

const PATTERN = Uint8Array.from({ length: 251 }, (_, index) => index);
/** A whole number of patterns, so that blocks join without a seam. */
const BLOCK = Buffer.alloc(PATTERN.length * 1024, PATTERN);

/** `length` bytes of content. */
export function content(length: number): Buffer {
  return Buffer.alloc(length, PATTERN);
}

/** The same, from that place on, in pieces that share memory: never change them. */
export function* contentBlocks(length: number, from = 0): Generator<Buffer> {
  const start = from % PATTERN.length;
  const first = Math.min(length, start === 0 ? 0 : BLOCK.length - start);
  if (first > 0) yield BLOCK.subarray(start, start + first);
  for (let left = length - first; left > 0; left -= BLOCK.length) {
    yield left < BLOCK.length ? BLOCK.subarray(0, left) : BLOCK;
  }
}

/** Sum of `length` bytes of content, hex. */
export function contentSum(algorithm: 'md5' | 'sha256', length: number): string {
  return createHash(algorithm).update(content(length)).digest('hex');
}
