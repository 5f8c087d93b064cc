/** What stands on the command line as tasks: URLs and task files. */
import { existsSync, readFileSync } from 'node:fs';
import { parseDocument } from '../main/api/task-document.ts';
import { type FieldError, parseTask, parseTaskFile, type Task } from '../shared/task.ts';
import { cliTexts } from '../shared/texts/cli.ts';
import { type Language, say } from '../shared/texts/text.ts';

/** Bad usage: nothing has run. One line for each thing that is wrong. */
export class UsageError extends Error {
  readonly lines: string[];

  constructor(lines: string[]) {
    super(lines.join('\n'));
    this.name = 'UsageError';
    this.lines = lines;
  }
}

const TASK_FILE = /\.(json|ya?ml)$/i;

/**
 * The tasks of all arguments in order. `overrides` are fields given as options; they win over a file's own.
 * Throws UsageError with every error of every file.
 */
export async function loadTasks(
  targets: readonly string[],
  overrides: Record<string, unknown>,
  language: Language,
): Promise<Task[]> {
  const tasks: Task[] = [];
  const problems: string[] = [];
  for (const target of targets) {
    const parsed = isFile(target)
      ? parseTaskFile(withOverrides(await readTaskFile(target, language), overrides), language)
      : wrap(parseTask({ ...overrides, url: target }, '', language));
    if (parsed.ok) tasks.push(...parsed.value);
    else problems.push(...parsed.errors.map((error) => lineOf(target, error)));
  }
  if (problems.length) throw new UsageError(problems);
  return tasks;
}

function isFile(target: string): boolean {
  return !target.includes('://') && (TASK_FILE.test(target) || existsSync(target));
}

/** A file's messages carry the file; a URL's speak for themselves. */
function lineOf(target: string, error: FieldError): string {
  return isFile(target) ? `${target}: ${error.message}` : error.message;
}

function wrap<T>(parsed: { ok: true; value: T } | { ok: false; errors: FieldError[] }) {
  return parsed.ok ? { ok: true as const, value: [parsed.value] } : parsed;
}

async function readTaskFile(file: string, language: Language): Promise<unknown> {
  const parsed = await parseDocument(readText(file, language), file, language);
  if (!parsed.ok) throw new UsageError(parsed.problems);
  return parsed.content;
}

export function readText(file: string, language: Language): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const text = code === 'ENOENT' ? cliTexts.noFile : cliTexts.unreadable;
    throw new UsageError([say(text, language, { file, detail: message })]);
  }
}

/** `where` is the file or option the text came from. */
export function parseJson(where: string, text: string, language: Language): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = firstLine((error as Error).message);
    throw new UsageError([say(cliTexts.notJson, language, { file: where, detail })]);
  }
}

function withOverrides(content: unknown, overrides: Record<string, unknown>): unknown {
  if (!isObject(content) || !Array.isArray(content.tasks)) return content;
  const tasks = content.tasks.map((task: unknown) => (isObject(task) ? { ...task, ...overrides } : task));
  return { ...content, tasks };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? text).replace(/:$/, '');
}
