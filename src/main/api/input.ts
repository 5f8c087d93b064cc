/** The check of a command's input against the contract: every wrong field with its path and its own message. */
import { z } from 'zod';
import { type ApiError, type Command, commands } from '../../shared/api.ts';
import { type FieldError, fieldErrors } from '../../shared/field-errors.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { ApiFailure } from './failure.ts';

export type CheckedInput<C extends Command> = z.output<(typeof commands)[C]>;

export function isCommand(command: unknown): command is Command {
  return typeof command === 'string' && Object.hasOwn(commands, command);
}

/** Throws BAD_INPUT with all fields that are wrong. An input left out counts as null. */
export function checkInput<C extends Command>(
  command: C,
  input: unknown,
  language: Language,
): CheckedInput<C> {
  const parsed = commands[command].safeParse(input ?? null, { reportInput: true });
  if (parsed.success) return parsed.data as CheckedInput<C>;
  throw badInput(
    parsed.error.issues.flatMap((issue) => describe(issue, language)),
    language,
  );
}

export function badInput(fields: NonNullable<ApiError['fields']>, language: Language): ApiFailure {
  return new ApiFailure(
    'BAD_INPUT',
    say(hostTexts.badInput, language, { first: fields[0]?.message ?? '-' }),
    fields,
  );
}

/** A fault inside a task is told in the words of the task gate; elsewhere only a program can be wrong, and zod's words do. */
function describe(issue: z.core.$ZodIssue, language: Language): FieldError[] {
  const [first, second] = issue.path;
  if (first === 'task') return taskIssue(issue, 1, 'task', language);
  if (first === 'tasks' && typeof second === 'number')
    return taskIssue(issue, 2, `tasks[${second}]`, language);
  const path = issue.path.map(String).join('.') || 'input';
  return [{ path, message: `${path}: ${issue.message}` }];
}

function taskIssue(issue: z.core.$ZodIssue, depth: number, path: string, language: Language): FieldError[] {
  const inTask = { ...issue, path: issue.path.slice(depth) } as z.core.$ZodIssue;
  return fieldErrors(new z.ZodError([inTask]), path, language);
}
