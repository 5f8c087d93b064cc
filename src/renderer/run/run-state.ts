/** The run that the Test screen shows, as a pure reducer: from the press of Run to its last result. */
import type { ApiError, ApiEvent, Run } from '../../shared/api.ts';
import type { Progress, TransferResult } from '../../shared/result.ts';
import { addSample, type SpeedSample } from './samples.ts';

/** Results that the screen keeps; all of them are in the store. */
export const KEPT_RESULTS = 200;

export interface RunState {
  /** idle: nothing was run yet, or it was refused. */
  stage: 'idle' | 'starting' | 'running' | 'canceling' | 'finished';
  run: Run | null;
  /** Why it did not start, or could not be canceled. */
  error: ApiError | null;
  /** Of the attempt under way, or of the last one. */
  progress: Progress | null;
  samples: SpeedSample[];
  /** Newest first. */
  results: TransferResult[];
  /** The result to look at; null: the newest. */
  selected: string | null;
  /** Events that came before the answer which names the run. */
  early: ApiEvent[];
}

export type RunAction =
  | { type: 'start' }
  | { type: 'started'; run: Run }
  /** A run that was begun before this page was loaded; one that is shown already comes first. */
  | { type: 'adopt'; run: Run }
  | { type: 'refused'; error: ApiError }
  | { type: 'cancel' }
  | { type: 'event'; event: ApiEvent }
  /** What the host knows of the run, after events may have been missed. Results newest first. */
  | { type: 'caughtUp'; run: Run; results: TransferResult[] }
  | { type: 'select'; id: string }
  | { type: 'close' };

export const idleRun: RunState = {
  stage: 'idle',
  run: null,
  error: null,
  progress: null,
  samples: [],
  results: [],
  selected: null,
  early: [],
};

export function isBusy(state: RunState): boolean {
  return state.stage === 'starting' || state.stage === 'running' || state.stage === 'canceling';
}

export function selectedResult(state: RunState): TransferResult | null {
  return state.results.find(({ id }) => id === state.selected) ?? state.results[0] ?? null;
}

export function reduceRun(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'start':
      return { ...idleRun, stage: 'starting' };
    case 'started': {
      // A cancel that was pressed before the answer came stays pressed.
      const stage = state.stage === 'canceling' ? 'canceling' : 'running';
      const begun = withRun({ ...state, stage, early: [] }, action.run);
      return state.early.reduce(withEvent, begun);
    }
    case 'adopt': {
      if (state.stage !== 'idle') return state;
      return withRun({ ...idleRun, stage: 'running' }, action.run);
    }
    case 'refused':
      return { ...state, stage: stageAfterRefusal(state), error: action.error, early: [] };
    case 'cancel':
      return isBusy(state) ? { ...state, stage: 'canceling' } : state;
    case 'event':
      return withEvent(state, action.event);
    case 'caughtUp':
      if (state.run?.id !== action.run.id) return state;
      // A result that came while the question was on its way stays.
      return withRun({ ...state, results: joined(state.results, action.results) }, action.run);
    case 'select':
      return { ...state, selected: action.id };
    case 'close':
      return isBusy(state) ? state : idleRun;
  }
}

/** What was refused is the start, or the cancel of a run that then goes on. */
function stageAfterRefusal({ run, stage }: RunState): RunState['stage'] {
  if (!run) return 'idle';
  return stage === 'canceling' ? 'running' : stage;
}

function withEvent(state: RunState, event: ApiEvent): RunState {
  if (!state.run) return isBusy(state) ? { ...state, early: [...state.early, event] } : state;
  switch (event.type) {
    case 'run':
      return event.run.id === state.run.id ? withRun(state, event.run) : state;
    case 'result':
      return event.result.runId === state.run.id ? withResult(state, event.result) : state;
    case 'progress':
      return event.progress.runId === state.run.id ? withProgress(state, event.progress) : state;
    default:
      return state;
  }
}

function withRun(state: RunState, run: Run): RunState {
  return { ...state, run, stage: run.state === 'running' ? state.stage : 'finished' };
}

function withResult(state: RunState, result: TransferResult): RunState {
  if (state.results.some(({ id }) => id === result.id)) return state;
  return { ...state, results: [result, ...state.results].slice(0, KEPT_RESULTS) };
}

/** Newest first, each once. */
function joined(known: readonly TransferResult[], asked: readonly TransferResult[]): TransferResult[] {
  const newer = known.filter(({ id }) => !asked.some((other) => other.id === id));
  return [...newer, ...asked].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, KEPT_RESULTS);
}

function withProgress(state: RunState, progress: Progress): RunState {
  if (state.results.some(({ id }) => id === progress.id)) return state;
  const samples = progress.id === state.progress?.id ? state.samples : [];
  return { ...state, progress, samples: addSample(samples, progress) };
}
