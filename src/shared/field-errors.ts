/** What the gate says of a bad field: one line each, with what was found and what is allowed, in the user's language. */

import { z } from 'zod';
import { taskSchema } from './task-schema.ts';
import { taskTexts } from './texts/task.ts';
import { type Language, say, type Text } from './texts/text.ts';

const kinds = taskTexts.kinds;

export interface FieldError {
  /** `tasks[2].threads` */
  path: string;
  message: string;
}

/** zod's issues as one line per field: what was found and what is allowed, in the user's language. */
export function fieldErrors(error: z.ZodError, path: string, language: Language): FieldError[] {
  return error.issues.flatMap((issue) => describeIssue(issue, path, language));
}

function describeIssue(issue: z.core.$ZodIssue, base: string, language: Language): FieldError[] {
  const path = joinPath(base, issue.path) || 'task';
  const make = (text: Text, params: Record<string, string | number> = {}): FieldError[] => [
    { path, message: say(text, language, { path, found: showValue(issue.input, path), ...params }) },
  ];
  const kind = (name: string): string =>
    say(kinds[name in kinds ? (name as keyof typeof kinds) : 'other'], language);

  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? make(taskTexts.missing, { expected: kind(issue.expected) })
        : make(taskTexts.wrongType, { expected: kind(issue.expected) });
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const at = joinPath(joinPath(base, issue.path), [key]);
        return {
          path: at,
          message: say(taskTexts.unknownField, language, { path: at, known: knownFields(issue.path) }),
        };
      });
    case 'too_small':
    case 'too_big':
      return describeSize(issue, make);
    case 'invalid_value':
      return make(taskTexts.notOneOf, { allowed: issue.values.map(String).join(', ') });
    case 'invalid_format':
      return make(taskTexts.badForm, { expected: kind(issue.message) });
    case 'invalid_key':
      return make(taskTexts.badForm, {
        found: showValue(issue.path.at(-1), path),
        expected: kind(issue.path[0] === 'labels' ? 'label' : 'header'),
      });
    case 'invalid_union': {
      // The branch that came furthest is the one the writer meant.
      const branches = issue.errors.filter((branch) =>
        branch.every((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'),
      );
      const strange = (branch: z.core.$ZodIssue[]): number =>
        branch.filter(({ code }) => code === 'unrecognized_keys').length;
      const meant = branches.sort((a, b) => strange(a) - strange(b) || a.length - b.length)[0];
      if (!meant) return make(taskTexts.wrongType, { expected: kind('other') });
      return meant.flatMap((inner) =>
        describeIssue({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, base, language),
      );
    }
    case 'custom':
      if (issue.message === 'http1Only') return make(taskTexts.http1Only);
      if (issue.message === 'repeats')
        return make(taskTexts.repeats, { first: `hosts[${issue.params?.first}]` });
      return make(taskTexts.badForm, { expected: kind(issue.message) });
    default:
      return [{ path, message: `${path}: ${issue.message}` }];
  }
}

function describeSize(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  make: (text: Text, params?: Record<string, string | number>) => FieldError[],
): FieldError[] {
  if (issue.origin === 'string' || issue.origin === 'array') return make(taskTexts.empty);
  const bounds = boundsOf(issue.path);
  if (bounds) return make(taskTexts.notBetween, bounds);
  return issue.code === 'too_small'
    ? make(taskTexts.tooSmall, { min: String(issue.minimum) })
    : make(taskTexts.tooBig, { max: String(issue.maximum) });
}

/** The schema at a path of the task, with defaults and options unwrapped. */
function schemaAt(path: readonly PropertyKey[]): z.ZodType | undefined {
  let at: z.ZodType | undefined = taskSchema;
  for (const key of path) {
    at = unwrap(at);
    if (at instanceof z.ZodObject) at = at.shape[key as string];
    else if (at instanceof z.ZodArray) at = at.element as z.ZodType;
    else if (at instanceof z.ZodUnion) {
      at = (at.options as z.ZodType[]).find((option) => option instanceof z.ZodObject && key in option.shape);
      at = at instanceof z.ZodObject ? at.shape[key as string] : undefined;
    } else return undefined;
  }
  return unwrap(at);
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  let at = schema;
  while (at instanceof z.ZodOptional || at instanceof z.ZodDefault || at instanceof z.ZodPrefault) {
    at = at.unwrap() as z.ZodType;
  }
  return at;
}

function boundsOf(path: readonly PropertyKey[]): { min: number; max: number } | undefined {
  const schema = schemaAt(path);
  if (!(schema instanceof z.ZodNumber)) return undefined;
  const { minValue, maxValue } = schema;
  // An integer without a bound of ours still has the safe-integer bound, which would help nobody.
  if (minValue === null || maxValue === null || maxValue >= Number.MAX_SAFE_INTEGER) return undefined;
  return { min: minValue, max: maxValue };
}

function knownFields(path: readonly PropertyKey[]): string {
  const schema = schemaAt(path);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape).join(', ') : '-';
}

export function joinPath(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, base);
}

/** Fields that may hold a secret, or an address with one in it. */
const SECRET = /(^|\.)(auth|password|passphrase|token|cookies|headers|proxy|clientCert)($|[.[])/;

/** Short, for a message. */
function showValue(value: unknown, path: string): string {
  if (typeof value === 'string' && SECRET.test(path)) return '"…"';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : typeof value;
}
