/** Import of tasks: pasted, dropped or chosen; first what would come in, or all that is wrong, then the import itself. */
import { Alert, Button, FileButton, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconFileImport, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiError, ReadTasks } from '../../../shared/api.ts';
import { type TaskInput, taskName, withoutCredentials } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi } from '../../api/api.tsx';
import { errorText } from '../../components/error-note.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';

const texts = gui.tasks.importing;
/** What the host takes in one message, with room for its frame. */
export const FILE_LIMIT = 900 * 1024;

interface ImportDialogProps {
  opened: boolean;
  onClose: () => void;
  onAdd: (tasks: TaskInput[]) => Promise<ApiError | null>;
}

interface Source {
  text: string;
  file?: string;
}

export function ImportDialog({ opened, onClose, onAdd }: ImportDialogProps) {
  const t = useText();
  const format = useFormat();
  const invoke = useApi();
  const [source, setSource] = useState<Source>({ text: '' });
  const [found, setFound] = useState<ReadTasks | null>(null);
  const [problems, setProblems] = useState<string[]>([]);
  const [dragging, setDragging] = useState(false);

  const change = (next: Source): void => {
    setSource(next);
    setFound(null);
    setProblems([]);
  };
  const refuse = (error: ApiError): void =>
    setProblems(error.fields?.map(({ message }) => message) ?? [errorText(error, t)]);

  const read = async (next: Source): Promise<void> => {
    change(next);
    const reply = await invoke('tasks.read', next);
    if (reply.ok) setFound(reply.value);
    else refuse(reply.error);
  };
  const readFile = async (chosen: File): Promise<void> => {
    change({ text: '' });
    if (chosen.size > FILE_LIMIT)
      return setProblems([t(texts.tooLarge, { file: chosen.name, limit: format.bytes(FILE_LIMIT) })]);
    const text = await chosen.text().catch(() => null);
    if (text === null) return setProblems([t(texts.unreadable, { file: chosen.name })]);
    await read({ text, file: chosen.name });
  };
  const add = async (): Promise<void> => {
    const error = await onAdd(found!.tasks);
    if (error) return refuse(error);
    change({ text: '' });
    onClose();
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(texts.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
    >
      <Stack
        gap="md"
        onDragOver={(event) => {
          event.preventDefault();
          setDragging(true);
        }}
        onDragLeave={() => setDragging(false)}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setDragging(false);
          const [dropped] = event.dataTransfer.files;
          if (dropped) void readFile(dropped);
        }}
      >
        <Text size="sm">{t(texts.what)}</Text>
        <Textarea
          label={t(texts.text)}
          data-autofocus
          autosize
          minRows={5}
          maxRows={12}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          placeholder={dragging ? t(texts.drop) : "curl -u me:password 'https://example.org/file.zip'"}
          value={source.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <Group justify="space-between">
          <FileButton
            onChange={(chosen) => chosen && void readFile(chosen)}
            accept=".json,.yaml,.yml,.txt,.sh"
          >
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                {t(texts.choose)}
              </Button>
            )}
          </FileButton>
          {found ? (
            <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={add}>
              {t(texts.save, { count: found.tasks.length })}
            </Button>
          ) : (
            <Button disabled={!source.text.trim()} onClick={() => void read(source)}>
              {t(texts.read)}
            </Button>
          )}
        </Group>
        <div role="status">
          {problems.length > 0 && (
            <Alert
              color="red"
              icon={<IconAlertTriangle aria-hidden />}
              title={t(texts.problems, { count: problems.length })}
            >
              <Lines lines={problems} />
            </Alert>
          )}
          {found && (
            <Stack gap="xs">
              <Text size="sm" fw={600}>
                {t(texts.found)}
              </Text>
              <Lines
                lines={found.tasks.map((task) =>
                  task.name ? `${task.name}: ${withoutCredentials(task.url)}` : taskName(task),
                )}
              />
              {found.notes.length > 0 && (
                <Alert color="yellow" title={t(texts.notes)}>
                  <Lines lines={found.notes} />
                </Alert>
              )}
            </Stack>
          )}
        </div>
      </Stack>
    </Modal>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <List size="sm" className="break">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be the same, and none moves
        <List.Item key={index}>{line}</List.Item>
      ))}
    </List>
  );
}
