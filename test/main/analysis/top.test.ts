import { expect, onTestFinished, test } from 'vitest';
import { dimensions, topErrors } from '../../../src/main/analysis/top.ts';
import { openResults, type ResultStore } from '../../../src/main/store/results.ts';
import { DIMENSIONS, type Dimension } from '../../../src/shared/analysis.ts';
import { findCode } from '../../../src/shared/codes.ts';
import { emptyTimings, type TransferResult } from '../../../src/shared/result.ts';
import { failedResult, sampleResult } from '../../support/sample-result.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

async function storeOf(results: TransferResult[]): Promise<ResultStore> {
  const store = await openResults(temporaryFolder());
  onTestFinished(() => store.close());
  await Promise.all(results.map((result) => store.append(result)));
  return store;
}

const nameOf = (code: number) => findCode(code)?.name.en ?? String(code);

/** Speeds and first packets of the successful ones: 100, 200, 300, 400, 500 KB/s; 1 to 5 ms. */
function mixed(): TransferResult[] {
  const results: TransferResult[] = [];
  const add = (count: number, make: (id: string) => TransferResult) => {
    for (let n = 0; n < count; n++) results.push(make(`id-${results.length}`));
  };
  for (let n = 1; n <= 5; n++) {
    add(1, (id) =>
      sampleResult(id, {
        host: n < 5 ? 'a.test' : 'b.test',
        speedKBps: n * 100,
        timings: { ...emptyTimings(), firstPacket: n },
      }),
    );
  }
  add(4, (id) => failedResult(id, 601, { host: 'a.test', labels: { site: 'north' } }));
  add(3, (id) => failedResult(id, 404, { host: 'b.test', labels: { site: 'south' } }));
  add(3, (id) => failedResult(id, 600, { host: 'b.test', protocol: null }));
  add(2, (id) => failedResult(id, 608, { host: 'b.test' }));
  add(2, (id) => failedResult(id, 503, { host: 'b.test' }));
  add(1, (id) => failedResult(id, 638, { host: 'b.test' }));
  add(6, (id) => sampleResult(id, { outcome: 'canceled', code: null, family: null, host: 'c.test' }));
  return results;
}

test('counts by hand: the five most frequent, ties by code, shares of all failures, canceled ones left out', async () => {
  const top = await topErrors(await storeOf(mixed()), { by: null });
  expect(top).toEqual({
    by: null,
    total: 20,
    failed: 15,
    successRate: 0.25,
    speedKBps: { median: 300, p95: expect.closeTo(480) },
    firstPacketMs: { median: 3, p95: expect.closeTo(4.8) },
    averages: {
      speedKBps: 300,
      firstPacketMs: 3,
      transferMs: expect.closeTo((1024 / 5) * (10 + 5 + 10 / 3 + 2.5 + 2)),
      dnsMs: 0,
      connectMs: 0,
      tlsMs: 0,
    },
    more: false,
    top: [
      { code: 601, name: nameOf(601), count: 4, share: 4 / 15 },
      { code: 404, name: 'HTTP 404', count: 3, share: 3 / 15 },
      { code: 600, name: nameOf(600), count: 3, share: 3 / 15 },
      { code: 503, name: 'HTTP 503', count: 2, share: 2 / 15 },
      { code: 608, name: nameOf(608), count: 2, share: 2 / 15 },
    ],
    groups: [],
  });
});

test('each value of a dimension has its own figures, most failures first', async () => {
  const top = await topErrors(await storeOf(mixed()), { by: 'host' });
  expect(top.total).toBe(20);
  expect(top.groups.map(({ key, total, failed }) => [key, total, failed])).toEqual([
    ['b.test', 12, 11],
    ['a.test', 8, 4],
  ]);
  const [b, a] = top.groups;
  expect(b!.top.map(({ code, count }) => [code, count])).toEqual([
    [404, 3],
    [600, 3],
    [503, 2],
    [608, 2],
    [638, 1],
  ]);
  expect(b!.top[0]!.share).toBe(3 / 11);
  expect(b!.speedKBps).toEqual({ median: 500, p95: 500 });
  expect(a!).toMatchObject({
    successRate: 0.5,
    speedKBps: { median: 250 },
    top: [{ code: 601, count: 4, share: 1 }],
  });
});

