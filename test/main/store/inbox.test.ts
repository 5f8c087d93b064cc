import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appendToInbox, takeInInbox } from '../../../src/main/store/inbox.ts';
import { openResults, type ResultStore } from '../../../src/main/store/results.ts';
import { sampleResult } from '../../support/sample-result.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function open(folder: string): Promise<ResultStore> {
  const store = await openResults(folder);
  onTestFinished(() => store.close());
  return store;
}

const total = async (store: ResultStore) => (await store.list({}, 0, 1)).total;

test('what waits is taken in on opening, and the files are gone', async () => {
  const folder = temporaryFolder();
  const inbox = await appendToInbox(folder, sampleResult('a'));
  await appendToInbox(folder, sampleResult('b'));
  await appendToInbox(folder, sampleResult('c', { runId: 'run-2' }));
  expect(inbox).toBe(path.join(folder, 'inbox'));
  expect(readdirSync(inbox).sort()).toEqual(['run-1.ndjson', 'run-2.ndjson']);

  const store = await open(folder);
  expect(store.inboxProblem).toBeNull();
  expect(await store.get('b')).toEqual(sampleResult('b'));
  expect(await total(store)).toBe(3);
  expect(readdirSync(inbox)).toEqual([]);
});

test('called again it takes what came since, each once', async () => {
  const folder = temporaryFolder();
  const store = await open(folder);
  expect(await takeInInbox(store, folder)).toBe(0);
  await store.append(sampleResult('a'));
  await appendToInbox(folder, sampleResult('a'));
  await appendToInbox(folder, sampleResult('b'));
  expect(await takeInInbox(store, folder)).toBe(2);
  expect(await takeInInbox(store, folder)).toBe(0);
  expect(await total(store)).toBe(2);
});

test('a half-written last line is left alone', async () => {
  const folder = temporaryFolder();
  const inbox = await appendToInbox(folder, sampleResult('a'));
  const half = JSON.stringify(sampleResult('b')).slice(0, 100);
  appendFileSync(path.join(inbox, 'run-1.ndjson'), `\n${half}`);

  const store = await open(folder);
  expect(await total(store)).toBe(1);
  await takeInInbox(store, folder);
  expect(await total(store)).toBe(1);
  expect(
    readdirSync(inbox).map((name) => readFileSync(path.join(inbox, name), 'utf8').endsWith(half)),
  ).toEqual([true]);
});

test('results written behind a broken line, and beside lines that are none, come in', async () => {
  const folder = temporaryFolder();
  const inbox = path.join(folder, 'inbox');
  mkdirSync(inbox);
  writeFileSync(path.join(inbox, 'run-1.ndjson'), '{"id":"brok');
  writeFileSync(path.join(inbox, 'run-2.ndjson'), 'null\n42\n{"id":7}\n');
  await appendToInbox(folder, sampleResult('a'));
  expect(await total(await open(folder))).toBe(1);
});

test('nothing acknowledged is lost while the one writes and the other takes', async () => {
  const folder = temporaryFolder();
  const store = await open(folder);
  const written = (async () => {
    for (let n = 0; n < 300; n++) await appendToInbox(folder, sampleResult(`id-${n}`));
  })();
  let writing = true;
  void written.then(() => {
    writing = false;
  });
  while (writing) await takeInInbox(store, folder);
  await written;
  await takeInInbox(store, folder);
  expect(await total(store)).toBe(300);
});

test('a run id never names a file outside the inbox', async () => {
  const folder = temporaryFolder();
  const inbox = await appendToInbox(folder, sampleResult('a', { runId: '../../evil' }));
  expect(readdirSync(inbox)).toEqual(['______evil.ndjson']);
});
