/** What stands in the form of the Test screen, and its way to a task and back. The host's gate judges it, nobody here. */
import type { ApiError } from '../../../shared/api.ts';
import { KERNELS } from '../../../shared/result.ts';
import type { TaskInput } from '../../../shared/task.ts';
import { BOTH_KERNELS, DEFAULT_TASK, MORE_OPTIONS, OPTIONS, type Option } from './options.ts';

/** As entered: a number field may hold '' or a text that is no number. */
export type FieldValue = string | number | boolean;

export interface Draft {
  url: string;
  /** By path; fields that are left alone are absent. */
  values: Readonly<Record<string, FieldValue>>;
  /** The task it was filled from: what the form does not show is kept. */
  base: TaskInput | null;
}

export const emptyDraft: Draft = { url: '', values: {}, base: null };

export function fieldValue(draft: Draft, option: Option): FieldValue {
  return draft.values[option.path] ?? defaultValue(option);
}

export function defaultValue(option: Option): FieldValue {
  return toField(option, valueAt(DEFAULT_TASK, option.path));
}

export function withValue(draft: Draft, option: Option, value: FieldValue): Draft {
  const { [option.path]: _old, ...values } = draft.values;
  return { ...draft, values: value === defaultValue(option) ? values : { ...values, [option.path]: value } };
}

/** How many of the folded options differ from their defaults. */
export function changedOptions(draft: Draft): number {
  return MORE_OPTIONS.flatMap(({ options }) => options).filter(({ path }) => path in draft.values).length;
}

