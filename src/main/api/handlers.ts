/** The API: one handler per command of the contract. Knows neither Electron nor HTTP; nothing is thrown across. */
import type { ApiEvent, Command, HandedFile, Output, Reply, Run } from '../../shared/api.ts';
import { explain } from '../../shared/explain.ts';
import { once } from '../../shared/schedule.ts';
import { notSupported, type Task } from '../../shared/task.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { codesOfNativeName } from '../classify/native-names.ts';
import type { ApiDeps } from './deps.ts';
import { Diagnoses } from './diagnoses.ts';
import { ApiFailure, toApiError } from './failure.ts';
import { HandedFiles } from './files.ts';
import { badInput, type CheckedInput, checkInput, isCommand } from './input.ts';
import { labHandlers } from './lab.ts';
import { reportHandlers } from './reports.ts';
import { Runs } from './runs.ts';
import { Scheduler } from './scheduler.ts';
import { taskHandlers, withStoredSecrets } from './tasks.ts';

/** After any of these the saved tasks may be others. */
const CHANGES_TASKS = /^tasks\.(?!list)/;

export interface Api {
  /** Takes whatever came through a door. Always a reply, never a rejection. */
  invoke(command: unknown, input: unknown): Promise<Reply<unknown>>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: ApiEvent) => void): () => void;
  /** A file from outside, for the window to ask after. */
  handOver(file: HandedFile): void;
  /** Cancels the runs and waits until what they finished is stored. */
  close(): Promise<void>;
}

export type Handlers = { [C in Command]: (input: CheckedInput<C>) => Output<C> | Promise<Output<C>> };

export function createApi(deps: ApiDeps): Api {
  const { settings, results, analysis } = deps;
  const listeners = new Set<(event: ApiEvent) => void>();
  const language = (): Language => {
    try {
      return settings.get().language ?? deps.systemLanguage;
    } catch {
      // Settings that cannot be read fail on their own; messages must come through all the same.
      return deps.systemLanguage;
    }
  };
  const emit = (event: ApiEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const files = new HandedFiles();
  const runs = new Runs({
    ...deps,
    language,
    emit(event) {
      scheduler.hear(event);
      emit(event);
    },
  });
  const scheduler: Scheduler = new Scheduler({
    ...deps.schedules,
    tasks: () => settings.tasks.list(),
    start(task) {
      const ready = withStoredSecrets([task], settings.tasks, language());
      refuseUnsupported(ready);
      return runs.start(ready, 1, 'schedule');
    },
    describe: (error) => toApiError(error, language(), deps.report).message,
    emit,
  });

  const lab = labHandlers({ ...deps, runs, language, emit });

  const diagnoses = new Diagnoses({
    ...deps,
    language,
    emit,
    ready(task) {
      const [ready] = withStoredSecrets([task], settings.tasks, language());
      return ready!;
    },
  });

  const handlers: Handlers = {
    'app.info': () => deps.info,
    'settings.get': () => settings.get(),
    'settings.set': (change) => {
      settings.set(change);
      const now = settings.get();
      emit({ type: 'settings', settings: now });
      return now;
    },
    ...taskHandlers({ settings, language, start }),
    'runs.start': ({ tasks, concurrency }) => start(tasks, concurrency),
    'runs.cancel': ({ id }) => runs.cancel(id),
    'runs.list': () => runs.list(),
    'runs.cancelAll': () => runs.cancelAll(),
    'runs.all': ({ concurrency }) => {
      const tasks = settings.tasks.list().map(once);
      if (!tasks.length) throw new ApiFailure('BAD_INPUT', say(hostTexts.noTasks, language()));
      return start(tasks, concurrency);
    },
    'runs.stored': ({ offset, limit }) => analysis.storedRuns(offset, limit),
    'runs.summary': ({ id }) => analysis.runSummary(id),
    'schedules.list': () => scheduler.list(),
    'schedules.pause': ({ task, paused }) => {
      if (!scheduler.pause(task, paused)) throw notFound(hostTexts.noSuchSchedule, { name: task });
      return scheduler.list();
    },
    'schedules.run': ({ task }) => runSchedule(task),
    'files.take': () => files.take(),
    'tls.examine': ({ task }) => {
      const [ready] = withStoredSecrets([task], settings.tasks, language());
      refuseUnsupported([ready!]);
      return deps.engine.examineTls(ready!);
    },
    ...diagnoses.handlers,
    'codes.explain': ({ query }) => explain(query, codesOfNativeName),
    ...lab.handlers,
    'results.list': ({ filter, offset, limit }) => results.list(filter, offset, limit),
    'results.get': async ({ id }) => {
      const result = await results.get(id);
      if (!result) throw notFound(hostTexts.noSuchResult, { id });
      return result;
    },
    'results.groups': ({ filter, by }) => results.groups(filter, by),
    'results.latest': ({ tasks }) => results.latest(tasks),
    'results.thinned': () => results.thinned(),
    'analysis.top': (question) => analysis.topErrors(question),
    'analysis.slowest': (question) => analysis.slowest(question),
    'analysis.heat': (question) => analysis.heatMap(question),
    'analysis.timeline': (question) => analysis.timeline(question),
    'analysis.dimensions': () => analysis.dimensions(),
    ...reportHandlers(deps, runs, diagnoses, language),
  };

  /** A task that shows a saved secret's mark gets the secret. */
  function start(tasks: readonly Task[], concurrency?: number): Run {
    const ready = withStoredSecrets(tasks, settings.tasks, language());
    refuseUnsupported(ready);
    return runs.start(ready, concurrency);
  }

  /** A field is never ignored: what the engine cannot do yet is refused before anything is sent. */
  function refuseUnsupported(tasks: readonly Task[]): void {
    const fields = tasks.flatMap((task, index) =>
      deps.engine.unsupportedFields(task).map((field) => {
        const path = `tasks[${index}].${field}`;
        return { path, message: notSupported(field, language(), task.kernel) };
      }),
    );
    if (fields.length) throw badInput(fields, language());
  }

  function runSchedule(name: string): Run {
    const run = scheduler.run(name);
    if (run === 'unknown') throw notFound(hostTexts.noSuchSchedule, { name });
    if (run === 'running')
      throw new ApiFailure('BAD_INPUT', say(hostTexts.stillRunning, language(), { name }));
    return run;
  }

  function notFound(text: Parameters<typeof say>[0], params: Parameters<typeof say>[2]): ApiFailure {
    return new ApiFailure('NOT_FOUND', say(text, language(), params));
  }

  async function handle<C extends Command>(command: C, input: unknown): Promise<Output<C>> {
    const output = await handlers[command](checkInput(command, input, language()));
    if (CHANGES_TASKS.test(command)) refreshSchedules();
    return output;
  }

  /** Settings that cannot be read fail where they are asked for. */
  function refreshSchedules(): void {
    try {
      scheduler.refresh();
    } catch (error) {
      deps.report(error);
    }
  }

  refreshSchedules();

  return {
    async invoke(command, input) {
      try {
        if (isCommand(command)) return { ok: true, value: await handle(command, input) };
        const message = say(hostTexts.unknownCommand, language(), { command: String(command).slice(0, 40) });
        return { ok: false, error: { code: 'BAD_INPUT', message, fields: [{ path: 'command', message }] } };
      } catch (error) {
        return { ok: false, error: toApiError(error, language(), deps.report) };
      }
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    handOver(file) {
      files.add(file);
      emit({ type: 'files' });
    },
    async close() {
      scheduler.close();
      await runs.close();
      await diagnoses.close();
      await lab.close();
    },
  };
}
