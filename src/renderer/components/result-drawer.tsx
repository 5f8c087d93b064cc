/** One result in full, beside the list. */
import { Button, Drawer, Group, Text } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useApi } from '../api/api.tsx';
import { useNavigation } from '../app/navigation.tsx';
import { useText } from '../i18n/language.tsx';
import { useLab } from '../lab/use-lab.ts';
import { isBusy } from '../run/run-state.ts';
import { useTesting } from '../run/testing.tsx';
import { ResultView } from './result-view.tsx';

interface ResultDrawerProps {
  result: TransferResult | null;
  onClose: () => void;
  /** Without it there is nothing to compare with. */
  onCompare?: (results: TransferResult[]) => void;
}

export function ResultDrawer({ result, onClose, onCompare }: ResultDrawerProps) {
  const t = useText();
  const { go } = useNavigation();
  const { run, runAgain } = useTesting();
  const { showMe } = useLab();
  // While the drawer slides out it still shows what it showed.
  const [shown, setShown] = useState(result);
  useEffect(() => {
    if (result) setShown(result);
  }, [result]);

  const again = (confirmed: boolean): void => {
    if (!shown) return;
    onClose();
    // Its server has ended with its run.
    if (shown.labels.source === 'lab') showMe(shown.task);
    else {
      runAgain(shown, confirmed);
      go('test');
    }
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
      {shown && onCompare && <OtherKernel key={shown.id} result={shown} onCompare={onCompare} />}
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

/** The newest result of the same task by the other kernel: where they disagree is a finding. */
function OtherKernel({
  result,
  onCompare,
}: Required<Pick<ResultDrawerProps, 'onCompare'>> & { result: TransferResult }) {
  const t = useText();
  const invoke = useApi();
  const [none, setNone] = useState(false);
  const kernel = result.kernel === 'node' ? 'curl' : 'node';
  const compare = async (): Promise<void> => {
    const filter = { task: result.task, direction: result.direction, kernel };
    const reply = await invoke('results.list', { filter, offset: 0, limit: 1 });
    const other = reply.ok ? reply.value.rows[0] : undefined;
    if (other) onCompare(result.kernel === 'node' ? [result, other] : [other, result]);
    setNone(!other);
  };
  return (
    <Group gap="sm" mb="sm">
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconColumns size={16} aria-hidden />}
        onClick={compare}
      >
        {t(gui.results.compareKernel, { kernel })}
      </Button>
      {none && (
        <Text size="sm" role="status">
          {t(gui.results.noOther, { kernel })}
        </Text>
      )}
    </Group>
  );
}
