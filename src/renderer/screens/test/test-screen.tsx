/** The Test screen: an address in, a verdict out. */
import { Alert, Stack, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef } from 'react';
import { kernelPairs } from '../../../shared/compare-kernels.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { DiagnosisView } from '../../components/diagnosis/diagnosis-view.tsx';
import { errorText } from '../../components/error-note.tsx';
import { KernelPanel } from '../../components/kernel-panel.tsx';
import { ResultView } from '../../components/result-view.tsx';
import { useText } from '../../i18n/language.tsx';
import { useDiagnosing } from '../../run/diagnosing.tsx';
import { isBusy, type RunState, selectedResult } from '../../run/run-state.ts';
import { useTesting } from '../../run/testing.tsx';
import { AttemptList } from './attempt-list.tsx';
import { EmptyTest } from './empty-test.tsx';
import { LiveCard } from './live-card.tsx';
import { TestForm } from './test-form.tsx';

export function TestScreen() {
  const t = useText();
  const testing = useTesting();
  const { run } = testing;
  const diagnosing = useDiagnosing();
  const { diagnosis } = diagnosing;
  const urlField = useRef<HTMLInputElement>(null);

  useHotkeys(
    [
      ['mod+Enter', () => urlField.current?.form?.requestSubmit()],
      ['mod+shift+Enter', () => (testing.draft.url.trim() ? diagnosing.open() : urlField.current?.focus())],
      ['mod+L', () => urlField.current?.select()],
    ],
    [],
  );
  // An open menu or dialog takes Esc for itself.
  useHotkeys(
    [
      [
        'Escape',
        (event) => {
          if (event.defaultPrevented || overlayOpen()) return;
          testing.cancel();
          diagnosing.cancel();
        },
        { preventDefault: false },
      ],
    ],
    [],
  );

  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        {t(gui.test.title)}
      </Title>
      <TestForm urlField={urlField} />
      <RunProblem run={run} />
      {diagnosis && (
        <DiagnosisView
          key={diagnosis.id}
          diagnosis={diagnosis}
          onAgain={diagnosing.open}
          onClose={diagnosing.close}
        />
      )}
      {!diagnosis && run.stage === 'idle' && !run.run && <EmptyTest urlField={urlField} />}
      {!diagnosis && run.stage !== 'idle' && <TaskRun />}
    </Stack>
  );
}

function TaskRun() {
  const { run, select, runAgain } = useTesting();
  const busy = isBusy(run);
  const result = selectedResult(run);
  const many = (run.run?.total ?? 1) > 1;
  return (
    <>
      {busy && <LiveCard run={run} />}
      {result && (
        <ResultView
          columns={2}
          result={result}
          onRunAgain={busy ? undefined : () => runAgain(result)}
          onConfirmRedirect={busy ? undefined : () => runAgain(result, true)}
        />
      )}
      {!busy &&
        kernelPairs(run.results)
          .slice(-1)
          .map((pair) => <KernelPanel key={pair.node.id} pair={pair} />)}
      {many && run.results.length > 0 && <AttemptList run={run} shown={result} onSelect={select} />}
    </>
  );
}

/** Why results could not be kept, or a cancel did not work. A refused start is told in the form. */
function RunProblem({ run }: { run: RunState }) {
  const t = useText();
  const problem = run.run?.problem ?? (run.run ? run.error : null);
  if (!problem) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t(gui.test.problem)} role="alert">
      {errorText(problem, t)}
    </Alert>
  );
}

function overlayOpen(): boolean {
  // Closed ones may stay in the page, hidden.
  const overlays = document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]');
  return [...overlays].some((overlay) => overlay.checkVisibility());
}
