/** Ids of results: in the order of their times, and no two alike. */
import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';

/** The system is asked for chance in blocks: the library asks for each letter by itself, which takes longer than all the rest of it. */
const block = new Uint8Array(4096);
let used = block.length;

function chance(): number {
  if (used === block.length) {
    randomFillSync(block);
    used = 0;
  }
  return block[used++]! / 256;
}

export function newId(): string {
  return ulid(undefined, chance);
}
