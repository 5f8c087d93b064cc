/** Proxy addresses: what the gate takes, and how they are read. */
import { describe, expect, test } from 'vitest';
import { PROXY_SETTING, parseProxy, shownProxy } from '../../src/shared/proxy.ts';

describe('an address', () => {
  test.each([
    ['http://proxy.example:3128', 'proxy.example', 3128, null],
    ['https://proxy.example:443/', 'proxy.example', 443, null],
    ['socks5://[::1]:1080', '::1', 1080, null],
    ['socks5h://me:hush@10.0.0.1:1080', '10.0.0.1', 1080, { user: 'me', password: 'hush' }],
    ['http://me@proxy:1', 'proxy', 1, { user: 'me', password: '' }],
    ['http://me:a:b@proxy:65535', 'proxy', 65535, { user: 'me', password: 'a:b' }],
    ['http://m%40e:h%3Ash@proxy:80', 'proxy', 80, { user: 'm%40e', password: 'h%3Ash' }],
    ['http://代理.example:3128', '代理.example', 3128, null],
  ])('%s', (text, host, port, credentials) => {
    expect(PROXY_SETTING.test(text)).toBe(true);
    expect(parseProxy(text)).toMatchObject({ host, port, credentials });
  });

  test('is shown without credentials', () => {
    expect(shownProxy(parseProxy('socks5://me:hush@[::1]:1080')!)).toBe('socks5://[::1]:1080');
  });
});

test.each(['none', 'system'])('%s is a setting, and no address', (text) => {
  expect(PROXY_SETTING.test(text)).toBe(true);
  expect(parseProxy(text)).toBeNull();
});

test.each([
  'http://proxy',
  'proxy:3128',
  'http://proxy:0',
  'http://proxy:65536',
  'http://proxy:3128/path',
  'http://:3128',
  'http://me:100%@proxy:3128',
  'http://me:hu sh@proxy:3128',
  'http://me:密@proxy:3128',
  'http://a@b@proxy:3128',
  'socks4://proxy:1080',
  'ftp://proxy:21',
  'HTTP://proxy:3128',
  `socks5://${'u'.repeat(256)}:x@proxy:1080`,
  'http://pro\nxy:3128',
  '',
])('refused: %j', (text) => {
  expect(PROXY_SETTING.test(text)).toBe(false);
});
