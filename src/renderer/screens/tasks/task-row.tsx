/** A saved task in the list: what it tests and when, and what can be done with it, by mouse and by keyboard. */
import { ActionIcon, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDotsVertical,
  IconDownload,
  IconFileExport,
  IconGripVertical,
  IconPlayerPlay,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import type { TransferResult } from '../../../shared/result.ts';
import { type TaskInput, taskName, withoutCredentials } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { OutcomeBadge } from '../../components/badges.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { isBusy } from '../../run/run-state.ts';
import { useTesting } from '../../run/testing.tsx';
import classes from './task-list.module.css';

const texts = gui.tasks;

export type TaskAction = 'edit' | 'run' | 'duplicate' | 'up' | 'down' | 'export' | 'remove';

interface TaskRowProps {
  task: TaskInput;
  onAction: (action: TaskAction, name: string) => void;
  /** Its newest result. */
  last: TransferResult | undefined;
  onOpen: (result: TransferResult) => void;
  onDrop: (name: string, target: string, side: 'before' | 'behind') => void;
}

/** What is dragged: a task of this list, not a file. */
export const DRAGGED = 'application/x-catprobe-task';

export function TaskRow({ task, last, onAction, onOpen, onDrop }: TaskRowProps) {
  const t = useText();
  const [side, setSide] = useState<'before' | 'behind' | null>(null);
  const name = taskName(task);
  const busy = isBusy(useTesting().run);
  const act = (action: TaskAction) => () => onAction(action, name);
  const Direction = task.direction === 'upload' ? IconUpload : IconDownload;

  const sideOf = (event: DragEvent<HTMLElement>): 'before' | 'behind' => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return event.clientY < top + height / 2 ? 'before' : 'behind';
  };

  return (
    <li
      className={classes.row}
      data-task={name}
      data-drop={side}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, name);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onKeyDown={(event) => {
        const action = actionOf(event);
        if (!action) return;
        event.preventDefault();
        onAction(action, name);
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setSide(sideOf(event));
      }}
      onDragLeave={() => setSide(null)}
      onDrop={(event) => {
        const moved = event.dataTransfer.getData(DRAGGED);
        setSide(null);
        if (!moved) return;
        event.preventDefault();
        onDrop(moved, name, sideOf(event));
      }}
    >
      <span className={classes.grip}>
        <IconGripVertical size={18} aria-hidden />
      </span>
      <div className={classes.name}>
        <UnstyledButton className={classes.title} aria-label={t(texts.edit, { name })} onClick={act('edit')}>
          <Direction
            size={16}
            className={classes.direction}
            aria-label={t(gui.options.directions[task.direction ?? 'download'])}
            role="img"
          />
          {name}
        </UnstyledButton>
        <Text component="span" size="xs" c="dimmed" className={classes.url}>
          {[task.name && withoutCredentials(task.url), useRepeatText(task)].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {last && <LastResult result={last} onOpen={() => onOpen(last)} />}
      <ActionIcon
        variant="light"
        size="lg"
        aria-label={t(texts.runOne, { name })}
        title={t(texts.runOne, { name })}
        disabled={busy}
        onClick={act('run')}
      >
        <IconPlayerPlay size={18} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end" withinPortal width={180}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t(texts.more, { name })}>
            <IconDotsVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={act('duplicate')}>
            {t(texts.duplicate)}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowUp size={16} aria-hidden />} onClick={act('up')}>
            {t(texts.up)}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={16} aria-hidden />} onClick={act('down')}>
            {t(texts.down)}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileExport size={16} aria-hidden />} onClick={act('export')}>
            {t(texts.exportOne)}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={act('remove')}>
            {t(texts.remove)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

/** What came of it the last time, and when; it opens. */
function LastResult({ result, onOpen }: { result: TransferResult; onOpen: () => void }) {
  const t = useText();
  const format = useFormat();
  const { task, outcome, code, startedAt } = result;
  return (
    <UnstyledButton
      className={classes.last}
      title={format.stamp(startedAt)}
      data-last={code ?? outcome}
      onClick={onOpen}
    >
      <VisuallyHidden>{t(texts.lastResult, { name: task })}</VisuallyHidden>
      <OutcomeBadge result={result} />
      <Text component="span" size="xs" c="dimmed" className={classes.when}>
        {format.shortStamp(startedAt, new Date())}
      </Text>
    </UnstyledButton>
  );
}

/** Keys that act on the task whose row has the focus. */
function actionOf(event: KeyboardEvent): TaskAction | null {
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey && event.key === 'ArrowUp') return 'up';
  if (event.altKey && event.key === 'ArrowDown') return 'down';
  if (mod && event.key === 'Enter') return 'run';
  if (mod && event.key.toLowerCase() === 'd') return 'duplicate';
  return event.key === 'Delete' ? 'remove' : null;
}

const SHORTEST_SCHEDULE_MS = 1000;

function useRepeatText({ repeat }: TaskInput): string {
  const t = useText();
  const format = useFormat();
  if (!repeat) return '';
  if ('cron' in repeat) return repeat.cron;
  const { count = 1, intervalMs = 0 } = repeat;
  if (count > 1) return t(texts.times, { count: format.integer(count) });
  if (intervalMs < SHORTEST_SCHEDULE_MS) return '';
  const minutes = intervalMs / 60_000;
  const time = Number.isInteger(minutes)
    ? `${format.integer(minutes)} ${t(texts.editor.unit)}`
    : format.duration(intervalMs);
  return t(texts.every, { time });
}
