/** curl commands as tasks: what each option becomes, what is left out with a word, and what is refused. That the bytes are curl's is shown in interop. */
import { describe, expect, test } from 'vitest';
import { tasksOfCurl } from '../../src/shared/curl-command.ts';
import { sayRemark } from '../../src/shared/imported.ts';
import { parseTask, type TaskInput } from '../../src/shared/task.ts';

const FILES: Record<string, string | null> = { 'body.txt': 'a=1\r\nb=2\n', binary: null };
const context = {
  version: '8.0.0',
  readText: (file: string) => {
    if (!(file in FILES)) throw new Error('no such file');
    return FILES[file]!;
  },
};
const imported = (command: string) => tasksOfCurl(command, context);

function taskOf(options: string, url = 'http://h.example/x'): TaskInput {
  const result = imported(`curl ${options} '${url}'`);
  if (!result.ok) throw new Error(result.problems.map((problem) => sayRemark(problem, 'en')).join('; '));
  const task = result.tasks[0]!;
  expect(parseTask(task), options).toMatchObject({ ok: true });
  return task;
}
const notesOf = (command: string): string[] => {
  const result = imported(command);
  return result.ok ? result.notes.map((note) => sayRemark(note, 'en')) : [];
};
const problemsOf = (command: string): string[] => {
  const result = imported(command);
  return result.ok ? [] : result.problems.map((problem) => sayRemark(problem, 'en'));
};

