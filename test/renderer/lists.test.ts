import { describe, expect, test } from 'vitest';
import { createFormat } from '../../src/renderer/i18n/format.ts';
import { bestOf, lastPeriods } from '../../src/renderer/screens/analysis/compare.ts';
import { bucketOf, filterOfGroup, rangeUntil } from '../../src/renderer/screens/analysis/range.ts';
import { chosenColumns, USUAL_COLUMNS } from '../../src/renderer/screens/results/columns.tsx';
import { compareResults } from '../../src/renderer/screens/results/compare.ts';
import { localInput, ofLocalInput } from '../../src/renderer/screens/results/local-time.ts';
import { missingPages, PAGE_SIZE, rowAt, withPage } from '../../src/renderer/screens/results/pages.ts';
import { say } from '../../src/shared/texts/text.ts';
import { aResult } from './results.ts';

describe('pages of results', () => {
  test('a row is found on its page, and the pages in view that are missing are named', () => {
    const pages = withPage(new Map(), 2, ['a', 'b']);
    expect(rowAt(pages, 2 * PAGE_SIZE + 1)).toBe('b');
    expect(rowAt(pages, 0)).toBeUndefined();
    expect(missingPages(pages, PAGE_SIZE, 3 * PAGE_SIZE)).toEqual([1, 3]);
    expect(missingPages(pages, 2 * PAGE_SIZE, 2 * PAGE_SIZE + 5)).toEqual([]);
  });

  test('of very many pages those far away go', () => {
    let pages: ReturnType<typeof withPage<number>> = new Map();
    for (let page = 0; page < 100; page++) pages = withPage(pages, page, [page]);
    expect(pages.size).toBe(30);
    expect(pages.has(99)).toBe(true);
    expect(pages.has(0)).toBe(false);
  });
});

test('columns: what is saved and known, or the usual ones', () => {
  expect(chosenColumns(null)).toBe(USUAL_COLUMNS);
  expect(chosenColumns(['total', 'no such', 'time'])).toEqual(['time', 'total']);
  expect(chosenColumns(['no such'])).toBe(USUAL_COLUMNS);
});

test('results side by side: what differs is marked, what none has is left out', () => {
  const shown = {
    language: 'en' as const,
    format: createFormat('en-GB'),
    t: (text: { en: string; zh: string }, params?: Record<string, string | number>) =>
      say(text, 'en', params),
  };
  const timings = aResult({}).timings;
  const rows = compareResults(
    [
      aResult({ kernel: 'node', timings: { ...timings, wait: 10, dns: 10 } }),
      aResult({ kernel: 'curl', timings: { ...timings, wait: 100, dns: 11 } }),
    ],
    shown,
  );
  const differing = rows.filter(({ differs }) => differs).map(({ label }) => label);
  expect(differing).toContain('Kernel');
  expect(differing.some((label) => /wait/i.test(label))).toBe(true);
  expect(differing.some((label) => /dns/i.test(label))).toBe(false);
  expect(rows.every(({ values }) => values.some((value) => value !== '–'))).toBe(true);
});

test('a time in a field is that of the user and comes back as it was', () => {
  expect(ofLocalInput(localInput('2026-11-23T08:00:05.000Z'))).toBe('2026-11-23T08:00:05.000Z');
  expect([localInput(undefined), localInput('never'), ofLocalInput('')]).toEqual(['', '', undefined]);
});

describe('from the analysis to the results', () => {
  test('a range ends now and has its length', () => {
    const now = new Date('2026-11-23T08:00:00Z');
    expect(rangeUntil('24h', now)).toEqual({ since: '2026-11-22T08:00:00.000Z' });
    expect(rangeUntil('all', now)).toEqual({});
  });

  test('a group leads to its results, by one dimension or two', () => {
    const range = { since: '2026-11-22T08:00:00.000Z' };
    expect(filterOfGroup(range, { by: 'host' }, { key: 'a.test' })).toEqual({ ...range, host: 'a.test' });
    expect(filterOfGroup(range, { by: 'protocol', and: 'label.city' }, { key: '-', andKey: 'x' })).toEqual({
      ...range,
      protocol: '-',
      labels: { city: 'x' },
    });
    expect(filterOfGroup({}, { by: 'label.a', and: 'label.b' }, { key: '1', andKey: '2' })).toEqual({
      labels: { a: '1', b: '2' },
    });
  });

  test('a point over time leads to its own time, within the range', () => {
    const range = { since: '2026-11-22T08:30:00.000Z', origin: 'own' as const };
    expect(bucketOf(range, '2026-11-22T08:00:00.000Z', 3_600_000)).toEqual({
      ...range,
      until: '2026-11-22T09:00:00.000Z',
    });
    expect(bucketOf({}, '2026-11-22T08:00:00.000Z', 3_600_000).since).toBe('2026-11-22T08:00:00.000Z');
  });

  test('periods follow each other, the last ends now; the best stands alone', () => {
    expect(lastPeriods(new Date('2026-11-23T08:00:00Z'), 3_600_000, 2)).toEqual([
      { since: '2026-11-23T06:00:00.000Z', until: '2026-11-23T07:00:00.000Z' },
      { since: '2026-11-23T07:00:00.000Z', until: '2026-11-23T08:00:00.000Z' },
    ]);
    expect(bestOf([1, null, 3], 'high')).toBe(2);
    expect(bestOf([1, 1], 'low')).toBeNull();
    expect(bestOf([1, null], 'low')).toBeNull();
  });
});
