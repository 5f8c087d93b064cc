/** MD5 and SHA-256 of what comes: at once where it is little, in a thread of their own where it is much. */
import { createHash, type Hash } from 'node:crypto';
import { type SumName, SumRing, type SumTexts } from './ring.ts';

export type { SumName } from './ring.ts';

/** From here on a thread of its own is worth its start. */
const MUCH_BYTES = 8 * 1024 * 1024;

export interface Sums {
  /** Done with the piece when it returns. False: give nothing more until `onRoom` has been called. At most MAX_PIECE of the ring at a time. */
  write(piece: Buffer, onRoom: () => void): boolean;
  finish(): Promise<SumTexts>;
  /** Ends what is under way. */
  discard(): void;
}

/** `size`: bytes that are expected; null: unknown. */
export function makeSums(names: readonly SumName[], size: number | null): Sums {
  return names.length && size !== null && size >= MUCH_BYTES ? new SumRing(names) : new OwnSums(names);
}

class OwnSums implements Sums {
  readonly #hashes: Map<SumName, Hash>;

  constructor(names: readonly SumName[]) {
    this.#hashes = new Map(names.map((name) => [name, createHash(name)]));
  }

  write(piece: Buffer): boolean {
    for (const hash of this.#hashes.values()) hash.update(piece);
    return true;
  }

  async finish(): Promise<SumTexts> {
    const text = (name: SumName): string | null => this.#hashes.get(name)?.digest('hex') ?? null;
    return { md5: text('md5'), sha256: text('sha256') };
  }

  discard(): void {}
}
