/** The host when something is wrong: a store that cannot be used, settings that cannot be read, an end in the middle of a run. */
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Host, openHost } from '../../../src/main/api/host.ts';
import { StoreError } from '../../../src/main/store/error.ts';
import { RESULTS_FILE } from '../../../src/main/store/folder.ts';
import { appendToInbox } from '../../../src/main/store/inbox.ts';
import { openResults } from '../../../src/main/store/results.ts';
import type { Bridge, Reply, ResultPage, Run } from '../../../src/shared/api.ts';
import { hear } from './events.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let folder: string;
const opened = new Set<Host>();

beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.close());

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-host-'));
});
afterEach(async () => {
  for (const host of opened) await close(host);
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<{ host: Host; bridge: Bridge }> {
  const host = await openHost({ door: 'browser', version: '0.0.0', folder, language: 'en' });
  opened.add(host);
  return { host, bridge: { host: 'browser', ...host.api } as Bridge };
}

async function close(host: Host): Promise<void> {
  opened.delete(host);
  await host.close();
}

async function run(bridge: Bridge, url = target.file): Promise<Run> {
  const heard = hear(bridge);
  const reply = await bridge.invoke('runs.start', { tasks: [{ name: 'a', url }] });
  const ended = await heard.end(value<Run>(reply).id);
  expect(heard.all.filter((event) => event.type === 'result')).toHaveLength(1);
  heard.stop();
  return ended;
}

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

const everything = { filter: {}, offset: 0, limit: 10 };

test('a store that cannot be read: commands say so, runs go on, their results wait and are taken in later', async () => {
  await writeFile(path.join(folder, RESULTS_FILE), 'no database');
  const { bridge } = await open();

  expect(await bridge.invoke('results.list', everything)).toMatchObject({
    ok: false,
    error: { code: 'STORE', message: expect.stringContaining(RESULTS_FILE) },
  });
  const ended = await run(bridge);
  expect(ended).toMatchObject({ state: 'done', done: 1, problem: { code: 'STORE' } });
  expect(ended.problem?.message).toContain(path.join(folder, 'inbox'));
  expect(ended.problem?.message).not.toMatch(/\n/);
  expect(await readFile(path.join(folder, RESULTS_FILE), 'utf8')).toBe('no database');

  await rm(path.join(folder, RESULTS_FILE));
  expect(value<ResultPage>(await bridge.invoke('results.list', everything)).total).toBe(1);
  expect(await readdir(path.join(folder, 'inbox'))).toEqual([]);
  expect(await run(bridge)).not.toHaveProperty('problem');
});

test('neither store nor inbox: the run goes on and says that nothing is kept', async () => {
  await writeFile(path.join(folder, RESULTS_FILE), 'no database');
  await writeFile(path.join(folder, 'inbox'), 'no folder');
  const { bridge } = await open();
  expect(await run(bridge)).toMatchObject({
    state: 'done',
    done: 1,
    problem: { code: 'STORE', message: expect.stringContaining('not stored') },
  });
});

test('results that a command line left while the host was open are seen', async () => {
  const { host, bridge } = await open();
  await run(bridge);
  const [row] = value<ResultPage>(await bridge.invoke('results.list', everything)).rows;
  await appendToInbox(folder, { ...row!, id: `${row!.id}-b`, runId: 'other' });
  const lists = await Promise.all([1, 2, 3].map(() => bridge.invoke('results.list', everything)));
  expect(lists.map((reply) => value<ResultPage>(reply).total)).toEqual([2, 2, 2]);
  await close(host);
});

test('closing in the middle of a run stores what it leaves', async () => {
  const { host, bridge } = await open();
  const heard = hear(bridge);
  await bridge.invoke('runs.start', { tasks: [{ name: 'a', url: target.endless }] });
  await heard.first((event) => event.type === 'progress' && event.progress.bytes > 0);
  await close(host);

  const store = await openResults(folder);
  expect((await store.list({}, 0, 10)).rows).toMatchObject([{ task: 'a', outcome: 'canceled' }]);
  await store.close();
  expect(await bridge.invoke('runs.start', { tasks: [{ url: target.file }] })).toMatchObject({ ok: false });
});

test('settings that cannot be read are set aside, and it is told', async () => {
  await writeFile(path.join(folder, 'config.json'), '{ no json');
  const { host, bridge } = await open();
  expect(host.notices).toEqual([expect.stringContaining('config.corrupt-1.json')]);
  expect(await bridge.invoke('settings.get', null)).toMatchObject({
    ok: true,
    value: { language: null, theme: 'auto' },
  });
});

test('a data folder that cannot be made is one clear line', async () => {
  await writeFile(path.join(folder, 'file'), '');
  const below = path.join(folder, 'file', 'data');
  const opening = openHost({ door: 'browser', version: '0', folder: below, language: 'en' });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow(below);
});

test('nothing is opened that is not used', async () => {
  await mkdir(folder, { recursive: true });
  const { host } = await open();
  await close(host);
  await expect(access(path.join(folder, RESULTS_FILE))).rejects.toThrow('ENOENT');
});
