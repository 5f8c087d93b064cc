/**
 * Keeps the memory of a bulk transfer low. Each read from a socket is a buffer of its own, dead a moment later; the JavaScript
 * runtime sees only their small handles and lets some 64 MB of dead ones stand. So it is asked, every few MB, to look through its
 * youngest objects. That costs no time: memory that was just used is faster than new memory.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const EVERY_BYTES = 4 * 1024 * 1024;

type Collect = (options: { type: 'minor' }) => void;

/** There is no other way to this function in a process that was started without it. Null where the runtime has none. */
function findCollector(): Collect | null {
  try {
    setFlagsFromString('--expose-gc');
    return runInNewContext('gc') as Collect;
  } catch {
    return null;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}

/** Found at first use: most transfers are small. */
let collector: Collect | null | undefined;

/** Counts bytes that came and were dealt with, one for each transfer. */
export class Garbage {
  #bytes = 0;

  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < EVERY_BYTES) return;
    this.#bytes = 0;
    if (collector === undefined) collector = findCollector();
    collector?.({ type: 'minor' });
  }
}
