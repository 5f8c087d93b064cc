import { describe, expect, test } from 'vitest';
import { findEntries } from '../../src/renderer/app/palette-entries.ts';
import { finishedRuns, liveOf, noRuns, reduceRuns } from '../../src/renderer/screens/runs/runs-state.ts';
import type { ApiEvent, Run, StoredRun } from '../../src/shared/api.ts';
import { aProgress, aResult } from './results.ts';

const aRun = (part: Partial<Run> = {}): Run => ({
  id: 'run-1',
  startedAt: '2026-11-23T08:00:00.000+08:00',
  state: 'running',
  total: 3,
  done: 0,
  failed: 0,
  tasks: ['t'],
  concurrency: 2,
  bytes: 0,
  endedAt: null,
  startedBy: 'user',
  ...part,
});
const aStored = (part: Partial<StoredRun> = {}): StoredRun => ({
  id: 'run-0',
  startedAt: '2026-11-23T00:00:00.000Z',
  endedAt: '2026-11-23T00:00:01.000Z',
  attempts: 1,
  failed: 0,
  canceled: 0,
  bytes: 10,
  tasks: ['t'],
  taskCount: 1,
  lab: false,
  ...part,
});
const play = (...events: ApiEvent[]) =>
  events.reduce((state, event) => reduceRuns(state, { type: 'event', event }), noRuns);

describe('live runs', () => {
  test('add up what is under way, and forget it when it has ended', () => {
    const run = aRun();
    const two = play(
      { type: 'run', run },
      { type: 'progress', progress: aProgress({ id: 'a', bytes: 100, speedKBps: 10 }) },
      { type: 'progress', progress: aProgress({ id: 'b', bytes: 50, speedKBps: 5 }) },
      { type: 'progress', progress: aProgress({ id: 'b', bytes: 60, speedKBps: 6 }) },
      { type: 'progress', progress: aProgress({ id: 'c', runId: 'other', bytes: 9 }) },
    );
    expect(liveOf(two, run)).toMatchObject({ bytes: 160, speedKBps: 16 });
    const one = reduceRuns(two, { type: 'event', event: { type: 'result', result: aResult({ id: 'a' }) } });
    expect(liveOf(one, run)).toMatchObject({ bytes: 60, speedKBps: 6 });
    const none = reduceRuns(one, { type: 'event', event: { type: 'run', run: aRun({ state: 'canceled' }) } });
    expect(none.live).toEqual({});
    expect(liveOf(none, run)).toEqual({ bytes: 0, speedKBps: null, attempts: 0 });
    const half = aProgress({ bytes: 50, expectedBytes: 100 });
    const sized = play({ type: 'run', run }, { type: 'progress', progress: half });
    expect(liveOf(sized, run).attempts).toBe(0.5);
  });

  test('the newest stands first', () => {
    const { runs } = play({ type: 'run', run: aRun() }, { type: 'run', run: aRun({ id: 'run-2' }) });
    expect(runs.map(({ id }) => id)).toEqual(['run-2', 'run-1']);
  });
});

test('finished runs: stored ones, those that stored nothing, none that still runs', () => {
  const problem = { code: 'STORE', message: 'full' } as const;
  const list = finishedRuns(
    [aStored({ id: 'run-1', attempts: 2 }), aStored(), aStored({ id: 'run-3', canceled: 1 })],
    [
      aRun(),
      aRun({
        id: 'run-2',
        state: 'done',
        done: 3,
        failed: 1,
        problem,
        startedAt: '2026-11-24T00:00:00.000Z',
      }),
    ],
  );
  expect(list.map(({ id, wasCanceled }) => [id, wasCanceled])).toEqual([
    ['run-2', false],
    ['run-0', false],
    ['run-3', true],
  ]);
  expect(list[0]).toMatchObject({ attempts: 3, failed: 1, problem });
});

test('the palette finds by every word, and what begins with it first', () => {
  const entry = (label: string, group = 'Action') => ({ id: label, group, label, run() {} });
  const entries = [entry('Try the lab'), entry('609 connection reset', 'Code'), entry('Lab of faults')];
  expect(findEntries(entries, 'lab').map(({ label }) => label)).toEqual(['Lab of faults', 'Try the lab']);
  expect(findEntries(entries, 'code 60').map(({ label }) => label)).toEqual(['609 connection reset']);
  expect(findEntries(entries, 'lab 60')).toEqual([]);
  expect(findEntries(entries, '')).toHaveLength(3);
});
