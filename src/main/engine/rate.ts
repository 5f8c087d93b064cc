/** A limit on bytes per second: a token bucket on the monotonic clock. What was taken too much is waited for, so the average is exact. */
import type { Clock } from './clock.ts';

/** What was not used for so long is lost; a stalled line does not earn a burst. */
const BURST_MS = 100;
const SMALLEST_PIECE = 128;
const LARGEST_PIECE = 64 * 1024;

export class RateLimit {
  /** Bytes to move at a time, so that the flow is smooth: what 20 ms are worth. */
  readonly piece: number;
  readonly #bytesPerMs: number;
  readonly #clock: Clock;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Bytes that may be moved now; below zero: a debt. */
  #tokens = 0;
  #filledAt: number | null = null;

  constructor(bytesPerSecond: number, clock: Clock) {
    this.#bytesPerMs = bytesPerSecond / 1000;
    this.piece = Math.round(Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, bytesPerSecond / 50)));
    this.#clock = clock;
  }

  /** Books bytes that have been moved; ms to wait before the next. */
  take(bytes: number): number {
    const now = this.#clock.now();
    const earned = (now - (this.#filledAt ?? now)) * this.#bytesPerMs;
    this.#filledAt = now;
    this.#tokens = Math.min(BURST_MS * this.#bytesPerMs, this.#tokens + earned) - bytes;
    return this.#tokens >= 0 ? 0 : -this.#tokens / this.#bytesPerMs;
  }

  /** Books bytes. True: go on. False: `goOn` is called when it is time, or never after `stop`. */
  passes(bytes: number, goOn: () => void): boolean {
    const ms = this.take(bytes);
    if (ms === 0) return true;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      goOn();
    }, ms);
    this.#timers.add(timer);
    return false;
  }

  /** Drops everybody who waits. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
