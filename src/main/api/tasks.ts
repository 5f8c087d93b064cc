/** Handlers of saved tasks. No secret goes out: what is stored shows a mark. */
import type { Run, SavedTasks } from '../../shared/api.ts';
import { freeName, trimTask } from '../../shared/saved-tasks.ts';
import { once } from '../../shared/schedule.ts';
import { withoutSecrets } from '../../shared/secrets.ts';
import { type FieldError, parseTask, type Task, taskName } from '../../shared/task.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { taskTexts } from '../../shared/texts/task.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { TaskStore } from '../store/tasks.ts';
import type { SavedSettings } from './deps.ts';
import { ApiFailure } from './failure.ts';
import type { Handlers } from './handlers.ts';
import { badInput } from './input.ts';
import { readTasks } from './read-tasks.ts';

export interface TaskHandlersDeps {
  settings: SavedSettings;
  language(): Language;
  start(tasks: readonly Task[], concurrency?: number): Run;
}

type TaskHandlers = Pick<Handlers, Extract<keyof Handlers, `tasks.${string}`>>;

export function taskHandlers({ settings, language, start }: TaskHandlersDeps): TaskHandlers {
  const { tasks } = settings;
  const list = (): SavedTasks => ({ tasks: tasks.saved(), secretPlace: settings.secrets.place });
  const names = (): string[] => tasks.saved().map(taskName);

  /** Throws BAD_INPUT with every field that is wrong. */
  const check = (task: Task, path: string): FieldError[] => {
    const parsed = parseTask(task, path, language());
    return parsed.ok ? [] : parsed.errors;
  };
  const refuse = (errors: FieldError[]): void => {
    if (errors.length) throw badInput(errors, language());
  };
  /** The saved tasks of these names, in that order. Throws NOT_FOUND. */
  const named = <T extends Pick<Task, 'name' | 'url'>>(all: readonly T[], wanted: readonly string[]): T[] =>
    wanted.map((name) => {
      const task = all.find((one) => taskName(one) === name);
      if (!task) throw new ApiFailure('NOT_FOUND', say(hostTexts.noSuchTask, language(), { name }));
      return task;
    });

  return {
    'tasks.list': list,

    'tasks.save': ({ task, was }) => {
      if (was !== undefined) named(tasks.saved(), [was]);
      refuse(check(task, 'task'));
      const name = taskName(task);
      if (name !== was && names().includes(name)) {
        const path = 'task.name';
        refuse([{ path, message: say(taskTexts.nameTaken, language(), { path, name }) }]);
      }
      tasks.save(task, was);
      return list();
    },

    'tasks.add': ({ tasks: added }) => {
      refuse(added.flatMap((task, index) => check(task, `tasks[${index}]`)));
      const taken = new Set(names());
      for (const task of added) {
        const name = freeName(taskName(task), taken);
        taken.add(name);
        tasks.save(name === taskName(task) ? task : { ...task, name });
      }
      return list();
    },

    'tasks.duplicate': ({ name }) => {
      named(tasks.saved(), [name]);
      tasks.duplicate(name);
      return list();
    },

    'tasks.remove': ({ names: gone }) => {
      named(tasks.saved(), gone);
      tasks.remove(...gone);
      return list();
    },

    'tasks.restore': () => {
      tasks.restore();
      return list();
    },

    'tasks.arrange': ({ places }) => {
      tasks.arrange(places);
      return list();
    },

    'tasks.read': async ({ text, file }) => {
      const read = await readTasks(text, file, language());
      if (read.ok) return { tasks: read.tasks, notes: read.notes };
      throw badInput(
        read.problems.map((message) => ({ path: 'text', message })),
        language(),
      );
    },

    'tasks.export': ({ names: wanted }) => {
      const bare = named(tasks.saved(), wanted).map(withoutSecrets);
      const content = { catprobe: 1, tasks: bare.map(({ task }) => trimTask(task)) };
      return {
        content: `${JSON.stringify(content, null, 2)}\n`,
        leftOut: bare
          .filter(({ leftOut }) => leftOut.length)
          .map(({ task, leftOut }) => ({ task: taskName(task), places: leftOut })),
      };
    },

    // A schedule that is started by hand runs once.
    'tasks.run': ({ names: wanted, concurrency }) =>
      start(named(tasks.list(), wanted).map(once), concurrency),
  };
}

/** Throws BAD_INPUT where a mark has no secret behind it. */
export function withStoredSecrets(tasks: readonly Task[], store: TaskStore, language: Language): Task[] {
  const errors: FieldError[] = [];
  const ready = tasks.map((given, index) => {
    const { task, missing } = store.withSecrets(given);
    for (const place of missing) {
      const path = `tasks[${index}].${place}`;
      errors.push({ path, message: say(taskTexts.secretGone, language, { path }) });
    }
    return task;
  });
  if (errors.length) throw badInput(errors, language);
  return ready;
}
