/** What is pasted into the address field or dropped on the form: a curl command, a task file, or a file to upload. */
import { useState } from 'react';
import { isCurl } from '../../../shared/curl-command.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi, usePathOf } from '../../api/api.tsx';
import { errorText } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';
import { useTesting } from '../../run/testing.tsx';
import { FILE_LIMIT } from '../tasks/import-dialog.tsx';
import { draftOf } from './draft.ts';

const texts = gui.tasks.saveAs;

export interface TakenIn {
  title: string;
  lines: string[];
  failed: boolean;
}

export interface TakeIn {
  /** What came of the last one. */
  said: TakenIn | null;
  forget(): void;
  text(text: string, file?: string): Promise<void>;
  file(file: File): Promise<void>;
}

export function looksLikeCurl(text: string): boolean {
  const [program = '', ...words] = text.trim().split(/\s+/);
  return isCurl(program) && words.length > 0;
}

export function useTakeIn(): TakeIn {
  const t = useText();
  const invoke = useApi();
  const pathOf = usePathOf();
  const { draft, setDraft } = useTesting();
  const [said, setSaid] = useState<TakenIn | null>(null);

  const text = async (content: string, file?: string): Promise<void> => {
    const reply = await invoke('tasks.read', { text: content, file });
    if (!reply.ok) {
      const lines = reply.error.fields?.map(({ message }) => message) ?? [errorText(reply.error, t)];
      return setSaid({ title: t(texts.notTaken), lines, failed: true });
    }
    const { tasks, notes } = reply.value;
    setDraft(draftOf(tasks[0]!));
    const title = file
      ? t(tasks.length > 1 ? texts.several : texts.filledFrom, { file, count: tasks.length })
      : t(texts.filled);
    setSaid({ title, lines: notes, failed: false });
  };

  const upload = (file: File): void => {
    const path = pathOf(file);
    const values = { ...draft.values, direction: 'upload' };
    setDraft({ ...draft, values: path ? { ...values, 'upload.source.file': path } : values });
    const title = path ? t(texts.uploadFrom, { file: path }) : t(texts.upload, { file: file.name });
    setSaid({ title, lines: [], failed: false });
  };

  return {
    said,
    forget: () => setSaid(null),
    text,
    async file(file) {
      const mayBeTasks = /\.(json|ya?ml)$/i.test(file.name) && file.size <= FILE_LIMIT;
      const content = mayBeTasks ? await file.text().catch(() => '') : '';
      // Other JSON is a file to upload like any other.
      if (/["']?(catprobe|BatchTasks|TaskType)["']?\s*:/.test(content)) await text(content, file.name);
      else upload(file);
    },
  };
}
