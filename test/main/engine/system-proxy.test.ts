/** The environment's proxy variables, by curl's rules. */
import { describe, expect, test } from 'vitest';
import { environmentProxy, isLoopback } from '../../../src/main/engine/system-proxy.ts';

const ask = (env: Record<string, string>, url: string): Promise<string | null> =>
  environmentProxy(env)(new URL(url));
const HTTP = 'http://target.example/';
const HTTPS = 'https://target.example/';

describe('which variable', () => {
  const all = { http_proxy: 'http://h:1', https_proxy: 'http://s:2', all_proxy: 'http://a:3' };
  test.each([
    ['none', {}, HTTP, null],
    ['that of the scheme', all, HTTP, 'http://h:1'],
    ['that of the scheme, TLS', all, HTTPS, 'http://s:2'],
    [
      'all_proxy for the rest',
      { http_proxy: 'http://h:1', all_proxy: 'socks5h://a:3' },
      HTTPS,
      'socks5h://a:3',
    ],
    ['upper case', { HTTPS_PROXY: 'http://s:2' }, HTTPS, 'http://s:2'],
    ['upper case, all', { ALL_PROXY: 'http://a:3' }, HTTP, 'http://a:3'],
    ['lower case first', { https_proxy: 'http://s:2', HTTPS_PROXY: 'http://other:2' }, HTTPS, 'http://s:2'],
    ['HTTP_PROXY is not read', { HTTP_PROXY: 'http://h:1' }, HTTP, null],
    ['an empty one is none', { https_proxy: '', all_proxy: 'http://a:3' }, HTTPS, 'http://a:3'],
  ])('%s', async (_what, env, url, proxy) => {
    expect(await ask(env, url)).toBe(proxy);
  });
});

test.each([
  ['proxy:3128', 'http://proxy:3128'],
  ['proxy', 'http://proxy:1080'],
  ['http://proxy/', 'http://proxy:1080'],
  ['https://proxy', 'https://proxy:443'],
  ['SOCKS5://proxy', 'socks5://proxy:1080'],
  ['http://me:hush@proxy', 'http://me:hush@proxy:1080'],
  ['http://[::1]', 'http://[::1]:1080'],
  ['http://[::1]:3128', 'http://[::1]:3128'],
])('the value %s is %s', async (value, proxy) => {
  expect(await ask({ all_proxy: value }, HTTP)).toBe(proxy);
});

describe('no_proxy', () => {
  test.each([
    ['*', HTTP, true],
    ['target.example', HTTP, true],
    ['TARGET.example', HTTP, true],
    ['example', HTTP, true],
    ['.example', HTTP, true],
    ['.target.example', HTTP, true],
    ['other.example, target.example', HTTP, true],
    ['other.example target.example.', HTTP, true],
    ['get.example', HTTP, false],
    ['a.target.example', HTTP, false],
    ['', HTTP, false],
    ['.', HTTP, false],
    ['example', 'http://target.example./', true],
    ['192.0.2.7', 'http://192.0.2.7/', true],
    ['192.0.2.0/24', 'http://192.0.2.7/', true],
    ['192.0.2.0/29', 'http://192.0.2.8/', false],
    ['0.0.0.0/0', 'http://192.0.2.7/', true],
    ['192.0.2.0/33', 'http://192.0.2.7/', false],
    ['0.0.0.0/0', HTTP, false],
    ['7', 'http://192.0.2.7/', false],
    ['2001:db8::/32', 'http://[2001:db8::7]/', true],
    ['[2001:db8::7]', 'http://[2001:db8:0::7]/', true],
    ['2001:db8::/32', 'http://[2001:db9::7]/', false],
    ['192.0.2.0/24', 'http://[2001:db8::7]/', false],
  ])('%j for %s: exempt is %s', async (list, url, exempt) => {
    const env = { http_proxy: 'http://h:1' };
    expect(await ask({ ...env, no_proxy: list }, url)).toBe(exempt ? null : 'http://h:1');
    expect(await ask({ ...env, NO_PROXY: list }, url)).toBe(exempt ? null : 'http://h:1');
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['::ffff:7f00:1', true],
  ['localhost', true],
  ['LOCALHOST.', true],
  ['app.localhost', true],
  ['notlocalhost', false],
  ['localhost.example', false],
  ['128.0.0.1', false],
  ['::2', false],
])('%s is this computer: %s', (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback);
});
