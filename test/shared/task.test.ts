/** The task gate: defaults, and one clear line for each thing that is wrong. */
import { describe, expect, test } from 'vitest';
import { unsupportedFields } from '../../src/main/engine/preflight.ts';
import {
  parseTask,
  parseTaskFile,
  type Task,
  taskName,
  taskSchema,
  withoutCredentials,
} from '../../src/shared/task.ts';

const URL_OK = 'https://example.org/file';
const messages = (input: unknown): string[] => {
  const parsed = parseTask(input);
  return parsed.ok ? [] : parsed.errors.map((error) => error.message);
};

describe('defaults', () => {
  test('a URL is enough', () => {
    const parsed = parseTask({ url: URL_OK });
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        direction: 'download',
        protocols: ['http', 'https', 'ftp', 'ftps'],
        kernel: 'node',
        ipFamily: 'auto',
        dns: { servers: [], limitMs: 20_000 },
        timeouts: { connectMs: 10_000, tlsMs: 10_000, responseMs: 30_000, totalMs: 60_000 },
        threads: 1,
        redirects: { follow: true, max: 10, confirmed: false, allowPrivate: true },
        proxy: 'none',
        decode: true,
        repeat: { count: 1, intervalMs: 0 },
      },
    });
  });

  test('a parsed task passes the gate again unchanged', () => {
    const once = taskSchema.parse({ url: URL_OK, verify: { md5: 'd41d8cd98f00b204e9800998ecf8427e' } });
    expect(taskSchema.parse(once)).toEqual(once);
  });
});

