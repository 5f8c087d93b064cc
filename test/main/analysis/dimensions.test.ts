import { expect, onTestFinished, test } from 'vitest';
import { resultGroups } from '../../../src/main/analysis/groups.ts';
import { heatMap } from '../../../src/main/analysis/heat.ts';
import { slowest } from '../../../src/main/analysis/slowest.ts';
import { timeline } from '../../../src/main/analysis/timeline.ts';
import { dimensions, topErrors } from '../../../src/main/analysis/top.ts';
import { openResults, type ResultStore } from '../../../src/main/store/results.ts';
import { DIMENSIONS, type Dimension, type Selection } from '../../../src/shared/analysis.ts';
import { emptyTimings, type TransferResult } from '../../../src/shared/result.ts';
import { failedResult, sampleResult } from '../../support/sample-result.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

async function storeOf(results: TransferResult[]): Promise<ResultStore> {
  const store = await openResults(temporaryFolder());
  onTestFinished(() => store.close());
  await Promise.all(results.map((result) => store.append(result)));
  return store;
}

/** Monday 23 and Tuesday 24 November; two hosts, two operators. */
const MIXED = [
  sampleResult('a', { host: 'fast', speedKBps: 3000, labels: { operator: 'x' } }),
  sampleResult('b', { host: 'fast', speedKBps: 1000, labels: { operator: 'y' } }),
  sampleResult('c', { host: 'slow', speedKBps: 100, labels: { operator: 'y' }, tls: null, protocol: 'http' }),
  sampleResult('d', { host: 'never', outcome: 'canceled', code: null, family: null }),
  failedResult('e', 601, {
    host: 'slow',
    startedAt: '2026-11-24T09:30:00.000+08:00',
    labels: { operator: 'y' },
  }),
  failedResult('f', 601, { host: 'slow', startedAt: '2026-11-24T10:30:00.000+08:00' }),
  failedResult('g', 404, { host: 'fast', startedAt: '2026-11-24T10:31:00.000+08:00' }),
];

test('two dimensions together, and no more groups than asked for', async () => {
  const store = await storeOf(MIXED);
  const top = await topErrors(store, { by: 'host', and: 'label.operator' });
  expect(top.groups.map(({ key, andKey, total, failed }) => [key, andKey, total, failed])).toEqual([
    ['fast', '-', 1, 1],
    ['slow', '-', 1, 1],
    ['slow', 'y', 2, 1],
    ['fast', 'x', 1, 0],
    ['fast', 'y', 1, 0],
  ]);
  expect(top.more).toBe(false);
  const few = await topErrors(store, { by: 'host', and: 'label.operator', limit: 2, percentiles: false });
  expect(few.groups.map(({ key, andKey }) => [key, andKey])).toEqual([
    ['fast', '-'],
    ['slow', '-'],
  ]);
  expect(few).toMatchObject({ more: true, total: 6, speedKBps: { median: null } });
});

test('the slowest first, by one and by two dimensions; what never succeeded has no speed', async () => {
  const store = await storeOf(MIXED);
  expect((await slowest(store, { by: 'host' })).groups).toEqual([
    { key: 'slow', ok: 1, speedKBps: 100, firstPacketMs: 6.75 },
    { key: 'fast', ok: 2, speedKBps: 2000, firstPacketMs: 6.75 },
  ]);
  const both = await slowest(store, { by: 'host', and: 'label.operator' });
  expect(both.groups.map(({ key, andKey, speedKBps }) => [key, andKey, speedKBps])).toEqual([
    ['slow', 'y', 100],
    ['fast', 'y', 1000],
    ['fast', 'x', 3000],
  ]);
});

test('averages are those of successful transfers; TLS of those that had it', async () => {
  const timings = { ...emptyTimings(), tls: 30, dns: 10 };
  const store = await storeOf([
    sampleResult('a', { timings, speedKBps: 1024, bytes: 1024 * 1024 }),
    sampleResult('b', { timings: { ...timings, tls: 0, dns: 30 }, tls: null }),
    failedResult('c', 601, { timings: { ...timings, dns: 9999 } }),
  ]);
  const { averages } = await topErrors(store, { by: null, protocol: 'https' });
  expect(averages).toMatchObject({ dnsMs: 20, tlsMs: 30, speedKBps: 1012 });
});

test('a heat map counts failures by key and code', async () => {
  const map = await heatMap(await storeOf(MIXED), { by: 'host' });
  expect(map.keys).toEqual([
    { key: 'slow', failed: 2 },
    { key: 'fast', failed: 1 },
  ]);
  expect(map.codes.map(({ code, count }) => [code, count])).toEqual([
    [601, 2],
    [404, 1],
  ]);
  expect(map.cells).toEqual([
    [0, 0, 2],
    [1, 1, 1],
  ]);
  expect(await heatMap(await storeOf([]), { by: 'host' })).toMatchObject({ keys: [], cells: [], allKeys: 0 });
});

