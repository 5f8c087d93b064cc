/** Something that is opened by its first use, once, and closed at the end. An opening that failed is tried again by the next use. */

export class Lazy<T extends { close(): Promise<void> }> {
  readonly #open: () => Promise<T>;
  #opened: Promise<T> | null = null;

  constructor(open: () => Promise<T>) {
    this.#open = open;
  }

  get(): Promise<T> {
    if (this.#opened) return this.#opened;
    const opening = this.#open();
    this.#opened = opening;
    opening.catch(() => {
      this.#opened = null;
    });
    return opening;
  }

  /** Nothing was opened: nothing to close. */
  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => null);
    this.#opened = null;
    await opened?.close();
  }
}