describe('what is refused, by field', () => {
  test.each([
    [{ url: URL_OK, threads: 0 }, 'threads: 0 is not between 1 and 16'],
    [{ url: URL_OK, threads: 1.5 }, 'threads: 1.5 is not a whole number'],
    [{ url: URL_OK, timeouts: { connectMs: -1 } }, 'timeouts.connectMs: -1 is not between 1 and 86400000'],
    [{ url: URL_OK, transferKB: 0 }, 'transferKB: 0 is not between 1 and 1099511627776'],
    [{ url: URL_OK, transferKB: 2 ** 41 }, 'transferKB: 2199023255552 is not between 1 and 1099511627776'],
    [{ url: URL_OK, rateLimitKBps: -1 }, 'rateLimitKBps: -1 is not between 1 and 1099511627776'],
    [{ url: URL_OK, request: { method: 'P U T' } }, 'request.method: "P U T" is not an HTTP method'],
    [{ url: URL_OK, upload: {} }, 'upload: is for uploads; set direction to "upload"'],
    [
      { url: URL_OK, direction: 'upload', request: { body: 'x' } },
      'request.body: is for downloads; an upload says how in "upload"',
    ],
    [
      { url: URL_OK, direction: 'upload', request: { method: 'PUT' } },
      'request.method: is for downloads; an upload says how in "upload"',
    ],
    [
      { url: URL_OK, direction: 'upload', threads: 2 },
      'threads: is for downloads; an upload says how in "upload"',
    ],
    [
      { url: URL_OK, direction: 'upload', upload: { fileName: '../x' } },
      'upload.fileName: "../x" is not a file name without slashes and control characters',
    ],
    [
      { url: URL_OK, direction: 'upload', upload: { source: { url: 'http://h/', md5: 'abc' } } },
      'upload.source.md5: "abc" is not a hexadecimal sum of the right length',
    ],
    [
      { url: URL_OK, direction: 'upload', upload: { method: 'PATCH' } },
      'upload.method: "PATCH" is not one of POST, PUT',
    ],
    [{}, 'url: is missing; it must be a text'],
    [{ url: 5 }, 'url: 5 is not a text'],
    [{ url: URL_OK, direction: 'up' }, 'direction: "up" is not one of download, upload'],
    [
      { url: URL_OK, verify: { md5: 'abc' } },
      'verify.md5: "abc" is not a hexadecimal sum of the right length',
    ],
    [
      { url: URL_OK, dns: { servers: ['example.org'] } },
      'dns.servers[0]: "example.org" is not an IP address, or IP:PORT',
    ],
    [{ url: URL_OK, protocols: [] }, 'protocols: must not be empty'],
    [{ url: URL_OK, tls: { pin: 'x' } }, 'tls.pin: "x" is not a pin of the form sha256//BASE64'],
    [
      { url: URL_OK, tls: { fingerprint: 'ab:cd' } },
      'tls.fingerprint: "ab:cd" is not a hexadecimal sum of the right length',
    ],
    [{ url: URL_OK, hosts: [{ ip: 'a', host: 'b' }] }, 'hosts[0].ip: "a" is not an IP address'],
    [{ url: URL_OK, hosts: [{ ip: '::1', host: 'a/b' }] }, 'hosts[0].host: "a/b" is not a host name'],
    [
      {
        url: URL_OK,
        hosts: [
          { ip: '192.0.2.1', host: 'b' },
          { ip: '192.0.2.1', port: 80, host: 'b' },
          { ip: '192.0.2.1', host: 'B' },
        ],
      },
      'hosts[2]: is the same target as hosts[0]; each may stand once',
    ],
    [
      { url: URL_OK, dnsHijack: { block: 'a.com:1.2.3.4|1.2.3.4/33' } },
      'dnsHijack.block: "1.2.3.4/33" is not of the form domain:rule|rule, a rule being an IP address, 202.0.3.*, 202.0.3.1/27, an alias (CNAME) or *',
    ],
    [
      { url: URL_OK, dnsHijack: { allow: 'a.com' } },
      expect.stringMatching(/^dnsHijack\.allow: "a\.com" is not/),
    ],
    [{ url: URL_OK, dnsHijack: { allow: '' } }, expect.stringMatching(/^dnsHijack\.allow: "" is not/)],
    [
      { url: URL_OK, request: { headers: { 'content-length': '5' } } },
      expect.stringMatching(/^request\.headers\.content-length: .* the program sends it by itself$/),
    ],
    [
      { url: URL_OK, request: { headers: { Host: ['a', 'b'] } } },
      'request.headers.Host: a list is not a single value',
    ],
    [
      { url: URL_OK, request: { auth: { type: 'basic', user: 'a:b', password: '' } } },
      'request.auth.user: "…" is not free of control characters and colons',
    ],
  ])('%j', (input, message) => {
    expect(messages(input)).toEqual([message]);
  });

  test('an unknown field names the known ones beside it', () => {
    expect(messages({ url: URL_OK, verify: { md6: 'x' } })[0]).toBe(
      'verify.md6: unknown field; known here: headerContains, md5, sha256, minBytes, declaredSize',
    );
  });

  test('a header with a line break is refused, and its value is not repeated whole', () => {
    expect(messages({ url: URL_OK, request: { headers: { 'X-A': 'a\r\nB: c' } } })[0]).toMatch(
      /^request\.headers\.X-A: /,
    );
    expect(messages({ url: URL_OK, request: { headers: { 'X A': 'a' } } })[0]).toMatch(/^request\.headers/);
    const upgrade = { headers: { Upgrade: 'websocket', Connection: 'Upgrade', 'X-A': 'a' } };
    expect(messages({ url: URL_OK, request: upgrade })).toEqual([]);
    expect(messages({ url: URL_OK, request: { ...upgrade, httpVersion: '2' } })).toEqual([
      expect.stringMatching(/^request\.headers\.Upgrade: HTTP\/2/),
      expect.stringMatching(/^request\.headers\.Connection: HTTP\/2/),
    ]);
  });

  test('a proxy without a port', () => {
    expect(messages({ url: URL_OK, proxy: 'http://proxy.example' })[0]).toMatch(/^proxy: .* a port$/);
    expect(messages({ url: URL_OK, proxy: 'http://proxy.example:8080' })).toEqual([]);
    expect(messages({ url: URL_OK, proxy: 'socks5://me:hush@[::1]:1080' })).toEqual([]);
  });

  test('secrets are not repeated in a message', () => {
    const inputs = [
      { url: URL_OK, request: { auth: { type: 'basic', user: 'me', password: 'hu\nsh' } } },
      { url: URL_OK, request: { auth: { type: 'bearer', token: 'hu\nsh' } } },
      { url: URL_OK, ftp: { password: 'hu\nsh' } },
      { url: URL_OK, request: { cookies: { sid: 'hu\nsh' } } },
      { url: URL_OK, proxy: 'http://me:hush@proxy' },
    ];
    for (const input of inputs) {
      expect(messages(input).length, JSON.stringify(input)).toBeGreaterThan(0);
      expect(messages(input).join()).not.toMatch(/hu.{0,2}sh/);
    }
  });

  test('in Chinese', () => {
    const parsed = parseTask({ url: URL_OK, threads: 0 }, '', 'zh');
    expect(parsed).toEqual({
      ok: false,
      errors: [{ path: 'threads', message: 'threads：0 不在 1 与 16 之间' }],
    });
  });
});

