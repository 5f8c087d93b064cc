/** Planted secrets through everything that the command line prints and writes: none comes out, unless it is asked for. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import Conf from 'conf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openResults } from '../../src/main/store/results.ts';
import { openSettings } from '../../src/main/store/settings.ts';
import { EXPORT_NAMES } from '../../src/shared/report.ts';
import { parseTask, type TaskInput } from '../../src/shared/task.ts';
import { catprobe } from '../support/cli.ts';
import { findPeer } from '../support/peers.ts';
import { sampleResult } from '../support/sample-result.ts';
import { found, plantedResult, plantedTask, SECRETS } from '../support/secrets.ts';
import { serveHttp, type TestServer } from '../support/server.ts';

const { ofTask, foreign } = SECRETS;
let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-cli-secrets-'));
  const store = await openResults(folder);
  await store.append(plantedResult('1'));
  // The slowest are looked for among those that went well.
  const { outcome, code, family, name, phase, side } = sampleResult('2');
  await store.append(plantedResult('2', { outcome, code, family, name, phase, side }));
  await store.close();
  const task = parseTask(plantedTask);
  if (!task.ok) throw new Error('not a task');
  openSettings(folder, Conf).tasks.save(task.value);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('of stored results', () => {
  const stored = (...args: string[]) => catprobe([...args, '--store', folder]);

  test.each([
    ['results'],
    ['results', '--json'],
    ['results', '--csv'],
    ['top', '--by', 'task,host'],
    ['top', '--by', 'label.token', '--json'],
    ['top', '--by', 'task', '--metric', 'slowest'],
    ['top', '--by', 'label.token,task', '--metric', 'slowest', '--json'],
  ])('%s %s %s %s', async (...args) => {
    const { status, out, err } = await stored(...args);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).not.toBe('');
    expect(found(out)).toEqual([]);
  });

  test.each(
    ['csv', 'json', 'ndjson', 'xml'].flatMap((ending) => EXPORT_NAMES.map((names) => [ending, names])),
  )('an export as %s with the names of %s', async (ending, names) => {
    const file = at(`${names}.${ending}`);
    expect(await stored('export', file, '--names', names)).toMatchObject({ status: 0, err: '' });
    expect(found(await readFile(file, 'utf8'))).toEqual([]);
  });

  test.each(EXPORT_NAMES)('an export as Parquet with the names of %s', async (names) => {
    const file = at(`${names}.parquet`);
    expect(await stored('export', file, '--names', names)).toMatchObject({ status: 0, err: '' });
    const database = await (await DuckDBInstance.create()).connect();
    const rows = await database.runAndReadAll(`SELECT * FROM '${file}'`);
    expect(rows.currentRowCount).toBe(2);
    expect(found(JSON.stringify(rows.getRowObjectsJson()))).toEqual([]);
    database.closeSync();
  });

  test.each(['en', 'zh'])('reports in %s', async (lang) => {
    for (const [name, about] of [
      ['one', ['--result', '1']],
      ['run', ['--run', 'run-1']],
      ['all', ['--by', 'task']],
    ] as const) {
      const file = at(`${name}-${lang}.html`);
      expect(await stored('report', file, ...about, '--lang', lang)).toMatchObject({ status: 0, err: '' });
      expect(found(await readFile(file, 'utf8'))).toEqual([]);
    }
  });

  test('a bundle, and what it shows when it is opened', async () => {
    expect(await stored('bundle', at('b.zip'), '--run', 'run-1')).toMatchObject({ status: 0, err: '' });
    for (const more of [[], ['--json']]) {
      const { status, out } = await catprobe(['bundle', 'open', at('b.zip'), ...more]);
      expect(status).toBe(0);
      expect(found(out)).toEqual([]);
    }
  });

  test('what is asked for openly is there', async () => {
    for (const form of [[], ['--json'], ['--csv']]) {
      const { out } = await stored('results', '--no-redact', ...form);
      expect(found(out).length > 0).toBe(form.length > 0);
    }
  });
});

describe('of a run', () => {
  let server: TestServer;

  beforeAll(async () => {
    // It tells everything that it was told, and some secrets of its own.
    server = await serveHttp(({ url = '', headers }, response) => {
      if (url.startsWith('/file')) {
        const location = `/gone?token=${foreign.redirectToken}&X-Amz-Signature=${foreign.signature}`;
        response.writeHead(302, { location, 'set-cookie': `sid=${foreign.setCookie}` }).end();
      } else if (headers['proxy-authorization']) {
        response.writeHead(407, `no ${headers['proxy-authorization']} ${ofTask.proxy}`).end();
      } else {
        response.writeHead(500, `bad ${headers['x-api-key']} ${headers.cookie} ${ofTask.basic}`).end();
      }
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const { proxy: _proxy, tls, ...rest } = plantedTask;
  const here = (): string =>
    server.url(`/file?access_token=${ofTask.query}&page=2`).replace('//', `//user:${ofTask.urlPassword}@`);
  const tasks = (): [string, TaskInput][] => [
    ['echoes', { ...rest, url: here() }],
    ['its name is its address', { ...rest, name: undefined, url: here() }],
    ['a proxy', { ...rest, url: here(), proxy: `http://someone:${ofTask.proxy}@127.0.0.1:${server.port}` }],
    ['a certificate that is not there', { ...rest, tls, url: here().replace('http:', 'https:') }],
    [
      'an upload from elsewhere',
      { url: server.url('/up'), direction: 'upload', upload: { method: 'POST', source: { url: here() } } },
    ],
  ];
  // Both: one after the other, where there is another.
  const kernels = [findPeer('curl') ? 'both' : 'node'];

  test.each(kernels)('by the kernel %s, in every form', async (kernel) => {
    for (const [name, task] of tasks()) {
      const file = at('task.json');
      await writeFile(file, JSON.stringify({ catprobe: 1, tasks: [task] }));
      const junit = at('run.xml');
      for (const form of [[], ['--json'], ['--junit', junit, '--repeat', '2']]) {
        const { out, err } = await catprobe(['run', file, '--kernel', kernel, '--no-store', ...form]);
        expect({ name, form, found: found(out + err) }).toEqual({ name, form, found: [] });
        expect({ name, out }).not.toEqual({ name, out: '' });
      }
      expect(found(await readFile(junit, 'utf8'))).toEqual([]);
    }
  });

  test.each<[string, unknown]>([
    ['a proxy of an unknown kind', { proxy: `gopher://someone:${ofTask.proxy}@127.0.0.1:1` }],
    [
      'a password of the wrong kind',
      { request: { auth: { type: 'basic', user: 1, password: ofTask.basic } } },
    ],
    ['an unknown field', { request: { auth: { type: 'bearer', token: ofTask.bearerHeader, more: 1 } } }],
    ['a header that cannot be sent', { request: { headers: { 'X-Api-Key': `${ofTask.header}\n` } } }],
    ['a cookie that cannot be sent', { request: { cookies: { sid: `${ofTask.cookie};\n` } } }],
    ['a passphrase with nothing to open', { tls: { clientCert: { passphrase: ofTask.passphrase } } }],
    ['an FTP password for HTTP', { ftp: { user: 'u', password: ofTask.basic } }],
    [
      'a source that is no address',
      { direction: 'upload', upload: { source: { url: `x://u:${ofTask.basic}@` } } },
    ],
  ])('that is refused for %s', async (_what, task) => {
    const { status, out, err } = await catprobe([
      'run',
      here(),
      '--no-store',
      '--task',
      JSON.stringify(task),
    ]);
    expect({ done: status === 0, found: found(out + err) }).toEqual({ done: false, found: [] });
  });
});
