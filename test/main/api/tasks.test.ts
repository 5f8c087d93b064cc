/** Saved tasks through the API: planted secrets are sent in a run, and found nowhere else. */
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Host, openHost } from '../../../src/main/api/host.ts';
import { SECRETS_FILE } from '../../../src/main/store/secrets.ts';
import type { Bridge, Reply } from '../../../src/shared/api.ts';
import { KEPT_SECRET } from '../../../src/shared/secrets.ts';
import { hear } from './events.ts';

const PLANTED = 'planted-secret';
let folder: string;
let host: Host;
let bridge: Bridge;
/** All that the API said. */
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-tasks-'));
  host = await openHost({ door: 'browser', version: '0.0.0', folder, language: 'en' });
  said = [];
  const invoke = async (command: unknown, input: unknown) => {
    const reply = await host.api.invoke(command, input);
    if (command !== 'tasks.read') said.push(JSON.stringify(reply));
    return reply;
  };
  bridge = { host: 'browser', invoke, onEvent: host.api.onEvent } as Bridge;
  host.api.onEvent((event) => said.push(JSON.stringify(event)));
});
afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

test('a planted secret reaches the server, and no reply, event, export, log or file but its own', async () => {
  const logged = vi.spyOn(console, 'error');
  const heads: http.IncomingHttpHeaders[] = [];
  const server = http.createServer((request, response) => {
    heads.push(request.headers);
    response.end('ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const request = {
      auth: { type: 'bearer' as const, token: PLANTED },
      cookies: { sid: PLANTED },
      headers: { 'X-Api-Key': PLANTED },
    };
    value(await bridge.invoke('tasks.save', { task: { name: 'a', url, request } }));
    value(await bridge.invoke('tasks.duplicate', { name: 'a' }));
    value(await bridge.invoke('tasks.list', null));
    const exported = value(await bridge.invoke('tasks.export', { names: ['a', 'a (2)'] }));
    expect(exported.leftOut).toHaveLength(2);

    const heard = hear(bridge);
    const run = value(await bridge.invoke('tasks.run', { names: ['a (2)'] }));
    expect(await heard.end(run.id)).toMatchObject({ state: 'done', failed: 0 });
    // The Test screen knows the mark alone.
    const marked = { ...request, auth: { type: 'bearer' as const, token: KEPT_SECRET } };
    const again = value(await bridge.invoke('runs.start', { tasks: [{ name: 'a', url, request: marked }] }));
    await heard.end(again.id);
    heard.stop();
    for (const head of heads)
      expect(head).toMatchObject({
        authorization: `Bearer ${PLANTED}`,
        cookie: `sid=${PLANTED}`,
        'x-api-key': PLANTED,
      });
    expect(heads).toHaveLength(2);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  await host.close();
  expect(said.join('\n')).not.toContain(PLANTED);
  expect(JSON.stringify(logged.mock.calls)).not.toContain(PLANTED);
  for (const file of await readdir(folder)) {
    const content = await readFile(path.join(folder, file), 'latin1');
    expect([file, content.includes(PLANTED)]).toEqual([file, file === SECRETS_FILE]);
  }
});

test('a mark with no secret behind it is refused by its field', async () => {
  const task = { name: 'x', url: 'ftp://a.test/', ftp: { user: 'me', password: KEPT_SECRET } };
  expect(await bridge.invoke('runs.start', { tasks: [task] })).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT', fields: [{ path: 'tasks[0].ftp.password' }] },
  });
});

test('names: one that is taken is refused on saving, and numbered on adding', async () => {
  const task = { name: 'a', url: 'http://a.test/' };
  value(await bridge.invoke('tasks.save', { task }));
  expect(await bridge.invoke('tasks.save', { task })).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT', fields: [{ path: 'task.name' }] },
  });
  value(await bridge.invoke('tasks.save', { task: { ...task, threads: 2 }, was: 'a' }));
  const { tasks } = value(await bridge.invoke('tasks.add', { tasks: [task, { ...task, group: 'g' }] }));
  expect(tasks.map(({ name }) => name)).toEqual(['a', 'a (2)', 'a (3)']);
  expect(tasks[0]).toEqual({ ...task, threads: 2 });
});

test('adding is all or nothing, with every error', async () => {
  const reply = await host.api.invoke('tasks.add', {
    tasks: [
      { url: 'http://a.test/' },
      { url: 'http://b.test/', threads: 0 },
      { url: 'http://c.test/', ftp: {} },
    ],
  });
  expect(reply).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT', fields: [{ path: 'tasks[1].threads' }] },
  });
  expect(value(await bridge.invoke('tasks.list', null)).tasks).toEqual([]);
});

test.each([
  ['nothing of the kind', 1],
  ['{"catprobe": 1, "tasks": [{"url": 1}, {"url": "a", "x": 1, "threads": 0}]}', 3],
  ['{"broken', 1],
  ['curl --foo --bar http://a.test/', 2],
])('%s: %i lines', async (text, count) => {
  const reply = await bridge.invoke('tasks.read', { text });
  if (reply.ok) throw new Error('was taken');
  expect(reply.error.fields).toHaveLength(count);
});
