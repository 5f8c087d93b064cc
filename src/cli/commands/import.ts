/** `catprobe import`: a task file, CAT's CreateProbeTasks JSON or a curl command, as a task file of our own. */
import { writeFileSync } from 'node:fs';
import { readTasks } from '../../main/api/read-tasks.ts';
import { isCurl } from '../../shared/curl-command.ts';
import type { TaskInput } from '../../shared/task.ts';
import { importTexts } from '../../shared/texts/import.ts';
import { say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { readText, UsageError } from '../task-files.ts';

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
  if (options.curl !== undefined && !isCurl(text.trimStart().split(/\s/, 1)[0] ?? ''))
    throw new UsageError([`${where}: ${say(importTexts.notCurl, language)}`]);
  const read = await readTasks(text, where, language);
  if (!read.ok) throw new UsageError(read.problems.map((problem) => withFile(where, problem)));
  const content = { catprobe: 1, tasks: read.tasks };

  for (const note of read.notes) io.err(note);
  write(JSON.stringify(content, null, 2), read.tasks, options, io);
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

/** What is wrong with a document as a whole names its file already. */
function withFile(file: string, problem: string): string {
  return problem.startsWith(`${file}: `) || problem.startsWith(`${file}：`) ? problem : `${file}: ${problem}`;
}
