/** The runs of this session as events tell them, and the list of finished ones made of these and of what is stored. */
import type { ApiEvent, Run, StoredRun } from '../../../shared/api.ts';
import type { Progress } from '../../../shared/result.ts';

export interface RunsState {
  /** Newest first. */
  runs: readonly Run[];
  /** The last picture of each attempt under way, by the id of its result. */
  live: Readonly<Record<string, Progress>>;
}

export type RunsAction = { type: 'listed'; runs: readonly Run[] } | { type: 'event'; event: ApiEvent };

export const noRuns: RunsState = { runs: [], live: {} };

export function reduceRuns(state: RunsState, action: RunsAction): RunsState {
  if (action.type === 'listed') return pruned({ ...state, runs: action.runs });
  const { event } = action;
  switch (event.type) {
    case 'run': {
      const { run } = event;
      const known = state.runs.some(({ id }) => id === run.id);
      const runs = known
        ? state.runs.map((other) => (other.id === run.id ? run : other))
        : [run, ...state.runs];
      return pruned({ ...state, runs });
    }
    case 'progress':
      return { ...state, live: { ...state.live, [event.progress.id]: event.progress } };
    case 'result': {
      const { [event.result.id]: _ended, ...live } = state.live;
      return { ...state, live };
    }
    default:
      return state;
  }
}

/** A run that has ended has no attempt under way. */
function pruned({ runs, live }: RunsState): RunsState {
  const running = new Set(runs.filter(isRunning).map(({ id }) => id));
  return {
    runs,
    live: Object.fromEntries(Object.entries(live).filter(([, { runId }]) => running.has(runId))),
  };
}

export function isRunning({ state }: Run): boolean {
  return state === 'running';
}

/** How much of an attempt is done, where its size is known. */
function shareOf({ bytes, expectedBytes }: Progress): number {
  return expectedBytes ? Math.min(1, bytes / expectedBytes) : 0;
}

/** What the attempts under way add to a run; `attempts` are parts of them. */
export function liveOf(
  state: RunsState,
  { id }: Run,
): { bytes: number; speedKBps: number | null; attempts: number } {
  const live = Object.values(state.live).filter(({ runId }) => runId === id);
  return {
    bytes: live.reduce((sum, { bytes }) => sum + bytes, 0),
    // Between two attempts there is none.
    speedKBps: live.length ? live.reduce((sum, { speedKBps }) => sum + speedKBps, 0) : null,
    attempts: live.reduce((sum, one) => sum + shareOf(one), 0),
  };
}

export interface FinishedRun extends StoredRun {
  /** It was ended before all of its attempts were made. */
  wasCanceled: boolean;
  problem: Run['problem'];
}

/** Stored runs with what this session knows of them; those that left nothing in the store come too. Newest first. */
export function finishedRuns(stored: readonly StoredRun[], runs: readonly Run[]): FinishedRun[] {
  const own = new Map(runs.map((run) => [run.id, run]));
  const listed = new Set(stored.map(({ id }) => id));
  const unstored = runs.filter((run) => !isRunning(run) && !listed.has(run.id)).map(asStored);
  return [...unstored, ...stored]
    .filter(({ id }) => own.get(id)?.state !== 'running')
    .map((run) => ({
      ...run,
      wasCanceled: own.get(run.id)?.state === 'canceled' || run.canceled > 0,
      problem: own.get(run.id)?.problem,
    }))
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}

function asStored({ id, startedAt, endedAt, done, failed, bytes, tasks, startedBy }: Run): StoredRun {
  const lab = startedBy === 'lab';
  const ended = endedAt ?? startedAt;
  return {
    id,
    startedAt,
    endedAt: ended,
    attempts: done,
    failed,
    canceled: 0,
    bytes,
    tasks,
    taskCount: tasks.length,
    lab,
  };
}