test('results without a value of the dimension stand under -, equal failures in order of the key', async () => {
  const store = await storeOf(mixed());
  const keys = async (by: Dimension) =>
    (await topErrors(store, { by })).groups.map(({ key, failed }) => [key, failed]);
  expect(await keys('label.site')).toEqual([
    ['-', 8],
    ['north', 4],
    ['south', 3],
  ]);
  expect(await keys('protocol')).toEqual([
    ['https', 12],
    ['-', 3],
  ]);
  expect(await keys('phase')).toEqual([
    ['connect', 10],
    ['response', 5],
    ['transfer', 0],
  ]);
});

test('every dimension can be asked, and their groups add up to the whole', async () => {
  const store = await storeOf(mixed());
  for (const by of [...DIMENSIONS, 'label.site'] as Dimension[]) {
    const { total, failed, groups } = await topErrors(store, { by });
    expect([
      groups.reduce((sum, group) => sum + group.total, 0),
      groups.reduce((sum, group) => sum + group.failed, 0),
    ]).toEqual([total, failed]);
  }
});

test('the range has its beginning and not its end, and days are local days', async () => {
  const store = await storeOf([
    failedResult('a', 601, { startedAt: '2026-11-22T23:30:00.000+08:00' }),
    failedResult('b', 601, { startedAt: '2026-11-23T00:30:00.000+08:00' }),
    failedResult('c', 601, { startedAt: '2026-11-23T01:30:00.000+08:00' }),
  ]);
  const range = { since: '2026-11-22T16:30:00Z', until: '2026-11-22T17:30:00Z' };
  expect((await topErrors(store, { by: null, ...range })).total).toBe(1);
  expect((await topErrors(store, { by: 'day' })).groups.map(({ key, total }) => [key, total])).toEqual([
    ['2026-11-23', 2],
    ['2026-11-22', 1],
  ]);
});

test('a server status with the number of a code is not that code', async () => {
  const store = await storeOf([
    failedResult('a', 601),
    failedResult('b', 601, { family: 'http', name: 'HTTP 601' }),
  ]);
  expect((await topErrors(store, { by: null })).top.map(({ name }) => name)).toEqual([
    'HTTP 601',
    nameOf(601),
  ]);
});

test('the lab’s results can be left out, or stand alone', async () => {
  const store = await storeOf([
    failedResult('a', 601, { labels: { source: 'lab' } }),
    failedResult('b', 609, { labels: { source: 'lab' } }),
    failedResult('c', 404, { labels: { site: 'north' } }),
    sampleResult('d', { labels: {} }),
  ]);
  expect(await topErrors(store, { by: null })).toMatchObject({ total: 4, failed: 3 });
  expect(await topErrors(store, { by: null, origin: 'own' })).toMatchObject({ total: 2, failed: 1 });
  expect(await topErrors(store, { by: null, origin: 'lab' })).toMatchObject({ total: 2, failed: 2 });
  expect(await store.list({ origin: 'own' }, 0, 10)).toMatchObject({ total: 2 });
});

test('an empty store gives zeros', async () => {
  const nothing = { median: null, p95: null };
  expect(await topErrors(await storeOf([]), { by: 'host' })).toEqual({
    by: 'host',
    total: 0,
    failed: 0,
    successRate: null,
    speedKBps: nothing,
    firstPacketMs: nothing,
    averages: {
      speedKBps: null,
      firstPacketMs: null,
      transferMs: null,
      dnsMs: null,
      connectMs: null,
      tlsMs: null,
    },
    more: false,
    top: [],
    groups: [],
  });
});

test('lists the dimensions: the fixed ones, then each label seen', async () => {
  const store = await storeOf([
    sampleResult('a', { labels: { site: 'x', operator: 'y' } }),
    sampleResult('b', { labels: { site: 'z', 地区: 'q' } }),
  ]);
  expect(await dimensions(store)).toEqual([...DIMENSIONS, 'label.operator', 'label.site', 'label.地区']);
});

test('a dimension never becomes SQL', async () => {
  const store = await storeOf([sampleResult('a', { labels: { "o'r": 'found' } })]);
  expect((await topErrors(store, { by: "label.o'r" })).groups.map(({ key }) => key)).toEqual(['found']);
  expect((await topErrors(store, { by: "label.x']);DROP--" })).groups.map(({ key }) => key)).toEqual(['-']);
  await expect(topErrors(store, { by: 'json' as Dimension })).rejects.toThrow(RangeError);
});
