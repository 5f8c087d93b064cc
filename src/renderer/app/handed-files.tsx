/** Task files that come from outside, dropped on the window or opened by the system: what is in them, to save or to run. */
import { Alert, Badge, Button, Group, List, Modal, Overlay, Stack, Text } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { ApiError, HandedFile, ReadTasks } from '../../shared/api.ts';
import { scheduleOf } from '../../shared/schedule.ts';
import { taskName } from '../../shared/task.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useApi, useApiEvents } from '../api/api.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { useText } from '../i18n/language.tsx';
import { useTesting } from '../run/testing.tsx';
import { useNavigation } from './navigation.tsx';
import { useDrop } from './use-drop.ts';

const texts = gui.palette.files;

interface Opened extends ReadTasks {
  name: string;
  error: ApiError | null;
  /** Names of saved tasks that saving would replace. */
  known: ReadonlySet<string>;
}

export function HandedFiles() {
  const t = useText();
  const invoke = useApi();
  const [queue, setQueue] = useState<readonly Opened[]>([]);

  const open = useCallback(
    async (files: readonly HandedFile[]) => {
      for (const file of files) {
        const { name, text } = file;
        const [reply, saved] = await Promise.all([
          invoke('tasks.read', { text, file: name }),
          invoke('tasks.list', null),
        ]);
        const known = new Set(saved.ok ? saved.value.tasks.map(taskName) : []);
        const read = reply.ok ? reply.value : { tasks: [], notes: [] };
        setQueue((before) => [...before, { name, known, ...read, error: reply.ok ? null : reply.error }]);
      }
    },
    [invoke],
  );
  const take = useCallback(async () => {
    const reply = await invoke('files.take', null);
    if (reply.ok) await open(reply.value);
  }, [invoke, open]);

  useEffect(() => void take(), [take]);
  useApiEvents((event) => event.type === 'files' && void take());
  const dragging = useDrop(open);

  const [first] = queue;
  const done = (): void => setQueue((before) => before.slice(1));
  return (
    <>
      {dragging && (
        // What lies under it still takes what is dropped there.
        <Overlay fixed zIndex={400} center backgroundOpacity={0.7} className="through">
          <Text size="xl" fw={650} c="white">
            {t(texts.drop)}
          </Text>
        </Overlay>
      )}
      <Modal
        opened={first !== undefined}
        onClose={done}
        title={first && t(first.error ? texts.bad : texts.title, { name: first.name })}
        closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
        size="lg"
        centered
      >
        {first && <Content opened={first} onDone={done} />}
      </Modal>
    </>
  );
}

function Content({ opened, onDone }: { opened: Opened; onDone: () => void }) {
  const { name, tasks, notes, error, known } = opened;
  const t = useText();
  const invoke = useApi();
  const { go } = useNavigation();
  const { consent } = useTesting();
  const [failed, setFailed] = useState<ApiError | null>(null);

  const save = async (): Promise<void> => {
    for (const task of tasks) {
      const name = taskName(task);
      const reply = await invoke('tasks.save', { task, ...(known.has(name) && { was: name }) });
      if (!reply.ok) return setFailed(reply.error);
    }
    onDone();
  };
  const run = async (): Promise<void> => {
    if (!(await consent(tasks))) return;
    const reply = await invoke('runs.start', { tasks });
    if (!reply.ok) return setFailed(reply.error);
    go('runs');
    onDone();
  };

  if (error) {
    return (
      <Stack gap="xs">
        <ErrorNote title={t(texts.bad, { name })} error={error} />
        <List size="sm">
          {error.fields?.slice(1).map(({ message }) => (
            <List.Item key={message}>{message}</List.Item>
          ))}
        </List>
      </Stack>
    );
  }
  return (
    <Stack>
      {failed && <ErrorNote title={t(gui.palette.failed)} error={failed} />}
      <Text size="sm">{t(texts.count, { count: tasks.length })}</Text>
      <List size="sm" spacing={4} mah="50vh" className="scrolls">
        {tasks.map((task) => (
          <List.Item key={taskName(task)}>
            <span className="break">{taskName(task)}</span>{' '}
            {known.has(taskName(task)) && <Note>{t(texts.replaces)}</Note>}{' '}
            {scheduleOf(task) && <Note>{t(texts.scheduled)}</Note>}
          </List.Item>
        ))}
      </List>
      {notes.length > 0 && (
        <Alert color="yellow" title={t(gui.tasks.importing.notes)}>
          <List size="sm" className="break">
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={run}>
          {t(texts.run)}
        </Button>
        <Button onClick={save} data-autofocus>
          {t(texts.save)}
        </Button>
      </Group>
    </Stack>
  );
}

function Note({ children }: { children: string }) {
  return (
    <Badge variant="default" tt="none" size="sm" fw={500}>
      {children}
    </Badge>
  );
}
