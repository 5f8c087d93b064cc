/** What the Test screen works on, kept while other screens are shown: the form, and the run under way. */
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import type { ApiError, Run } from '../../shared/api.ts';
import type { TransferResult } from '../../shared/result.ts';
import { parseTask, type TaskInput, taskName } from '../../shared/task.ts';
import { useApi, useApiEvents, useReconnected } from '../api/api.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { completeUrl, type Draft, draftOf, emptyDraft, tasksOf } from '../screens/test/draft.ts';
import { useAmountConsent } from './amount-consent.tsx';
import { idleRun, isBusy, KEPT_RESULTS, type RunState, reduceRun } from './run-state.ts';

interface Testing {
  draft: Draft;
  setDraft(draft: Draft): void;
  /** The form was filled from a result whose options are not known any more. */
  onlyAddress: boolean;
  run: RunState;
  start(): void;
  /** A little of the file, so that each step of FTP is gone through once. */
  checkFtp(): void;
  /** Runs saved tasks as one run. Gives what was wrong, or `begun`, or null where the user does not want it after all. */
  runSaved(names: string[]): Promise<ApiError | 'begun' | null>;
  /** Asks before much data is moved; resolves at once where there is nothing to warn of. */
  consent(tasks: readonly TaskInput[]): Promise<boolean>;
  cancel(): void;
  select(id: string): void;
  /** Back to the empty screen. */
  close(): void;
  /** Fills the form from a result, with its options where they are known. */
  fillFrom(result: TransferResult): Promise<void>;
  /** The same, and runs it; `confirmed`: an upload may follow redirects. */
  runAgain(result: TransferResult, confirmed?: boolean): void;
}

/** Enough to see that data comes. */
const CHECK_KB = 1024;

const TestingContext = createContext<Testing | null>(null);

