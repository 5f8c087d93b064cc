/** What runs now: for each run how far it is, how fast, and the way to stop it. */
import { Alert, Button, Group, Loader, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiError, Run } from '../../../shared/api.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi } from '../../api/api.tsx';
import { errorText } from '../../components/error-note.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { Figures } from './figures.tsx';
import { runName } from './run-name.ts';
import classes from './runs.module.css';
import { isRunning, liveOf, type RunsState } from './runs-state.ts';

const texts = gui.runs;

export function Running({ state }: { state: RunsState }) {
  const t = useText();
  const invoke = useApi();
  const [canceling, setCanceling] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<ApiError | null>(null);
  const running = state.runs.filter(isRunning);

  const cancel = async (ids: readonly string[], all: boolean): Promise<void> => {
    setCanceling((before) => new Set([...before, ...ids]));
    const reply = all ? await invoke('runs.cancelAll', null) : await invoke('runs.cancel', { id: ids[0]! });
    setError(reply.ok ? null : reply.error);
    setCanceling((before) => new Set([...before].filter((id) => !ids.includes(id))));
  };

  return (
    <Stack component="section" gap="sm" aria-label={t(texts.running)}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t(texts.running)}
        </Title>
        {running.length > 1 && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlayerStop size={16} aria-hidden />}
            onClick={() =>
              cancel(
                running.map(({ id }) => id),
                true,
              )
            }
          >
            {t(texts.cancelAll)}
          </Button>
        )}
      </Group>
      {error && (
        <Alert
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title={t(texts.cancelFailed)}
          role="alert"
        >
          {errorText(error, t)}
        </Alert>
      )}
      {running.length === 0 && <Text c="dimmed">{t(texts.idle)}</Text>}
      {running.map((run) => (
        <RunningRun
          key={run.id}
          run={run}
          state={state}
          canceling={canceling.has(run.id)}
          onCancel={() => cancel([run.id], false)}
        />
      ))}
    </Stack>
  );
}

interface RunningRunProps {
  run: Run;
  state: RunsState;
  canceling: boolean;
  onCancel: () => void;
}

function RunningRun({ run, state, canceling, onCancel }: RunningRunProps) {
  const t = useText();
  const format = useFormat();
  const { bytes, speedKBps, attempts } = liveOf(state, run);
  const name = runName(run.tasks, run.tasks.length, run.startedBy === 'lab', t);
  const figures = texts.figures;

  return (
    <Paper withBorder p="md" component="article" aria-label={name} data-testid="running" data-run={run.id}>
      <div className={classes.head}>
        <Loader size={16} aria-hidden />
        <Title order={3} size="h5" className={classes.name} title={run.tasks.join(', ')}>
          {name}
        </Title>
        <Text size="xs" c="dimmed" className={classes.optional}>
          {t(texts.startedBy[run.startedBy])} · {format.shortStamp(run.startedAt, new Date())}
        </Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          loading={canceling}
          aria-label={t(texts.cancelNamed, { name })}
          onClick={onCancel}
        >
          {t(texts.cancel)}
        </Button>
      </div>
      <Progress
        value={run.total ? ((run.done + attempts) / run.total) * 100 : 0}
        mt="sm"
        mb="sm"
        aria-label={t(texts.progress, { name })}
      />
      <Figures
        of={[
          [t(figures.done), `${format.integer(run.done)} / ${format.integer(run.total)}`],
          [t(figures.failed), format.integer(run.failed)],
          [t(figures.left), format.integer(run.total - run.done)],
          [t(figures.bytes), format.bytes(run.bytes + bytes)],
          [t(figures.speed), speedKBps === null ? '–' : format.speed(speedKBps)],
          [t(figures.concurrency), format.integer(run.concurrency)],
        ]}
      />
    </Paper>
  );
}
