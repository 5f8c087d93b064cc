/** The API: one handler per command of the contract. Knows neither Electron nor HTTP; nothing is thrown across. */
import type { ApiEvent, Command, Output, Reply } from '../../shared/api.ts';
import { notSupported, type Task } from '../../shared/task.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { ApiDeps } from './deps.ts';
import { ApiFailure, toApiError } from './failure.ts';
import { badInput, type CheckedInput, checkInput, isCommand } from './input.ts';
import { Runs } from './runs.ts';

/** Cases of the fault lab that run side by side: most of them wait for a time limit. */
const LAB_CONCURRENCY = 8;

export interface Api {
  /** Takes whatever came through a door. Always a reply, never a rejection. */
  invoke(command: unknown, input: unknown): Promise<Reply<unknown>>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: ApiEvent) => void): () => void;
  /** Cancels the runs and waits until what they finished is stored. */
  close(): Promise<void>;
}

type Handlers = { [C in Command]: (input: CheckedInput<C>) => Output<C> | Promise<Output<C>> };

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
  const runs = new Runs({ ...deps, language, emit });

  const handlers: Handlers = {
    'app.info': () => deps.info,
    'settings.get': () => settings.get(),
    'settings.set': (change) => {
      settings.set(change);
      return settings.get();
    },
    'tasks.list': () => settings.tasks.list(),
    'tasks.save': ({ task }) => {
      settings.tasks.save(task);
      return settings.tasks.list();
    },
    'tasks.remove': ({ name }) => {
      const before = settings.tasks.list();
      settings.tasks.remove(name);
      const after = settings.tasks.list();
      if (after.length === before.length) throw notFound(hostTexts.noSuchTask, { name });
      return after;
    },
    'runs.start': ({ tasks, concurrency }) => {
      refuseUnsupported(tasks);
      return runs.start(tasks, concurrency);
    },
    'runs.cancel': ({ id }) => runs.cancel(id),
    'runs.list': () => runs.list(),
    'lab.try': async () => runs.start(await deps.labTasks(), LAB_CONCURRENCY),
    'results.list': ({ filter, offset, limit }) => results.list(filter, offset, limit),
    'results.get': async ({ id }) => {
      const result = await results.get(id);
      if (!result) throw notFound(hostTexts.noSuchResult, { id });
      return result;
    },
    'results.groups': ({ filter, by }) => results.groups(filter, by),
    'results.thinned': () => results.thinned(),
    'analysis.top': (question) => analysis.topErrors(question),
    'analysis.slowest': (question) => analysis.slowest(question),
    'analysis.heat': (question) => analysis.heatMap(question),
    'analysis.timeline': (question) => analysis.timeline(question),
    'analysis.dimensions': () => analysis.dimensions(),
  };

  /** A field is never ignored: what the engine cannot do yet is refused before anything is sent. */
  function refuseUnsupported(tasks: readonly Task[]): void {
    const fields = tasks.flatMap((task, index) =>
      deps.engine.unsupportedFields(task).map((field) => {
        const path = `tasks[${index}].${field}`;
        return { path, message: notSupported(field, language()) };
      }),
    );
    if (fields.length) throw badInput(fields, language());
  }

  function notFound(text: Parameters<typeof say>[0], params: Parameters<typeof say>[2]): ApiFailure {
    return new ApiFailure('NOT_FOUND', say(text, language(), params));
  }

  async function handle<C extends Command>(command: C, input: unknown): Promise<Output<C>> {
    return handlers[command](checkInput(command, input, language()));
  }

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
    close: () => runs.close(),
  };
}
