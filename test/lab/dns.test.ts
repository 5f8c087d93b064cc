/** The lab's name server, asked by Node's own resolver. */
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenDns } from '../../src/lab/servers/dns.ts';
import type { Listener } from '../../src/lab/servers/tcp.ts';

let server: Listener;
const resolver = new Resolver({ timeout: 500, tries: 1 });

beforeAll(async () => {
  server = await listenDns({
    'good.lab.test': { a: ['127.0.0.1', '192.0.2.7'], aaaa: ['::1', '2001:db8::12:ff'] },
    'alias.lab.test': { cname: 'good.lab.test' },
    'loop.lab.test': { cname: 'loop.lab.test' },
    'truncated.lab.test': { a: ['127.0.0.1'], truncated: true },
    'dangling.lab.test': { cname: 'nowhere.lab.test' },
    'empty.lab.test': {},
    'servfail.lab.test': { error: 'SERVFAIL' },
    'refused.lab.test': { error: 'REFUSED' },
    'formerr.lab.test': { error: 'FORMERR' },
    'garbage.lab.test': { garbage: true },
    'late.lab.test': { a: ['127.0.0.1'], lateMs: 50 },
    'very-late.lab.test': { a: ['127.0.0.1'], lateMs: 60_000 },
    'silent.lab.test': { silent: true },
  });
  resolver.setServers([`127.0.0.1:${server.port}`]);
});

afterAll(() => server.close());

test('addresses of both families', async () => {
  expect(await resolver.resolve4('good.lab.test')).toEqual(['127.0.0.1', '192.0.2.7']);
  expect(await resolver.resolve6('good.lab.test')).toEqual(['::1', '2001:db8::12:ff']);
});

test('names in any case, and aliases with what they lead to', async () => {
  expect(await resolver.resolve4('GOOD.Lab.Test')).toHaveLength(2);
  expect(await resolver.resolve4('alias.lab.test')).toHaveLength(2);
  expect(await resolver.resolve4('dangling.lab.test')).toEqual([]);
  expect(await resolver.resolve4('loop.lab.test')).toEqual([]);
  expect(await resolver.resolveCname('alias.lab.test')).toEqual(['good.lab.test']);
});

test('what is too long for UDP comes over TCP', async () => {
  expect(await resolver.resolve4('truncated.lab.test')).toEqual(['127.0.0.1']);
});

test('a late answer is a good one', async () => {
  expect(await resolver.resolve4('late.lab.test')).toEqual(['127.0.0.1']);
});

describe('failures have their own code', () => {
  test.each([
    ['unknown.lab.test', 'ENOTFOUND'],
    ['empty.lab.test', 'ENODATA'],
    ['servfail.lab.test', 'ESERVFAIL'],
    ['refused.lab.test', 'EREFUSED'],
    ['formerr.lab.test', 'EFORMERR'],
    ['garbage.lab.test', 'EBADRESP'],
    ['silent.lab.test', 'ETIMEOUT'],
    ['very-late.lab.test', 'ETIMEOUT'],
  ])('%s: %s', async (name, code) => {
    await expect(resolver.resolve4(name)).rejects.toMatchObject({ code });
  });
});

test('bytes that are no query are left unanswered and do no harm', async () => {
  const socket = createSocket('udp4');
  socket.send('no query', server.port, '127.0.0.1');
  socket.send(Buffer.alloc(13, 0xff), server.port, '127.0.0.1');
  expect(await resolver.resolve4('good.lab.test')).toHaveLength(2);
  socket.close();
  await once(socket, 'close');
});
