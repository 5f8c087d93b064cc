/** The task editor: every field of a task in sections, judged by the gate while typing. Nothing that was typed is lost by an error. */
import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle, IconArrowLeft, IconDeviceFloppy, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ApiError, Input, SavedTasks } from '../../../shared/api.ts';
import { taskName } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { errorText } from '../../components/error-note.tsx';
import { useLanguage, useText } from '../../i18n/language.tsx';
import { fieldValue, withValue } from '../test/draft.ts';
import type { Edited } from './editing.tsx';
import classes from './editor.module.css';
import {
  changedFields,
  type EditorDraft,
  editorErrors,
  editorTask,
  placeErrors,
  type Repeat,
} from './editor-draft.ts';
import { type EditorField, REPEAT_FIELDS, SECTIONS } from './editor-fields.ts';
import { Field } from './field.tsx';
import { SecretsInFile } from './secret-field.tsx';
import { Section } from './section.tsx';

const texts = gui.tasks.editor;
const MODES = ['hand', 'every', 'cron'] as const;

interface TaskEditorProps {
  edited: Edited;
  onChange: (draft: EditorDraft) => void;
  saved: SavedTasks;
  /** Gives the error where it was refused. */
  onSave: (input: Input<'tasks.save'>) => Promise<ApiError | null>;
  onClose: () => void;
  onRun: (name: string) => void;
}

