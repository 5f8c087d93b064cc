/** `catprobe run`: transfers now, results on the terminal and in the store. */
import { ulid } from 'ulid';
import { machineIdentity } from '../../main/engine/client-identity.ts';
import { systemClock } from '../../main/engine/clock.ts';
import { unsupportedFields } from '../../main/engine/preflight.ts';
import { plannedAttempts, runTasks } from '../../main/engine/run.ts';
import { trustSystemAuthorities } from '../../main/engine/trust.ts';
import { dataFolder } from '../../main/store/folder.ts';
import { ftpCheck } from '../../shared/ftp-check.ts';
import { openly } from '../../shared/redact.ts';
import { KERNELS, type Progress, type TransferResult } from '../../shared/result.ts';
import { notSupported, speaksFtp, type Task, taskName } from '../../shared/task.ts';
import { cliTexts } from '../../shared/texts/cli.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { folderOf, openKeeper } from '../keeper.ts';
import { checkLines, comparisonLines, liveLine, resultLines, summaryLines } from '../result-lines.ts';
import { redactorOf } from '../stored-tasks.ts';
import { isObject, loadTasks, parseJson, UsageError } from '../task-files.ts';

export interface RunCommandOptions {
  /** Task fields as JSON; they hold for every target. */
  task?: string;
  direction?: string;
  kernel?: string;
  repeat?: number;
  concurrency?: number;
  /** Where the content of the one download goes. */
  output?: string;
  overwrite?: boolean;
  json?: boolean;
  /** Where to write JUnit XML. */
  junit?: string;
  /** The targets are FTP, a little of the file is enough, and the steps are shown. */
  checkFtp?: boolean;
  /** False with --no-store. A text: the folder. */
  store?: boolean | string;
}

/** Enough to see that data comes. */
const CHECK_KB = 1024;

/** Throws UsageError (nothing has run) and StoreError (the store cannot be used). */
export async function runCommand(
  targets: string[],
  options: RunCommandOptions,
  io: Io,
  signal: AbortSignal,
): Promise<ExitStatus> {
  const tasks = await tasksOf(targets, options, io.language);
  await using keeper = await openKeeper(folderOf(options.store), plannedAttempts(tasks), io);

  if (tasks.some(({ tls }) => tls.useSystemCa && tls.caFile === undefined)) trustSystemAuthorities();
  // Only for what is told of all of them at the end: a run can be long.
  const results: TransferResult[] = [];
  const keepsAll = !options.json || options.junit !== undefined;
  let good = true;
  const live = io.terminal && !options.json ? io.live : undefined;
  // The store keeps what was seen; what is printed may be read by others.
  const redactor = redactorOf(tasks);
  await runTasks(tasks, {
    runId: ulid(),
    concurrency: options.concurrency ?? 1,
    signal,
    clock: systemClock,
    machine: machineIdentity(process.env, dataFolder(process.env)),
    saveTo:
      options.output === undefined
        ? undefined
        : { file: options.output, overwrite: options.overwrite ?? false },
    onProgress:
      live &&
      ((progress: Progress) =>
        live(liveLine({ ...progress, task: redactor.text(progress.task) }, io.language))),
    onResult: async (given) => {
      await keeper.keep(given);
      const result = redactor.result(given);
      live?.('');
      const check = options.checkFtp ? ftpCheck(result, io.language) : null;
      if (options.json) io.out(JSON.stringify(check ? { ...result, check } : result));
      else
        for (const line of [...resultLines(result, io), ...(check ? checkLines(check, io) : [])])
          io.out(line);
      if (keepsAll) results.push(result);
      good &&= result.expected;
    },
  });
  if (!options.json && results.length > 1) for (const line of summaryLines(results, io)) io.out(line);
  if (!options.json && wantsBoth(options)) for (const line of comparisonLines(results, io)) io.out(line);
  if (options.junit !== undefined) await writeJUnit(options.junit, results, io.language);
  return !signal.aborted && good ? 0 : 1;
}

/** Of results with nothing secret in them. */
async function writeJUnit(
  file: string,
  results: readonly TransferResult[],
  language: Language,
): Promise<void> {
  const { writeExport } = await import('../../main/report/export.ts');
  async function* all(): AsyncGenerator<TransferResult> {
    yield* results;
  }
  await writeExport(file, all(), { format: 'junit', names: 'catprobe', redactor: openly, language });
}

async function tasksOf(targets: string[], options: RunCommandOptions, language: Language): Promise<Task[]> {
  const overrides = overridesOf(options, language);
  const { url } = overrides;
  const all = targets.length || typeof url !== 'string' ? targets : [url];
  if (!all.length) throw new UsageError([say(cliTexts.noTargets, language)]);

  const little = options.checkFtp ? { transferKB: CHECK_KB, ...overrides } : overrides;
  const loaded = await loadTasks(all, little, language);
  const tasks = wantsBoth(options) ? byBothKernels(loaded) : loaded;
  if (options.checkFtp) refuseOthers(tasks, language);
  const refused = tasks.flatMap((task) =>
    unsupportedFields(task).map((path) => `${taskName(task)}: ${notSupported(path, language, task.kernel)}`),
  );
  if (refused.length) throw new UsageError(refused);
  refuseOutput(tasks, options, language);
  return tasks;
}

function refuseOthers(tasks: readonly Task[], language: Language): void {
  const others = tasks.filter(({ url }) => !speaksFtp(url));
  if (others.length)
    throw new UsageError(others.map((task) => say(cliTexts.notFtp, language, { task: taskName(task) })));
}

/** A file holds the content of one download. */
function refuseOutput(
  tasks: readonly Task[],
  { output, overwrite }: RunCommandOptions,
  language: Language,
): void {
  if (output === undefined) {
    if (overwrite) throw new UsageError([say(cliTexts.overwriteAlone, language)]);
    return;
  }
  const [task] = tasks;
  if (task?.direction === 'upload')
    throw new UsageError([say(cliTexts.outputUpload, language, { task: taskName(task) })]);
  const count = plannedAttempts(tasks);
  if (count !== 1) throw new UsageError([say(cliTexts.oneOutput, language, { count })]);
}

/** `both`, or the two names in either order. */
function wantsBoth({ kernel = '' }: RunCommandOptions): boolean {
  return (
    kernel === 'both' ||
    (kernel.includes(',') && [...KERNELS].sort().join() === kernel.split(',').sort().join())
  );
}

/** Side by side, so that the network has little time to change. */
function byBothKernels(tasks: readonly Task[]): Task[] {
  return tasks.flatMap((task) => KERNELS.map((kernel) => ({ ...task, kernel })));
}

function overridesOf(options: RunCommandOptions, language: Language): Record<string, unknown> {
  const given = options.task === undefined ? {} : parseJson('--task', options.task, language);
  if (!isObject(given)) throw new UsageError([say(cliTexts.notAnObject, language, { file: '--task' })]);
  const { direction, kernel, repeat } = options;
  return {
    ...given,
    ...(direction !== undefined && { direction }),
    ...(kernel !== undefined && !wantsBoth(options) && { kernel }),
    ...(repeat !== undefined && { repeat: { ...(isObject(given.repeat) && given.repeat), count: repeat } }),
  };
}
