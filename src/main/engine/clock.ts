/** Time as the engine sees it: one monotonic clock in ms, and the wall clock for stamps only. */

export interface Clock {
  /** Monotonic, ms with a fraction. */
  now(): number;
  /** For stamps in results. */
  wallTime(): Date;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallTime: () => new Date(),
};

/** ISO 8601 in local time with its offset: 2026-11-23T08:00:00.000+08:00. */
export function localStamp(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const two = (n: number): string => String(Math.trunc(Math.abs(n))).padStart(2, '0');
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${sign}${two(offset / 60)}:${two(offset % 60)}`;
}
