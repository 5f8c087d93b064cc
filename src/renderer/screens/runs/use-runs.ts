/** The runs of this session, followed live, and the stored ones, page by page. */
import { useCallback, useEffect, useReducer, useState } from 'react';
import type { ApiError, Run, StoredRun } from '../../../shared/api.ts';
import { useApi, useApiEvents, useReconnected } from '../../api/api.tsx';
import { noRuns, type RunsState, reduceRuns } from './runs-state.ts';

const PAGE = 20;

export interface Runs {
  state: RunsState;
  /** null: not loaded yet. */
  stored: readonly StoredRun[] | null;
  /** There are older ones. */
  more: boolean;
  error: ApiError | null;
  showMore(): void;
  reload(): void;
}

/** `onEnded`: a run has ended while this was shown. */
export function useRuns(onEnded: (run: Run) => void): Runs {
  const invoke = useApi();
  const [state, dispatch] = useReducer(reduceRuns, noRuns);
  const [stored, setStored] = useState<{ rows: StoredRun[]; total: number } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [shown, setShown] = useState(PAGE);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    let current = true;
    const ask = async (): Promise<void> => {
      const [runs, page] = await Promise.all([
        invoke('runs.list', null),
        invoke('runs.stored', { offset: 0, limit: Math.min(shown, 200) }),
      ]);
      if (!current) return;
      if (runs.ok) dispatch({ type: 'listed', runs: runs.value });
      if (page.ok) setStored(page.value);
      setError(runs.ok ? (page.ok ? null : page.error) : runs.error);
    };
    void ask();
    return () => {
      current = false;
    };
  }, [invoke, shown, round]);

  useReconnected(reload);
  useApiEvents((event) => {
    dispatch({ type: 'event', event });
    if (event.type !== 'run' || event.run.state === 'running') return;
    onEnded(event.run);
    reload();
  });

  return {
    state,
    stored: stored?.rows ?? (error ? [] : null),
    more: stored !== null && stored.rows.length < stored.total && shown < 200,
    error,
    showMore: () => setShown((before) => before + PAGE),
    reload,
  };
}
