/** Settings and saved tasks, in `config.json` of the data folder: through `conf`, or `electron-store` (which extends it) in Electron. */
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type Conf from 'conf';
import { commands, type Settings } from '../../shared/api.ts';
import { DEFAULT_SECOND_DNS } from '../../shared/diagnosis.ts';
import { StoreError, toStoreError } from './error.ts';
import { makeFolder } from './folder.ts';
import { openSecrets, type Sealer, type SecretStore } from './secrets.ts';
import { openTasks, type TaskStore } from './tasks.ts';

/** The file's own version; raise it with a step in `MIGRATIONS`. */
interface Stored extends Record<string, unknown> {
  version?: number;
  language?: unknown;
  theme?: unknown;
  resultColumns?: unknown;
  keepDays?: unknown;
  welcomed?: unknown;
  secondDns?: unknown;
  /** As they were saved, without their secrets: a task of another version, which does not parse here, is kept. */
  tasks?: unknown;
}

/** Each brings the content from the version of its index + 1 to the next. */
const MIGRATIONS: readonly ((stored: Stored) => Stored)[] = [
  // Since 2 the secrets of tasks stand elsewhere (tasks.ts moves them). A program of before would send the marks in their places.
  (stored) => stored,
];
const VERSION = MIGRATIONS.length + 1;

const DEFAULTS: Settings = {
  language: null,
  theme: 'auto',
  resultColumns: null,
  keepDays: null,
  welcomed: false,
  secondDns: DEFAULT_SECOND_DNS,
};

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
  readonly tasks: TaskStore;
  readonly secrets: SecretStore;
}

/**
 * Throws StoreError where the folder cannot be used or a newer program wrote the file. `sealer`: of the secrets; without one, the mode
 * of their file protects them.
 */
export function openSettings(folder: string, Store: StoreClass, sealer?: Sealer): SettingsStore {
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
  return new ConfSettings(conf, setAside, openSecrets(cwd, sealer));
}

class ConfSettings implements SettingsStore {
  readonly setAside: string | null;
  readonly secrets: SecretStore;
  readonly tasks: TaskStore;
  readonly #conf: InstanceType<StoreClass>;

  constructor(conf: InstanceType<StoreClass>, setAside: string | null, secrets: SecretStore) {
    this.#conf = conf;
    this.setAside = setAside;
    this.secrets = secrets;
    this.#migrate();
    this.tasks = openTasks(
      {
        read: () => this.#tasks(),
        write: (tasks) => this.#write({ ...this.#read(), tasks }),
      },
      secrets,
    );
  }

  get file(): string {
    return this.#conf.path;
  }

  #migrate(): void {
    const stored = this.#read();
    const found = typeof stored.version === 'number' ? stored.version : VERSION;
    if (found > VERSION) throw new StoreError('newer', { file: this.file });
    const migrated = MIGRATIONS.slice(found - 1).reduce((content, step) => step(content), stored);
    if (stored.version !== VERSION) this.#write({ ...migrated, version: VERSION });
  }

  get(): Settings {
    const stored = this.#read();
    const { language, theme, resultColumns, keepDays, welcomed, secondDns } = commands['settings.set'].shape;
    const other = secondDns.safeParse(stored.secondDns).data;
    return {
      language: language.safeParse(stored.language).data ?? DEFAULTS.language,
      theme: theme.safeParse(stored.theme).data ?? DEFAULTS.theme,
      resultColumns: resultColumns.safeParse(stored.resultColumns).data ?? DEFAULTS.resultColumns,
      keepDays: keepDays.safeParse(stored.keepDays).data ?? DEFAULTS.keepDays,
      welcomed: welcomed.safeParse(stored.welcomed).data ?? DEFAULTS.welcomed,
      // null is the user's word: none is asked.
      secondDns: other === undefined ? DEFAULTS.secondDns : other,
    };
  }

  set(change: Partial<Settings>): void {
    this.#write({ ...this.#read(), ...commands['settings.set'].parse(change) });
  }

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
