/** The proof as a reducer: ticks, what cannot be shown, cancel, a run that was begun before, and what it comes to. */
import { describe, expect, test } from 'vitest';
import {
  caseState,
  noProof,
  type Proof,
  type ProofAction,
  reduceProof,
  summaryOf,
} from '../../src/renderer/lab/proof.ts';
import type { ApiEvent, Run } from '../../src/shared/api.ts';
import type { LabCase } from '../../src/shared/lab.ts';
import { aResult, aRun } from './results.ts';

const aCase = (id: string, code: number, more: Partial<LabCase> = {}): LabCase => ({
  id,
  code,
  title: { en: id, zh: id },
  kernel: 'node',
  direction: 'download',
  server: 'http',
  ...more,
});
const CASES = [aCase('a', 609), aCase('b', 609), aCase('c', 610, { phase: 'secure' }), aCase('d', 649)];
const play = (...actions: ProofAction[]): Proof => actions.reduce(reduceProof, noProof);
const run = (change: Partial<Run> = {}): Run => aRun({ startedBy: 'lab', total: 3, ...change });
const begun: ProofAction[] = [
  { type: 'start' },
  {
    type: 'started',
    begun: { run: run(), cases: ['a', 'b', 'c'], skipped: [{ case: 'd', reason: 'no compiler' }] },
  },
];
const tick = (task: string, code: number, phase: 'transfer' | 'secure' = 'transfer'): ApiEvent => ({
  type: 'result',
  result: aResult({ id: `01-${task}`, runId: run().id, task, code, phase, outcome: 'failed' }),
});
const events = (...all: ApiEvent[]): ProofAction => ({ type: 'events', events: all });

describe('ticks', () => {
  test('each result marks its case; one in the wrong phase differs', () => {
    const proof = play(...begun, events(tick('a', 609), tick('c', 610)));
    expect(CASES.map((one) => caseState(one, proof))).toEqual(['proven', 'running', 'differs', 'skipped']);
    const { codes, ok, differ, skipped, total, proven } = summaryOf(CASES, proof);
    expect(codes.map(({ code, state }) => [code, state])).toEqual([
      [609, 'running'],
      [610, 'differs'],
      [649, 'skipped'],
    ]);
    expect({ ok, differ, skipped, total, proven }).toEqual({
      ok: 1,
      differ: 1,
      skipped: 1,
      total: 3,
      proven: 0,
    });
  });

  test('a code is proven when all of its cases are', () => {
    const done = { type: 'run', run: run({ state: 'done', done: 3 }) } as const;
    const proof = play(...begun, events(tick('a', 609), tick('b', 609), tick('c', 610, 'secure'), done));
    expect(proof.stage).toBe('finished');
    expect(summaryOf(CASES, proof)).toMatchObject({ ok: 3, differ: 0, proven: 2 });
  });

  test('what comes before the answer that names the run is not lost', () => {
    const proof = play(begun[0]!, events(tick('a', 609)), begun[1]!);
    expect(caseState(CASES[0]!, proof)).toBe('proven');
  });

  test('results of other runs change nothing', () => {
    const proof = play(...begun);
    const other: ApiEvent = { type: 'result', result: aResult({ runId: 'other', task: 'a', code: 609 }) };
    expect(reduceProof(proof, events(other))).toBe(proof);
  });

  test('the ticks of other cases stay when some are proven anew', () => {
    const first = play(...begun, events(tick('a', 609), { type: 'run', run: run({ state: 'done' }) }));
    const again = [
      { type: 'start' },
      { type: 'started', begun: { run: run({ id: 'run-2' }), cases: ['c'], skipped: [] } },
    ] as const satisfies ProofAction[];
    const proof = again.reduce(reduceProof, first);
    expect(CASES.map((one) => caseState(one, proof))).toEqual(['proven', 'idle', 'running', 'skipped']);
  });
});

test('a canceled attempt says nothing, and what had not begun is idle again', () => {
  const canceled: ApiEvent = {
    type: 'result',
    result: aResult({ id: '01-a', runId: run().id, task: 'a', code: null, outcome: 'canceled' }),
  };
  const proof = play(
    ...begun,
    { type: 'cancel' },
    events(canceled, { type: 'run', run: run({ state: 'canceled' }) }),
  );
  expect(proof.stage).toBe('finished');
  expect(CASES.slice(0, 3).map((one) => caseState(one, proof))).toEqual(['idle', 'idle', 'idle']);
});

test('a run that was begun before the page was loaded is taken over, but never over another', () => {
  const results = [aResult({ task: 'a', code: 609, outcome: 'failed' })];
  const before = run({ id: 'before', state: 'done', tasks: ['a', 'b'] });
  expect(play({ type: 'caughtUp', run: before, results })).toMatchObject({ stage: 'finished', run: before });
  expect(play(...begun, { type: 'caughtUp', run: before, results }).run?.id).toBe(run().id);
});

test('a start that is refused leaves nothing running', () => {
  const error = { code: 'INTERNAL', message: 'no' } as const;
  expect(play({ type: 'start' }, { type: 'refused', error })).toMatchObject({ stage: 'idle', error });
});
