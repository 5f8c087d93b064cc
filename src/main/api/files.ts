/** Files that are given to the program from outside: kept until the window asks for them, and read as task files. */
import type { HandedFile } from '../../shared/api.ts';
import { parseTaskFile, type Task } from '../../shared/task.ts';
import type { Language } from '../../shared/texts/text.ts';
import { badInput } from './input.ts';
import { readTasks } from './read-tasks.ts';

export class HandedFiles {
  #waiting: HandedFile[] = [];

  add(file: HandedFile): void {
    this.#waiting.push(file);
  }

  take(): HandedFile[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}

/** In any form that an import takes. Throws BAD_INPUT with every error of the file. */
export async function tasksOfFile({ name, text }: HandedFile, language: Language): Promise<Task[]> {
  const read = await readTasks(text, name, language);
  if (!read.ok) {
    throw badInput(
      read.problems.map((message, index) => ({ path: `tasks.${index}`, message })),
      language,
    );
  }
  const parsed = parseTaskFile({ catprobe: 1, tasks: read.tasks }, language);
  if (!parsed.ok) throw badInput(parsed.errors, language);
  return parsed.value;
}
