import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type ResultsOptions, resultsCommand } from '../../src/cli/commands/results.ts';
import { type TopOptions, topCommand } from '../../src/cli/commands/top.ts';
import { parseSince } from '../../src/cli/since.ts';
import { clip, tableLine, width } from '../../src/cli/table.ts';
import { csvLine } from '../../src/main/report/csv.ts';
import { RESULTS_FILE } from '../../src/main/store/folder.ts';
import { openResults } from '../../src/main/store/results.ts';
import type { TopErrors } from '../../src/shared/analysis.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import type { Language } from '../../src/shared/texts/text.ts';
import { temporaryFolder } from '../main/store/temporary-folder.ts';
import { failedResult, sampleResult } from '../support/sample-result.ts';

const NOW = new Date('2026-11-23T04:00:00Z');

async function folderWith(results: TransferResult[]): Promise<string> {
  const folder = temporaryFolder();
  const store = await openResults(folder);
  await Promise.all(results.map((result) => store.append(result)));
  await store.close();
  return folder;
}

async function run<Options>(
  command: (options: Options, io: Parameters<typeof topCommand>[1], now: () => Date) => Promise<number>,
  options: Options,
  language: Language = 'en',
) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    language,
    terminal: false,
    color: false,
  };
  const status = await command(options, io, () => NOW);
  return { status, out, err };
}

const top = (options: TopOptions, language?: Language) => run(topCommand, options, language);
const results = (options: ResultsOptions, language?: Language) => run(resultsCommand, options, language);

const MIXED = [
  sampleResult('a', { startedAt: '2026-11-20T08:00:00.000+08:00' }),
  failedResult('b', 601, {
    startedAt: '2026-11-23T08:00:00.000+08:00',
    host: '上海镜像.test',
    labels: { site: 'north' },
  }),
  failedResult('c', 404, {
    startedAt: '2026-11-23T09:00:00.000+08:00',
    task: 'long name '.repeat(20),
    labels: { site: 'south' },
  }),
  failedResult('d', 404, { startedAt: '2026-11-23T10:00:00.000+08:00', task: 'bell\u0007\u001b[31m' }),
];

test('top as JSON is the analysis, one object', async () => {
  const { status, out, err } = await top({ store: await folderWith(MIXED), by: 'label.site', json: true });
  expect([status, out.length, err]).toEqual([0, 1, []]);
  const answer: TopErrors = JSON.parse(out[0]!);
  expect(answer).toMatchObject({ by: 'label.site', total: 4, failed: 3, successRate: 0.25 });
  expect(answer.top.map(({ code, count }) => [code, count])).toEqual([
    [404, 2],
    [601, 1],
  ]);
  expect(answer.groups.map(({ key }) => key)).toEqual(['-', 'north', 'south']);
});

test('top by two dimensions, and the slowest', async () => {
  const store = await folderWith(MIXED);
  const both: TopErrors = JSON.parse((await top({ store, by: 'host,day', json: true })).out[0]!);
  expect(both.groups.map(({ key, andKey }) => [key, andKey])).toEqual([
    ['files.test', '2026-11-23'],
    ['上海镜像.test', '2026-11-23'],
    ['files.test', '2026-11-20'],
  ]);
  const slow = await top({ store, by: 'host', metric: 'slowest', json: true });
  expect(JSON.parse(slow.out[0]!).groups).toEqual([
    { key: 'files.test', ok: 1, speedKBps: 1000, firstPacketMs: 6.75 },
  ]);
  expect((await top({ store, by: 'host', metric: 'slowest' })).out[1]).toMatch(
    /^files\.test +1 +1000\.0 +6\.8$/,
  );
});

test('results by each filter', async () => {
  const store = await folderWith(MIXED);
  const found = async (options: Partial<ResultsOptions>) =>
    (await results({ store, json: true, ...options })).out.map((line) => JSON.parse(line).id);
  expect(await found({ label: ['site=north'] })).toEqual(['b']);
  expect(await found({ family: 'http', until: '2026-11-23T01:30:00Z' })).toEqual(['c']);
  expect(await found({ side: 'network', phase: 'connect' })).toEqual(['b']);
  expect(await found({ outcome: 'ok', kernel: 'node', protocol: 'https' })).toEqual(['a']);
  expect(await found({ text: 'BELL' })).toEqual(['d']);
  expect(await results({ store, side: 'left' })).toMatchObject({ status: 2 });
  expect(await results({ store, label: ['site'] })).toMatchObject({ status: 2 });
});

test.each(['en', 'zh'] as const)('top for people fits 80 columns (%s)', async (language) => {
  const { status, out } = await top({ store: await folderWith(MIXED), by: 'host' }, language);
  expect(status).toBe(0);
  expect(out.filter((line) => width(line) > 80)).toEqual([]);
  expect(out[0]).toContain(language === 'en' ? '4 tests, 3 failed, 25.0 % succeeded' : '共 4 次测试');
  expect(out.find((line) => line.startsWith('404'))).toMatch(/^404 +HTTP 404 +2 +66\.7 %$/);
  expect(out).toContain(language === 'en' ? 'host: 上海镜像.test' : 'host：上海镜像.test');
});

test('since narrows both commands', async () => {
  const store = await folderWith(MIXED);
  expect(JSON.parse((await top({ store, since: '24h', json: true })).out[0]!).total).toBe(3);
  expect(
    JSON.parse((await top({ store, since: '2026-11-23T09:30:00+08:00', json: true })).out[0]!).total,
  ).toBe(1);
  expect((await results({ store, since: '30m', json: true })).out).toEqual([]);
});

