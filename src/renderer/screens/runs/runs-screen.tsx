/** The Runs screen: what is happening, what happens by itself, and what has happened. */
import { Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { gui } from '../../../shared/texts/gui.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';
import { Finished } from './finished.tsx';
import { Running } from './running.tsx';
import { finishedRuns } from './runs-state.ts';
import { Schedules } from './schedules.tsx';
import { useRuns } from './use-runs.ts';

export function RunsScreen() {
  const t = useText();
  const [opened, setOpened] = useState<string | null>(null);
  // Who watched a run to its end wants to see what came of it, unless something else is being read.
  const { state, stored, more, error, showMore, reload } = useRuns(({ id }) =>
    setOpened((before) => before ?? id),
  );
  return (
    <Stack gap="xl">
      <Title order={1} size="h2">
        {t(gui.runs.title)}
      </Title>
      {error && <ErrorNote title={t(gui.runs.failed)} error={error} onRetry={reload} />}
      <Running state={state} />
      <Schedules />
      <Finished
        runs={stored && finishedRuns(stored, state.runs)}
        opened={opened}
        onOpen={setOpened}
        onMore={more ? showMore : null}
      />
    </Stack>
  );
}