describe('what an option becomes', () => {
  test.each<[string, Partial<TaskInput>]>([
    ['', { url: 'http://h.example/x', redirects: { follow: false }, request: { userAgent: 'curl/8.0.0' } }],
    ['-X DELETE', { request: { userAgent: 'curl/8.0.0', method: 'DELETE' } }],
    ['-I', { request: { userAgent: 'curl/8.0.0', method: 'HEAD' } }],
    ['-d a=1 -d b=2', { request: { userAgent: 'curl/8.0.0', method: 'POST', body: 'a=1&b=2' } }],
    ['-d @body.txt', { request: { userAgent: 'curl/8.0.0', method: 'POST', body: 'a=1b=2' } }],
    [
      '--data-binary @body.txt',
      { request: { userAgent: 'curl/8.0.0', method: 'POST', body: 'a=1\r\nb=2\n' } },
    ],
    ['--data-raw @body.txt', { request: { userAgent: 'curl/8.0.0', method: 'POST', body: '@body.txt' } }],
    [
      "--data-urlencode 'n=a b&c(é)' --data-urlencode '=x y' --data-urlencode 'p q'",
      { request: { userAgent: 'curl/8.0.0', method: 'POST', body: 'n=a+b%26c%28%C3%A9%29&x+y&p+q' } },
    ],
    ['-X PUT -d x', { request: { userAgent: 'curl/8.0.0', method: 'PUT', body: 'x' } }],
    ['-G -d a=1 -d b=2', { url: 'http://h.example/x?a=1&b=2', request: { userAgent: 'curl/8.0.0' } }],
    [
      `--json '{"a":1}'`,
      {
        request: {
          userAgent: 'curl/8.0.0',
          method: 'POST',
          body: '{"a":1}',
          headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        },
      },
    ],
    [
      "-H 'X-A: 1' -H 'x-a: 2' -H 'Accept:' -H 'X-Empty;' -A me",
      { request: { userAgent: 'me', headers: { 'X-A': ['1', '2'], Accept: [], 'X-Empty': '' } } },
    ],
    ["-A ''", { request: { headers: { 'User-Agent': [] } } }],
    ["-b 'a=1; b=2' -b c=3", { request: { userAgent: 'curl/8.0.0', cookies: { a: '1', b: '2', c: '3' } } }],
    ["-b 'a=1;b=2'", { request: { userAgent: 'curl/8.0.0', cookies: { a: '1;b=2' } } }],
    ["-b 'a=1; a=2'", { request: { userAgent: 'curl/8.0.0', headers: { Cookie: 'a=1; a=2' } } }],
    [
      '-r 0-99 -e http://r/',
      {
        request: {
          headers: { Range: 'bytes=0-99', 'User-Agent': 'curl/8.0.0', Accept: '*/*', Referer: 'http://r/' },
        },
      },
    ],
    [
      '-u me:a:b',
      { request: { userAgent: 'curl/8.0.0', auth: { type: 'basic', user: 'me', password: 'a:b' } } },
    ],
    [
      '--digest -u me:x',
      { request: { userAgent: 'curl/8.0.0', auth: { type: 'digest', user: 'me', password: 'x' } } },
    ],
    ['--oauth2-bearer t', { request: { userAgent: 'curl/8.0.0', auth: { type: 'bearer', token: 't' } } }],
    ['-L --max-redirs 3', { redirects: { max: 3 } }],
    ['-L --max-redirs -1', { redirects: { max: 100 } }],
    [
      '-m 2.5 --connect-timeout 1',
      { timeouts: { connectMs: 1000, tlsMs: 1000, totalMs: 2500 }, dns: { limitMs: 1000 } },
    ],
    ['--dns-servers 192.0.2.1,192.0.2.2', { dns: { servers: ['192.0.2.1', '192.0.2.2'] } }],
    ['-4', { ipFamily: '4' }],
    ['-6', { ipFamily: '6' }],
    ['--interface eth0', { localAddress: 'eth0' }],
    ['--limit-rate 2M', { rateLimitKBps: 2048 }],
    ['--limit-rate 100', { rateLimitKBps: 1 }],
    [
      '--cacert ca.pem --tlsv1.2 --tls-max 1.3',
      { tls: { caFile: 'ca.pem', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' } },
    ],
    ['-E c.pem:pw --key k.pem', { tls: { clientCert: { cert: 'c.pem', key: 'k.pem', passphrase: 'pw' } } }],
    ['--cert-status --engine pkcs11', { tls: { stapling: 'required', engine: 'pkcs11' } }],
    ['--curves X25519:P-256', { tls: { curves: 'X25519:P-256' } }],
    ['--cert-type P12 -E me.p12:pw', { tls: { clientCert: { pfx: 'me.p12', passphrase: 'pw' } } }],
    ['-E c:/x.pem', { tls: { clientCert: { cert: 'c:/x.pem', key: 'c:/x.pem' } } }],
    ['--http2', { request: { userAgent: 'curl/8.0.0', httpVersion: '2' } }],
    ['-x proxy.example:3128', { proxy: 'http://proxy.example:3128' }],
    ['-x proxy.example', { proxy: 'http://proxy.example:1080' }],
    ['-x socks5h://me:pw@[::1]:9', { proxy: 'socks5h://me:pw@[::1]:9' }],
    ["-x https://p.example -U 'me:p@w'", { proxy: 'https://me:p%40w@p.example:443' }],
    ['--socks5-hostname p.example:9', { proxy: 'socks5h://p.example:9' }],
    [
      '--resolve h.example:80:192.0.2.1,[::1]',
      {
        hosts: [
          { ip: '192.0.2.1', host: 'h.example' },
          { ip: '::1', host: 'h.example' },
        ],
      },
    ],
    [
      '--connect-to h.example:80:127.0.0.1:8080',
      { hosts: [{ ip: '127.0.0.1', port: 8080, host: 'h.example' }] },
    ],
    ['--connect-to ::[::1]:8080', { hosts: [{ ip: '::1', port: 8080, host: 'h.example' }] }],
    ['-T dir/f.bin', { direction: 'upload', upload: { method: 'PUT', source: { file: 'dir/f.bin' } } }],
    ['-sSvLfo out', { request: { userAgent: 'curl/8.0.0' } }],
  ])('%s', (options, expected) => {
    expect(taskOf(options)).toMatchObject(expected);
    if (expected.request) expect(taskOf(options).request).toEqual(expected.request);
  });

  test('a file sent to a folder keeps its name', () => {
    expect(taskOf("-T 'a b.bin'", 'http://h.example/dir/').url).toBe('http://h.example/dir/a%20b.bin');
  });

  test('a URL without a scheme, as curl guesses; several URLs', () => {
    const result = imported('curl h.example/x ftp.h.example/y --url https://z/');
    expect(result).toMatchObject({
      ok: true,
      tasks: [{ url: 'http://h.example/x' }, { url: 'ftp://ftp.h.example/y' }, { url: 'https://z/' }],
    });
  });

  test('a query for a URL without a path', () => {
    expect(taskOf('-G -d a=1', 'http://h.example#f').url).toBe('http://h.example/?a=1#f');
  });
});

describe('what is left out', () => {
  test.each([
    [
      'curl -s -o f http://x/',
      ['-s: left out; it means nothing to a probe', '-o: left out; it means nothing to a probe'],
    ],
    [
      'curl -k https://x/',
      [expect.stringMatching(/^-k: the task overlooks what is wrong with the certificate/)],
    ],
    [
      'curl --resolve other:80:192.0.2.1 http://x/',
      [expect.stringMatching(/^--resolve: other:80:192.0.2.1 is for another/)],
    ],
    ['curl http://x/', []],
  ])('%s', (command, notes) => {
    expect(notesOf(command)).toEqual(notes);
  });
});

describe('what is refused, by name', () => {
  test.each([
    ['wget http://x/', 'the command does not begin with curl'],
    ['curl -F a=b http://x/', '-F: not known here as an option of curl'],
    ['curl --aws-sigv4 x http://x/', '--aws-sigv4: not known here as an option of curl'],
    ['curl http://x/ -H', '-H: its value is missing'],
    ['curl -s', 'the command names no URL'],
    ["curl 'http://x/", 'a quote of the command is not closed'],
    ['curl -u me http://x/', '-u: "…" cannot be taken over: the password is missing (USER:PASSWORD)'],
    ['curl -b jar.txt http://x/', /^-b: "…" cannot be taken over: a file of cookies/],
    ['curl -H @file http://x/', /^-H: "…" cannot be taken over: a file of headers/],
    ['curl -H nonsense http://x/', /NAME: VALUE/],
    ['curl -d @none http://x/', '-d: none cannot be read: no such file'],
    ['curl -d @binary http://x/', /no text/],
    ['curl -d @- http://x/', /standard input/],
    ['curl -m soon http://x/', '-m: "soon" cannot be taken over: not a number in the range allowed'],
    ['curl --limit-rate fast http://x/', /--limit-rate: "fast"/],
    ['curl -x socks4://p:1 http://x/', /not one of http, https, socks5, socks5h/],
    ['curl --resolve x:80 http://x/', /HOST:PORT:ADDRESS/],
    ['curl -T f -X PATCH http://x/', /POST or PUT/],
    ["curl 'http://x/{a,b}'", /a pattern for several URLs/],
    ["curl 'http://x/[1-3]'", /a pattern for several URLs/],
    ['curl --tls-max 9 https://x/', /not one of 1.0/],
  ])('%s', (command, problem) => {
    const problems = problemsOf(command);
    expect(problems).toHaveLength(1);
    if (typeof problem === 'string') expect(problems[0]).toBe(problem);
    else expect(problems[0]).toMatch(problem);
  });

  test('no message repeats a secret', () => {
    const command = "curl -x 'x://me:hush@p:1' -H 'hush' -b hush -u hush --foo http://me:hush@[1-2]/";
    expect(problemsOf(command)).toHaveLength(6);
    expect(problemsOf(command).join()).not.toContain('hush');
  });

  test('in Chinese', () => {
    const result = imported('curl -u me http://x/');
    expect(!result.ok && sayRemark(result.problems[0]!, 'zh')).toBe(
      '-u："…" 无法导入：缺少密码（用户:密码）',
    );
  });
});

describe('FTP', () => {
  test.each<[string, TaskInput]>([
    ['', { url: 'ftp://h.example/a/b' }],
    [
      '-u me:hush --ssl-reqd',
      { url: 'ftp://h.example/a/b', ftp: { user: 'me', password: 'hush', tls: 'explicit' } },
    ],
    ['--ftp-pasv -m 5 -4', { url: 'ftp://h.example/a/b', timeouts: { totalMs: 5000 }, ipFamily: '4' }],
    ['-T x.bin', { url: 'ftp://h.example/a/b', direction: 'upload', upload: { source: { file: 'x.bin' } } }],
  ])('%s', (options, expected) => {
    expect(taskOf(options, 'ftp://h.example/a/b')).toEqual(expected);
  });

  test('options of HTTP are refused by name, those of curl without a must are taken as one', () => {
    expect(problemsOf('curl -H a:b -X PUT ftp://h/x')).toHaveLength(2);
    expect(notesOf('curl --ssl ftp://h/x')).toEqual([expect.stringContaining('taken as --ssl-reqd')]);
  });
});
