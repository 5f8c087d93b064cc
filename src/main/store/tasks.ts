/** Saved tasks: in the settings file, in the user's order, with marks where their secrets are; the secrets stand elsewhere. */

import { freeName, trimTask } from '../../shared/saved-tasks.ts';
import { joinSecrets, type Secrets, splitSecrets } from '../../shared/secrets.ts';
import { parseTask, type Task, type TaskInput, taskName } from '../../shared/task.ts';
import { StoreError } from './error.ts';
import type { SecretStore } from './secrets.ts';

export interface TaskStore {
  /** As they run, with their secrets. A secret that is not known here leaves its mark. */
  list(): Task[];
  /** As they are shown: short, and without secrets. */
  saved(): TaskInput[];
  /** In place of the task `was`, or of the one of that name, or at the end. A mark keeps the secret that is stored. */
  save(task: TaskInput, was?: string): void;
  /** Gives the names of the copies: those that are free. */
  duplicate(name: string): string | null;
  remove(...names: string[]): void;
  /** Puts back what `remove` took last, in its places; false when there is nothing. */
  restore(): boolean;
  /** Order and groups. Tasks that are not named stay, behind the others. */
  arrange(places: readonly { name: string; group?: string }[]): void;
  /** Puts stored secrets in place of the marks of a task of this name; `missing`: places without one. */
  withSecrets(task: Task): { task: Task; missing: string[] };
}

/** Where the tasks stand; an entry that does not parse here, of another version, is kept. */
export interface TaskList {
  read(): unknown[];
  write(tasks: unknown[]): void;
}

interface Removed {
  entry: unknown;
  secrets: Secrets;
  index: number;
}

/** Secrets that stand in the list in clear, from before or by hand, are taken out of it at once. */
export function openTasks(list: TaskList, secrets: SecretStore): TaskStore {
  /** Not beyond the end of the program: who deletes a password wants it gone. */
  const removals: Removed[][] = [];
  const withSecrets = (task: Task) => joinSecrets(task, secrets.get(taskName(task)));
  const tasks = (): Task[] => list.read().flatMap((entry) => readTask(entry) ?? []);

  function hide(task: TaskInput, was: string): unknown {
    const known = joinSecrets(task, secrets.get(was)).task;
    const split = splitSecrets(known);
    secrets.set(taskName(task), split.secrets);
    return trimTask(split.task);
  }

  function moveSecrets(): void {
    const entries = list.read();
    const hidden = entries.map((entry) => {
      const task = readTask(entry);
      if (!task || !Object.keys(splitSecrets(task).secrets).length) return entry;
      return hide(task, taskName(task));
    });
    if (hidden.some((entry, index) => entry !== entries[index])) list.write(hidden);
  }

  moveSecrets();

  return {
    list: () => tasks().map((task) => withSecrets(task).task),
    saved: () => tasks().map(trimTask),
    withSecrets,

    save(task, was = taskName(task)) {
      const parsed = parseTask(task);
      if (!parsed.ok)
        throw new StoreError('badTask', { detail: parsed.errors.map(({ message }) => message).join('; ') });
      const entries = list.read();
      const index = entries.map(nameOf).indexOf(was);
      const entry = hide(parsed.value, was);
      if (index < 0) entries.push(entry);
      else entries[index] = entry;
      list.write(entries);
      if (was !== taskName(task)) secrets.set(was, {});
    },

    duplicate(name) {
      const entries = list.read();
      const index = entries.map(nameOf).indexOf(name);
      const original = index < 0 ? null : readTask(entries[index]);
      if (!original) return null;
      const copy = { ...original, name: freeName(name, new Set(tasks().map(taskName))) };
      secrets.set(copy.name, secrets.get(name));
      entries.splice(index + 1, 0, trimTask(copy));
      list.write(entries);
      return copy.name;
    },

    remove(...names) {
      const entries = list.read();
      const wanted = (entry: unknown): boolean => names.includes(nameOf(entry) ?? '');
      const removed = entries.flatMap((entry, index): Removed[] =>
        wanted(entry) ? [{ entry, index, secrets: secrets.get(nameOf(entry)!) }] : [],
      );
      if (!removed.length) return;
      list.write(entries.filter((entry) => !wanted(entry)));
      for (const name of names) secrets.set(name, {});
      removals.push(removed);
    },

    restore() {
      const removed = removals.pop();
      if (!removed) return false;
      const entries = list.read();
      const taken = new Set(tasks().map(taskName));
      for (const one of removed) {
        const task = readTask(one.entry)!;
        const name = freeName(taskName(task), taken);
        secrets.set(name, one.secrets);
        entries.splice(one.index, 0, name === taskName(task) ? one.entry : trimTask({ ...task, name }));
      }
      list.write(entries);
      return true;
    },

    arrange(places) {
      const entries = list.read();
      const named = new Map(entries.map((entry) => [nameOf(entry), entry]));
      const placed = places.flatMap(({ name, group }) => {
        const entry = named.get(name);
        if (entry === undefined) return [];
        const { group: _old, ...task } = entry as Record<string, unknown>;
        return [{ entry, moved: group ? { ...task, group } : task }];
      });
      const left = entries.filter((entry) => !placed.some((one) => one.entry === entry));
      list.write([...placed.map(({ moved }) => moved), ...left]);
    },
  };
}

function readTask(saved: unknown): Task | null {
  const parsed = parseTask(saved);
  return parsed.ok ? parsed.value : null;
}

function nameOf(saved: unknown): string | null {
  const task = readTask(saved);
  return task && taskName(task);
}
