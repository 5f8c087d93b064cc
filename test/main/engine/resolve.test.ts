/** Names against real name servers on loopback: which server is asked, which family, what the result says. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenDns } from '../../../src/lab/servers/dns.ts';
import { type Listener, refusedPort } from '../../../src/lab/servers/tcp.ts';
import type { TaskInput } from '../../../src/shared/task.ts';
import { runTask, serveHttp, type TestServer } from '../../support/server.ts';

const NAME = 'name.test';
const address = ({ port }: Listener): string => `127.0.0.1:${port}`;

let web: TestServer;
let good: Listener;
let silent: Listener;
let failing: Listener;
let nobody: Listener;

beforeAll(async () => {
  web = await serveHttp((_request, response) => response.end('x'));
  good = await listenDns({
    [NAME]: { a: ['127.0.0.1', '127.0.0.2', '127.0.0.3'] },
    'both.test': { a: ['127.0.0.1'], aaaa: ['::1'] },
    'six.test': { aaaa: ['::1'] },
    'alias.test': { cname: 'nowhere.test' },
  });
  silent = await listenDns({ [NAME]: { silent: true } });
  failing = await listenDns({ [NAME]: { error: 'SERVFAIL' } });
  nobody = await refusedPort();
});

afterAll(async () => {
  await Promise.all([good, silent, failing, nobody].map((server) => server.close()));
  await web[Symbol.asyncDispose]();
});

const ask = (name: string, servers: Listener[], task: Partial<TaskInput> = {}, limitMs = 20_000) =>
  runTask({
    url: `http://${name}:${web.port}/`,
    dns: { servers: servers.map(address), limitMs },
    ...task,
  });

test('every address of the answer is in the result, and the one that was used', async () => {
  expect(await ask(NAME, [good])).toMatchObject({
    code: 0,
    host: NAME,
    addresses: ['127.0.0.1', '127.0.0.2', '127.0.0.3'],
    remoteAddress: '127.0.0.1',
  });
});

describe('a list of name servers', () => {
  test('the second one is asked when nobody listens at the first', async () => {
    expect(await ask(NAME, [nobody, good])).toMatchObject({ code: 0 });
  });
  test('and when the first is silent, inside the limit', async () => {
    expect(await ask(NAME, [silent, good], {}, 1500)).toMatchObject({ code: 0 });
  });
  test('an answer is an answer, also one that says no', async () => {
    const result = await ask(NAME, [failing, good]);
    expect(result).toMatchObject({ code: 600, phase: 'resolve', evidence: [{ name: 'ESERVFAIL' }] });
    expect(result.evidence[0]?.detail).toContain(address(failing));
  });
  test('all of them dead', async () => {
    expect(await ask(NAME, [nobody, nobody])).toMatchObject({
      code: 600,
      evidence: [{ source: 'dns', name: 'ECONNREFUSED' }],
    });
  });
  test('all of them silent: over the limit', async () => {
    expect(await ask(NAME, [silent, silent], {}, 300)).toMatchObject({ code: 722 });
  });
});

test('aliases that lead to no address say so', async () => {
  const result = await ask('alias.test', [good]);
  expect(result).toMatchObject({ code: 600, evidence: [{ name: 'ENODATA' }, { name: 'ENODATA' }] });
});

describe('address families', () => {
  let six: Server | null = null;

  beforeAll(async () => {
    six = await new Promise((resolve) => {
      const server = createServer((_request, response) => response.end('six'));
      server.once('error', () => resolve(null));
      server.listen(web.port, '::1', () => resolve(server));
    });
  });
  afterAll(() => six?.close());

  test('4 and 6 of a name that has both', async ({ skip }) => {
    skip(six === null, 'this computer has no IPv6 loopback');
    expect(await ask('both.test', [good], { ipFamily: '4' })).toMatchObject({
      code: 0,
      ipFamily: 4,
      addresses: ['127.0.0.1'],
    });
    expect(await ask('both.test', [good], { ipFamily: '6' })).toMatchObject({
      code: 0,
      ipFamily: 6,
      addresses: ['::1'],
      remoteAddress: '::1',
    });
  });

  test('auto takes what there is', async ({ skip }) => {
    skip(six === null, 'this computer has no IPv6 loopback');
    expect(await ask('six.test', [good])).toMatchObject({ code: 0, ipFamily: 6, bytes: 3 });
  });

  test('the other family is not taken instead', async () => {
    expect(await ask('six.test', [good], { ipFamily: '4' })).toMatchObject({ code: 600 });
    expect(await ask(NAME, [good], { ipFamily: '6' })).toMatchObject({ code: 600 });
    expect(await runTask({ url: `http://127.0.0.1:${web.port}/`, ipFamily: '6' })).toMatchObject({
      code: 600,
      evidence: [{ source: 'dns', name: 'ENODATA' }],
    });
  });
});
