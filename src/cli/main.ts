/** The command line: which command, with which options. Each command's code is loaded only when it is called. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { cliTexts } from '../shared/texts/cli.ts';
import { say } from '../shared/texts/text.ts';
import type { ExitStatus, Io } from './io.ts';
import { terminalIo } from './terminal.ts';

type Action = (io: Io, signal: AbortSignal) => Promise<ExitStatus> | ExitStatus;

const SAME_KEY_MS = 1000;

const io = terminalIo(process);
process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const program = describeCommands(async (action) => {
    status = await withInterrupt((signal) => guarded(action, signal));
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    // Help and version are answers; anything else commander throws is bad usage, and it has said so.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function describeCommands(run: (action: Action) => Promise<void>): Command {
  const program = new Command('catprobe')
    .description(
      'File-transfer tests over HTTP, HTTPS, FTP and FTPS; every failure as a CAT error code with its evidence.',
    )
    .version(version())
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  const command = (usage: string, description: string): Command =>
    program.command(usage).description(description).exitOverride();
  const jsonOption = ['--json', 'data for programs, on stdout alone'] as const;
  const storeOption = [
    '--store <folder>',
    "where tasks and results live (default: the user's data folder, or CATPROBE_HOME)",
  ] as const;

  command('run [targets...]', 'run transfers: URLs and task files (JSON or YAML)')
    .option('--task <json>', 'task fields for every target, as JSON')
    .option('--direction <direction>', 'download or upload')
    .option('--kernel <kernel>', 'node, curl, or both: each task twice, and where the two disagree')
    .option('--repeat <count>', 'attempts for each task', wholeNumber)
    .option('--concurrency <count>', 'attempts at the same time', wholeNumber)
    .option(...jsonOption)
    .option(...storeOption)
    .option('--output <file>', 'save the download here; of one that fails, what came stays in <file>.part')
    .option('--overwrite', 'replace that file where it is there already')
    .option('--junit <file>', 'write JUnit XML for a build server here')
    .option('--check-ftp', 'FTP step by step: each with its result, and where it breaks')
    .option('--no-store', 'keep no results')
    .action((targets, options) =>
      run(async (io, signal) => (await import('./commands/run.ts')).runCommand(targets, options, io, signal)),
    );

  command(
    'diagnose <target>',
    'the steps of a technician for a URL or a task file, and one verdict: where is the fault?',
  )
    .option('--task <json>', 'task fields, as JSON')
    .option('--second-dns <server>', 'DNS server to compare with (default: the setting), or off')
    .option('--send', 'also what changes something on the server: an upload, a body')
    .option('--report <file>', 'write an HTML report here')
    .option('--lang <language>', 'en or zh')
    .option(...jsonOption)
    .option(...storeOption)
    .action((target, options) =>
      run(async (io, signal) =>
        (await import('./commands/diagnose.ts')).diagnoseCommand([target], options, io, version(), signal),
      ),
    );

  command('import [file]', 'a task file from a curl command or from CAT (CreateProbeTasks JSON); - is stdin')
    .option('--curl <command>', "a curl command, in quotes: 'curl -H … URL'")
    .option('--out <file>', 'write it here (default: stdout)')
    .action((file, options) =>
      run(async (io) => {
        const { importCommand } = await import('./commands/import.ts');
        const { text } = await import('node:stream/consumers');
        return importCommand(file, options, io, () => text(process.stdin));
      }),
    );

  command('explain <words...>', 'what a code means: 609, curl:35, wininet:12037, ECONNRESET, or words')
    .option(...jsonOption)
    .action((words, options) =>
      run(async (io) => {
        const { explainCommand } = await import('./commands/explain.ts');
        const { codesOfNativeName } = await import('../main/classify/native-names.ts');
        return explainCommand(words, options, io, codesOfNativeName);
      }),
    );

  command('codes', 'the whole table of codes')
    .option(...jsonOption)
    .option('--markdown', 'as docs/error-codes.md')
    .action((options) =>
      run(async (io) => {
        const { codesCommand } = await import('./commands/codes.ts');
        const { casesOf } = await import('../lab/faults.ts');
        return codesCommand(options, io, casesOf);
      }),
    );

  const lab = command('lab', 'the offline fault lab');
  lab
    .command('list')
    .description('the fault cases')
    .option(...jsonOption)
    .action((options) => run(async (io) => (await import('./commands/lab.ts')).labListCommand(options, io)));
  lab
    .command('serve [cases...]')
    .description('serve the cases on loopback until Ctrl-C')
    .option('--minutes <minutes>', 'stop by itself after this long (default 60)', wholeNumber)
    .action((cases, options) =>
      run(async (io, signal) =>
        (await import('./commands/lab.ts')).labServeCommand(cases, options, io, signal),
      ),
    );
  lab
    .command('prove')
    .description('one real transfer for each case')
    .option('--only <codes>', 'these codes, separated by commas')
    .option(...jsonOption)
    .option(...storeOption)
    .option('--no-store', 'keep no results')
    .action((options) =>
      run(async (io, signal) => (await import('./commands/lab.ts')).labProveCommand(options, io, signal)),
    );

  command('results', 'stored results, newest first')
    .option('--since <time>', '24h, 7d, or a time in ISO 8601')
    .option('--until <time>', 'before it')
    .option('--code <code>', 'with this code only', wholeNumber)
    .option('--outcome <outcome>', 'ok, failed, or canceled')
    .option('--family <family>', 'success, http, or transfer')
    .option('--phase <phase>', 'ended in this phase')
    .option('--side <side>', 'none, probe, network, server, or task')
    .option('--host <host>', 'of this host')
    .option('--task <name>', 'of this task')
    .option('--protocol <protocol>', 'http, https, ftp, or ftps')
    .option('--direction <direction>', 'download or upload')
    .option('--kernel <kernel>', 'node or curl')
    .option('--address <ip>', 'from this remote address')
    .option('--label <name=value...>', 'with these labels')
    .option('--text <words>', 'found in URL, host, task or error name')
    .option('--limit <count>', 'at most so many', wholeNumber)
    .option(...jsonOption)
    .option('--csv', 'as CSV')
    .option('--no-redact', 'as they are, passwords and tokens included')
    .option(...storeOption)
    .action((options) =>
      run(async (io) =>
        (await import('./commands/results.ts')).resultsCommand(await withFolder(options), io),
      ),
    );

  command('top', 'the top five error types, or the five slowest')
    .option('--by <dimensions>', 'one or two of the dimensions, separated by a comma, or label.NAME')
    .option('--metric <metric>', 'errors (default) or slowest')
    .option('--since <time>', '24h, 7d, or a time in ISO 8601')
    .option('--own', 'without the results of the lab')
    .option(...jsonOption)
    .option(...storeOption)
    .action((options) =>
      run(async (io) => (await import('./commands/top.ts')).topCommand(await withFolder(options), io)),
    );

  const about = (described: Command): Command =>
    described
      .option('--run <id>', 'the results of one run')
      .option('--result <id>', 'one result')
      .option('--since <time>', '24h, 7d, or a time in ISO 8601')
      .option('--code <code>', 'with this code only', wholeNumber)
      .option('--host <host>', 'of this host only')
      .option('--task <name>', 'of this task only')
      .option('--own', 'without the results of the lab')
      .option('--lang <language>', 'en or zh')
      .option(...storeOption);

  about(command('report <file>', 'an HTML report of a result, a run, or everything: FILE.html'))
    .option('--by <dimension>', 'grouped by host, protocol, task, …')
    .option('--no-redact', 'as it is, passwords and tokens included')
    .action((file, options) =>
      run(async (io) =>
        (await import('./commands/report.ts')).reportCommand(file, await withFolder(options), io, version()),
      ),
    );

  about(command('export <file>', 'results as a file: .csv, .json, .ndjson, .parquet, or .xml (JUnit)'))
    .option('--names <names>', "catprobe, or cat: CAT's own field names")
    .option('--no-redact', 'as they are, passwords and tokens included')
    .action((file, options) =>
      run(async (io) =>
        (await import('./commands/report.ts')).exportCommand(file, await withFolder(options), io),
      ),
    );

  const bundle = about(command('bundle [file]', 'a support bundle with nothing secret in it: FILE.zip'))
    .option('--addresses', 'with the network addresses of this computer')
    .action((file, options) =>
      run(async (io) => {
        const { bundleCommand } = await import('./commands/bundle.ts');
        return bundleCommand(file ?? '', await withFolder(options), io, version());
      }),
    );
  bundle
    .command('open <file>')
    .description('show a bundle that somebody sent; nothing of it is stored')
    .option(...jsonOption)
    .exitOverride()
    .action((file, options) =>
      run(async (io) => (await import('./commands/bundle.ts')).openBundleCommand(file, options, io)),
    );

  command('app', 'open the GUI in the browser')
    .option('--browser', 'in the local browser (the only way here)')
    .option('--port <port>', 'on this port', portNumber)
    .option(...storeOption)
    .action((options) =>
      run(async (io, signal) => (await import('./commands/app.ts')).appCommand(options, io, signal)),
    );

  return program;
}

/** The options with the data folder filled in. */
async function withFolder<T extends { store?: string }>(options: T): Promise<T & { store: string }> {
  const { dataFolder } = await import('../main/store/folder.ts');
  return { ...options, store: options.store ?? dataFolder(process.env) };
}

