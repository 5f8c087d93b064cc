/** The request of an imported curl command against the request of curl itself: the same bytes. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { tasksOfCurl } from '../../src/shared/curl-command.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { findPeer } from '../support/peers.ts';
import { serveRaw } from '../support/raw-server.ts';
import { runTask } from '../support/server.ts';
import { serveSocks } from '../support/socks-server.ts';

const run = promisify(execFile);
const curl = findPeer('curl');

describe.skipIf(!curl)('the same bytes as curl (needs curl)', () => {
  test.for<[what: string, options: string[]]>([
    ['a plain command', []],
    ['headers, own names and order', ['-H', 'X-b: 1', '-H', 'accept-language: zh', '-H', 'X-A: 2']],
    [
      'headers that replace',
      ['-H', 'User-Agent: me', '-H', 'accept: text/html', '-H', 'Host: other.example'],
    ],
    ['headers that are taken away, or empty', ['-H', 'Accept:', '-H', 'X-Empty;']],
    ['user agent, referer', ['-A', 'me/1', '-e', 'http://from.example/']],
    ['no user agent', ['-A', '']],
    ['compressed', ['--compressed', '-e', 'http://from.example/', '-b', 'a=1; b=2', '-H', 'X: 1']],
    ['cookies', ['-b', 'sid=1; lang=zh', '-H', 'X: 1']],
    ['cookies that are no pairs of a task', ['-b', 'a=1; a=2;c']],
    ['own cookie header', ['-b', 'a=1', '-H', 'Cookie: b=2']],
    ['range', ['-r', '0-99,200-', '-u', 'me:hush', '-b', 'a=1']],
    ['basic', ['-u', 'me:hu:sh']],
    ['basic with other letters', ['-u', 'mé:密码', '-H', 'X-Name: 中文é']],
    ['bearer', ['--oauth2-bearer', 'abc.def']],
    ['own authorization', ['-u', 'me:hush', '-H', 'Authorization: Own x']],
    [
      'connection and other orders',
      ['-H', 'Connection: close', '-H', 'TE: trailers', '-H', 'Keep-Alive: timeout=5'],
    ],
    ['repeated headers', ['-H', 'X: 1', '-H', 'X: 2']],
    [
      'a browser',
      [
        '-H',
        'accept: text/html,*/*;q=0.8',
        '-H',
        'accept-language: zh-CN,zh;q=0.9',
        '-b',
        'sid=1; t=a=b',
        '-H',
        'sec-fetch-mode: navigate',
        '-H',
        'user-agent: Mozilla/5.0 (X11; Linux x86_64)',
        '--compressed',
        '-H',
        'priority: u=0, i',
      ],
    ],
    ['method', ['-X', 'DELETE']],
    ['head', ['-I']],
    ['form data', ['-d', 'a=1', '-d', 'b=2', '-H', 'X: 1']],
    ['form data by PUT', ['-X', 'PUT', '-d', 'a=1']],
    [
      'a body with a type of its own',
      ['--data-raw', '{"a":1}', '-H', 'content-type: application/json', '-H', 'X: 1'],
    ],
    ['JSON', ['--json', '{"a":"中"}']],
    ['a file', ['-T', import.meta.filename, '-H', 'Expect:']],
    [
      'a file into a folder, by POST',
      ['-X', 'POST', '-T', import.meta.filename, '-H', 'Content-Type: text/plain', '-H', 'Expect:'],
    ],
    ['a body that is empty', ['-d', '']],
    ['an encoded form', ['--data-urlencode', "n=a b&c(d)'*!~"]],
  ])('%s', async ([, options]) => {
    await using server = await serveRaw();
    const url = server.url('/dir/file?x=1&y=%20');
    await run(curl!, ['-s', ...options, url]);
    const task = importCommand(['curl', ...options, url], await versionOf(curl!));
    await runTask(task);
    expect(server.requests[1]).toBe(server.requests[0]);
  });

  test.for<[what: string, options: string[]]>([
    ['headers', ['-H', 'X-A: 1']],
    ['headers and a body from a file', ['-H', 'X-A: 1', '-d', `@${import.meta.filename}`]],
  ])('through a proxy that resolves: %s', async ([, options]) => {
    await using proxy = await serveSocks();
    await using server = await serveRaw();
    const words = [
      '-s',
      '-x',
      `socks5h://127.0.0.1:${proxy.port}`,
      ...options,
      `http://named.example:${server.port}/x`,
    ];
    await run(curl!, words);
    const imported = importCommand(['curl', ...words], await versionOf(curl!));
    expect(await runTask(imported)).toMatchObject({ code: 0, proxy: { resolvedBy: 'proxy' } });
    expect(proxy.names).toEqual(['named.example', 'named.example']);
    expect(server.requests[1]).toBe(server.requests[0]);
  });

  test('digest: the same but for the nonce of the client', async () => {
    await using server = await serveRaw((request) =>
      /^Authorization:/m.test(request)
        ? 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
        : 'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n", opaque="o", qop="auth", algorithm=SHA-256\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
    const url = server.url('/x?y=1');
    await run(curl!, ['-s', '--digest', '-u', 'me:hush', url]);
    await runTask(importCommand(['curl', '--digest', '-u', 'me:hush', url], await versionOf(curl!)));
    const plain = (request?: string): string | undefined =>
      request?.replace(/(cnonce|response)="[^"]*"/g, '$1');
    expect(server.requests).toHaveLength(4);
    expect(plain(server.requests[2])).toBe(plain(server.requests[0]));
    expect(plain(server.requests[3])).toBe(plain(server.requests[1]));
  });
});

async function versionOf(program: string): Promise<string> {
  const { stdout } = await run(program, ['--version']);
  return /^curl (\S+)/.exec(stdout)![1]!;
}

function importCommand(words: string[], version: string): TaskInput {
  const readText = (file: string): string => readFileSync(file, 'utf8');
  const imported = tasksOfCurl(words.map(quoted).join(' '), { version, readText });
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  return imported.tasks[0]!;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