test('lines over time: buckets add up, and begin at midnight of the user where they are days', async () => {
  const store = await storeOf(
    Array.from({ length: 90 }, (_, day) =>
      failedResult(`id-${day}`, 601, { startedAt: new Date(Date.UTC(2026, 0, 1 + day, 20)).toISOString() }),
    ),
  );
  const { bucketMs, lines } = await timeline(store, { by: null, offsetMinutes: 480 });
  expect(bucketMs).toBe(7 * 86_400_000);
  expect(lines).toHaveLength(1);
  expect(lines[0]!.moments.reduce((sum, { failed }) => sum + failed, 0)).toBe(90);
  expect(new Set(lines[0]!.moments.map(({ at }) => at.slice(11)))).toEqual(new Set(['16:00:00.000Z']));
  expect((await timeline(await storeOf([]), { by: 'host' })).lines).toEqual([]);
  expect((await timeline(await storeOf(MIXED), { by: 'host' })).lines.map(({ key }) => key)).toEqual([
    'fast',
    'slow',
  ]);
});

test('each group leads to just its results, also the group without a value', async () => {
  const store = await storeOf(MIXED);
  for (const by of [...DIMENSIONS, 'label.operator', 'label.odd/~name'] as Dimension[]) {
    for (const { key, total } of (await topErrors(store, { by, percentiles: false })).groups) {
      const own: Selection = by.startsWith('label.') ? { labels: { [by.slice(6)]: key } } : { [by]: key };
      const { rows } = await store.list(own, 0, 100);
      expect([by, key, rows.filter(({ outcome }) => outcome !== 'canceled').length]).toEqual([
        by,
        key,
        total,
      ]);
    }
  }
});

test('hour and weekday are those of the probe', async () => {
  const store = await storeOf(MIXED);
  const keys = async (by: Dimension) =>
    (await topErrors(store, { by })).groups.map(({ key, total }) => [key, total]);
  expect(await keys('hour')).toEqual([
    ['10', 2],
    ['09', 1],
    ['08', 3],
  ]);
  expect(await keys('weekday')).toEqual([
    ['2', 3],
    ['1', 3],
  ]);
});

test('results in groups, canceled ones too', async () => {
  const store = await storeOf(MIXED);
  expect(await resultGroups(store, {}, 'host')).toEqual([
    { key: 'fast', count: 3, failed: 1 },
    { key: 'slow', count: 3, failed: 2 },
    { key: 'never', count: 1, failed: 0 },
  ]);
  expect(await resultGroups(store, { text: 'slow', outcome: 'failed' }, 'label.operator')).toEqual([
    { key: '-', count: 1, failed: 1 },
    { key: 'y', count: 1, failed: 1 },
  ]);
});

test('hourly sums count like the results they stand for', async () => {
  const store = await storeOf(MIXED);
  const ask = async () => ({
    overall: await topErrors(store, { by: 'host', and: 'weekday', percentiles: false }),
    label: await topErrors(store, { by: 'label.operator', percentiles: false }),
    slow: await slowest(store, { by: 'label.operator' }),
    heat: await heatMap(store, { by: 'hour' }),
    own: (await topErrors(store, { by: null, origin: 'own', labels: { operator: 'y' } })).total,
    dimensions: await dimensions(store),
  });
  const before = await ask();
  expect(await store.thinned()).toEqual({ count: 0, since: null, until: null });

  // Only what began before 10 o'clock on the 24th: whole hours.
  expect(await store.thin(new Date('2026-11-24T10:59:00+08:00'))).toBe(5);
  expect((await store.list({}, 0, 10)).rows.map(({ id }) => id)).toEqual(['g', 'f']);
  expect(await ask()).toEqual(before);
  expect(await store.thinned()).toEqual({
    count: 5,
    since: '2026-11-23T00:00:00.000Z',
    until: '2026-11-24T02:00:00.000Z',
  });

  expect(await store.thin(new Date('2027-01-01T00:00:00Z'))).toBe(2);
  expect(await ask()).toEqual(before);
  expect((await store.list({}, 0, 10)).total).toBe(0);
});

test('results that come in while others are thinned are neither lost nor counted twice', async () => {
  const store = await storeOf(MIXED);
  const thinning = store.thin(new Date('2027-01-01T00:00:00Z'));
  const late = Array.from({ length: 50 }, (_, n) => store.append(failedResult(`late-${n}`, 608)));
  await Promise.all([thinning, ...late]);
  expect((await topErrors(store, { by: null })).total).toBe(6 + 50);
});