describe('a task file', () => {
  test('lists the errors of every task', () => {
    const parsed = parseTaskFile({
      catprobe: 1,
      tasks: [
        { url: URL_OK, threads: 0 },
        { url: URL_OK },
        { url: URL_OK, kernel: 'x', repeat: { count: 0 } },
      ],
    });
    expect(parsed).toMatchObject({
      ok: false,
      errors: [
        { path: 'tasks[0].threads', message: 'tasks[0].threads: 0 is not between 1 and 16' },
        { path: 'tasks[2].kernel', message: 'tasks[2].kernel: "x" is not one of node, curl' },
        { path: 'tasks[2].repeat.count', message: 'tasks[2].repeat.count: 0 is not between 1 and 1000000' },
      ],
    });
  });

  test('names must differ', () => {
    const parsed = parseTaskFile({ catprobe: 1, tasks: [{ url: URL_OK }, { url: URL_OK }] });
    expect(parsed).toMatchObject({ ok: false, errors: [{ path: 'tasks[1].name' }] });
  });

  test.each([
    [null],
    [[]],
    [{ tasks: [] }],
    [{ catprobe: 2, tasks: [{ url: URL_OK }] }],
    [{ catprobe: 1, tasks: [], x: 1 }],
  ])('is no task file: %j', (input) => {
    expect(parseTaskFile(input).ok).toBe(false);
  });
});

describe('what the engine cannot do yet is refused, never ignored', () => {
  const unsupported = (input: object): string[] =>
    unsupportedFields(taskSchema.parse({ url: URL_OK, ...input }) as Task);
  test('nothing in a plain task', () => {
    expect(unsupported({})).toEqual([]);
  });
  test.each([
    [{ request: { method: 'CONNECT' } }, 'request.method'],
    [{ kernel: 'curl', threads: 2 }, 'threads'],
    [{ repeat: { cron: '* * * * *' } }, 'repeat.cron'],
    [{ url: 'ftps://example.org/file', tls: { strictShutdown: true } }, 'tls.strictShutdown'],
  ])('%j', (input, path) => {
    expect(unsupported(input)).toEqual([path]);
  });
});

describe('fields of another protocol are refused by name', () => {
  const FTP = 'ftp://example.org/file';
  const paths = (input: object): string[] => {
    const parsed = parseTask(input);
    return parsed.ok ? [] : parsed.errors.map((error) => error.message);
  };
  test.each([
    [{ url: URL_OK, ftp: { user: 'me' } }, 'ftp: is for ftp:// and ftps:// URLs'],
    [{ url: FTP, request: { headers: { a: 'b' } } }, 'request.headers: is for http://'],
    [{ url: FTP, request: { auth: { type: 'bearer', token: 'x' } } }, 'request.auth: is for http://'],
    [{ url: FTP, verify: { headerContains: 'x' } }, 'verify.headerContains: is for http://'],
    [{ url: FTP, direction: 'upload', upload: { fileName: 'x' } }, 'upload.fileName: the URL names the file'],
    [{ url: FTP, upload: {} }, 'upload: is for uploads'],
  ])('%j', (input, message) => {
    expect(paths(input)).toEqual([expect.stringContaining(message)]);
  });
  test('a folder and a name for it go together; an FTP task with nothing of HTTP is good', () => {
    expect(paths({ url: 'ftp://example.org/in/', direction: 'upload', upload: { fileName: 'x' } })).toEqual(
      [],
    );
    expect(paths({ url: FTP, ftp: { user: 'me', password: 'hush', tls: 'explicit' } })).toEqual([]);
  });
});

test('a name without credentials', () => {
  expect(taskName({ url: 'https://me:hush@example.org/x' })).toBe('https://example.org/x');
  expect(withoutCredentials('http://me:hush@[bad')).toBe('http://[bad');
  expect(withoutCredentials('http://example.org/a@b')).toBe('http://example.org/a@b');
});
