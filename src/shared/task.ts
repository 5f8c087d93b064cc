/** The task gate: one way in for the GUI, the command line, task files and imports. */

import { z } from 'zod';
import { type FieldError, fieldErrors, joinPath } from './field-errors.ts';
import type { Kernel } from './result.ts';
import { type Task, taskSchema } from './task-schema.ts';
import { taskTexts } from './texts/task.ts';
import { type Language, say, type Text } from './texts/text.ts';

export type { FieldError } from './field-errors.ts';
export { type Task, type TaskInput, taskSchema } from './task-schema.ts';

export type Parsed<T> = { ok: true; value: T } | { ok: false; errors: FieldError[] };

/** One task, every error listed. `path` stands before the field names. */
export function parseTask(input: unknown, path = '', language: Language = 'en'): Parsed<Task> {
  const parsed = taskSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error, path, language) };
  const errors = misplacedFields(parsed.data).map(({ field, text }) => {
    const at = joinPath(path, [field]);
    return { path: at, message: say(text, language, { path: at }) };
  });
  return errors.length ? { ok: false, errors } : { ok: true, value: parsed.data };
}

/**
 * Fields that the direction or the protocol of the task has no use for: leaving them out silently would be another task than the
 * one written.
 */
function misplacedFields(task: Task): { field: string; text: Text }[] {
  const { direction, request, threads, upload, url, ftp, verify, redirects } = task;
  const given = (fields: Record<string, boolean>, text: Text): { field: string; text: Text }[] =>
    Object.keys(fields)
      .filter((field) => fields[field])
      .map((field) => ({ field, text }));

  if (speaksFtp(url)) {
    const forHttp = {
      'request.method': request.method !== undefined,
      'request.httpVersion': request.httpVersion !== '1.1',
      'request.headers': Object.keys(request.headers).length > 0,
      'request.body': request.body !== undefined,
      'request.userAgent': request.userAgent !== undefined,
      'request.auth': request.auth !== undefined,
      'request.cookies': Object.keys(request.cookies).length > 0,
      'redirects.confirmed': redirects.confirmed,
      'verify.headerContains': verify.headerContains !== undefined,
    };
    const named = upload?.fileName !== undefined && !/\/(?:[?#].*)?$/.test(url);
    return [
      ...given(forHttp, taskTexts.onlyHttp),
      ...given({ upload: upload !== undefined && direction === 'download' }, taskTexts.onlyUpload),
      ...given({ threads: threads > 1 && direction === 'upload' }, taskTexts.onlyDownload),
      ...given({ 'upload.fileName': named }, taskTexts.namedTwice),
    ];
  }
  const forDownloads = {
    'request.method': request.method !== undefined,
    'request.body': request.body !== undefined,
    threads: threads > 1,
  };
  return [
    ...given({ ftp: ftp !== undefined }, taskTexts.onlyFtp),
    ...(direction === 'download'
      ? given({ upload: upload !== undefined }, taskTexts.onlyUpload)
      : given(forDownloads, taskTexts.onlyDownload)),
  ];
}

/** By the scheme alone: the rest of the URL may be broken. */
export function speaksFtp(url: string): boolean {
  return /^\s*ftps?:/i.test(url);
}

/** The content of a task file, `{ "catprobe": 1, "tasks": [ … ] }`. One bad task does not hide the others' errors. */
export function parseTaskFile(input: unknown, language: Language = 'en'): Parsed<Task[]> {
  const frame = z
    .strictObject({ catprobe: z.literal(1), tasks: z.array(z.unknown()).min(1) })
    .safeParse(input, { reportInput: true });
  if (!frame.success) return { ok: false, errors: fieldErrors(frame.error, '', language) };

  const tasks: Task[] = [];
  const errors: FieldError[] = [];
  const names = new Set<string>();
  frame.data.tasks.forEach((item, index) => {
    const path = `tasks[${index}]`;
    const parsed = parseTask(item, path, language);
    if (!parsed.ok) {
      errors.push(...parsed.errors);
      return;
    }
    const name = taskName(parsed.value);
    if (names.has(name)) {
      const at = `${path}.name`;
      errors.push({ path: at, message: say(taskTexts.duplicateName, language, { path: at, name }) });
    }
    names.add(name);
    tasks.push(parsed.value);
  });
  return errors.length ? { ok: false, errors } : { ok: true, value: tasks };
}

/** The task's name; without one, its URL with no credentials. */
export function taskName(task: Pick<Task, 'name' | 'url'>): string {
  return task.name ?? withoutCredentials(task.url);
}

/** What to say of a field that the engine has no part for yet, or that curl has no option for. */
export function notSupported(path: string, language: Language, kernel: Kernel): string {
  if (path.endsWith('repeat.cron')) return say(taskTexts.isSchedule, language, { path });
  return say(kernel === 'curl' ? taskTexts.notByCurl : taskTexts.notSupported, language, { path });
}

/** Takes the password, and with it the user, out of a URL, valid or not. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
}
