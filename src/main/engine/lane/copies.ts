/**
 * Copies for a stream, which keeps what it is given, and those that TLS makes of all it sends over a stream of ours. Each is dead a moment
 * later, but the JavaScript runtime sees only its small handle and lets some 64 MB of dead ones stand. So it is asked, every few MB, to look
 * through its youngest objects.
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

/**
 * The C library gives freed memory back to the system at every chance, and the next copy pays for it with page faults, until it has
 * seen a large block come back: then it keeps twice as much (mallopt(3), M_TRIM_THRESHOLD). This one is never touched, so it costs nothing.
 */
function keepFreedMemory(): void {
  new ArrayBuffer(2 * EVERY_BYTES).transfer(0);
}

/** Found at first use: most transfers are small. */
let collector: Collect | null | undefined;

/** Since it was last asked, by all connections: they share the memory. */
let bytesMade = 0;

export function copyOf(piece: Buffer): Buffer {
  copiesMade(piece.length);
  return Buffer.from(piece);
}

/** So many bytes of copies were made by somebody else. */
export function copiesMade(bytes: number): void {
  bytesMade += bytes;
  if (bytesMade < EVERY_BYTES) return;
  bytesMade = 0;
  if (collector === undefined) {
    collector = findCollector();
    keepFreedMemory();
  }
  collector?.({ type: 'minor' });
}
