/** The diagnosis that the Test screen shows, kept while other screens are shown, and the question before it begins. */
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ApiError } from '../../shared/api.ts';
import type { Diagnosis } from '../../shared/diagnosis.ts';
import type { TransferResult } from '../../shared/result.ts';
import { parseTask } from '../../shared/task.ts';
import { useApi, useApiEvents, useReconnected } from '../api/api.tsx';
import { useNavigation } from '../app/navigation.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { completeUrl, tasksOf } from '../screens/test/draft.ts';
import { AskDialog, type Wish } from './ask-diagnosis.tsx';
import { isBusy } from './run-state.ts';
import { useTesting } from './testing.tsx';

interface Diagnosing {
  /** null: none is shown. */
  diagnosis: Diagnosis | null;
  busy: boolean;
  canceling: boolean;
  /** Asks first what may be asked outside; the task is the one of the form. */
  open(): void;
  /** The same with the task of a result. */
  openFor(result: TransferResult): void;
  cancel(): void;
  close(): void;
}

const DiagnosingContext = createContext<Diagnosing | null>(null);

export function DiagnosingProvider({ children }: { children: ReactNode }) {
  const invoke = useApi();
  const language = useLanguage();
  const { go } = useNavigation();
  const { draft, setDraft, fillFrom, run } = useTesting();
  const [asking, setAsking] = useState(false);
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  const [canceling, setCanceling] = useState(false);
  const busy = diagnosis?.state === 'running';
  const running = isBusy(run);

  useApiEvents((event) => {
    if (event.type === 'diagnosis') setDiagnosis((known) => further(known, event.diagnosis));
  });
  const catchUp = useCallback(async () => {
    const reply = await invoke('diagnose.list', null);
    if (!reply.ok) return;
    setDiagnosis((known) => {
      const { value } = reply;
      return known ? value.reduce(further, known) : (value.find(isRunning) ?? null);
    });
  }, [invoke]);
  useReconnected(() => void catchUp());
  // One that was begun before this page was loaded goes on.
  useEffect(() => void catchUp(), [catchUp]);
  // What is run afterwards is what is shown.
  useEffect(() => {
    if (running) setDiagnosis((known) => (known && isRunning(known) ? known : null));
  }, [running]);

  const begin = useCallback(
    async ({ secondDns, send }: Wish): Promise<ApiError | null> => {
      const complete = { ...draft, url: completeUrl(draft.url) };
      setDraft(complete);
      const task = tasksOf(complete)[0]!;
      // The host asks the same gate; asked here too, it answers in the language of the window.
      const parsed = parseTask(task, 'task', language);
      if (!parsed.ok) return { code: 'BAD_INPUT', message: parsed.errors[0]!.message, fields: parsed.errors };
      const reply = await invoke('diagnose.start', { task, secondDns, send });
      if (!reply.ok) return reply.error;
      setAsking(false);
      setCanceling(false);
      setDiagnosis(reply.value);
      // Steps may have ended before the answer that names it came.
      await catchUp();
      return null;
    },
    [draft, setDraft, invoke, catchUp, language],
  );

  const value = useMemo<Diagnosing>(
    () => ({
      diagnosis,
      busy,
      canceling,
      open() {
        if (!busy && !running) setAsking(true);
      },
      openFor(result) {
        if (busy || running) return;
        go('test');
        void fillFrom(result).then(() => setAsking(true));
      },
      cancel() {
        if (!diagnosis || !busy) return;
        setCanceling(true);
        void invoke('diagnose.cancel', { id: diagnosis.id });
      },
      close: () => setDiagnosis(null),
    }),
    [diagnosis, busy, canceling, running, invoke, go, fillFrom],
  );
  return (
    <DiagnosingContext value={value}>
      {children}
      <AskDialog opened={asking} onClose={() => setAsking(false)} onStart={begin} />
    </DiagnosingContext>
  );
}

/** The same diagnosis may come by an answer and by events, in any order: it never goes back. */
function further<D extends Diagnosis | null>(known: D, told: Diagnosis): D | Diagnosis {
  if (known?.id !== told.id) return known;
  return known && progressOf(known) > progressOf(told) ? known : told;
}

function progressOf({ state, steps }: Diagnosis): number {
  const begun = steps.filter((step) => step.state !== 'waiting').length;
  const ended = steps.filter(({ ms }) => ms !== null).length;
  return state === 'running' ? begun + ended : Number.POSITIVE_INFINITY;
}

function isRunning({ state }: Diagnosis): boolean {
  return state === 'running';
}

export function useDiagnosing(): Diagnosing {
  const value = use(DiagnosingContext);
  if (!value) throw new Error('useDiagnosing outside of DiagnosingProvider');
  return value;
}
