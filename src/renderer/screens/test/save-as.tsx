/** Keeps what stands in the form of the Test screen as a task. */
import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiError } from '../../../shared/api.ts';
import { freeName } from '../../../shared/saved-tasks.ts';
import { type TaskInput, taskName } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi } from '../../api/api.tsx';
import { errorText } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';

const texts = gui.tasks.saveAs;

interface SaveAsProps {
  /** undefined: there is nothing to save yet. */
  task: TaskInput | undefined;
  onSaved: (name: string) => void;
}

export function SaveAs({ task, onSaved }: SaveAsProps) {
  const t = useText();
  const invoke = useApi();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [group, setGroup] = useState('');
  const [error, setError] = useState<ApiError | null>(null);

  const open = async (): Promise<void> => {
    setError(null);
    setOpened(true);
    const saved = await invoke('tasks.list', null);
    const taken = new Set(saved.ok ? saved.value.tasks.map(taskName) : []);
    setName(freeName(taskName(task!), taken));
  };
  const save = async (): Promise<void> => {
    const named = {
      ...task!,
      ...(name.trim() && { name: name.trim() }),
      ...(group.trim() && { group: group.trim() }),
    };
    const reply = await invoke('tasks.save', { task: named });
    if (!reply.ok) return setError(reply.error);
    setOpened(false);
    onSaved(taskName(named));
  };
  const wrong = (path: string): string | undefined =>
    error?.fields?.find((field) => field.path === path)?.message.replace(/^[\w.]+[:：]\s*/, '');
  const others = error?.fields?.filter(({ path }) => path !== 'task.name' && path !== 'task.group');
  const lines = others?.map(({ message }) => message) ?? (error ? [errorText(error, t)] : []);

  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconDeviceFloppy size={16} aria-hidden />}
        disabled={!task}
        onClick={open}
      >
        {t(texts.button)}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t(texts.title)}
        closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
        centered
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            // The form of the test around it is another one.
            event.stopPropagation();
            void save();
          }}
        >
          <Stack gap="sm">
            <TextInput
              data-autofocus
              label={t(texts.name)}
              value={name}
              error={wrong('task.name')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t(texts.group)}
              value={group}
              error={wrong('task.group')}
              onChange={(event) => setGroup(event.currentTarget.value)}
            />
            {lines.length > 0 && (
              <Alert color="red" role="alert" className="break">
                {lines.map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button type="submit">{t(texts.save)}</Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
