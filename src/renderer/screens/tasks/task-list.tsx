/** The saved tasks in their groups. */
import { ActionIcon, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconFileExport, IconPlayerPlay } from '@tabler/icons-react';
import type { TransferResult } from '../../../shared/result.ts';
import { type TaskInput, taskName } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useText } from '../../i18n/language.tsx';
import { isBusy } from '../../run/run-state.ts';
import { useTesting } from '../../run/testing.tsx';
import { groupsOf } from './arrange.ts';
import classes from './task-list.module.css';
import { type TaskAction, TaskRow } from './task-row.tsx';

const texts = gui.tasks;

interface TaskListProps {
  tasks: readonly TaskInput[];
  /** The newest result of each, by name. */
  latest: ReadonlyMap<string, TransferResult>;
  onOpen: (result: TransferResult) => void;
  onAction: (action: TaskAction, name: string) => void;
  onDrop: (name: string, target: string, side: 'before' | 'behind') => void;
  onRun: (names: string[]) => void;
  onExport: (names: string[], label: string) => void;
}

export function TaskList({ tasks, latest, onOpen, onAction, onDrop, onRun, onExport }: TaskListProps) {
  const t = useText();
  const busy = isBusy(useTesting().run);
  const groups = groupsOf(tasks);
  const named = groups.some(({ name }) => name !== null);
  return (
    <Stack gap="md" aria-label={t(texts.list)} role="group">
      {groups.map(({ name, tasks: members }) => {
        const title = name ?? t(texts.noGroup);
        const names = members.map(taskName);
        return (
          <Paper key={name ?? ''} withBorder component="section" aria-label={title} data-group={name ?? ''}>
            {named && (
              <div className={classes.groupHead}>
                <Title order={2} size="h5" className={classes.groupName}>
                  {title}{' '}
                  <Text component="span" size="sm" c="dimmed">
                    {t(texts.count, { count: members.length })}
                  </Text>
                </Title>
                <Button
                  size="xs"
                  variant="light"
                  leftSection={<IconPlayerPlay size={14} aria-hidden />}
                  aria-label={t(texts.runGroup, { name: title })}
                  disabled={busy}
                  onClick={() => onRun(names)}
                >
                  {t(texts.runThese)}
                </Button>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t(texts.exportGroup, { name: title })}
                  title={t(texts.exportGroup, { name: title })}
                  onClick={() => onExport(names, title)}
                >
                  <IconFileExport size={16} aria-hidden />
                </ActionIcon>
              </div>
            )}
            <ul className={classes.list}>
              {members.map((task) => (
                <TaskRow
                  key={taskName(task)}
                  task={task}
                  last={latest.get(taskName(task))}
                  onOpen={onOpen}
                  onAction={onAction}
                  onDrop={onDrop}
                />
              ))}
            </ul>
          </Paper>
        );
      })}
    </Stack>
  );
}