/** The first thing typed may lack its scheme: an address with a dot or a port is taken for a web address. */
export function completeUrl(url: string): string {
  const text = url.trim();
  if (/^[a-z][a-z0-9+.-]*:(?:\/\/|(?!\d))/i.test(text)) return text;
  return /^(?:localhost|\[[\da-f:.]+\]|[^\s/:]+\.[^\s/:]+)(?::\d+)?(?:[/?#]|$)/i.test(text)
    ? `${/^ftp\./i.test(text) ? 'ftp' : 'http'}://${text}`
    : text;
}

/** The task to run: its base with what the form shows put over it. */
export function toTask(draft: Draft, options: readonly Option[] = OPTIONS): TaskInput {
  const task: Record<string, unknown> = {
    ...(structuredClone(draft.base) ?? {}),
    url: completeUrl(draft.url),
  };
  for (const option of options) {
    const value = draft.values[option.path];
    setAt(task, option.path.split('.'), value === undefined ? undefined : fromField(option, value));
  }
  return task as unknown as TaskInput;
}

/** One task, or the same one for each kernel. */
export function tasksOf(draft: Draft): TaskInput[] {
  const task = toTask(draft);
  if (draft.values.kernel !== BOTH_KERNELS) return [task];
  return KERNELS.map((kernel) => ({ ...task, kernel }));
}

export function draftOf(task: TaskInput, options: readonly Option[] = OPTIONS): Draft {
  const values: Record<string, FieldValue> = {};
  for (const option of options) {
    const value = toField(option, valueAt(task, option.path) ?? valueAt(DEFAULT_TASK, option.path));
    if (value !== defaultValue(option)) values[option.path] = value;
  }
  return { url: task.url, values, base: task };
}

/** Settings of the base that the form does not show, by their top names: the user should know that they count. */
export function hiddenSettings(draft: Draft): string[] {
  if (!draft.base) return [];
  const shown = toTask({ ...draft, values: {} }) as Record<string, unknown>;
  const defaults = DEFAULT_TASK as Record<string, unknown>;
  return Object.keys(shown).filter((key) => key !== 'url' && differs(shown[key], defaults[key]));
}

export interface FormErrors {
  url?: string;
  fields: Record<string, string>;
  /** What belongs to no field of the form. */
  other: string[];
}

/** Sorts the fields of a BAD_INPUT reply to the places where they are shown. The path before a message is ours, not the user's. */
export function formErrors(error: ApiError | null): FormErrors {
  const errors: FormErrors = { fields: {}, other: [] };
  if (!error) return errors;
  if (error.code !== 'BAD_INPUT' || !error.fields?.length) return { ...errors, other: [error.message] };
  for (const { path, message } of error.fields) {
    const inTask = path.replace(/^tasks\[\d+\]\.?/, '');
    const text = message.startsWith(path) ? message.slice(path.length).replace(/^[:：]\s*/, '') : message;
    const option = OPTIONS.find((one) => inTask === one.path || /^[.[]/.test(after(inTask, one.path)));
    if (inTask === 'url') errors.url = text;
    else if (option) errors.fields[option.path] ??= text;
    else errors.other.push(message);
  }
  return errors;
}

function after(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : '';
}

function toField(option: Option, value: unknown): FieldValue {
  switch (option.kind) {
    case 'list':
      return [(value as string | string[] | undefined) ?? []].flat().join(', ');
    case 'set':
      return ((value as string[] | undefined) ?? []).join(',');
    case 'hosts':
      return ((value as TaskInput['hosts']) ?? []).map(hostLine).join('\n');
    case 'pairs':
      return Object.entries((value as Record<string, string | string[]> | undefined) ?? {})
        .flatMap(([name, content]) => [content].flat().map((one) => `${name}: ${one}`))
        .join('\n');
    case 'switch':
      return value === true;
    case 'choice':
      // What is the same as not to choose at all has no word of its own.
      return option.choices?.includes(String(value)) ? (value as FieldValue) : '';
    default:
      return (value as FieldValue | undefined) ?? '';
  }
}

/** undefined: leave the field out. What is no number stays as it is, for the gate to name. */
function fromField(option: Option, value: FieldValue): unknown {
  switch (option.kind) {
    case 'list':
      return String(value)
        .split(/[\s,，;；]+/)
        .filter(Boolean);
    case 'set':
      return String(value).split(',').filter(Boolean);
    case 'hosts':
      return hostsOf(String(value));
    case 'pairs':
      return pairsOf(String(value));
    case 'switch':
      // The schema knows `declaredSize` as true or absent.
      return value === false && valueAt(DEFAULT_TASK, option.path) === undefined ? undefined : value;
    case 'text':
      return String(value).trim() || undefined;
    case 'choice':
      return value === '' || value === BOTH_KERNELS ? undefined : value;
    case 'secret':
    case 'lines':
      return value === '' ? undefined : String(value);
    default:
      return value === '' ? undefined : value;
  }
}

/** `IP host`, `IP:port host`, `[IP]:port host`. */
function hostLine({ ip, port, host }: NonNullable<TaskInput['hosts']>[number]): string {
  if (port === undefined) return `${ip} ${host}`;
  return `${ip.includes(':') ? `[${ip}]` : ip}:${port} ${host}`;
}

/** What is of another form goes on as it is, for the gate to name. */
function hostsOf(text: string): { ip: string; port?: number; host: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [target = '', ...host] = line.split(/\s+/);
      const [, v6, v4, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(target) ?? [];
      return { ip: v6 ?? v4 ?? target, ...(port && { port: Number(port) }), host: host.join(' ') };
    });
}

function pairsOf(text: string): Record<string, string | string[]> {
  const pairs: Record<string, string | string[]> = {};
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name = line, content = ''] = /^([^:：=]*)[:：=](.*)$/.exec(line) ?? [];
    const key = name.trim();
    const before = pairs[key];
    pairs[key] = before === undefined ? content.trim() : [before, content.trim()].flat();
  }
  return pairs;
}

function valueAt(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], object);
}

/** undefined takes the field out, and with it a parent that is left empty. */
function setAt(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) {
    if (value === undefined) delete object[key];
    else object[key] = value;
    return;
  }
  const child = { ...(object[key] as Record<string, unknown> | undefined) };
  setAt(child, rest, value);
  if (Object.keys(child).length) object[key] = child;
  else delete object[key];
}

function differs(value: unknown, fallback: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== fallback;
  const other = (fallback ?? {}) as Record<string, unknown>;
  return Object.entries(value).some(([key, part]) => differs(part, other[key]));
}
