/** What stands in the task editor, and its way to a task and back. What was typed stays as it was typed; the gate judges it. */
import { parseTask, type TaskInput, taskName } from '../../../shared/task.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { type Language, say } from '../../../shared/texts/text.ts';
import { completeUrl, type Draft, draftOf, emptyDraft, type FieldValue, toTask } from '../test/draft.ts';
import { FIELDS } from './editor-fields.ts';

export type RepeatMode = 'hand' | 'every' | 'cron';

/** All modes keep what was typed into them. */
export interface Repeat {
  mode: RepeatMode;
  count: FieldValue;
  intervalMs: FieldValue;
  everyMinutes: FieldValue;
  cron: string;
}

export interface EditorDraft {
  fields: Draft;
  repeat: Repeat;
}

const MINUTE = 60_000;
/** A shorter pause without a count is of no use as a schedule. */
const SHORTEST_SCHEDULE_MS = 1000;
const NO_REPEAT: Repeat = { mode: 'hand', count: 1, intervalMs: 0, everyMinutes: 5, cron: '' };
const texts = gui.tasks.editor;

export const newDraft: EditorDraft = { fields: emptyDraft, repeat: NO_REPEAT };

export function editorDraft(task: TaskInput): EditorDraft {
  const { values } = draftOf(task, FIELDS);
  return { fields: { url: task.url, values, base: null }, repeat: repeatOf(task.repeat) };
}

function repeatOf(repeat: TaskInput['repeat']): Repeat {
  if (!repeat) return NO_REPEAT;
  if ('cron' in repeat) return { ...NO_REPEAT, mode: 'cron', cron: repeat.cron };
  const { count = 1, intervalMs = 0 } = repeat;
  if (count === 1 && intervalMs >= SHORTEST_SCHEDULE_MS)
    return { ...NO_REPEAT, mode: 'every', everyMinutes: intervalMs / MINUTE };
  return { ...NO_REPEAT, count, intervalMs };
}

/** As the gate shall see it, right or wrong. */
export function editorTask({ fields, repeat }: EditorDraft): TaskInput {
  const url = completeUrl(String(fields.values.url ?? ''));
  const task = { ...toTask({ ...fields, base: null }, FIELDS), url };
  const said = repeatInput(repeat);
  return said ? ({ ...task, repeat: said } as TaskInput) : task;
}

function repeatInput({ mode, count, intervalMs, everyMinutes, cron }: Repeat): object | null {
  if (mode === 'cron') return { cron: cron.trim() };
  if (mode === 'every') return { intervalMs: Math.round(Number(everyMinutes) * MINUTE) };
  const said = {
    ...(count !== 1 && count !== '' && { count }),
    ...(intervalMs !== 0 && intervalMs !== '' && { intervalMs }),
  };
  return Object.keys(said).length ? said : null;
}

export interface EditorErrors {
  /** By the field's place in the task; `repeat.…` too. */
  fields: Record<string, string>;
  /** What belongs to no field. */
  other: string[];
}

/** The judgement of the gate, and of what only the editor knows; `taken`: names of the other tasks. */
export function editorErrors(
  draft: EditorDraft,
  taken: ReadonlySet<string>,
  language: Language,
): EditorErrors {
  const task = editorTask(draft);
  const parsed = parseTask(task, '', language);
  const errors = placeErrors(parsed.ok ? [] : parsed.errors);
  const { mode, everyMinutes, cron } = draft.repeat;
  const minutes = Number(everyMinutes);
  if (!task.url) errors.fields.url = say(texts.urlMissing, language);
  if (task.url && taken.has(taskName(task))) errors.fields.name ??= say(texts.nameTaken, language);
  if (mode === 'every' && !(minutes >= 1 && minutes <= 1440))
    errors.fields['repeat.everyMinutes'] = say(texts.minutes, language);
  if (mode === 'cron' && !cron.trim()) errors.fields['repeat.cron'] = say(texts.cronMissing, language);
  return errors;
}

/** Each error to its field; the path before a message is ours, not the user's. */
export function placeErrors(found: readonly { path: string; message: string }[]): EditorErrors {
  const errors: EditorErrors = { fields: {}, other: [] };
  for (const { path, message } of found) {
    const inTask = path.replace(/^tasks?(\[\d+\])?\.?/, '');
    const text = message.startsWith(path) ? message.slice(path.length).replace(/^[:：]\s*/, '') : message;
    const place = placeOf(inTask);
    if (place) errors.fields[place] ??= text;
    else errors.other.push(message);
  }
  return errors;
}

function placeOf(path: string): string | null {
  if (path === 'repeat' || path.startsWith('repeat.')) return path === 'repeat' ? 'repeat.count' : path;
  const paths = FIELDS.map((one) => one.path as string);
  return (
    paths.find((one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`)) ??
    // Of a group of fields as a whole: at its first one.
    paths.find((one) => one.startsWith(`${path}.`)) ??
    null
  );
}

/** The fields that differ from their defaults. */
export function changedFields({ fields }: EditorDraft): ReadonlySet<string> {
  return new Set(Object.keys(fields.values));
}
