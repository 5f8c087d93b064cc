/** Secrets planted wherever one can stand: none may be found afterwards, and the rest must still be readable. */
import { describe, expect, test } from 'vitest';
import { createRedactor, redactTask, secretsOf, toBase64 } from '../../src/shared/redact.ts';
import { parseTask, type TaskInput } from '../../src/shared/task.ts';
import { failedResult } from '../support/sample-result.ts';
import { plantedTask, SECRETS } from '../support/secrets.ts';

const task = (input: TaskInput) => {
  const parsed = parseTask(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
};

describe('by its form, with nothing known', () => {
  const { text } = createRedactor();
  test.each([
    ['https://user:p%40ss@host.test/file', 'https://***@host.test/file'],
    ['ftp://user@host.test/', 'ftp://***@host.test/'],
    ['https://host.test/f?token=abc&page=2', 'https://host.test/f?token=***&page=2'],
    [
      'https://h.test/f?X-Amz-Signature=0a1b&X-Amz-Date=2026',
      'https://h.test/f?X-Amz-Signature=***&X-Amz-Date=2026',
    ],
    ['https://h.test/f?sv=2024&sig=a%2Bb%3D', 'https://h.test/f?sv=2024&sig=***'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: ***'],
    ['the header "Bearer abc.def-123" was sent', 'the header "Bearer ***" was sent'],
    ['Cookie: a=b; c=d', 'Cookie: ***'],
    ['Set-Cookie: sid=1234; Path=/', 'Set-Cookie: ***'],
    ['X-Auth-Token: 12345', 'X-Auth-Token: ***'],
    ['PASS hunter2 secret', 'PASS ***'],
    ['230 Welcome, your password is password=hunter2', '230 Welcome, your password is password=***'],
    ['{"password":"hunter2","user":"me"}', '{"password":"***","user":"me"}'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_DEF-1', '***'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '***'],
    ['open /home/li.wei/certs/a.pem', 'open ~/certs/a.pem'],
    ['C:\\Users\\Li Wei\\a.pem', '~ Wei\\a.pem'],
    ['/Users/liwei/a.pem', '~/a.pem'],
  ])('%s', (given, hidden) => {
    expect(text(given)).toBe(hidden);
  });

  test.each([
    'read ECONNRESET after 5000 of 10000 bytes',
    '331 Password required for user',
    'PASV: 227 Entering Passive Mode (127,0,0,1,4,5)',
    'Basic authentication was asked for',
    'code: 609, phase: response',
    'https://host.test/a.bin?page=2&lang=zh#top',
    'the keyboard monkey',
    'curl: (35) error:0A000126:SSL routines::unexpected eof while reading',
    '密码错误，请重试',
  ])('left as it is: %s', (plain) => {
    expect(text(plain)).toBe(plain);
  });
});

test('known secrets are hidden wherever they stand, in every way they are written', () => {
  const { text } = createRedactor(['pä ss+1', 'ab']);
  expect(text('530 Login pä ss+1 incorrect')).toBe('530 Login *** incorrect');
  expect(text(encodeURIComponent('pä ss+1'))).toBe('***');
  expect(text(`x ${toBase64('pä ss+1')}`)).toBe('x ***');
  // A short one as a word only.
  expect(text('ab about cab "ab"')).toBe('*** about cab "***"');
  expect(toBase64('pä ss+1')).toBe(Buffer.from('pä ss+1').toString('base64'));
});

test("the user's own home, wherever it is", () => {
  const { text } = createRedactor([], { home: '/root' });
  expect(text('/root/keys/a.pem and /rooted')).toBe('~/keys/a.pem and /rooted');
});

test('every secret of a task is known, and none is in the task that is shown', () => {
  const planted = task(plantedTask);
  expect(secretsOf(planted)).toEqual(expect.arrayContaining(Object.values(SECRETS.ofTask)));
  const shown = JSON.stringify(redactTask(planted));
  for (const secret of Object.values(SECRETS.ofTask)) expect(shown).not.toContain(secret);
  expect(shown).toContain('X-Api-Key');
  expect(shown).toContain('host.test');
});

test('a password that is one of our words changes no field of the result', () => {
  const result = failedResult('1', 619, {
    protocol: 'ftp',
    evidence: [{ source: 'ftp', name: '530', detail: 'ftp is not the password' }],
  });
  const hidden = createRedactor(['ftp', 'failed', 'server']).result(result);
  expect(hidden).toMatchObject({
    protocol: 'ftp',
    outcome: 'failed',
    evidence: [{ source: 'ftp', name: '530' }],
  });
  expect(hidden.evidence[0]!.detail).toBe('*** is not the password');
});
