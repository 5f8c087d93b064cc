/** The saved tasks as the screen has them, and what can be done with them; each answer of the host is the new list. */
import { useCallback, useEffect, useState } from 'react';
import type { ApiError, Command, Input, SavedTasks } from '../../../shared/api.ts';
import { useApi, useReconnected } from '../../api/api.tsx';

/** The commands that answer with the list. */
export type TaskCommand = Extract<
  Command,
  | 'tasks.list'
  | 'tasks.save'
  | 'tasks.add'
  | 'tasks.duplicate'
  | 'tasks.remove'
  | 'tasks.restore'
  | 'tasks.arrange'
>;

export interface Tasks {
  saved: SavedTasks | null;
  /** Why the list, or the last change, could not be had. */
  error: ApiError | null;
  /** Gives the error where it was refused. */
  change<C extends TaskCommand>(command: C, input: Input<C>): Promise<ApiError | null>;
}

export function useTasks(): Tasks {
  const invoke = useApi();
  const [saved, setSaved] = useState<SavedTasks | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const change = useCallback(
    async <C extends TaskCommand>(command: C, input: Input<C>): Promise<ApiError | null> => {
      const reply = await invoke(command, input);
      setError(reply.ok ? null : reply.error);
      if (!reply.ok) return reply.error;
      setSaved(reply.value as SavedTasks);
      return null;
    },
    [invoke],
  );
  const load = useCallback(() => void change('tasks.list', null), [change]);

  useEffect(load, [load]);
  useReconnected(load);
  return { saved, error, change };
}