/** Errors of usage and of the store are lines for the user; anything else is our own failure. */
async function guarded(action: Action, signal: AbortSignal): Promise<ExitStatus> {
  try {
    return await action(io, signal);
  } catch (error) {
    const { UsageError } = await import('./task-files.ts');
    const { StoreError } = await import('../main/store/error.ts');
    const { FileError } = await import('../main/report/write.ts');
    if (error instanceof UsageError) {
      for (const line of error.lines) io.err(line);
      return 2;
    }
    if (error instanceof StoreError || error instanceof FileError) {
      io.err(error.say(io.language));
      return 3;
    }
    io.err(
      say(cliTexts.failed, io.language, {
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    return 3;
  }
}

/** The first Ctrl-C cancels and lets the command end in order; a later one ends the process at once. */
async function withInterrupt(work: (signal: AbortSignal) => Promise<ExitStatus>): Promise<ExitStatus> {
  const controller = new AbortController();
  let firstAt = 0;
  const cancel = (): void => {
    // npm passes on the Ctrl-C that the terminal has already sent us: the same one twice.
    if (firstAt && performance.now() - firstAt > SAME_KEY_MS) process.exit(3);
    firstAt ||= performance.now();
    controller.abort();
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
}

function portNumber(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('it must be a port, 0 (any) to 65535.');
  return Number(text);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1)
    throw new InvalidArgumentError('it must be a whole number, 1 or more.');
  return Number(text);
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
