/** The tasks that run by themselves: when next, how the last time went, pause and run now. */
import {
  ActionIcon,
  Alert,
  Anchor,
  Button,
  Code,
  Group,
  Paper,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconBell,
  IconCalendarPlus,
  IconCircleCheck,
  IconCircleX,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ApiError } from '../../../shared/api.ts';
import type { Schedule, When } from '../../../shared/schedule.ts';
import { taskName } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi, useApiEvents, useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { canAsk, useNotifications } from '../../app/notifications.ts';
import { ErrorNote, errorText } from '../../components/error-note.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import type { Say } from '../../i18n/say.ts';
import { useTesting } from '../../run/testing.tsx';
import { useEditing } from '../tasks/editing.tsx';
import classes from './runs.module.css';

const texts = gui.runs.schedules;
const STATE_ICONS = { ok: IconCircleCheck, failed: IconCircleX, canceled: IconBan };
const STATE_COLORS = { ok: 'teal', failed: 'red', canceled: 'gray' };
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export function Schedules() {
  const t = useText();
  const invoke = useApi();
  const asked = useQuery('schedules.list', null);
  const [told, setTold] = useState<Schedule[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const { permission, ask } = useNotifications();
  const { consent } = useTesting();
  const { open } = useEditing();
  const { go } = useNavigation();
  useApiEvents((event) => event.type === 'schedules' && setTold(event.schedules));
  // A fresh answer, after the line was lost say, counts more than an event from before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer itself is not needed
  useEffect(() => setTold(null), [asked.value]);
  const schedules = told ?? asked.value;

  const change = async (reply: Promise<{ ok: true } | { ok: false; error: ApiError }>): Promise<void> => {
    const answer = await reply;
    setError(answer.ok ? null : answer.error);
  };
  const run = async (name: string): Promise<void> => {
    const saved = await invoke('tasks.list', null);
    const moved = saved.ok ? saved.value.tasks.filter((task) => taskName(task) === name) : [];
    if (await consent(moved)) await change(invoke('schedules.run', { task: name }));
  };

  return (
    <Stack component="section" gap="sm" aria-label={t(texts.title)} data-testid="schedules">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t(texts.title)}
        </Title>
        {schedules && schedules.length > 0 && canAsk(permission) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconBell size={16} aria-hidden />}
            title={t(texts.notifyHint)}
            onClick={ask}
          >
            {t(texts.notify)}
          </Button>
        )}
      </Group>
      {asked.error && !schedules && (
        <ErrorNote title={t(gui.runs.failed)} error={asked.error} onRetry={asked.reload} />
      )}
      {error && (
        <Alert
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title={t(texts.failedToChange)}
          role="alert"
        >
          {errorText(error, t)}
        </Alert>
      )}
      {schedules?.length === 0 && (
        <Stack gap="xs" align="flex-start">
          <Text c="dimmed" maw="46rem">
            {t(texts.none)}
          </Text>
          <Button
            variant="default"
            leftSection={<IconCalendarPlus size={16} aria-hidden />}
            onClick={() => {
              open(null);
              go('tasks');
            }}
          >
            {t(texts.create)}
          </Button>
        </Stack>
      )}
      {schedules && schedules.length > 0 && (
        <Paper withBorder>
          <Table verticalSpacing={8} horizontalSpacing="md" aria-label={t(texts.title)}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(texts.task)}</Table.Th>
                <Table.Th>{t(texts.when)}</Table.Th>
                <Table.Th>{t(texts.next)}</Table.Th>
                <Table.Th>{t(texts.last)}</Table.Th>
                <Table.Th className={classes.actions}>{t(texts.actions)}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {schedules.map((schedule) => (
                <Row
                  key={schedule.task}
                  schedule={schedule}
                  onPause={(paused) => change(invoke('schedules.pause', { task: schedule.task, paused }))}
                  onRun={() => void run(schedule.task)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
    </Stack>
  );
}

interface RowProps {
  schedule: Schedule;
  onPause: (paused: boolean) => void;
  onRun: () => void;
}

function Row({ schedule, onPause, onRun }: RowProps) {
  const t = useText();
  const format = useFormat();
  const { task: name, when, paused, nextAt, runId, missed, overlapped, problem } = schedule;
  const notes = [
    missed > 0 && t(texts.missed, { count: missed }),
    overlapped > 0 && t(texts.overlapped, { count: overlapped }),
    problem,
  ].filter((note) => typeof note === 'string');
  const PauseIcon = paused ? IconPlayerPlay : IconPlayerPause;
  const pauseLabel = t(paused ? texts.resume : texts.pause, { name });
  const runLabel = t(texts.runNow, { name });

  return (
    <Table.Tr data-schedule={name} data-paused={paused}>
      <Table.Td>
        <span className="break">{name}</span>
        {notes.map((note) => (
          <Text key={note} size="xs" c="dimmed">
            {note}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <WhenText when={when} t={t} />
      </Table.Td>
      <Table.Td>
        {runId
          ? t(texts.runningNow)
          : paused
            ? t(texts.paused)
            : nextAt
              ? format.shortStamp(nextAt, new Date())
              : '–'}
      </Table.Td>
      <Table.Td>
        <Last schedule={schedule} />
      </Table.Td>
      <Table.Td className={classes.actions}>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={runLabel}
            title={runLabel}
            disabled={runId !== null}
            onClick={onRun}
          >
            <IconPlayerTrackNext size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={pauseLabel}
            title={pauseLabel}
            onClick={() => onPause(!paused)}
          >
            <PauseIcon size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function WhenText({ when, t }: { when: When; t: Say }) {
  if ('cron' in when) return <Code>{when.cron}</Code>;
  const { everyMs } = when;
  if (everyMs % HOUR === 0) return t(texts.everyHours, { count: everyMs / HOUR });
  if (everyMs % MINUTE === 0) return t(texts.everyMinutes, { count: everyMs / MINUTE });
  return t(texts.everySeconds, { count: everyMs / SECOND });
}

function Last({ schedule: { task, last } }: { schedule: Schedule }) {
  const t = useText();
  const format = useFormat();
  const { openResults } = useNavigation();
  if (!last)
    return (
      <Text size="sm" c="dimmed">
        {t(texts.never)}
      </Text>
    );
  const Icon = STATE_ICONS[last.state];
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={18} aria-hidden color={`var(--mantine-color-${STATE_COLORS[last.state]}-text)`} />
      <Anchor
        component="button"
        type="button"
        size="sm"
        title={t(texts.openLast, { name: task })}
        onClick={() => openResults({ runId: last.runId })}
      >
        {t(texts.states[last.state])}
        {last.code ? ` (${last.code})` : ''}
      </Anchor>
      <Text size="sm" c="dimmed" className={classes.optional}>
        {format.shortStamp(last.at, new Date())}
      </Text>
    </Group>
  );
}
