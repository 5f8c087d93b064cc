/** What became of a file: under way, where it is, or why it is not there. */
import { Box, Text } from '@mantine/core';
import { gui } from '../../../shared/texts/gui.ts';
import { useText } from '../../i18n/language.tsx';
import { ErrorNote } from '../error-note.tsx';
import type { DeliveryState } from './use-delivery.ts';

const texts = gui.share;

export function DeliveryNote({ state }: { state: DeliveryState }) {
  const t = useText();
  return (
    <Box w="100%" role="status" data-delivery={state.stage} hidden={state.stage === 'idle'}>
      {state.stage === 'working' && (
        <Text size="sm" c="dimmed">
          {t(texts.working)}
        </Text>
      )}
      {state.stage === 'done' && (
        <Text size="sm" className="break">
          {t(state.saved ? texts.saved : texts.downloaded, { file: state.file })}
        </Text>
      )}
      {state.stage === 'failed' && <ErrorNote title={t(texts.failed)} error={state.error} />}
    </Box>
  );
}
