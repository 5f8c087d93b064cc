/** The Tasks screen: the saved tasks, or the one that is being edited. */
import { Button, EmptyState, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconArrowBackUp,
  IconFileExport,
  IconFileImport,
  IconListCheck,
  IconPlayerPlay,
  IconPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiError } from '../../../shared/api.ts';
import type { TransferResult } from '../../../shared/result.ts';
import { keptSecrets } from '../../../shared/secrets.ts';
import { type TaskInput, taskName } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { downloadText, fileNameOf } from '../../components/download.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { ResultDrawer } from '../../components/result-drawer.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { isBusy } from '../../run/run-state.ts';
import { useTesting } from '../../run/testing.tsx';
import { dropped, moved, type Place, placesOf } from './arrange.ts';
import { useEditing } from './editing.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { SecretsInFile } from './secret-field.tsx';
import { TaskEditor } from './task-editor.tsx';
import { TaskList } from './task-list.tsx';
import type { TaskAction } from './task-row.tsx';
import { useLatest } from './use-latest.ts';
import { type Tasks, useTasks } from './use-tasks.ts';

const texts = gui.tasks;

export function TasksScreen() {
  const t = useText();
  const tasks = useTasks();
  const { runSaved } = useTesting();
  const { go } = useNavigation();
  const { edited, setDraft, close } = useEditing();
  const { saved, error, change } = tasks;
  const [refused, setRefused] = useState<ApiError | null>(null);
  const run = async (names: string[]): Promise<void> => {
    const answer = await runSaved(names);
    setRefused(answer === 'begun' ? null : answer);
    if (answer === 'begun') go('test');
  };

  if (!saved) {
    if (error)
      return (
        <ErrorNote title={t(texts.failed)} error={error} onRetry={() => void change('tasks.list', null)} />
      );
    return <Loader type="dots" aria-label={t(gui.shell.loading)} />;
  }
  if (edited) {
    return (
      <TaskEditor
        key={edited.was ?? ''}
        edited={edited}
        onChange={setDraft}
        saved={saved}
        onSave={(input) => change('tasks.save', input)}
        onClose={close}
        onRun={(name) => {
          close();
          void run([name]);
        }}
      />
    );
  }
  return (
    <SavedTasksView
      tasks={tasks}
      saved={saved.tasks}
      inFile={saved.secretPlace === 'file'}
      refused={refused}
      onRun={(names) => void run(names)}
    />
  );
}

/** What was done last, and whether it can be taken back. */
interface Notice {
  text: string;
  undo: boolean;
}

interface SavedTasksViewProps {
  tasks: Tasks;
  saved: TaskInput[];
  inFile: boolean;
  /** Why the last run was not begun. */
  refused: ApiError | null;
  onRun: (names: string[]) => void;
}

