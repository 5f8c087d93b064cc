import { describe, expect, test } from 'vitest';
import { resultAsText } from '../../src/renderer/components/result-text.ts';
import { errorName, familyOfName, splitCode, verdictName } from '../../src/renderer/components/verdict.ts';
import { waterfallOf } from '../../src/renderer/components/waterfall-rows.ts';
import { createFormat } from '../../src/renderer/i18n/format.ts';
import { emptyTimings, type Timings } from '../../src/shared/result.ts';
import { type Params, say, type Text } from '../../src/shared/texts/text.ts';
import { aResult } from './results.ts';

const timings = (part: Partial<Timings>): Timings => ({ ...emptyTimings(), ...part });
const t = (text: Text, params?: Params) => say(text, 'en', params);

describe('the waterfall', () => {
  test('each step begins where the one before ended', () => {
    const { steps, total } = waterfallOf(
      timings({ dns: 1, connect: 2, tls: 3, send: 0, wait: 4, receive: 5, total: 15 }),
      [],
      null,
      true,
    );
    expect(steps.map(({ step, start, ms }) => [step, start, ms])).toEqual([
      ['dns', 0, 1],
      ['connect', 1, 2],
      ['tls', 3, 3],
      ['send', 6, 0],
      ['wait', 6, 4],
      ['receive', 10, 5],
    ]);
    expect(total).toBe(15);
  });

  test('earlier hops stand before the last one', () => {
    const hop = { from: 'a', to: 'b', status: 302, timings: timings({ connect: 2, wait: 3, total: 5 }) };
    const waterfall = waterfallOf(timings({ redirect: 12, wait: 1, total: 13 }), [hop, hop], null, false);
    expect(waterfall.hops.map(({ ms, segments }) => [segments[0]!.start, ms])).toEqual([
      [0, 5],
      [5, 5],
    ]);
    expect(waterfall.steps[0]!.start).toBe(12);
  });

  test('the step that ended it is marked, even where it took no time', () => {
    const { steps } = waterfallOf(timings({ dns: 1, connect: 2, total: 3 }), [], 'secure', false);
    expect(steps.filter(({ ended }) => ended).map(({ step }) => step)).toEqual(['tls']);
  });

  test('an answer that failed by its status may have been read: the transfer did not end there', () => {
    const { steps } = waterfallOf(timings({ wait: 1, receive: 2, total: 3 }), [], 'response', false);
    expect(steps.some(({ ended }) => ended)).toBe(false);
  });

  test('nothing measured yet: no division by zero', () => {
    expect(waterfallOf(emptyTimings(), [], null, false).total).toBeGreaterThan(0);
  });
});

describe('names', () => {
  test('a status that is also the number of a code keeps its family', () => {
    expect(familyOfName('HTTP 609')).toBe('http');
    expect(errorName(609, 'transfer', 'en')).toBe('The connection to the server was reset.');
    expect(errorName(609, 'http', 'en')).not.toContain('reset');
  });

  test('a code that this version does not know shows its stored name', () => {
    expect(
      verdictName(aResult({ outcome: 'failed', code: 999, family: 'transfer', name: 'New' }), 'en', t),
    ).toBe('New');
  });

  test('commands stand apart from the text', () => {
    expect(splitCode('Try `curl -v` now')).toEqual([
      { text: 'Try ', code: false },
      { text: 'curl -v', code: true },
      { text: ' now', code: false },
    ]);
  });
});

test('a failed result as text: code with family, evidence, and what to do', () => {
  const text = resultAsText(
    aResult({
      outcome: 'failed',
      code: 601,
      family: 'transfer',
      phase: 'connect',
      side: 'network',
      remoteAddress: '2001:db8::1',
      bytes: 0,
      evidence: [{ source: 'os', name: 'ECONNREFUSED', detail: 'connect' }],
    }),
    'en',
    t,
    createFormat('en-GB'),
  );
  expect(text).toMatch(/^file transfer 601: Server connection failed\.\n/);
  expect(text).toContain('Remote address: [2001:db8::1]:80');
  expect(text).toContain('Bytes: 0 of 2,048 B');
  expect(text).toContain('- os ECONNREFUSED: connect');
  expect(text).toMatch(/What to do next\n1\. /);
  expect(text).not.toContain('`');
});
