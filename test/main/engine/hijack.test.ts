/** DNS answers against the task's rules: what counts as hijacked, and how it is counted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenDns } from '../../../src/lab/servers/dns.ts';
import { isHijacked } from '../../../src/main/engine/hijack.ts';
import { parseHijackRules } from '../../../src/shared/dns-hijack.ts';
import type { TaskInput } from '../../../src/shared/task.ts';
import { runTask, serveHttp, type TestServer } from '../../support/server.ts';

const rulesOf = (text: string | undefined) =>
  text === undefined ? undefined : parseHijackRules(`x.example:${text}`).rules.get('x.example');
const judge = (address: string, allow?: string, block?: string, aliases: string[] = []): boolean =>
  isHijacked({ address, aliases }, rulesOf(allow), rulesOf(block));

describe('one address', () => {
  test.each<[string, string, boolean]>([
    ['202.0.3.55', '202.0.3.55|203.3.44.67', false],
    ['203.3.44.67', '202.0.3.55|203.3.44.67', false],
    ['202.0.3.56', '202.0.3.55|203.3.44.67', true],
    ['202.0.3.200', '202.0.3.*', false],
    ['202.0.33.1', '202.0.3.*', true],
    ['202.0.3.31', '202.0.3.1/27', false],
    ['202.0.3.32', '202.0.3.1/27', true],
    ['2001:db8::5', '2001:DB8::/32', false],
    ['2001:db9::5', '2001:DB8::/32', true],
    ['2001:db8::5', '2001:db8:0:0:0:0:0:5', false],
    ['1.2.3.4', '*', false],
    ['1.2.3.4', 'cdn.example', true],
  ])('%s, allowed %s: hijacked %s', (address, allow, hijacked) => {
    expect(judge(address, allow)).toBe(hijacked);
    // The same rules as a list of what is blocked say the opposite.
    expect(judge(address, undefined, allow)).toBe(!hijacked);
  });

  test('an alias allows, or blocks, every address behind it', () => {
    expect(judge('1.2.3.4', 'cdn.example', undefined, ['cdn.example'])).toBe(false);
    expect(judge('1.2.3.4', undefined, 'cdn.example', ['other.example', 'cdn.example'])).toBe(true);
  });

  test('both lists: either is enough', () => {
    expect(judge('1.2.3.4', '1.2.3.*', '1.2.3.4')).toBe(true);
    expect(judge('1.2.3.5', '1.2.3.*', '1.2.3.4')).toBe(false);
  });
});

describe('a transfer counts', () => {
  let dns: Awaited<ReturnType<typeof listenDns>>;
  let server: TestServer;
  beforeAll(async () => {
    dns = await listenDns({
      'one.test': { a: ['127.0.0.1'] },
      'two.test': { a: ['127.0.0.1', '192.0.2.1', '192.0.2.2'] },
      'alias.test': { cname: 'middle.test' },
      'middle.test': { cname: 'one.test' },
    });
    server = await serveHttp((request, response) => {
      if (request.url === '/r')
        response.writeHead(302, { location: `http://two.test:${server.port}/` }).end();
      else response.end();
    });
  });
  afterAll(async () => {
    await dns.close();
    await server[Symbol.asyncDispose]();
  });
  const run = (host: string, dnsHijack: TaskInput['dnsHijack'], more: Partial<TaskInput> = {}, path = '/') =>
    runTask({
      url: `http://${host}:${server.port}${path}`,
      dns: { servers: [`127.0.0.1:${dns.port}`] },
      dnsHijack,
      ...more,
    });

  test('nothing where there are no rules', async () => {
    expect(await run('one.test', undefined)).toMatchObject({ code: 0, hijack: null });
  });

  test('addresses and names over all hops, and stays a success', async () => {
    const block = 'ONE.test:127.0.0.1\ntwo.test:192.0.2.*';
    expect(await run('one.test', { block }, {}, '/r')).toMatchObject({
      code: 0,
      hijack: { count: 3, domains: 2 },
    });
    expect(await run('two.test', { allow: 'two.test:127.0.0.0/8' })).toMatchObject({
      code: 0,
      hijack: { count: 2, domains: 1 },
    });
    expect(await run('two.test', { allow: 'other.test:1.1.1.1' })).toMatchObject({
      hijack: { count: 0, domains: 0 },
    });
  });

  test('aliases are asked for where a rule names one', async () => {
    expect(await run('alias.test', { allow: 'alias.test:ONE.test' })).toMatchObject({ hijack: { count: 0 } });
    expect(await run('alias.test', { allow: 'alias.test:cdn.test' })).toMatchObject({ hijack: { count: 1 } });
    expect(await run('alias.test', { block: 'alias.test:middle.test' })).toMatchObject({
      hijack: { count: 1 },
    });
  });

  test('a failed transfer too; pinned hosts and addresses were not asked of DNS', async () => {
    const block = 'one.test:*';
    expect(await run('one.test', { block }, { expect: 632, verify: { md5: 'd'.repeat(32) } })).toMatchObject({
      code: 632,
      hijack: { count: 1, domains: 1 },
    });
    expect(
      await run('one.test', { block }, { hosts: [{ ip: '127.0.0.1', host: 'one.test' }] }),
    ).toMatchObject({
      hijack: { count: 0, domains: 0 },
    });
  });
});
