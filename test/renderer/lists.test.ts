import { describe, expect, test } from 'vitest';
import { filterOfGroup, rangeUntil } from '../../src/renderer/screens/analysis/range.ts';
import { withNewest, withOlder } from '../../src/renderer/screens/results/pages.ts';
import { aResult } from './results.ts';

const rows = (...ids: string[]) => ids.map((id) => aResult({ id }));
const ids = (list: { rows: { id: string }[] }) => list.rows.map(({ id }) => id).join(' ');

describe('pages of results', () => {
  test('new ones come in at the top; what was loaded below stays', () => {
    const list = { rows: rows('5', '4', '3', '2'), total: 4 };
    expect(ids(withNewest(list, { rows: rows('6', '5'), total: 5 }))).toBe('6 5 4 3 2');
  });

  test('a page that holds everything leaves nothing of before', () => {
    const list = { rows: rows('5', '4'), total: 2 };
    expect(ids(withNewest(list, { rows: rows('5'), total: 1 }))).toBe('5');
    expect(ids(withNewest(list, { rows: [], total: 0 }))).toBe('');
  });

  test('an older page that new results pushed down repeats no row', () => {
    const list = { rows: rows('4', '3'), total: 4 };
    expect(ids(withOlder(list, { rows: rows('3', '2'), total: 5 }))).toBe('4 3 2');
  });
});

describe('from the analysis to the results', () => {
  test('a range ends now and has its length', () => {
    const now = new Date('2026-11-23T08:00:00Z');
    expect(rangeUntil('24h', now)).toEqual({ since: '2026-11-22T08:00:00.000Z' });
    expect(rangeUntil('all', now)).toEqual({});
  });

  test('a group leads to its results where they can be filtered by it', () => {
    const range = { since: '2026-11-22T08:00:00.000Z' };
    expect(filterOfGroup('host', 'a.test', range)).toEqual({ ...range, host: 'a.test' });
    expect(filterOfGroup('side', 'server', range)).toEqual({ ...range, side: 'server' });
    expect(filterOfGroup('protocol', 'https', range)).toBeNull();
    expect(filterOfGroup('label.city', 'x', range)).toBeNull();
    expect(filterOfGroup('host', '-', range)).toBeNull();
  });

  test('a day is one of the local calendar', () => {
    expect(filterOfGroup('day', '2026-11-23', {})).toEqual({
      since: new Date(2026, 10, 23).toISOString(),
      until: new Date(2026, 10, 24).toISOString(),
    });
  });
});
