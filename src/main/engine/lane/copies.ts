/**
 * Copies for a stream, which keeps what it is given. Each is dead a moment later, but the JavaScript runtime sees only its small
 * handle and lets some 64 MB of dead ones stand. So it is asked, every few MB, to look through its youngest objects.
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

export class Copies {
  #bytes = 0;

  of(piece: Buffer): Buffer {
    this.#bytes += piece.length;
    if (this.#bytes >= EVERY_BYTES) {
      this.#bytes = 0;
      if (collector === undefined) collector = findCollector();
      collector?.({ type: 'minor' });
    }
    return Buffer.from(piece);
  }
}
