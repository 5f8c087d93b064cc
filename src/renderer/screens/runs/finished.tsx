/** The runs that have ended, of this session and of earlier ones; one of them opened shows its figures and its top five. */
import { Accordion, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconBan, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { gui } from '../../../shared/texts/gui.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import type { Say } from '../../i18n/say.ts';
import { runName } from './run-name.ts';
import { RunSummary } from './run-summary.tsx';
import classes from './runs.module.css';
import type { FinishedRun } from './runs-state.ts';

const texts = gui.runs.finished;

interface FinishedProps {
  /** null: not loaded yet. */
  runs: readonly FinishedRun[] | null;
  opened: string | null;
  onOpen: (id: string | null) => void;
  onMore: (() => void) | null;
}

export function Finished({ runs, opened, onOpen, onMore }: FinishedProps) {
  const t = useText();
  return (
    <Stack component="section" gap="sm" aria-label={t(texts.title)} data-testid="finished">
      <Title order={2} size="h4">
        {t(texts.title)}
      </Title>
      {runs === null && <Skeleton height={120} />}
      {runs?.length === 0 && <Text c="dimmed">{t(texts.none)}</Text>}
      {runs && runs.length > 0 && (
        <Accordion variant="separated" chevronPosition="left" order={3} value={opened} onChange={onOpen}>
          {runs.map((run) => (
            <FinishedItem key={run.id} run={run} opened={run.id === opened} />
          ))}
        </Accordion>
      )}
      {onMore && (
        <Group justify="center">
          <Button variant="default" onClick={onMore}>
            {t(texts.more)}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function FinishedItem({ run, opened }: { run: FinishedRun; opened: boolean }) {
  const t = useText();
  const format = useFormat();
  const name = runName(run.tasks, run.taskCount, run.lab, t);
  const { icon: Icon, color, words } = stateOf(run, t);
  return (
    <Accordion.Item value={run.id} data-run={run.id}>
      <Accordion.Control className={classes.control}>
        <div className={classes.line}>
          <Text span className={classes.name} fw={550} title={run.tasks.join(', ')}>
            {name}
          </Text>
          <Group gap={6} wrap="nowrap" className={classes.state}>
            <Icon size={18} aria-hidden color={`var(--mantine-color-${color}-text)`} />
            <Text span size="sm">
              {words}
            </Text>
          </Group>
          <Text span size="sm" c="dimmed" className={`${classes.bytes} ${classes.optional}`}>
            {format.bytes(run.bytes)}
          </Text>
          <Text span size="sm" c="dimmed" className={classes.when}>
            {format.shortStamp(run.startedAt, new Date())}
          </Text>
        </div>
      </Accordion.Control>
      <Accordion.Panel>{opened && <RunSummary run={run} />}</Accordion.Panel>
    </Accordion.Item>
  );
}

function stateOf({ attempts, failed, canceled, wasCanceled }: FinishedRun, t: Say) {
  const count = attempts - canceled;
  if (wasCanceled) return { icon: IconBan, color: 'gray', words: t(texts.canceled, { count }) };
  if (attempts === 0) return { icon: IconBan, color: 'gray', words: t(texts.nothing) };
  if (failed) return { icon: IconCircleX, color: 'red', words: t(texts.someFailed, { failed, count }) };
  return { icon: IconCircleCheck, color: 'teal', words: t(texts.allOk, { count }) };
}
