/** Groups writes: while one is under way the next ones queue, and go together in the one after it. */

/** A transaction of this many rows costs hardly more than one of a single row; beyond it memory would grow for nothing. */
const MAX_GROUP = 1000;

interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(error: unknown): void;
}

export class GroupedWriter<T> {
  readonly #write: (items: T[]) => Promise<void>;
  readonly #waiting: Waiting<T>[] = [];
  #draining: Promise<void> | null = null;

  constructor(write: (items: T[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when the group that holds the item is written; rejects, with all of its group, when that fails. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  /** Does `work` while no group is being written; what is added meanwhile waits for its end. */
  async alone<R>(work: () => Promise<R>): Promise<R> {
    await this.idle();
    const working = work();
    this.#draining = working
      .then(
        () => {},
        () => {},
      )
      .then(() => this.#drain());
    return working;
  }

  async #drain(): Promise<void> {
    // What is added in the same turn belongs to the first group.
    await Promise.resolve();
    while (this.#waiting.length) {
      const group = this.#waiting.splice(0, MAX_GROUP);
      try {
        await this.#write(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#draining = null;
  }
}
