/** Saved tasks as people meet them: short, with names of their own, without secrets, and how much they would move. */
import { expect, test } from 'vitest';
import { amountOf, freeName, isMuch, trimTask } from '../../src/shared/saved-tasks.ts';
import { KEPT_SECRET, keptSecrets, splitSecrets, withoutSecrets } from '../../src/shared/secrets.ts';
import { parseTask, type TaskInput } from '../../src/shared/task.ts';

test.each<TaskInput>([
  { url: 'http://a.test/' },
  { name: 'x', group: 'g', url: 'http://a.test/', timeouts: { totalMs: 1 }, repeat: { count: 2 } },
  { url: 'http://a.test/', repeat: { cron: '0 8 * * *' }, request: { headers: { A: ['1', '2'] } } },
  { url: 'ftp://a.test/', ftp: { user: 'me', tls: 'off' } },
])('%j is as short with its defaults filled in and taken out again', (task) => {
  const parsed = parseTask(task);
  expect(parsed.ok && trimTask(parsed.value)).toEqual(task);
});

test('a name that is taken gets the first free number', () => {
  expect(freeName('a', new Set())).toBe('a');
  expect(freeName('a', new Set(['a', 'a (2)']))).toBe('a (3)');
});

test('a task for others has no secrets, says which, and passes the gate', () => {
  const task: TaskInput = {
    url: 'https://u:p@a.test/',
    proxy: 'http://u:p@b.test:1',
    request: {
      auth: { type: 'bearer', token: 't' },
      cookies: { a: '1' },
      headers: { Cookie: 'b=2', Accept: '*/*' },
    },
  };
  const { task: bare, leftOut } = withoutSecrets(task);
  expect(bare).toEqual({
    url: 'https://a.test/',
    proxy: 'http://b.test:1',
    request: { auth: { type: 'bearer', token: '' }, cookies: {}, headers: { Accept: '*/*' } },
  });
  expect(leftOut).toEqual([
    'request.auth.token',
    'url',
    'proxy',
    'request.cookies.a',
    'request.headers.Cookie',
  ]);
  expect(parseTask(bare)).toMatchObject({ ok: true });
});

test('a task with marks passes the gate, and a mark is no secret', () => {
  const { task, secrets } = splitSecrets<TaskInput>({
    url: 'https://u:p@a.test/',
    proxy: 'socks5://u:p@b.test:1',
    request: { auth: { type: 'basic', user: 'u', password: 'p' }, cookies: { a: '' } },
  });
  expect(task.url).toBe(`https://${KEPT_SECRET}@a.test/`);
  expect(task.request?.cookies).toEqual({ a: '' });
  expect(Object.keys(secrets).sort()).toEqual(['proxy', 'request.auth.password', 'url']);
  expect(parseTask(task)).toMatchObject({ ok: true });
  expect(splitSecrets(task).secrets).toEqual({});
  expect(keptSecrets(task)).toHaveLength(3);
});

test('the amount: what is bounded, and what nothing tells before', () => {
  const url = 'http://a.test/';
  const amount = amountOf([
    { url, transferKB: 2048, repeat: { count: 10 } },
    { url, direction: 'upload' },
    { url, repeat: { count: 3 } },
    { url, repeat: { cron: '* * * * *' } },
  ]);
  expect(amount).toEqual({ attempts: 15, knownKB: 20_480 + 1024, unknown: 4 });
  expect(isMuch(amount)).toBe(false);
  expect(isMuch(amountOf([{ url, transferKB: 51_200, repeat: { count: 2 } }]))).toBe(true);
  expect(isMuch(amountOf([{ url, repeat: { count: 10 } }]))).toBe(true);
});
