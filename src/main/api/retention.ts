/** Keeps results as long as the settings say; what is older becomes hourly sums. */
import type { ResultStore } from '../store/results.ts';

/** Sums are of whole hours, so there is nothing to do more often. */
const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

export class Retention {
  readonly #keepDays: () => number | null;
  readonly #now: () => number;
  #done: { at: number; days: number } | null = null;
  #doing: Promise<unknown> | null = null;

  constructor(keepDays: () => number | null, now: () => number = Date.now) {
    this.#keepDays = keepDays;
    this.#now = now;
  }

  /** One at a time. Where it cannot be done now the results stay as they are, and are shown all the same. */
  async keep(store: Pick<ResultStore, 'thin'>): Promise<void> {
    if (!this.#doing) {
      const days = this.#keepDays();
      const now = this.#now();
      const recent = this.#done && this.#done.days === days && now - this.#done.at < EVERY_MS;
      if (days === null || recent) return;
      this.#done = { at: now, days };
      this.#doing = store
        .thin(new Date(now - days * DAY_MS))
        .catch(() => {})
        .finally(() => {
          this.#doing = null;
        });
    }
    await this.#doing;
  }
}
