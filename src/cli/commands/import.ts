/** `catprobe import`: a task file, CAT's CreateProbeTasks JSON or a curl command, as a task file of our own. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { looksLikeCat, tasksOfCat } from '../../shared/cat-tasks.ts';
import { type CurlContext, isCurl, tasksOfCurl } from '../../shared/curl-command.ts';
import { type Imported, sayRemark } from '../../shared/imported.ts';
import { parseTaskFile, type TaskInput } from '../../shared/task.ts';
import { importTexts } from '../../shared/texts/import.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { isObject, parseDocument, readText, UsageError } from '../task-files.ts';

export interface ImportOptions {
  curl?: string;
  /** Write to this file instead of stdout. */
  out?: string;
}

/** Throws UsageError: nothing is written then. */
export async function importCommand(
  file: string | undefined,
  options: ImportOptions,
  io: Io,
  stdin: () => Promise<string>,
): Promise<ExitStatus> {
  const { language } = io;
  if (file !== undefined && options.curl !== undefined)
    throw new UsageError([say(importTexts.both, language)]);
  if (file === undefined && options.curl === undefined)
    throw new UsageError([say(importTexts.nothing, language)]);

  const where = file ?? '--curl';
  const text = options.curl ?? (file === '-' ? await stdin() : readText(file!, language));
  const imported =
    options.curl === undefined ? await tasksOf(where, text, language) : tasksOfCurl(text, curlContext());
  if (!imported.ok) {
    throw new UsageError(imported.problems.map((problem) => `${where}: ${sayRemark(problem, language)}`));
  }
  const content = { catprobe: 1, tasks: imported.tasks };
  const parsed = parseTaskFile(content, language);
  if (!parsed.ok) throw new UsageError(parsed.errors.map((error) => `${where}: ${error.message}`));

  for (const note of imported.notes) io.err(sayRemark(note, language));
  write(JSON.stringify(content, null, 2), imported.tasks, options, io);
  return 0;
}

function write(text: string, tasks: readonly TaskInput[], { out }: ImportOptions, io: Io): void {
  if (out === undefined) {
    io.out(text);
    return;
  }
  try {
    // A command may hold a password.
    writeFileSync(out, `${text}\n`, { mode: 0o600 });
  } catch (error) {
    const detail = (error as Error).message;
    throw new UsageError([say(importTexts.unwritable, io.language, { file: out, detail })]);
  }
  io.err(say(importTexts.written, io.language, { file: out, count: tasks.length }));
}

async function tasksOf(where: string, text: string, language: Language): Promise<Imported> {
  if (isCurl(text.trimStart().split(/\s/, 1)[0] ?? '')) return tasksOfCurl(text, curlContext());
  const content = await parseDocument(where, text, language);
  if (looksLikeCat(content)) return tasksOfCat(content);
  if (!isObject(content) || !('catprobe' in content)) {
    throw new UsageError([say(importTexts.unknownFormat, language, { file: where })]);
  }
  const parsed = parseTaskFile(content, language);
  if (!parsed.ok) throw new UsageError(parsed.errors.map((error) => `${where}: ${error.message}`));
  // As it was written, without the defaults.
  return { ok: true, tasks: content.tasks as TaskInput[], notes: [] };
}

function curlContext(): CurlContext {
  return { version: curlVersion(), readText: readPlainText };
}

/** Sent where this computer has no curl that could be asked. */
const USUAL_VERSION = '8.10.1';

function curlVersion(): string {
  try {
    const said = execFileSync('curl', ['--version'], { encoding: 'utf8', timeout: 5000, stdio: 'pipe' });
    return /^curl (\d[\w.-]*)/.exec(said)?.[1] ?? USUAL_VERSION;
  } catch {
    return USUAL_VERSION;
  }
}

function readPlainText(file: string): string | null {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
