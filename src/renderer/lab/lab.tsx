/** The lab for all screens: the proof under way, and "show me", which runs one case and opens its result. */
import { type ReactNode, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import type { ApiEvent, Run } from '../../shared/api.ts';
import type { TransferResult } from '../../shared/result.ts';
import { useApi, useApiEvents, useReconnected } from '../api/api.tsx';
import { isProving, noProof, reduceProof } from './proof.ts';
import { useShowCase } from './show-case.tsx';
import { LabActionsContext, ProofContext } from './use-lab.ts';

/** Ticks are drawn this often, however many come. */
const DRAW_MS = 100;
/** Results that are asked for at a time. */
const PAGE = 1000;

export function LabProvider({ children }: { children: ReactNode }) {
  const invoke = useApi();
  const [proof, dispatch] = useReducer(reduceProof, noProof);
  const { showing, showMe, openResult, view } = useShowCase();
  const waiting = useRef<ApiEvent[]>([]);
  const drawing = useRef<ReturnType<typeof setTimeout> | null>(null);
  /** Pressed before the host had named the run. */
  const cancelEarly = useRef(false);
  const runId = proof.run?.id ?? null;
  const busy = isProving(proof);

  useApiEvents((event) => {
    if (event.type !== 'result' && event.type !== 'run') return;
    waiting.current.push(event);
    drawing.current ??= setTimeout(() => {
      drawing.current = null;
      dispatch({ type: 'events', events: waiting.current });
      waiting.current = [];
    }, DRAW_MS);
  });
  useEffect(
    () => () => {
      if (drawing.current) clearTimeout(drawing.current);
      drawing.current = null;
    },
    [],
  );

  const catchUp = useCallback(
    async (wanted: (run: Run) => boolean) => {
      const runs = await invoke('runs.list', null);
      const run = runs.ok ? runs.value.find(wanted) : undefined;
      if (!run) return;
      const results: TransferResult[] = [];
      for (let total = 1; results.length < total; ) {
        const filter = { runId: run.id };
        const page = await invoke('results.list', { filter, offset: results.length, limit: PAGE });
        if (!page.ok || !page.value.rows.length) break;
        results.push(...page.value.rows);
        total = page.value.total;
      }
      dispatch({ type: 'caughtUp', run, results });
    },
    [invoke],
  );

  // A proof that was begun before this page was loaded, or has ended already. One case alone was only shown.
  useEffect(() => {
    void catchUp((run) => run.startedBy === 'lab' && run.total > 1);
  }, [catchUp]);
  useReconnected(() => {
    if (busy && runId) void catchUp(({ id }) => id === runId);
  });

  const cancelRun = useCallback(
    async (id: string) => {
      const reply = await invoke('runs.cancel', { id });
      if (!reply.ok) dispatch({ type: 'refused', error: reply.error });
    },
    [invoke],
  );

  const prove = useCallback(
    async (codes?: number[]) => {
      cancelEarly.current = false;
      dispatch({ type: 'start' });
      const reply = await invoke('lab.prove', codes ? { codes } : {});
      if (!reply.ok) return dispatch({ type: 'refused', error: reply.error });
      dispatch({ type: 'started', begun: reply.value });
      if (cancelEarly.current) await cancelRun(reply.value.run.id);
    },
    [invoke, cancelRun],
  );

  const actions = useMemo(
    () => ({
      prove(codes?: number[]) {
        if (!busy) void prove(codes);
      },
      cancel() {
        if (!busy) return;
        dispatch({ type: 'cancel' });
        if (runId) void cancelRun(runId);
        else cancelEarly.current = true;
      },
      showMe,
      openResult,
      showing,
    }),
    [busy, runId, prove, cancelRun, showMe, openResult, showing],
  );
  return (
    <LabActionsContext value={actions}>
      <ProofContext value={proof}>
        {children}
        {view}
      </ProofContext>
    </LabActionsContext>
  );
}
