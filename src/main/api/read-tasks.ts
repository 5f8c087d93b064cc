/** Reads tasks in each form that people bring them in: a task file (JSON or YAML), CAT's CreateProbeTasks JSON, a curl command. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { looksLikeCat, tasksOfCat } from '../../shared/cat-tasks.ts';
import { isCurl, tasksOfCurl } from '../../shared/curl-command.ts';
import { type Imported, sayRemark } from '../../shared/imported.ts';
import { parseTaskFile, type TaskInput } from '../../shared/task.ts';
import { importTexts } from '../../shared/texts/import.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { parseDocument } from './task-document.ts';

/** Sentences in the user's language; nothing is taken over by halves. */
export type Read = { ok: true; tasks: TaskInput[]; notes: string[] } | { ok: false; problems: string[] };

/** `file`: what the text came from; its ending may say what it is. Every error is listed. */
export async function readTasks(text: string, file: string | undefined, language: Language): Promise<Read> {
  const where = file ?? say(importTexts.pasted, language);
  const imported = isCurl(text.trimStart().split(/\s/, 1)[0] ?? '')
    ? tasksOfCurl(text, await curlContext())
    : await tasksOfDocument(text, where, language);
  if ('problems' in imported) {
    return {
      ok: false,
      problems: imported.problems.map((problem) =>
        typeof problem === 'string' ? problem : sayRemark(problem, language),
      ),
    };
  }
  const parsed = parseTaskFile({ catprobe: 1, tasks: imported.tasks }, language);
  if (!parsed.ok) return { ok: false, problems: parsed.errors.map(({ message }) => message) };
  return { ok: true, tasks: imported.tasks, notes: imported.notes.map((note) => sayRemark(note, language)) };
}

async function tasksOfDocument(
  text: string,
  file: string,
  language: Language,
): Promise<Imported | { ok: false; problems: string[] }> {
  const document = await parseDocument(text, file, language);
  if (!document.ok) return document;
  const { content } = document;
  if (looksLikeCat(content)) return tasksOfCat(content);
  if (typeof content !== 'object' || content === null || !('catprobe' in content)) {
    return { ok: false, problems: [say(importTexts.unknownFormat, language, { file })] };
  }
  const parsed = parseTaskFile(content, language);
  if (!parsed.ok) return { ok: false, problems: parsed.errors.map(({ message }) => message) };
  // As it was written, without the defaults.
  return { ok: true, tasks: (content as unknown as { tasks: TaskInput[] }).tasks, notes: [] };
}

async function curlContext() {
  return { version: await curlVersion(), readText: readPlainText };
}

/** Sent where this computer has no curl that could be asked. */
const USUAL_VERSION = '8.10.1';

async function curlVersion(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('curl', ['--version'], { timeout: 5000 });
    return /^curl (\d[\w.-]*)/.exec(stdout)?.[1] ?? USUAL_VERSION;
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
