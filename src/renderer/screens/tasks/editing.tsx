/** The task that is being edited, kept while other screens are shown: what was typed is there when one comes back. */
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { type TaskInput, taskName } from '../../../shared/task.ts';
import { type EditorDraft, editorDraft, newDraft } from './editor-draft.ts';

export interface Edited {
  /** Name of the saved task; undefined: a new one. */
  was: string | undefined;
  initial: EditorDraft;
  draft: EditorDraft;
}

interface Editing {
  edited: Edited | null;
  /** null: a new task. */
  open(task: TaskInput | null): void;
  setDraft(draft: EditorDraft): void;
  close(): void;
}

const EditingContext = createContext<Editing | null>(null);

export function EditingProvider({ children }: { children: ReactNode }) {
  const [edited, setEdited] = useState<Edited | null>(null);
  const value = useMemo<Editing>(
    () => ({
      edited,
      open(task) {
        const draft = task ? editorDraft(task) : newDraft;
        setEdited({ was: task ? taskName(task) : undefined, initial: draft, draft });
      },
      setDraft: (draft) => setEdited((before) => before && { ...before, draft }),
      close: () => setEdited(null),
    }),
    [edited],
  );
  return <EditingContext value={value}>{children}</EditingContext>;
}

export function useEditing(): Editing {
  const value = use(EditingContext);
  if (!value) throw new Error('useEditing outside of EditingProvider');
  return value;
}
