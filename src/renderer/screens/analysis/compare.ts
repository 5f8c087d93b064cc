/** What is compared in the Analysis: periods of one length, and which of some figures is the best. */

/** The last one ends now; the oldest first. */
export function lastPeriods(now: Date, lengthMs: number, count: number): { since: string; until: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const until = now.getTime() - (count - 1 - index) * lengthMs;
    return { since: new Date(until - lengthMs).toISOString(), until: new Date(until).toISOString() };
  });
}

/** The position of the best; null where it shares its place or has no other beside it. */
export function bestOf(values: readonly (number | null)[], better: 'high' | 'low'): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const best = better === 'high' ? Math.max(...known) : Math.min(...known);
  return known.filter((value) => value === best).length === 1 ? values.indexOf(best) : null;
}
