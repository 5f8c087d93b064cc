/** What the saved tasks tell a command: the tasks themselves, and what of them must be hidden in whatever it prints. */
import os from 'node:os';
import { createRedactor, openly, type Redactor, secretsOf } from '../shared/redact.ts';
import type { Task } from '../shared/task.ts';

export async function savedTasks(folder: string): Promise<Task[]> {
  // Who hides only what its own tasks hold loads neither.
  const [{ default: Conf }, { openSettings }] = await Promise.all([
    import('conf'),
    import('../main/store/settings.ts'),
  ]);
  return (await openSettings(folder, Conf)).tasks.list();
}

/** Hides the secrets of the saved tasks wherever they turn up, and what looks like one; `redact` false: nothing. */
export async function storedRedactor(folder: string, redact = true): Promise<Redactor> {
  return redact ? redactorOf(await savedTasks(folder)) : openly;
}

export function redactorOf(tasks: readonly Task[]): Redactor {
  return createRedactor(tasks.flatMap(secretsOf), { home: os.homedir() });
}
