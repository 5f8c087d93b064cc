/** A task as a curl command: it leads back to the same task, and holds no secret. */
import { describe, expect, test } from 'vitest';
import { tasksOfCurl } from '../../src/shared/curl-command.ts';
import { curlOfTask } from '../../src/shared/curl-export.ts';
import { parseTask, type Task, type TaskInput } from '../../src/shared/task.ts';
import { found, plantedTask } from '../support/secrets.ts';

function task(input: TaskInput): Task {
  const parsed = parseTask(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

function back(command: string): Task {
  const imported = tasksOfCurl(command, { version: '8', readText: () => '' });
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  return task(imported.tasks[0]!);
}

describe('read back as a task', () => {
  test.each<[string, TaskInput, (task: Task) => unknown]>([
    ['a URL', { url: "https://host.test/it's a file?x=1" }, ({ url }) => url],
    ['a method', { url: 'http://h.test/', request: { method: 'DELETE' } }, (t) => t.request.method],
    ['HTTP/2', { url: 'https://h.test/', request: { httpVersion: '2' } }, (t) => t.request.httpVersion],
    [
      'headers',
      {
        url: 'http://h.test/',
        request: { headers: { Accept: [], 'X-A': 'a b', 'X-Empty': '' }, userAgent: 'me' },
      },
      (t) => t.request.headers,
    ],
    ['no redirects', { url: 'http://h.test/', redirects: { follow: false } }, (t) => t.redirects],
    ['redirects', { url: 'http://h.test/', redirects: { max: 3 } }, (t) => t.redirects],
    ['limits', { url: 'http://h.test/', timeouts: { totalMs: 4500 } }, (t) => t.timeouts.totalMs],
    ['a rate', { url: 'http://h.test/', rateLimitKBps: 64 }, (t) => t.rateLimitKBps],
    ['a proxy', { url: 'http://h.test/', proxy: 'socks5h://p.test:1080' }, (t) => t.proxy],
    [
      'a pinned address',
      { url: 'http://h.test/', hosts: [{ host: 'h.test', ip: '192.0.2.1', port: 8080 }] },
      (t) => t.hosts,
    ],
    ['IPv6', { url: 'http://h.test/', ipFamily: '6' }, (t) => t.ipFamily],
    [
      'TLS',
      {
        url: 'https://h.test/',
        tls: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: 'A:B', caFile: '/etc/ca.pem' },
      },
      ({ tls }) => tls,
    ],
    [
      'an upload',
      {
        url: 'http://h.test/x',
        direction: 'upload',
        upload: { method: 'PUT', source: { file: '/tmp/a b' } },
      },
      (t) => [t.direction, t.upload],
    ],
    [
      'FTP with TLS',
      { url: 'ftp://h.test/f', ftp: { user: 'me', password: 'x-secret-1', tls: 'explicit' } },
      (t) => [t.url, t.ftp?.user, t.ftp?.tls],
    ],
  ])('%s', (_name, input, part) => {
    const original = task(input);
    expect(part(back(curlOfTask(original)))).toEqual(part(original));
  });
});

test('placeholders stand for the secrets', () => {
  const command = curlOfTask(task(plantedTask));
  expect(found(command)).toEqual([]);
  expect(command).toContain("-u 'user:<password>'");
  expect(command).toContain("-U 'someone:<proxy password>'");
  expect(command).toContain("-H 'X-Api-Key: <value of X-Api-Key>'");
  expect(command).toContain('page=2');
});
