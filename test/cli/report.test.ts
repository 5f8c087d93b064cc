/** `report`, `export`, `bundle` and `run --junit` as a user calls them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openResults } from '../../src/main/store/results.ts';
import { catprobe } from '../support/cli.ts';
import { failedResult, sampleResult } from '../support/sample-result.ts';
import { plantedResult, SECRETS } from '../support/secrets.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);
const call = (...args: string[]) => catprobe([...args, '--store', folder]);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-cli-report-'));
  const store = await openResults(folder);
  for (const result of [plantedResult('1'), sampleResult('2'), failedResult('3', 612, { runId: 'other' })])
    await store.append(result);
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a report, of a result and in Chinese', async () => {
  expect(await call('report', at('r.html'), '--result', '3', '--lang', 'zh')).toMatchObject({ status: 0 });
  const html = await readFile(at('r.html'), 'utf8');
  expect(html).toContain('data-code="612"');
  expect(html).toContain('lang="zh-CN"');
});

test('an export, and as it is when that is asked for', async () => {
  expect(await call('export', at('r.csv'), '--names', 'cat')).toMatchObject({ status: 0 });
  expect((await readFile(at('r.csv'), 'utf8')).split('\r\n')).toHaveLength(5);
  await call('export', at('hidden.json'));
  expect(await readFile(at('hidden.json'), 'utf8')).not.toContain(SECRETS.foreign.redirectToken);
  await call('export', at('open.json'), '--no-redact');
  expect(await readFile(at('open.json'), 'utf8')).toContain(SECRETS.foreign.redirectToken);
});

test('a bundle, there and back', async () => {
  expect(await call('bundle', at('b.zip'), '--run', 'run-1')).toMatchObject({ status: 0 });
  const opened = await catprobe(['bundle', 'open', at('b.zip')]);
  expect(opened).toMatchObject({ status: 0, err: '' });
  expect(opened.out).toContain('Support bundle from elsewhere');
  expect(opened.out).not.toContain(SECRETS.foreign.redirectToken);
});

test('what cannot be done says what to do', async () => {
  expect(await call('export', at('r.docx'))).toMatchObject({ status: 2 });
  expect(await call('report', at('r.html'), '--run', 'gone')).toMatchObject({ status: 2 });
  expect(await catprobe(['bundle', 'open', at('r.csv')])).toMatchObject({ status: 2 });
  const nowhere = await call('report', at('missing/r.html'));
  expect(nowhere.status).toBe(3);
  expect(nowhere.err).toContain('its folder does not exist');
});

test('run --junit writes what happened', async () => {
  const ran = await catprobe(['run', 'http://127.0.0.1:9/x', '--no-store', '--junit', at('j.xml')]);
  expect(ran.status).toBe(1);
  expect(await readFile(at('j.xml'), 'utf8')).toContain('<failure type="601"');
});
