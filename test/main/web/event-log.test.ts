import { expect, test } from 'vitest';
import { EventLog } from '../../../src/main/web/event-log.ts';
import type { ApiEvent } from '../../../src/shared/api.ts';

const event = (text: string): ApiEvent => ({ type: 'run', run: { id: text } }) as unknown as ApiEvent;

test('gives what came after a number, and says when that is not all there any more', () => {
  const log = new EventLog();
  log.add(event('a'));
  log.add(event('b'));
  expect(log.after(2)).toEqual([]);
  expect(log.after(1)?.map((line) => JSON.parse(line).seq)).toEqual([2]);
  expect(log.after(0)).toHaveLength(2);
  expect(log.after(3)).toBeNull();

  const big = 'x'.repeat(9 * 1024 * 1024);
  log.add(event(big));
  log.add(event(big));
  expect(log.last).toBe(4);
  expect(log.after(3)).toHaveLength(1);
  expect(log.after(1)).toBeNull();
});
