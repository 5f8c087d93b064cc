/** One result in full, beside the list. */
import { Drawer } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useNavigation } from '../app/navigation.tsx';
import { useText } from '../i18n/language.tsx';
import { isBusy } from '../run/run-state.ts';
import { useTesting } from '../run/testing.tsx';
import { ResultView } from './result-view.tsx';

export function ResultDrawer({ result, onClose }: { result: TransferResult | null; onClose: () => void }) {
  const t = useText();
  const { go } = useNavigation();
  const { run, runAgain } = useTesting();
  // While the drawer slides out it still shows what it showed.
  const [shown, setShown] = useState(result);
  useEffect(() => {
    if (result) setShown(result);
  }, [result]);

  const again = (confirmed: boolean): void => {
    if (!shown) return;
    onClose();
    runAgain(shown, confirmed);
    go('test');
  };
  return (
    <Drawer
      opened={result !== null}
      onClose={onClose}
      position="right"
      size="min(720px, 92vw)"
      title={t(gui.results.detail)}
      closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
    >
      {shown && (
        <ResultView
          columns={1}
          result={shown}
          evidence
          onRunAgain={isBusy(run) ? undefined : () => again(false)}
          onConfirmRedirect={isBusy(run) ? undefined : () => again(true)}
        />
      )}
    </Drawer>
  );
}
