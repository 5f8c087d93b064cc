/** `catprobe bundle FILE.zip` writes a support bundle, `catprobe bundle open FILE.zip` shows one that somebody sent. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { localStamp } from '../../main/engine/clock.ts';
import { prepareBundle, withManifest, zipBundle } from '../../main/report/bundle.ts';
import { BundleError, openBundle } from '../../main/report/open-bundle.ts';
import { writeWhole } from '../../main/report/write.ts';
import { BUNDLE_LIMIT } from '../../shared/report.ts';
import { taskName } from '../../shared/task.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { resultLines } from '../result-lines.ts';
import { savedTasks } from '../stored-tasks.ts';
import { withStore } from '../with-store.ts';
import { languageOf, nothingOf, type SubjectOptions, sourceOf, subjectOf, usage } from './report.ts';

export interface BundleCommandOptions extends SubjectOptions {
  /** Name the addresses of this computer. */
  addresses?: boolean;
}

export async function bundleCommand(
  file: string,
  options: BundleCommandOptions,
  io: Io,
  version: string,
  now: () => Date = () => new Date(),
): Promise<ExitStatus> {
  const language = languageOf(options, io);
  if (!/\.zip$/i.test(file)) throw usage(reportTexts.badBundle, io, { file });
  const subject = subjectOf(options, io, now());
  return withStore(options.store, io, async (store) => {
    const tasks = await savedTasks(options.store);
    const createdAt = now();
    const prepared = await prepareBundle({
      subject,
      source: sourceOf(store),
      tasks,
      taskOf: (result) => tasks.find((task) => taskName(task) === result.task) ?? null,
      language,
      app: { version, host: 'cli' },
      home: os.homedir(),
      createdAt,
      addresses: options.addresses ?? false,
    });
    if (!prepared) throw nothingOf(subject, io);
    const { results, left } = prepared;
    const files = withManifest(prepared.files, {
      createdAt: localStamp(createdAt),
      version,
      language,
      results,
    });
    await writeWhole(file, (temporary) => writeFile(temporary, zipBundle(files)));
    io.out(say(reportTexts.written, io.language, { file }));
    if (left > 0) io.out(say(reportTexts.bundleCut, io.language, { shown: results, total: results + left }));
    io.out(say(reportTexts.reviewHint, io.language, { files: files.map(({ name }) => name).join(', ') }));
    return 0;
  });
}

/** Read in memory; nothing is unpacked and nothing stored. */
export async function openBundleCommand(
  file: string,
  options: { json?: boolean },
  io: Io,
): Promise<ExitStatus> {
  const bundle = await read();
  if (options.json) {
    for (const result of bundle.results) io.out(JSON.stringify(result));
    return 0;
  }
  const { createdAt, version } = bundle.manifest;
  io.out(say(reportTexts.foreign, io.language, { time: createdAt, version }));
  for (const result of bundle.results) for (const line of resultLines(result, io)) io.out(line);
  for (const { name, text } of bundle.files) io.out(`\n--- ${name}\n${printable(text).trimEnd()}`);
  return 0;

  async function read(): Promise<ReturnType<typeof openBundle>> {
    try {
      // Looked at before it is read: a file of any size may be given.
      const { size } = await stat(file);
      if (size > BUNDLE_LIMIT)
        throw new BundleError(reportTexts.bundleTooLarge, { mb: BUNDLE_LIMIT / 1024 / 1024 });
      return openBundle(await readFile(file));
    } catch (error) {
      if (error instanceof BundleError)
        throw usage({ en: `${file}: ${error.say('en')}`, zh: `${file}：${error.say('zh')}` }, io);
      if (error instanceof Error && 'code' in error)
        throw usage(reportTexts.unreadable, io, { file, reason: String(error.code) });
      throw error;
    }
  }
}

/** What somebody else wrote may not steer this terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}
