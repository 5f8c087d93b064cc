import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../../src/main/store/database.ts';
import { StoreError } from '../../../src/main/store/error.ts';
import { RESULTS_FILE } from '../../../src/main/store/folder.ts';
import { openResults, type ResultStore } from '../../../src/main/store/results.ts';
import { COLUMNS, MIGRATIONS } from '../../../src/main/store/schema.ts';
import { failedResult, sampleResult } from '../../support/sample-result.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function open(folder = temporaryFolder(), migrations = MIGRATIONS): Promise<ResultStore> {
  const store = await openResults(folder, migrations);
  onTestFinished(() => store.close());
  return store;
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

test('gives a result back unchanged, in a folder it made', async () => {
  const folder = path.join(temporaryFolder(), 'deep', 'data');
  const result = failedResult('a', 601, {
    labels: { site: '上海', 'odd "key\'': 'x;--' },
    name: '超时 \u0000 🦆',
    protocol: null,
    remoteAddress: null,
    timings: { ...sampleResult('a').timings, total: 0.1 + 0.2 },
    bytes: Number.MAX_SAFE_INTEGER,
  });
  const store = await open(folder);
  await store.append(result);
  expect(await store.get('a')).toEqual(result);
  expect(await store.get('b')).toBeNull();
  await store.close();

  const again = await open(folder);
  expect(await again.list({}, 0, 10)).toEqual({ rows: [result], total: 1 });
});

test('takes what is no valid text or no number of its column, and goes on', async () => {
  const store = await open();
  await Promise.all([
    store.append(sampleResult('half', { name: 'broken \ud800 pair' })),
    store.append(sampleResult('odd', { bytes: 1e30, speedKBps: Number.NaN, startedAt: 'never' })),
    store.append(sampleResult('good')),
  ]);
  expect((await store.get('half'))?.name).toBe('broken \ufffd pair');
  expect((await store.get('odd'))?.bytes).toBe(1e30);
  expect((await store.list({}, 0, 10)).total).toBe(3);
});

test('an id that is there already stays as it is', async () => {
  const store = await open();
  await store.append(sampleResult('a', { task: 'first' }));
  await Promise.all([
    store.append(sampleResult('a', { task: 'second' })),
    store.append(sampleResult('a', { task: 'third' })),
  ]);
  expect((await store.list({}, 0, 10)).rows).toEqual([sampleResult('a', { task: 'first' })]);
});

test('lists newest first, by instant and not by text, and page by page', async () => {
  const store = await open();
  await store.append(sampleResult('b', { startedAt: '2026-11-23T08:00:00.000+08:00' })); // 00:00 UTC
  await store.append(sampleResult('c', { startedAt: '2026-11-23T01:00:00.000+00:00' }));
  await store.append(sampleResult('a', { startedAt: '2026-11-22T23:30:00.000-01:00' })); // 00:30 UTC
  expect(ids((await store.list({}, 0, 10)).rows)).toEqual(['c', 'a', 'b']);
  const page = await store.list({}, 1, 1);
  expect(ids(page.rows)).toEqual(['a']);
  expect(page.total).toBe(3);
  expect(ids((await store.list({ since: '2026-11-23T08:30:00+08:00' }, 0, 10)).rows)).toEqual(['c', 'a']);
  expect(ids((await store.list({ until: '2026-11-23T00:30:00Z' }, 0, 10)).rows)).toEqual(['b']);
});

test('filters by each field, and by text in any case', async () => {
  const store = await open();
  await store.append(sampleResult('ok', { runId: 'run-2' }));
  await store.append(failedResult('refused', 601, { host: 'Mirror.test', task: 'Nightly' }));
  await store.append(failedResult('missing', 404, { url: 'https://files.test/100%_gone' }));
  const found = async (filter: Parameters<ResultStore['list']>[0]) =>
    ids((await store.list(filter, 0, 10)).rows).sort();

  expect(await found({ code: 601 })).toEqual(['refused']);
  expect(await found({ outcome: 'failed' })).toEqual(['missing', 'refused']);
  expect(await found({ host: 'files.test' })).toEqual(['missing', 'ok']);
  expect(await found({ task: 'Nightly' })).toEqual(['refused']);
  expect(await found({ phase: 'response', side: 'server' })).toEqual(['missing']);
  expect(await found({ runId: 'run-2' })).toEqual(['ok']);
  expect(await found({ text: 'mirror' })).toEqual(['refused']);
  expect(await found({ text: 'NIGHTLY' })).toEqual(['refused']);
  expect(await found({ text: 'http 404' })).toEqual(['missing']);
  expect(await found({ text: '100%_' })).toEqual(['missing']);
  expect(await found({ text: `' OR 1=1 --` })).toEqual([]);
});

test('concurrent appends all arrive, and close waits for them', async () => {
  const folder = temporaryFolder();
  const store = await open(folder);
  const appends = Array.from({ length: 2500 }, (_, n) => store.append(sampleResult(`id-${n}`)));
  await Promise.all([...appends, store.close()]);
  expect((await (await open(folder)).list({}, 0, 1)).total).toBe(2500);
});

test('a closed store says so', async () => {
  const store = await open();
  await store.close();
  await expect(store.append(sampleResult('a'))).rejects.toMatchObject({ kind: 'closed' });
  await expect(store.list({}, 0, 1)).rejects.toMatchObject({ kind: 'closed' });
  await store.close();
});

test('opened twice in one process, both see the same results', async () => {
  const folder = temporaryFolder();
  const [one, two] = [await open(folder), await open(folder)];
  await one.append(sampleResult('a'));
  expect(await two.get('a')).not.toBeNull();
  await one.close();
  await two.append(sampleResult('b'));
  expect((await two.list({}, 0, 1)).total).toBe(2);
});

