/** The time ranges of the Analysis, and the filters that its figures lead to. */
import type { Dimension, ResultFilter, Scope } from '../../../shared/analysis.ts';
import { PHASES, SIDES } from '../../../shared/result.ts';

/** The group of results that have no value of the dimension. */
export const NO_VALUE = '-';

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

/** The filter for one group; null where Results cannot filter by the dimension. */
export function filterOfGroup(by: Dimension, key: string, range: Scope): ResultFilter | null {
  if (key === '' || key === NO_VALUE) return null;
  switch (by) {
    case 'host':
    case 'task':
      return { ...range, [by]: key };
    case 'phase':
      return PHASES.some((phase) => phase === key) ? { ...range, phase: key as ResultFilter['phase'] } : null;
    case 'side':
      return SIDES.some((side) => side === key) ? { ...range, side: key as ResultFilter['side'] } : null;
    case 'day':
      return dayFilter(key);
    default:
      return null;
  }
}

/** A day of the local calendar, `2026-11-23`; it need not have 24 hours. */
function dayFilter(day: string): ResultFilter | null {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return null;
  const at = (offset: number): string => new Date(year, month - 1, date + offset).toISOString();
  return { since: at(0), until: at(1) };
}
