/** Settings and saved tasks, in `config.json` of the data folder: through `conf`, or `electron-store` (which extends it) in Electron. */
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type Conf from 'conf';
import { commands, type Settings } from '../../shared/api.ts';
import { parseTask, type Task, taskName } from '../../shared/task.ts';
import { StoreError, toStoreError } from './error.ts';
import { makeFolder } from './folder.ts';

/** The file's own version; raise it with a step in `MIGRATIONS`. */
interface Stored extends Record<string, unknown> {
  version?: number;
  language?: unknown;
  theme?: unknown;
  resultColumns?: unknown;
  keepDays?: unknown;
  /** As they were saved: a task of another version, which does not parse here, is kept. */
  tasks?: unknown;
}

/** Each brings the content from the version of its index + 1 to the next. */
const MIGRATIONS: readonly ((stored: Stored) => Stored)[] = [];
const VERSION = MIGRATIONS.length + 1;

const DEFAULTS: Settings = { language: null, theme: 'auto', resultColumns: null, keepDays: null };

/** `Conf` itself or `ElectronStore`. Both name their file `config.json` when they are not told otherwise. */
export type StoreClass = new (options: {
  cwd: string;
  configFileMode?: number;
  projectVersion?: string;
}) => Pick<Conf<Stored>, 'path' | 'store'>;

export interface SettingsStore {
  readonly file: string;
  /** Where a file that could not be read was moved to, on opening; then the defaults are in use. */
  readonly setAside: string | null;
  get(): Settings;
  set(change: Partial<Settings>): void;
  tasks: {
    list(): Task[];
    /** In place of the task of that name, or at the end. */
    save(task: Task): void;
    remove(name: string): void;
  };
}

/** Throws StoreError where the folder cannot be used or a newer program wrote the file. */
export function openSettings(folder: string, Store: StoreClass): SettingsStore {
  const cwd = path.resolve(folder);
  makeFolder(cwd);
  const file = path.join(cwd, 'config.json');

  let setAside: string | null = null;
  let conf: InstanceType<StoreClass>;
  try {
    if (existsSync(file) && !isContent(readFileSync(file))) setAside = moveAside(file);
    // Readable by the owner alone: tasks may hold passwords. A version is given because ElectronStore would ask the app for it.
    conf = new Store({ cwd, configFileMode: 0o600, projectVersion: `${VERSION}.0.0` });
  } catch (error) {
    throw toStoreError(error, file);
  }
  const store = new ConfSettings(conf, setAside);
  store.migrate();
  return store;
}

class ConfSettings implements SettingsStore {
  readonly setAside: string | null;
  readonly #conf: InstanceType<StoreClass>;

  constructor(conf: InstanceType<StoreClass>, setAside: string | null) {
    this.#conf = conf;
    this.setAside = setAside;
  }

  get file(): string {
    return this.#conf.path;
  }

  migrate(): void {
    const stored = this.#read();
    const found = typeof stored.version === 'number' ? stored.version : VERSION;
    if (found > VERSION) throw new StoreError('newer', { file: this.file });
    const migrated = MIGRATIONS.slice(found - 1).reduce((content, step) => step(content), stored);
    if (stored.version !== VERSION) this.#write({ ...migrated, version: VERSION });
  }

  get(): Settings {
    const stored = this.#read();
    const { language, theme, resultColumns, keepDays } = commands['settings.set'].shape;
    return {
      language: language.safeParse(stored.language).data ?? DEFAULTS.language,
      theme: theme.safeParse(stored.theme).data ?? DEFAULTS.theme,
      resultColumns: resultColumns.safeParse(stored.resultColumns).data ?? DEFAULTS.resultColumns,
      keepDays: keepDays.safeParse(stored.keepDays).data ?? DEFAULTS.keepDays,
    };
  }

  set(change: Partial<Settings>): void {
    this.#write({ ...this.#read(), ...commands['settings.set'].parse(change) });
  }

  readonly tasks = {
    list: (): Task[] => this.#tasks().flatMap((saved) => readTask(saved) ?? []),

    save: (task: Task): void => {
      const parsed = parseTask(task);
      if (!parsed.ok)
        throw new StoreError('badTask', { detail: parsed.errors.map(({ message }) => message).join('; ') });
      const saved = this.#tasks();
      const index = saved.findIndex((other) => isNamed(other, taskName(parsed.value)));
      if (index < 0) saved.push(parsed.value);
      else saved[index] = parsed.value;
      this.#write({ ...this.#read(), tasks: saved });
    },

    remove: (name: string): void => {
      this.#write({ ...this.#read(), tasks: this.#tasks().filter((saved) => !isNamed(saved, name)) });
    },
  };

  #tasks(): unknown[] {
    const { tasks } = this.#read();
    return Array.isArray(tasks) ? tasks : [];
  }

  #read(): Stored {
    try {
      return this.#conf.store;
    } catch (error) {
      throw toStoreError(error, this.file);
    }
  }

  #write(stored: Stored): void {
    try {
      this.#conf.store = stored;
    } catch (error) {
      throw toStoreError(error, this.file);
    }
  }
}

function readTask(saved: unknown): Task | null {
  const parsed = parseTask(saved);
  return parsed.ok ? parsed.value : null;
}

function isNamed(saved: unknown, name: string): boolean {
  const task = readTask(saved);
  return task !== null && taskName(task) === name;
}

/** A JSON object. `conf` itself would take other JSON for an empty one and write over it. */
function isContent(bytes: Uint8Array): boolean {
  try {
    const stored: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof stored === 'object' && stored !== null && !Array.isArray(stored);
  } catch {
    return false;
  }
}

/** Under the first free number; nothing is overwritten. */
function moveAside(file: string): string {
  const names = new Set(readdirSync(path.dirname(file)));
  let n = 1;
  while (names.has(`config.corrupt-${n}.json`)) n++;
  const aside = path.join(path.dirname(file), `config.corrupt-${n}.json`);
  renameSync(file, aside);
  return aside;
}
