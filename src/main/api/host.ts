/** The host: the real engine, store, settings, analysis and lab, joined to one API. Both doors stand in front of it. */
import os from 'node:os';
import path from 'node:path';
import Conf from 'conf';
import { ulid } from 'ulid';
import type { AppInfo } from '../../shared/api.ts';
import type { TransferResult } from '../../shared/result.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { resultGroups } from '../analysis/groups.ts';
import { heatMap } from '../analysis/heat.ts';
import { storedRuns } from '../analysis/runs.ts';
import { slowest } from '../analysis/slowest.ts';
import { timeline } from '../analysis/timeline.ts';
import { dimensions, topErrors } from '../analysis/top.ts';
import { machineIdentity } from '../engine/client-identity.ts';
import { systemClock } from '../engine/clock.ts';
import { unsupportedFields } from '../engine/preflight.ts';
import { plannedAttempts, runTasks } from '../engine/run.ts';
import { environmentProxy, type SystemProxy } from '../engine/system-proxy.ts';
import { examineTls } from '../engine/tls-doctor.ts';
import { trustSystemAuthorities } from '../engine/trust.ts';
import { appendToInbox, takeInInbox } from '../store/inbox.ts';
import { jsonFile } from '../store/json-file.ts';
import { openResults, type ResultStore } from '../store/results.ts';
import type { Sealer } from '../store/secrets.ts';
import { openSettings, type StoreClass } from '../store/settings.ts';
import type { Desk, FaultLab } from './deps.ts';
import { type Api, createApi } from './handlers.ts';
import { Lazy } from './lazy.ts';
import { Retention } from './retention.ts';
import type { SchedulerClock } from './scheduler.ts';

export interface HostOptions {
  door: AppInfo['host'];
  version: string;
  /** The data folder. It is made when it is not there. */
  folder: string;
  /** Of the system; the user's own choice stands in the settings. */
  language: Language;
  /** conf, or electron-store in Electron. */
  StoreClass?: StoreClass;
  /** For tasks whose proxy is `system`. Default: the environment variables. */
  systemProxy?: SystemProxy;
  /** Where there is a desktop: its dialogs, and its way to make a PDF. */
  desk?: Desk;
  /** Of the secrets of saved tasks. Default: a file that only the user may read. */
  sealer?: Sealer;
}

export interface Host {
  api: Api;
  /** What the user should know before anything else, in one line each. */
  notices: string[];
  /** Cancels the runs, stores what they finished, and closes lab and store. */
  close(): Promise<void>;
}

/** Throws StoreError when the data folder cannot be used. Results that cannot be opened are told by the commands that want them. */
export async function openHost(options: HostOptions): Promise<Host> {
  const { door, version, folder, language, StoreClass = Conf } = options;
  const systemProxy = options.systemProxy ?? environmentProxy(process.env);
  const machine = machineIdentity(process.env, folder);
  trustSystemAuthorities();
  const settings = openSettings(folder, StoreClass, options.sealer);
  const store = new Lazy<ResultStore>(() => openResults(folder));
  const inbox = new Inbox(folder);
  const retention = new Retention(() => settings.get().keepDays);
  const closing = new AbortController();

  /** The store with what other processes left for it meanwhile. */
  const reading = async (): Promise<ResultStore> => {
    const opened = await store.get();
    await inbox.takeIn(opened);
    await retention.keep(opened);
    return opened;
  };

  const api = createApi({
    info: {
      version,
      host: door,
      platform: process.platform,
      node: process.versions.node,
      dataFolder: folder,
    },
    systemLanguage: language,
    engine: {
      runTasks: (tasks, run) => runTasks(tasks, { ...run, systemProxy, machine }),
      plannedAttempts,
      unsupportedFields,
      examineTls: (task) =>
        examineTls(task, {
          runId: '',
          signal: closing.signal,
          clock: systemClock,
          systemProxy,
          machine,
        }),
      // Loaded by its first use: most starts of the program never diagnose.
      diagnose: async (task, diagnosis) => {
        const { diagnose } = await import('../diagnose/diagnose.ts');
        const context = { clock: systemClock, systemProxy, machine, home: os.homedir() };
        return diagnose(task, { ...diagnosis, ...context });
      },
    },
    results: {
      append: async (result) => (await store.get()).append(result),
      get: async (id) => (await store.get()).get(id),
      list: async (filter, offset, limit) => (await reading()).list(filter, offset, limit),
      groups: async (filter, by) => resultGroups(await reading(), filter, by),
      latest: async (tasks) => (await reading()).latest(tasks),
      thinned: async () => (await reading()).thinned(),
    },
    settings,
    analysis: {
      topErrors: async (question) => topErrors(await reading(), question),
      slowest: async (question) => slowest(await reading(), question),
      heatMap: async (question) => heatMap(await reading(), question),
      timeline: async (question) => timeline(await reading(), question),
      dimensions: async () => dimensions(await reading()),
      runSummary: async (id) => topErrors(await reading(), { by: null, runId: id }),
      storedRuns: async (offset, limit) => storedRuns(await reading(), offset, limit),
    },
    schedules: { file: jsonFile(path.join(folder, 'schedules.json')), clock: wallClock },
    lab: faultLab,
    desk: options.desk ?? null,
    home: os.homedir(),
    keepAside: (result: TransferResult) => appendToInbox(folder, result),
    clock: systemClock,
    newId: ulid,
    report: (error) => console.error(error),
  });

  const { setAside } = settings;
  return {
    api,
    notices: setAside === null ? [] : [say(hostTexts.settingsSetAside, language, { file: setAside })],
    async close() {
      closing.abort();
      await api.close();
      await store.close();
    },
  };
}

/** Who never looks at the lab does not load it. */
const faultLab: FaultLab = {
  cases: async () => (await import('../../lab/kinds.ts')).CASES,
  servers: async () => (await import('../../lab/kinds.ts')).SERVERS,
  start: async (ids) => (await import('../../lab/lab.ts')).startLab(ids),
  prove: async (lab, options) => (await import('../../lab/prove.ts')).proveIn(lab, options),
};

/** Waiting for a schedule keeps no program alive. */
const wallClock: SchedulerClock = {
  now: () => new Date(),
  wake(ms, action) {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The results that command lines leave while this process has the store open. */
class Inbox {
  readonly #folder: string;
  #taking: Promise<unknown> | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** One at a time. What cannot be taken in now stays where it is, and must not hide the results that are there. */
  async takeIn(store: ResultStore): Promise<void> {
    this.#taking ??= takeInInbox(store, this.#folder)
      .catch(() => {})
      .finally(() => {
        this.#taking = null;
      });
    await this.#taking;
  }
}