test('an empty store says how to fill it; as JSON it gives zeros or nothing', async () => {
  const store = temporaryFolder();
  expect(await top({ store })).toEqual({
    status: 0,
    out: [expect.stringContaining('catprobe run <url>')],
    err: [],
  });
  expect(await results({ store })).toEqual({
    status: 0,
    out: [expect.stringContaining('catprobe run <url>')],
    err: [],
  });
  expect(JSON.parse((await top({ store, json: true })).out[0]!)).toMatchObject({
    total: 0,
    failed: 0,
    successRate: null,
    top: [],
  });
  expect((await results({ store, json: true })).out).toEqual([]);
});

test('a question that nothing answers is told from an empty store', async () => {
  const store = await folderWith(MIXED);
  expect((await top({ store, since: '1m' })).out).toEqual([expect.stringContaining('widen --since')]);
  expect((await results({ store, code: '699' })).out).toEqual([expect.stringContaining('widen --since')]);
});

test.each([
  [{ by: 'colour' }, 'side, hour, day, weekday, tlsVersion, label.site'],
  [{ by: 'host,day,task' }, 'two dimensions'],
  [{ metric: 'slowest' }, '--by host'],
  [{ metric: 'fastest' }, 'errors or slowest'],
  [{ since: 'yesterday' }, '24h'],
])('top refuses %j with one line that names what is allowed', async (options, allowed) => {
  const { status, out, err } = await top({ store: await folderWith(MIXED), ...options });
  expect([status, out, err.length]).toEqual([2, [], 1]);
  expect(err[0]).toContain(allowed);
});

test.each([
  [{ code: 'many' }, '601'],
  [{ limit: '0' }, 'whole number'],
  [{ since: '1' }, '24h'],
  [{ json: true, csv: true }, 'use one'],
])('results refuses %j with one line that names what is allowed', async (options, allowed) => {
  const { status, out, err } = await results({ store: temporaryFolder(), ...options });
  expect([status, out, err.length]).toEqual([2, [], 1]);
  expect(err[0]).toContain(allowed);
});

test('a store that cannot be used is one line and status 3', async () => {
  const store = temporaryFolder();
  writeFileSync(path.join(store, RESULTS_FILE), 'garbage');
  const { status, out, err } = await top({ store }, 'zh');
  expect([status, out, err.length]).toEqual([3, [], 1]);
  expect(err[0]).toContain('已损坏');
});

test('results as JSON: the stored results, newest first, up to the limit', async () => {
  const store = await folderWith(MIXED);
  const { out } = await results({ store, json: true });
  expect(out.map((line) => JSON.parse(line))).toEqual([...MIXED].reverse());
  expect(
    (await results({ store, json: true, code: '404', limit: '1' })).out.map((line) => JSON.parse(line).id),
  ).toEqual(['d']);
});

test('results over more than a page are complete and in order', async () => {
  const many = Array.from({ length: 2300 }, (_, n) => sampleResult(`id-${String(n).padStart(4, '0')}`));
  const { out } = await results({ store: await folderWith(many), json: true });
  expect(out.map((line) => JSON.parse(line).id)).toEqual(many.map(({ id }) => id).reverse());
});

test('results for people: one line each, 80 columns, nothing that steers the terminal', async () => {
  const { out } = await results({ store: await folderWith(MIXED), limit: 3 });
  expect(out.length).toBe(5);
  expect(out.filter((line) => width(line) > 80 || /\p{Cc}/u.test(line))).toEqual([]);
  expect(out[1]).toMatch(/^2026-11-23 10:00:00 +404 +response +bell {2}\[31m/);
  expect(out[4]).toContain('3 of 4');
});

test('results as CSV: a line of names, then a line each with as many fields', async () => {
  const { out } = await results({ store: await folderWith(MIXED), csv: true, limit: 1 });
  const names = out[0]!.split(',');
  expect(names.slice(0, 3)).toEqual(['id', 'runId', 'startedAt']);
  expect(out[1]).toMatch(/^d,run-1,2026-11-23T10:00:00\.000\+08:00,/);
  expect(out[1]!.split(',').length).toBe(names.length);
  expect(csvLine(['plain', 'a,b', 'say "x"', 'two\nlines', null, 1.5, { k: 'v' }])).toBe(
    'plain,"a,b","say ""x""","two\nlines",,1.5,"{""k"":""v""}"',
  );
});

test('since takes spans and dates, and nothing else', () => {
  expect(parseSince('30m', NOW)).toBe('2026-11-23T03:30:00.000Z');
  expect(parseSince('24h', NOW)).toBe('2026-11-22T04:00:00.000Z');
  expect(parseSince('7d', NOW)).toBe('2026-11-16T04:00:00.000Z');
  expect(parseSince('2026-11-23T08:00:00+08:00', NOW)).toBe('2026-11-23T00:00:00.000Z');
  expect(parseSince('2026-11-23', NOW)).toBe(new Date(2026, 10, 23).toISOString());
  for (const text of ['', '24', '-1h', '1.5h', '2026-13-45', '2026', 'h', '999999999999999d'])
    expect(parseSince(text, NOW)).toBeNull();
});

test('a text is cut by cells, not in the middle of a character', () => {
  expect(clip('上海镜像', 8)).toBe('上海镜像');
  expect(clip('上海镜像站', 8)).toBe('上海镜…');
  expect(clip('plain', 4)).toBe('pla…');
  expect(clip('🦆🦆🦆', 2)).toBe('🦆…');
});

test('a line of fixed columns', () => {
  const columns = [{ width: 4 }, { width: 6, align: 'right' as const }, { width: 3 }];
  expect(tableLine(columns, ['上海', '12', 'x'])).toBe('上海      12  x');
  expect(tableLine(columns, ['much too long', '1'])).toBe('muc…       1');
});
