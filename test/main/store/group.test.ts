import { expect, test } from 'vitest';
import { GroupedWriter } from '../../../src/main/store/group.ts';

test('while one group is written the next ones queue and go together', async () => {
  const groups: string[][] = [];
  let finishFirst = () => {};
  const first = new Promise<void>((resolve) => {
    finishFirst = resolve;
  });
  const begun = Promise.withResolvers<void>();
  const writer = new GroupedWriter<string>(async (items) => {
    groups.push(items);
    begun.resolve();
    if (groups.length === 1) await first;
  });
  const a = writer.add('a');
  await begun.promise;
  const others = [writer.add('b'), writer.add('c')];
  expect(groups).toEqual([['a']]);
  finishFirst();
  await Promise.all([a, ...others, writer.idle()]);
  expect(groups).toEqual([['a'], ['b', 'c']]);
});

test('a group that fails fails all of its callers and nobody else', async () => {
  const writer = new GroupedWriter<string>(async (items) => {
    if (items.includes('bad')) throw new Error('refused');
  });
  const outcomes = await Promise.allSettled([writer.add('bad'), writer.add('with it')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await writer.add('good');
});
