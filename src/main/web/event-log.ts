/** The events that must not be lost, numbered and kept for a while: a page that was cut off is given what it missed. */
import type { ApiEvent } from '../../shared/api.ts';

/** Results are a few KB each. */
const KEPT_BYTES = 16 * 1024 * 1024;

export interface Numbered {
  /** Counts from 1. Progress, which may be dropped, has none. */
  seq: number | null;
  line: string;
}

export class EventLog {
  #kept: { seq: number; line: string }[] = [];
  #bytes = 0;
  #last = 0;

  get last(): number {
    return this.#last;
  }

  add(event: ApiEvent): Numbered {
    if (event.type === 'progress') return { seq: null, line: JSON.stringify({ event }) };
    this.#last += 1;
    const entry = { seq: this.#last, line: JSON.stringify({ seq: this.#last, event }) };
    this.#kept.push(entry);
    this.#bytes += entry.line.length;
    while (this.#bytes > KEPT_BYTES) this.#bytes -= this.#kept.shift()!.line.length;
    return entry;
  }

  /** What came after that number; null: not all of it is kept any more, or the number is not of this log. */
  after(seq: number): string[] | null {
    if (seq > this.#last) return null;
    const missed = this.#kept.filter((entry) => entry.seq > seq);
    return missed.length === this.#last - seq ? missed.map(({ line }) => line) : null;
  }
}
