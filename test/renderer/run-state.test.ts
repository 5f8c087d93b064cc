import { describe, expect, test } from 'vitest';
import {
  idleRun,
  isBusy,
  type RunAction,
  reduceRun,
  selectedResult,
} from '../../src/renderer/run/run-state.ts';
import { addSample, MAX_SAMPLES, type SpeedSample } from '../../src/renderer/run/samples.ts';
import type { ApiEvent } from '../../src/shared/api.ts';
import { aProgress, aResult, aRun } from './results.ts';

const play = (...actions: RunAction[]) => actions.reduce(reduceRun, idleRun);
const event = (one: ApiEvent): RunAction => ({ type: 'event', event: one });
const begun: RunAction[] = [{ type: 'start' }, { type: 'started', run: aRun() }];
const refusal = { code: 'BAD_INPUT', message: 'no' } as const;

describe('a run', () => {
  test('from the press to the verdict', () => {
    const state = play(
      ...begun,
      event({ type: 'progress', progress: aProgress() }),
      event({ type: 'result', result: aResult() }),
      event({ type: 'run', run: aRun({ state: 'done', done: 1 }) }),
    );
    expect(state.stage).toBe('finished');
    expect(state.samples).toEqual([{ at: 100, speedKBps: 100 }]);
    expect(selectedResult(state)?.id).toBe('01A');
  });

  test('events that overtake the answer are not lost, and those of other runs are left alone', () => {
    const state = play(
      { type: 'start' },
      event({ type: 'result', result: aResult() }),
      event({ type: 'result', result: aResult({ id: '01B', runId: 'another' }) }),
      event({ type: 'run', run: aRun({ state: 'done', done: 1 }) }),
      { type: 'started', run: aRun() },
    );
    expect(state.stage).toBe('finished');
    expect(state.results.map(({ id }) => id)).toEqual(['01A']);
  });

  test('a refused start leaves nothing running', () => {
    const state = play({ type: 'start' }, { type: 'refused', error: refusal });
    expect(state).toMatchObject({ stage: 'idle', run: null, error: refusal });
  });

  test('a cancel pressed before the answer stays pressed; one that is refused lets the run go on', () => {
    const early = play({ type: 'start' }, { type: 'cancel' }, { type: 'started', run: aRun() });
    expect(early.stage).toBe('canceling');
    expect(reduceRun(early, { type: 'refused', error: refusal }).stage).toBe('running');
  });

  test('the same result twice counts once, and its late progress is dropped', () => {
    const result = event({ type: 'result', result: aResult() });
    const state = play(...begun, result, result, event({ type: 'progress', progress: aProgress() }));
    expect(state.results).toHaveLength(1);
    expect(state.progress).toBeNull();
  });

  test('the speed line begins anew with each attempt', () => {
    const state = play(
      ...begun,
      event({ type: 'progress', progress: aProgress({ elapsedMs: 900 }) }),
      event({ type: 'progress', progress: aProgress({ id: '01B', elapsedMs: 50 }) }),
    );
    expect(state.samples.map(({ at }) => at)).toEqual([50]);
  });

  test('after a broken line the host says what came meanwhile', () => {
    const results = [aResult({ id: '01B' }), aResult()];
    const state = play(...begun, {
      type: 'caughtUp',
      run: aRun({ state: 'done', total: 2, done: 2 }),
      results,
    });
    expect(state.stage).toBe('finished');
    expect(state.results).toEqual(results);
  });

  test('one begun before the page was loaded is taken over, but never over another', () => {
    expect(play({ type: 'adopt', run: aRun() })).toMatchObject({ stage: 'running' });
    expect(play(...begun, { type: 'adopt', run: aRun({ id: 'run-2' }) }).run?.id).toBe('run-1');
  });

  test('a busy one cannot be closed', () => {
    expect(isBusy(play(...begun, { type: 'close' }))).toBe(true);
    expect(play(...begun, event({ type: 'run', run: aRun({ state: 'done' }) }), { type: 'close' })).toEqual(
      idleRun,
    );
  });
});

test('the speed line keeps its whole width, evenly, however long the transfer takes', () => {
  let samples: SpeedSample[] = [];
  for (let at = 1; at <= 5_000; at += 1)
    samples = addSample(samples, aProgress({ elapsedMs: at, speedKBps: at <= 2_500 ? 10 : 30 }));
  expect(samples).toHaveLength(MAX_SAMPLES);
  expect(samples.at(-1)?.at).toBe(5_000);
  const spans = samples.map(({ at }, index) => at - (samples[index - 1]?.at ?? 0));
  expect(Math.max(...spans)).toBeLessThanOrEqual((3 * 5_000) / MAX_SAMPLES);
  const moved = samples.reduce((sum, { speedKBps }, index) => sum + speedKBps * spans[index]!, 0);
  expect(moved).toBeCloseTo(2_500 * 10 + 2_500 * 30);
});