export function TaskEditor({ edited, onChange, saved, onSave, onClose, onRun }: TaskEditorProps) {
  const t = useText();
  const language = useLanguage();
  const { was, draft } = edited;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(['basics']));
  /** A new task is not told off for what nobody has come to yet. */
  const [strict, setStrict] = useState(was !== undefined);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [leaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const dirty = draft !== edited.initial;

  const { names, groups } = useMemo(() => {
    const others = saved.tasks.map(taskName).filter((name) => name !== was);
    return {
      names: new Set(others),
      groups: [...new Set(saved.tasks.flatMap(({ group }) => group ?? []))],
    };
  }, [saved, was]);
  const judged = useMemo(() => editorErrors(draft, names, language), [draft, names, language]);
  const fromHost = refused?.fields ? placeErrors(refused.fields) : null;
  const { url: urlError, ...others } = judged.fields;
  const errors: Record<string, string> = {
    ...fromHost?.fields,
    ...others,
    ...(urlError && (strict || draft.fields.values.url) && { url: urlError }),
  };
  const changed = changedFields(draft);
  const count = Object.keys(errors).length + judged.other.length;

  // Closing the page asks as closing the editor does.
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const change = (next: EditorDraft): void => {
    onChange(next);
    setRefused(null);
  };
  const setRepeat = (part: Partial<Repeat>): void =>
    change({ ...draft, repeat: { ...draft.repeat, ...part } });

  const showFirstError = (wrong: Record<string, string>): void => {
    setStrict(true);
    const sections = SECTIONS.filter(({ fields }) => fields.some(({ path }) => path in wrong));
    setOpened(new Set([...opened, ...sections.map(({ id }) => id)]));
    // When the sections stand open.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const save = async (): Promise<boolean> => {
    if (Object.keys(judged.fields).length || judged.other.length) {
      showFirstError(judged.fields);
      return false;
    }
    const error = await onSave({ task: editorTask(draft), was });
    setRefused(error);
    if (error?.fields) showFirstError(placeErrors(error.fields).fields);
    return !error;
  };
  const submit = async (then: () => void): Promise<void> => {
    if (await save()) then();
  };
  const leave = (): void => {
    if (dirty) setLeaving(true);
    else onClose();
  };
  const saveAndRun = (): void => void submit(() => onRun(taskName(editorTask(draft))));

  useHotkeys(
    [
      ['mod+S', () => void submit(onClose)],
      ['mod+Enter', saveAndRun],
    ],
    [],
  );

  const fieldOf = (field: EditorField) => (
    <Field
      key={field.path}
      field={field}
      value={fieldValue(draft.fields, field)}
      error={errors[field.path]}
      onChange={(value) => change({ ...draft, fields: withValue(draft.fields, field, value) })}
      suggestions={field.path === 'group' ? groups : undefined}
    />
  );
  const repeatField = (key: 'count' | 'intervalMs' | 'everyMinutes' | 'cron') => (
    <Field
      field={key === 'everyMinutes' ? { ...REPEAT_FIELDS[key], unit: t(texts.unit) } : REPEAT_FIELDS[key]}
      value={draft.repeat[key]}
      error={errors[REPEAT_FIELDS[key].path]}
      onChange={(value) => setRepeat({ [key]: value })}
    />
  );

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(onClose);
      }}
    >
      <Stack gap="md">
        <Group justify="space-between" className={classes.head}>
          <Title order={1} size="h2" className="break">
            {was === undefined ? t(texts.create) : t(texts.edit, { name: was })}
          </Title>
          <Group gap="xs">
            {count > 0 && (
              <Text size="sm" c="red" role="status">
                {t(texts.errors, { count })}
              </Text>
            )}
            <Button variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={leave}>
              {t(texts.cancel)}
            </Button>
            <Button
              variant="light"
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              onClick={saveAndRun}
            >
              {t(texts.saveAndRun)}
            </Button>
            <Button type="submit" leftSection={<IconDeviceFloppy size={16} aria-hidden />}>
              {t(texts.save)}
            </Button>
          </Group>
        </Group>

        <Problems error={refused} other={[...judged.other, ...(fromHost?.other ?? [])]} />

        {SECTIONS.map(({ id, title, fields }) => (
          <Section
            key={id}
            title={t(title)}
            opened={opened.has(id)}
            onToggle={() => setOpened(toggled(opened, id))}
            set={id === 'basics' ? 0 : fields.filter(({ path }) => changed.has(path)).length}
            errors={fields.filter(({ path }) => path in errors).length}
          >
            <div className={classes.fields}>{fields.map(fieldOf)}</div>
            {id === 'basics' && (
              <fieldset className={classes.repeat}>
                <legend>{t(texts.when)}</legend>
                <SegmentedControl
                  aria-label={t(texts.when)}
                  data={MODES.map((mode) => ({ value: mode, label: t(texts.modes[mode]) }))}
                  value={draft.repeat.mode}
                  onChange={(mode) => setRepeat({ mode: mode as Repeat['mode'] })}
                />
                <div className={classes.fields}>
                  {draft.repeat.mode === 'hand' && (
                    <>
                      {repeatField('count')}
                      {repeatField('intervalMs')}
                    </>
                  )}
                  {draft.repeat.mode === 'every' && repeatField('everyMinutes')}
                  {draft.repeat.mode === 'cron' && repeatField('cron')}
                </div>
              </fieldset>
            )}
          </Section>
        ))}
        {saved.secretPlace === 'file' && <SecretsInFile />}
      </Stack>
      <datalist id="group-known">
        {groups.map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
      <Modal
        opened={leaving}
        onClose={() => setLeaving(false)}
        title={t(texts.discardTitle)}
        closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
        centered
      >
        <Text size="sm">{t(texts.discardHint)}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setLeaving(false)} data-autofocus>
            {t(texts.stay)}
          </Button>
          <Button color="red" onClick={onClose}>
            {t(texts.discard)}
          </Button>
        </Group>
      </Modal>
    </form>
  );
}

/** What no field can show. */
function Problems({ error, other }: { error: ApiError | null; other: string[] }) {
  const t = useText();
  const lines = error && error.code !== 'BAD_INPUT' ? [errorText(error, t)] : other;
  if (!lines.length) return null;
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t(texts.refused)} role="alert">
      {lines.map((line) => (
        <div key={line} className="break">
          {line}
        </div>
      ))}
    </Alert>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
