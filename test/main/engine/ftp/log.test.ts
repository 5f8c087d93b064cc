/** The conversation as it is shown: no secrets, and not longer than anybody reads. */
import { describe, expect, test } from 'vitest';
import { FtpLog } from '../../../../src/main/engine/ftp/log.ts';

const clock = { now: () => 0, wallTime: () => new Date(0) };
const logWith = (...secrets: string[]): FtpLog => new FtpLog(clock, { startedAt: 0 }, secrets);

describe('secrets', () => {
  test.each([
    ['hush.hush', '530 No hush.hush here', '530 No *** here'],
    ['hush', 'no hushing', 'no ***ing'],
    ['a', '530 a bad password a.', '530 *** bad password ***.'],
    ['空', 'x空x 空', 'x空x ***'],
    ['$&(', 'say $&( to me', 'say *** to me'],
  ])('%s in %j', (secret, text, shown) => {
    const log = logWith(secret);
    log.line('server', text);
    log.begin('login');
    log.tell(text);
    expect(log.summary.transcript[0]!.text).toBe(shown);
    expect(log.summary.steps[0]!.detail).toBe(shown);
  });

  test('an empty password hides nothing', () => {
    expect(logWith('').hide('230 Welcome')).toBe('230 Welcome');
  });
});

test('of a long conversation the beginning and the end stay, and a line says what is gone', () => {
  const log = logWith();
  for (let n = 0; n < 1000; n++) log.line('server', `line ${n}`);
  const texts = log.summary.transcript.map(({ text }) => text);
  expect(texts).toHaveLength(301);
  expect([texts[0], texts[149], texts[150], texts[151], texts.at(-1)]).toEqual([
    'line 0',
    'line 149',
    '… (700)',
    'line 850',
    'line 999',
  ]);
});

test('steps: those done, and the one that was under way', () => {
  const log = logWith();
  log.begin('control');
  log.begin('greeting');
  log.tell('220 Hello');
  log.begin('login');
  log.stop();
  expect(log.summary.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
    'control ok',
    'greeting ok',
    'login failed',
  ]);
});