export function TestingProvider({ children }: { children: ReactNode }) {
  const invoke = useApi();
  const language = useLanguage();
  const [draft, setDraftState] = useState(emptyDraft);
  const [onlyAddress, setOnlyAddress] = useState(false);
  const [run, dispatch] = useReducer(reduceRun, idleRun);
  /** The tasks that this window has run, by run. */
  const tasks = useRef(new Map<string, TaskInput>());
  /** Pressed before the host had named the run. */
  const cancelEarly = useRef(false);
  /** The run under way as soon as the host has named it: a key may be pressed before the window is drawn anew. */
  const named = useRef<string | null>(null);
  const runId = run.run?.id ?? null;
  const busy = isBusy(run);
  const { ask, dialog } = useAmountConsent();

  useApiEvents((event) => dispatch({ type: 'event', event }));

  const cancelRun = useCallback(
    async (id: string) => {
      const reply = await invoke('runs.cancel', { id });
      if (reply.ok) dispatch({ type: 'event', event: { type: 'run', run: reply.value } });
      else dispatch({ type: 'refused', error: reply.error });
    },
    [invoke],
  );

  const begin = useCallback(
    async (given: readonly TaskInput[]) => {
      cancelEarly.current = false;
      named.current = null;
      dispatch({ type: 'start' });
      // The host asks the same gate; asked here too, it answers in the language of the window.
      const parsed = given[0] && parseTask(given[0], 'tasks[0]', language);
      if (parsed && !parsed.ok) {
        const message = parsed.errors[0]!.message;
        return dispatch({ type: 'refused', error: { code: 'BAD_INPUT', message, fields: parsed.errors } });
      }
      const reply = await invoke('runs.start', { tasks: [...given] });
      if (!reply.ok) return dispatch({ type: 'refused', error: reply.error });
      if (given[0]) tasks.current.set(reply.value.id, given[0]);
      named.current = reply.value.id;
      dispatch({ type: 'started', run: reply.value });
      if (cancelEarly.current) await cancelRun(reply.value.id);
    },
    [invoke, cancelRun, language],
  );

  const catchUp = useCallback(
    async (known: Run) => {
      const page = await invoke('results.list', {
        filter: { runId: known.id },
        offset: 0,
        limit: KEPT_RESULTS,
      });
      const runs = await invoke('runs.list', null);
      const now = runs.ok ? runs.value.find(({ id }) => id === known.id) : undefined;
      if (now && page.ok) dispatch({ type: 'caughtUp', run: now, results: page.value.rows });
    },
    [invoke],
  );

  useReconnected(() => {
    if (run.run && busy) void catchUp(run.run);
  });

  // A run that was begun before this page was loaded goes on.
  useEffect(() => {
    invoke('runs.list', null).then((reply) => {
      // The lab's are shown on its own screen.
      const running = reply.ok
        ? reply.value.find(({ state, startedBy }) => state === 'running' && startedBy !== 'lab')
        : undefined;
      if (!running) return;
      dispatch({ type: 'adopt', run: running });
      void catchUp(running);
    });
  }, [invoke, catchUp]);

  const setDraft = useCallback((next: Draft) => {
    setOnlyAddress(false);
    setDraftState(next);
  }, []);

  const runDraft = useCallback(
    async (next: Draft, change: (task: TaskInput) => TaskInput = (task) => task) => {
      const complete = { ...next, url: completeUrl(next.url) };
      setDraftState(complete);
      const chosen = tasksOf(complete).map(change);
      if (await ask(chosen)) await begin(chosen);
    },
    [begin, ask],
  );

  const runSaved = useCallback(
    async (names: string[]): Promise<ApiError | 'begun' | null> => {
      const saved = await invoke('tasks.list', null);
      if (!saved.ok) return saved.error;
      const chosen = saved.value.tasks.filter((task) => names.includes(taskName(task)));
      if (!(await ask(chosen))) return null;
      cancelEarly.current = false;
      named.current = null;
      dispatch({ type: 'start' });
      const reply = await invoke('tasks.run', { names });
      if (!reply.ok) {
        // It is told where the tasks stand, not in the form.
        dispatch({ type: 'refused', error: reply.error });
        dispatch({ type: 'close' });
        return reply.error;
      }
      const [only] = chosen;
      if (only && chosen.length === 1) tasks.current.set(reply.value.id, only);
      named.current = reply.value.id;
      dispatch({ type: 'started', run: reply.value });
      if (cancelEarly.current) await cancelRun(reply.value.id);
      return 'begun';
    },
    [invoke, ask, cancelRun],
  );

  const taskOf = useCallback(
    async (result: TransferResult): Promise<TaskInput> => {
      const saved = await invoke('tasks.list', null);
      const known =
        tasks.current.get(result.runId) ??
        (saved.ok ? saved.value.tasks.find((task) => taskName(task) === result.task) : undefined);
      setOnlyAddress(!known);
      return known ?? { url: result.url, direction: result.direction };
    },
    [invoke],
  );

  const fillFrom = useCallback(
    async (result: TransferResult) => setDraftState(draftOf(await taskOf(result))),
    [taskOf],
  );

  const runAgain = useCallback(
    async (result: TransferResult, confirmed: boolean) => {
      const again = await taskOf(result);
      await runDraft(draftOf(confirmed ? { ...again, redirects: { ...again.redirects, confirmed } } : again));
    },
    [taskOf, runDraft],
  );

  const value = useMemo<Testing>(
    () => ({
      draft,
      setDraft,
      onlyAddress,
      run,
      start() {
        if (!busy) void runDraft(draft);
      },
      checkFtp() {
        if (!busy) void runDraft(draft, shortened);
      },
      runSaved: async (names) => (busy ? null : runSaved(names)),
      consent: ask,
      cancel() {
        if (!busy || run.stage === 'canceling') return;
        dispatch({ type: 'cancel' });
        const id = runId ?? named.current;
        if (id) void cancelRun(id);
        else cancelEarly.current = true;
      },
      select: (id) => dispatch({ type: 'select', id }),
      close: () => dispatch({ type: 'close' }),
      fillFrom,
      runAgain(result, confirmed = false) {
        if (!busy) void runAgain(result, confirmed);
      },
    }),
    [draft, setDraft, onlyAddress, run, runId, busy, cancelRun, runDraft, fillFrom, runAgain, runSaved, ask],
  );
  return (
    <TestingContext value={value}>
      {children}
      {dialog}
    </TestingContext>
  );
}

/** Sums are those of whole files. */
function shortened({ verify: _sums, threads: _threads, repeat: _repeat, ...task }: TaskInput): TaskInput {
  return { ...task, transferKB: Math.min(task.transferKB ?? CHECK_KB, CHECK_KB) };
}

export function useTesting(): Testing {
  const value = use(TestingContext);
  if (!value) throw new Error('useTesting outside of TestingProvider');
  return value;
}
