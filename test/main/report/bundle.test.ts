/** Support bundles: there and back, with every planted secret gone, and nothing of a hostile ZIP file let in. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { prepareBundle, sha256, withManifest, zipBundle } from '../../../src/main/report/bundle.ts';
import { loadContent, resultsOf } from '../../../src/main/report/content.ts';
import { junitXml } from '../../../src/main/report/junit.ts';
import { BundleError, openBundle } from '../../../src/main/report/open-bundle.ts';
import { reportPage } from '../../../src/main/report/page.ts';
import { createRedactor, secretsOf } from '../../../src/shared/redact.ts';
import { BUNDLE_FILES, type Subject } from '../../../src/shared/report.ts';
import type { TransferResult } from '../../../src/shared/result.ts';
import { parseTask, type Task, taskName } from '../../../src/shared/task.ts';
import { LANGUAGES } from '../../../src/shared/texts/text.ts';
import { failedResult, sampleResult } from '../../support/sample-result.ts';
import { ALL_SECRETS, found, plantedResult, plantedTask } from '../../support/secrets.ts';
import { sourceOfResults } from './source.ts';

const parsed = parseTask(plantedTask);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const task: Task = parsed.value;
const about = { createdAt: '2026-11-24T10:00:00.000+08:00', version: '1.2.3', language: 'en', results: 1 };

async function prepare(results: TransferResult[], subject: Subject, tasks: Task[] = [task]) {
  const prepared = await prepareBundle({
    subject,
    source: sourceOfResults(results),
    tasks,
    taskOf: (result) => tasks.find((one) => taskName(one) === result.task) ?? null,
    language: 'en',
    app: { version: '1.2.3', host: 'test' },
    home: '/home/planted-user-14',
    createdAt: new Date('2026-11-24T02:00:00Z'),
    addresses: false,
  });
  if (!prepared) throw new Error('nothing of the subject');
  return prepared;
}

test('there and back', async () => {
  const results = [plantedResult('1'), sampleResult('2')];
  const prepared = await prepare(results, { kind: 'run', id: 'run-1' });
  expect(prepared.files.map(({ name }) => name)).toEqual(
    BUNDLE_FILES.filter((name) => name !== 'manifest.json'),
  );
  const opened = openBundle(zipBundle(withManifest(prepared.files, { ...about, results: 2 })));
  const redactor = createRedactor(secretsOf(task), { home: '/home/planted-user-14' });
  expect(opened.results).toEqual([results[1], redactor.result(results[0]!)]);
  expect(opened).toMatchObject({ manifest: { version: '1.2.3', results: 2 }, unreadable: 0 });
  expect(opened.files.map(({ name }) => name)).toEqual([
    'transcript.txt',
    'task.json',
    'curl.txt',
    'environment.json',
  ]);
  const text = (name: string): string => opened.files.find((file) => file.name === name)!.text;
  expect(text('curl.txt')).toContain('curl -v');
  expect(text('task.json')).toContain('"X-Api-Key": "***"');
  const environment = JSON.parse(text('environment.json'));
  expect(environment.versions.node).toBe(process.versions.node);
  expect(JSON.stringify(environment)).not.toContain('127.0.0.1');
});

test('no planted secret in any file, report, or row', async () => {
  const results = [plantedResult('1')];
  const source = sourceOfResults(results);
  const redactor = createRedactor(secretsOf(task), { home: '/home/planted-user-14' });
  // The planting is real: all of them are there before.
  const before = JSON.stringify(results) + JSON.stringify(task);
  expect(found(before)).toEqual(ALL_SECRETS);

  const texts: [string, string][] = [];
  for (const { name, text } of (await prepare(results, { kind: 'result', id: '1' })).files)
    texts.push([name, text]);
  for (const subject of [
    { kind: 'result', id: '1' },
    { kind: 'run', id: 'run-1' },
    { kind: 'analysis', filter: {}, by: 'task' },
  ] as const) {
    for (const language of LANGUAGES) {
      const content = (await loadContent(subject, source))!;
      const options = { language, version: '1', createdAt: new Date(), redactor, redacted: true };
      texts.push([`report ${subject.kind} ${language}`, reportPage(content, options)]);
    }
    for await (const result of resultsOf(subject, source)) {
      texts.push(['JSON', JSON.stringify(redactor.result(result))]);
      texts.push(['JUnit', junitXml([redactor.result(result)], 'en')]);
    }
  }
  for (const [name, text] of texts) expect([name, found(text)]).toEqual([name, []]);
});

test('a task that is not known any more leaves its address; too many results are cut', async () => {
  const many = Array.from({ length: 1200 }, (_, index) => failedResult(String(index).padStart(5, '0'), 609));
  const { files, results, left } = await prepare(many, { kind: 'analysis', filter: {}, by: null }, []);
  expect([results, left]).toEqual([1000, 200]);
  const text = (name: string): string => files.find((file) => file.name === name)!.text;
  expect(text('curl.txt')).toMatch(/not known any more[\s\S]*https:\/\/files\.test\/a\.bin/);
  expect(JSON.parse(text('task.json')).tasks).toEqual([]);
});

describe('what is not let in', () => {
  const good = (): Record<string, string> => {
    const results = `${JSON.stringify(sampleResult('1'))}\n`;
    const manifest = { catprobeBundle: 1, ...about, files: { 'results.ndjson': sha256(results) } };
    return { 'manifest.json': JSON.stringify(manifest), 'results.ndjson': results };
  };
  const zip = (files: Record<string, string>): Uint8Array =>
    zipSync(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])) as Zippable,
    );
  const reason = (content: Uint8Array): string => {
    try {
      openBundle(content);
      return 'opened';
    } catch (error) {
      if (error instanceof BundleError) return error.say('en').replace('The bundle cannot be opened: ', '');
      throw error;
    }
  };

  test('the good one is', () => {
    expect(reason(zip(good()))).toBe('opened');
  });

  test.each([
    '../manifest.json',
    '/etc/passwd',
    'C:\\evil',
    'folder/results.ndjson',
    'RESULTS.NDJSON',
    'extra.js',
  ])('a file called %s', (name) => {
    const content = zip({ ...good(), [name]: 'x' });
    expect(reason(content)).toBe(`it holds a file that no bundle has: ${name}`);
  });

  test('what is no ZIP, or none of ours', () => {
    expect(reason(strToU8('hello'))).toBe('this is no ZIP file');
    expect(reason(new Uint8Array())).toBe('this is no ZIP file');
    expect(reason(zip(good()).subarray(0, 200))).toBe('this is no ZIP file');
    expect(reason(zip({}))).toBe('this ZIP file is no support bundle of catprobe');
    expect(reason(zip({ 'manifest.json': '{}' }))).toBe('this ZIP file is no support bundle of catprobe');
    const newer = good()['manifest.json']!.replace('"catprobeBundle":1', '"catprobeBundle":2');
    expect(reason(zip({ ...good(), 'manifest.json': newer }))).toMatch('newer catprobe');
  });

  test('a file that was changed, added, or taken away', () => {
    expect(reason(zip({ ...good(), 'results.ndjson': 'x' }))).toBe(
      'results.ndjson is damaged or was changed',
    );
    expect(reason(zip({ ...good(), 'task.json': '{}' }))).toBe('task.json is damaged or was changed');
    expect(reason(zip({ 'manifest.json': good()['manifest.json']! }))).toBe(
      'results.ndjson is damaged or was changed',
    );
  });

  test('a bomb: by what it says of itself, and by what it is', () => {
    const zeros = new Uint8Array(80 * 1024 * 1024);
    const bomb = zipSync({ 'results.ndjson': zeros }, { level: 9 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(reason(bomb)).toMatch('larger than any support bundle');

    // The same, and it claims to be one byte long: no more room than that is made for it.
    const liar = bomb.slice();
    const view = new DataView(liar.buffer);
    for (let at = 0; at < liar.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true);
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1, true);
    }
    const before = process.memoryUsage().arrayBuffers;
    expect(reason(liar)).not.toBe('opened');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    expect(reason(new Uint8Array(17 * 1024 * 1024))).toMatch('larger than any support bundle');
  });

  test('the same file twice', () => {
    const content = zip(good());
    const text = Buffer.from(content).toString('latin1').replaceAll('results.ndjson', 'manifest.json ');
    expect(reason(Buffer.from(text, 'latin1'))).not.toBe('opened');
  });

  test('a result that is none is counted and left out', () => {
    const strange = [
      '{"id":1}',
      'not json',
      JSON.stringify({ ...sampleResult('2'), outcome: 'exploded' }),
      JSON.stringify({ ...failedResult('3', 609), code: null }),
    ];
    const lines = [JSON.stringify(sampleResult('1')), ...strange].join('\n');
    const manifest = { catprobeBundle: 1, ...about, files: { 'results.ndjson': sha256(lines) } };
    const opened = openBundle(zip({ 'manifest.json': JSON.stringify(manifest), 'results.ndjson': lines }));
    expect(opened.unreadable).toBe(4);
    expect(opened.results.map(({ id }) => id)).toEqual(['1']);
  });
});
