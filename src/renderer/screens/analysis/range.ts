/** The time ranges of the Analysis, and the filters that its figures lead to. */
import type { Dimension, Scope, Selection } from '../../../shared/analysis.ts';

const HOUR_MS = 3_600_000;

export const RANGES = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
  all: null,
} as const;
export type RangeName = keyof typeof RANGES;

export function rangeUntil(name: RangeName, now: Date): Scope {
  const length = RANGES[name];
  return length === null ? {} : { since: new Date(now.getTime() - length).toISOString() };
}

/** The filter, narrowed to one value of a dimension. */
export function narrowed<F extends Selection>(filter: F, by: Dimension, key: string): F {
  if (!by.startsWith('label.')) return { ...filter, [by]: key };
  return { ...filter, labels: { ...filter.labels, [by.slice('label.'.length)]: key } };
}

/** The filter for a group of one dimension or of two. */
export function filterOfGroup<F extends Selection>(
  filter: F,
  { by, and }: { by: Dimension; and?: Dimension | null },
  { key, andKey }: { key: string; andKey?: string },
): F {
  const first = narrowed(filter, by, key);
  return and && andKey !== undefined ? narrowed(first, and, andKey) : first;
}

/** The part of the scope that a bucket of the timeline covers. */
export function bucketOf(scope: Scope, at: string, bucketMs: number): Scope {
  const end = new Date(Date.parse(at) + bucketMs).toISOString();
  return {
    ...scope,
    since: scope.since && scope.since > at ? scope.since : at,
    until: scope.until && scope.until < end ? scope.until : end,
  };
}