function SavedTasksView({ tasks: { error, change }, saved, inFile, refused, onRun }: SavedTasksViewProps) {
  const t = useText();
  const format = useFormat();
  const invoke = useApi();
  const { open } = useEditing();
  const busy = isBusy(useTesting().run);
  const [importing, setImporting] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [opened, setOpened] = useState<TransferResult | null>(null);
  const latest = useLatest(saved.map(taskName));
  const all = placesOf(saved).map(({ name }) => name);
  const find = (name: string): TaskInput => saved.find((task) => taskName(task) === name)!;
  const tell = (text: string, undo = false): void => setNotice({ text, undo });

  const arrange = async (places: Place[] | null, name: string): Promise<void> => {
    if (!places || (await change('tasks.arrange', { places }))) return;
    const place = places.findIndex((one) => one.name === name) + 1;
    tell(t(texts.moved, { name, place, count: places.length }));
    focusTask(name);
  };
  const remove = async (name: string): Promise<void> => {
    const neighbour = all[all.indexOf(name) + 1] ?? all[all.indexOf(name) - 1];
    if (await change('tasks.remove', { names: [name] })) return;
    tell(t(texts.removed, { name }), true);
    if (neighbour) focusTask(neighbour);
  };
  const undo = async (): Promise<void> => {
    if (!notice?.undo || (await change('tasks.restore', null))) return;
    tell(t(texts.restored));
  };
  const exportTasks = async (names: string[], label: string): Promise<void> => {
    const reply = await invoke('tasks.export', { names });
    if (!reply.ok) return tell(reply.error.message);
    const file = `${fileNameOf(label)}.json`;
    downloadText(file, reply.value.content);
    const list = reply.value.leftOut
      .flatMap(({ task, places }) => places.map((place) => `${task}: ${place}`))
      .join(', ');
    const done = t(texts.exporting.done, { file, count: format.integer(names.length) });
    tell(list ? `${done} ${t(texts.exporting.leftOut, { list })}` : done);
  };

  const actions: Record<TaskAction, (name: string) => unknown> = {
    edit: (name) => open(find(name)),
    run: (name) => onRun([name]),
    duplicate: (name) => change('tasks.duplicate', { name }),
    up: (name) => arrange(moved(saved, name, -1), name),
    down: (name) => arrange(moved(saved, name, 1), name),
    export: (name) => exportTasks([name], name),
    remove,
  };

  useHotkeys([['mod+Z', () => void undo()]]);
  useHotkeys(
    [
      ['mod+N', () => open(null)],
      ['mod+O', () => setImporting(true)],
    ],
    [],
  );

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t(texts.title)}
        </Title>
        <Group gap="xs">
          {saved.length > 0 && (
            <>
              <Button
                variant="light"
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                disabled={busy}
                onClick={() => onRun(all)}
              >
                {t(texts.runAll)}
              </Button>
              <Button
                variant="default"
                leftSection={<IconFileExport size={16} aria-hidden />}
                onClick={() => void exportTasks(all, 'catprobe-tasks')}
              >
                {t(texts.exportAll)}
              </Button>
            </>
          )}
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() => setImporting(true)}
          >
            {t(texts.import)}
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open(null)}>
            {t(texts.create)}
          </Button>
        </Group>
      </Group>

      {error && <ErrorNote title={t(texts.notDone)} error={error} />}
      {refused && <ErrorNote title={t(gui.test.refused)} error={refused} />}
      <div role="status">
        {notice && (
          <Paper withBorder px="md" py="xs" data-testid="notice">
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm" className="break">
                {notice.text}
              </Text>
              {notice.undo && (
                <Button
                  size="xs"
                  variant="light"
                  leftSection={<IconArrowBackUp size={14} aria-hidden />}
                  onClick={undo}
                >
                  {t(texts.undo)}
                </Button>
              )}
            </Group>
          </Paper>
        )}
      </div>

      {saved.length ? (
        <>
          <TaskList
            tasks={saved}
            latest={latest}
            onOpen={setOpened}
            onAction={(action, name) => actions[action](name)}
            onDrop={(name, target, side) => void arrange(dropped(saved, name, target, side), name)}
            onRun={onRun}
            onExport={(names, label) => void exportTasks(names, label)}
          />
          <Text size="xs" c="dimmed">
            {t(texts.keys)}
          </Text>
        </>
      ) : (
        <Paper withBorder p="xl">
          <EmptyState
            icon={<IconListCheck aria-hidden />}
            title={t(texts.empty)}
            description={t(texts.emptyHint)}
            withIndicatorBackground
          >
            <EmptyState.Actions>
              <Button onClick={() => open(null)}>{t(texts.create)}</Button>
              <Button variant="default" onClick={() => setImporting(true)}>
                {t(texts.import)}
              </Button>
            </EmptyState.Actions>
          </EmptyState>
        </Paper>
      )}
      {inFile && saved.some((task) => keptSecrets(task).length > 0) && <SecretsInFile />}
      <ResultDrawer result={opened} onClose={() => setOpened(null)} />
      <ImportDialog
        opened={importing}
        onClose={() => setImporting(false)}
        onAdd={(tasks) => change('tasks.add', { tasks })}
      />
    </Stack>
  );
}

/** Once the list shows it in its new place. */
function focusTask(name: string): void {
  requestAnimationFrame(() => {
    const row = document.querySelector(`[data-task="${CSS.escape(name)}"]`);
    row?.querySelector<HTMLElement>('button')?.focus();
  });
}
