/** The Lab screen: proving the codes against servers that fail on purpose, and serving those to other programs. */
import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { ServerPanel } from './server-panel.tsx';

export function LabScreen() {
  const t = useText();
  const { value: cases, error, reload } = useQuery('lab.cases', null);
  return (
    <Stack gap="md">
      <div>
        <Title order={1} size="h2">
          {t(gui.lab.title)}
        </Title>
        <Text size="sm" c="dimmed" mt={4}>
          {t(gui.lab.intro)}
        </Text>
      </div>
      {error && <ErrorNote title={t(gui.lab.failed)} error={error} onRetry={reload} />}
      {!cases && !error && <Skeleton height={420} />}
      {cases && (
        <>
          <ProofPanel cases={cases} />
          <ServerPanel cases={cases} />
        </>
      )}
    </Stack>
  );
}
