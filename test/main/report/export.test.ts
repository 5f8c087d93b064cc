/** Exports, read back as another program would read them. */
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COLUMNS } from '../../../src/main/report/columns.ts';
import { csvLine } from '../../../src/main/report/csv.ts';
import { writeExport } from '../../../src/main/report/export.ts';
import { junitXml } from '../../../src/main/report/junit.ts';
import { FileError } from '../../../src/main/report/write.ts';
import { createRedactor } from '../../../src/shared/redact.ts';
import { EXPORT_FORMATS, type ExportFormat, type ExportNames } from '../../../src/shared/report.ts';
import { emptyTimings, type TransferResult } from '../../../src/shared/result.ts';
import { failedResult, sampleResult } from '../../support/sample-result.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-export-'));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

async function* each(results: readonly TransferResult[]): AsyncGenerator<TransferResult> {
  yield* results;
}

async function write(
  format: ExportFormat,
  results: readonly TransferResult[],
  names: ExportNames = 'catprobe',
): Promise<string> {
  const file = path.join(folder, `out.${format}`);
  const options = { format, names, redactor: createRedactor(), language: 'en' as const };
  expect(await writeExport(file, each(results), options)).toBe(results.length);
  return file;
}

const results = [
  failedResult('2', 609, {
    task: '=HYPERLINK("http://evil")',
    labels: { operator: 'Mobile', city: '深圳', region: 'Guangdong' },
    hijack: { count: 2, domains: 1 },
  }),
  sampleResult('1', {
    timings: {
      ...emptyTimings(),
      dns: 1,
      connect: 2,
      tls: 3,
      send: 4,
      wait: 5,
      receive: 6,
      firstPacket: 7,
      total: 21,
    },
  }),
];

test("CAT's names and units", async () => {
  const rows = JSON.parse(await readFile(await write('json', results, 'cat'), 'utf8'));
  expect(rows).toEqual([
    expect.objectContaining({
      ErrorId: 609,
      ErrorCount: 1,
      Operator: 'Mobile',
      City: '深圳',
      District: 'Guangdong',
      HijackCount: 2,
      HijackDomainCount: 1,
    }),
    {
      ErrorId: 0,
      ErrorCount: 0,
      ProbeTime: '2026-11-23T08:00:00.000+08:00',
      TargetAddress: 'https://files.test/a.bin',
      District: null,
      City: null,
      Operator: null,
      ClientName: null,
      TotalTime: 21,
      AvgTransferSpeed: 1000,
      TransferSize: 1_048_576,
      TransferTime: 6,
      TransferDNSTime: 1,
      TransferTCPTime: 2,
      TransferSSLTime: 3,
      TransferSendTime: 4,
      TransferResponseTime: 5,
      TransferRecTime: 6,
      FirstPacketTime: 7,
      RedirectTimes: 0,
      HijackCount: 0,
      HijackDomainCount: 0,
    },
  ]);
});

test('NDJSON holds whole results, a line each', async () => {
  const lines = (await readFile(await write('ndjson', results), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(results);
});

describe.each(['catprobe', 'cat'] as const)('Parquet with the names of %s', (names) => {
  test('read back by DuckDB', async () => {
    const file = await write('parquet', results, names);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const read = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file}')`);
    expect(read.columnNames()).toEqual(COLUMNS[names].map(({ name }) => name));
    const [first, second] = read.getRowObjectsJS();
    const [code, time, size] =
      names === 'cat' ? ['ErrorId', 'ProbeTime', 'TransferSize'] : ['code', 'startedAt', 'bytes'];
    expect([first![code!], second![code!]]).toEqual([609, 0]);
    expect(second![time!]).toEqual(new Date('2026-11-23T00:00:00Z'));
    expect(second![size!]).toBe(1_048_576n);
    connection.closeSync();
    instance.closeSync();
    // Nothing is left of the way there.
    expect(await readdir(folder)).toEqual(['out.parquet']);
  });
});

test('nothing to export is a file all the same', async () => {
  for (const format of EXPORT_FORMATS) await write(format, []);
  expect(JSON.parse(await readFile(path.join(folder, 'out.json'), 'utf8'))).toEqual([]);
});

describe('CSV', () => {
  test('no cell is a formula', async () => {
    const text = await readFile(await write('csv', results), 'utf8');
    expect(text).toContain(`,"'=HYPERLINK(""http://evil"")",`);
    expect(text.startsWith('\ufeffid,runId,')).toBe(true);
    for (const cell of ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u200b=1'])
      expect(csvLine([cell]).replace(/^"/, '').startsWith("'"), JSON.stringify(cell)).toBe(true);
    expect(csvLine([-1, 'a-b', 'x=y', '2026-11-24', true, null])).toBe('-1,a-b,x=y,2026-11-24,true,');
  });
});

describe('JUnit', () => {
  const attempts = [
    sampleResult('1', { task: 'good' }),
    failedResult('2', 612, {
      task: 'bad <&> "it"',
      evidence: [{ source: 'os', name: 'X', detail: 'a\u0000b ]]>' }],
    }),
    failedResult('3', 404, { task: 'as planned', expected: true }),
    sampleResult('4', { task: 'too good', expected: false }),
    sampleResult('5', { task: 'stopped', outcome: 'canceled', code: null, family: null, expected: false }),
    sampleResult('6', { task: 'good' }),
  ];

  test('counts, cases and failures', () => {
    const xml = junitXml(attempts, 'en');
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="catprobe" tests="6" failures="2" errors="0" skipped="1"/,
    );
    expect(xml.match(/<testsuite /g)).toHaveLength(5);
    expect(xml).toContain('name="good #2"');
    expect(xml).toContain('<failure type="612" message="612 The client certificate is required.">');
    expect(xml).toContain('<failure type="0" message="Succeeded, though the task expects a failure">');
    expect(xml).toContain('<skipped message="Canceled"/>');
  });

  test('is well-formed, whatever a server wrote', () => {
    const xml = junitXml(attempts, 'zh');
    // Every tag is closed in its order, no stray character of markup is left, and no character that XML forbids.
    const open: string[] = [];
    for (const [, close, name, rest] of xml.matchAll(/<(\/?)([a-z-]+)([^<>]*)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!rest!.endsWith('/')) open.push(name!);
      expect(rest).toMatch(/^(?: [a-z]+="[^"]*")*\/?$/);
    }
    expect(open).toEqual([]);
    const text = xml.replace(/<[^<>]*>/g, '');
    expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#10);)/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  });
});

describe('a file that cannot be written', () => {
  test('says where and why, and leaves nothing behind', async () => {
    const file = path.join(folder, 'missing', 'out.csv');
    const options = { format: 'csv', names: 'catprobe', redactor: createRedactor(), language: 'en' } as const;
    const error = await writeExport(file, each(results), options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FileError);
    expect((error as FileError).say('en')).toBe(
      `${file} could not be written: its folder does not exist. The results are safe in the store; choose another place.`,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test('what stood there before stays when the source breaks', async () => {
    const file = path.join(folder, 'out.csv');
    await writeFile(file, 'before');
    async function* broken(): AsyncGenerator<TransferResult> {
      yield sampleResult('1');
      throw new Error('the store broke');
    }
    const options = { format: 'csv', names: 'catprobe', redactor: createRedactor(), language: 'en' } as const;
    await expect(writeExport(file, broken(), options)).rejects.toThrow('the store broke');
    expect(await readFile(file, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['out.csv']);
  });
});
