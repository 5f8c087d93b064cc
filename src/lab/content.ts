/** The bytes that the lab's servers send: the same for the same length, and different at each place, so that a mix-up shows. */
import { createHash } from 'node:crypto';

const PATTERN = Uint8Array.from({ length: 251 }, (_, index) => index);
/** A whole number of patterns, so that blocks join without a seam. */
const BLOCK = Buffer.alloc(PATTERN.length * 1024, PATTERN);

/** `length` bytes of content. */
export function content(length: number): Buffer {
  return Buffer.alloc(length, PATTERN);
}

/** The same in pieces that share memory: never change them. */
export function* contentBlocks(length: number): Generator<Buffer> {
  for (let left = length; left > 0; left -= BLOCK.length) {
    yield left < BLOCK.length ? BLOCK.subarray(0, left) : BLOCK;
  }
}

/** Sum of `length` bytes of content, hex. */
export function contentSum(algorithm: 'md5' | 'sha256', length: number): string {
  return createHash(algorithm).update(content(length)).digest('hex');
}
