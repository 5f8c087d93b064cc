/** Files that are given to the program from outside: kept until the window asks for them, and read as task files. */
import { parse, YAMLParseError } from 'yaml';
import type { HandedFile } from '../../shared/api.ts';
import { parseTaskFile, type Task } from '../../shared/task.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { ApiFailure } from './failure.ts';
import { badInput } from './input.ts';

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

/** JSON is YAML too. Throws BAD_INPUT with every error of the file. */
export function tasksOfFile({ name, text }: HandedFile, language: Language): Task[] {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    const detail = error instanceof YAMLParseError ? error.message.split('\n', 1)[0]! : String(error);
    throw new ApiFailure('BAD_INPUT', say(hostTexts.notATaskFile, language, { file: name, detail }));
  }
  const parsed = parseTaskFile(content, language);
  if (!parsed.ok) throw badInput(parsed.errors, language);
  return parsed.value;
}