test('the columns of a row are those of the table', async () => {
  const store = await open();
  const table = await store.query<{ column_name: string; column_type: string }>(
    'SELECT * FROM (DESCRIBE results)',
  );
  const declared = table.map((row) => [row.column_name, row.column_type]);
  const written = Object.entries(COLUMNS).map(([name, [type]]) => [name, type]);
  expect(declared.sort()).toEqual([...written, ['json', 'VARCHAR']].sort());
});

test('a file of an older version is brought to the next one with its results', async () => {
  const folder = temporaryFolder();
  const old = await open(folder);
  await old.append(sampleResult('a', { threads: 4 }));
  await old.close();

  const next = `ALTER TABLE results ADD COLUMN threads INTEGER; UPDATE results SET threads = ("json"->>'$.threads')::INTEGER`;
  const migrated = await open(folder, [...MIGRATIONS, next]);
  expect(await migrated.query('SELECT id, threads FROM results')).toEqual([{ id: 'a', threads: 4 }]);
  await migrated.append(sampleResult('b'));
  await migrated.close();

  // And it is not done twice.
  expect((await (await open(folder, [...MIGRATIONS, next])).list({}, 0, 10)).total).toBe(2);
});

test('a migration that fails leaves the file at its version', async () => {
  const folder = temporaryFolder();
  const old = await open(folder);
  await old.append(sampleResult('a'));
  await old.close();
  await expect(
    openResults(folder, [...MIGRATIONS, 'ALTER TABLE results ADD COLUMN extra INTEGER; SELECT nonsense']),
  ).rejects.toThrow(StoreError);
  const again = await open(folder);
  expect(await again.get('a')).not.toBeNull();
});

test('a file of a newer version is refused and left as it is', async () => {
  const folder = temporaryFolder();
  await (await open(folder, [...MIGRATIONS, 'SELECT 1'])).close();
  const before = readFileSync(path.join(folder, RESULTS_FILE));
  await expect(openResults(folder)).rejects.toMatchObject({
    kind: 'newer',
    message: expect.stringContaining('newer catprobe'),
  });
  expect(readFileSync(path.join(folder, RESULTS_FILE)).equals(before)).toBe(true);
});

test('nothing is ever downloaded', async () => {
  const database = await Database.open(path.join(temporaryFolder(), 'any.duckdb'));
  onTestFinished(() => database.close());
  const rows = await database.query<{ name: string; value: string }>(
    `SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' ORDER BY name`,
  );
  expect(rows).toEqual([
    { name: 'autoinstall_known_extensions', value: 'false' },
    { name: 'autoload_known_extensions', value: 'false' },
  ]);
});

test('a damaged file is named, explained in both languages, and left as it is', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, RESULTS_FILE);
  writeFileSync(file, 'garbage'.repeat(5000));
  const error = await openResults(folder).catch((thrown: unknown) => thrown as StoreError);
  if (!(error instanceof StoreError)) throw new Error('opened');
  expect(error.kind).toBe('corrupt');
  expect(error.message).toContain(file);
  expect(error.message).toContain('nothing was deleted');
  expect(error.say('zh')).toContain('已损坏');
  expect(readFileSync(file, 'utf8')).toBe('garbage'.repeat(5000));
});

test('a file damaged inside or cut short is told from a good one', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, RESULTS_FILE);
  const store = await open(folder);
  await store.append(sampleResult('a'));
  await store.close();
  const good = readFileSync(file);

  writeFileSync(file, Buffer.from(good).fill(0x55, 12_288));
  await expect(openResults(folder)).rejects.toMatchObject({ kind: 'corrupt' });
  writeFileSync(file, good.subarray(0, 9000));
  await expect(openResults(folder)).rejects.toMatchObject({ kind: 'corrupt' });
  writeFileSync(file, good);
  expect(await (await open(folder)).get('a')).not.toBeNull();
});

test('a folder below a file cannot be written', async () => {
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await expect(openResults(path.join(file, 'data'))).rejects.toMatchObject({ kind: 'readOnly' });
});

/** Resolves when the child has opened the store; `lines` goes on. The child does not outlive the test. */
async function startChild(folder: string, mode: 'hold' | 'append') {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'append-forever.ts'), folder, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('open');
  return { child, lines, exited };
}

test('a store that another process has open is busy, and its process is named', async () => {
  const folder = temporaryFolder();
  const { child } = await startChild(folder, 'hold');
  await expect(openResults(folder)).rejects.toMatchObject({
    kind: 'busy',
    message: expect.stringContaining(`process ${child.pid}`),
  });
});

test('killed while it appends: every acknowledged result is there', async () => {
  const folder = temporaryFolder();
  const { child, lines, exited } = await startChild(folder, 'append');
  const acknowledged: string[] = [];
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    acknowledged.push(line.value);
    if (acknowledged.length === 2000) child.kill('SIGKILL');
  }
  await exited;
  expect(child.signalCode).toBe('SIGKILL');
  expect(acknowledged.length).toBeGreaterThanOrEqual(2000);

  const store = await open(folder);
  const stored = new Set(ids((await store.list({}, 0, 1_000_000)).rows));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
});

test('gives the newest result of each task that is asked for', async () => {
  const store = await open();
  for (const [id, task, minute] of [
    ['1', 'a', '10'],
    ['2', 'a', '30'],
    ['3', 'a', '20'],
    ['4', 'b', '00'],
    ['5', 'c', '00'],
  ]) {
    await store.append(sampleResult(id!, { task, startedAt: `2026-11-23T08:${minute}:00.000+08:00` }));
  }
  expect(ids(await store.latest(['a', 'b', 'never run'])).sort()).toEqual(['2', '4']);
  expect(await store.latest([])).toEqual([]);
});
