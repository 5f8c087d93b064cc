/** Runs the built main and preload as Electron would run them, against the fake `electron` module. */
import { EventEmitter } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { OUT, ROOT } from '../../scripts/fresh.ts';
import { FakeElectron } from './fake-electron.ts';

const require = createRequire(import.meta.url);
const nativeImport = require('./native-import.cjs') as (url: string) => Promise<unknown>;

let loaded = 0;

export interface LoadedMain {
  electron: FakeElectron;
  /** The data folder of this program. */
  dataFolder: string;
  /** Closes the window, waits for the exit, removes the folders; gives the exit status. */
  close(): Promise<number>;
}

export interface LoadOptions {
  firstInstance?: boolean;
  /** Of an earlier start; else a new one, which goes with the program. */
  dataFolder?: string;
  /** What this computer is like, before the program starts. */
  before?(electron: FakeElectron): void;
}

/**
 * A copy of `out/` gets an `electron` package of its own in a node_modules folder beside it, so no loader hook is needed.
 * Resolves when the window has loaded its page.
 */
export async function loadMain(options: LoadOptions = {}): Promise<LoadedMain> {
  const electron = new FakeElectron(options);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-desktop-'));
  const dataFolder = options.dataFolder ?? path.join(folder, 'data');
  options.before?.(electron);
  await cp(OUT, path.join(folder, 'out'), { recursive: true });
  await cp(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  await installFake(electron, path.join(folder, 'node_modules', 'electron'));
  await symlink(
    path.join(ROOT, 'node_modules', '@duckdb'),
    path.join(folder, 'node_modules', '@duckdb'),
    'junction',
  );

  const shown = new Promise<void>((resolve) => {
    electron.app.once('web-contents-created', (_event, contents: EventEmitter) => {
      contents.once('page-loaded', () => resolve());
    });
  });
  const before = process.env.CATPROBE_HOME;
  process.env.CATPROBE_HOME = dataFolder;
  try {
    await nativeImport(pathToFileURL(path.join(folder, 'out', 'main', 'index.js')).href);
    electron.entryEvaluated();
    await Promise.race([shown, electron.exited]);
  } finally {
    if (before === undefined) delete process.env.CATPROBE_HOME;
    else process.env.CATPROBE_HOME = before;
  }

  return {
    electron,
    dataFolder,
    async close() {
      // By the menu or the tray: closing the window may leave the program in the tray.
      (electron.app as unknown as { quit(): void }).quit();
      const status = await electron.exited;
      await rm(folder, { recursive: true, force: true });
      return status;
    },
  };
}

async function installFake(electron: FakeElectron, folder: string): Promise<void> {
  loaded += 1;
  const key = `fakeElectron${process.pid}_${loaded}`;
  (globalThis as Record<string, unknown>)[key] = electron.module;
  await mkdir(folder, { recursive: true });
  const names = Object.keys(electron.module).map((name) => `export const ${name} = electron.${name};`);
  await writeFile(
    path.join(folder, 'package.json'),
    '{ "name": "electron", "type": "module", "exports": "./index.js" }',
  );
  await writeFile(
    path.join(folder, 'index.js'),
    [`const electron = globalThis.${key};`, 'export default electron;', ...names].join('\n'),
  );
}

export interface LoadedPreload {
  exposed: Record<string, unknown>;
  required: string[];
  /** A message from main to this page. */
  receive(channel: string, args: unknown[]): void;
  listeners(channel: string): number;
}

/** What Electron lets a sandboxed preload require; everything else is not there. */
const ALLOWED = ['electron', 'events', 'timers', 'url'];

/** Runs the built preload in a context of its own, with nothing of Node in it. */
export async function loadPreload(
  file: string,
  invoke: (channel: string, args: unknown[]) => Promise<unknown>,
): Promise<LoadedPreload> {
  const exposed: Record<string, unknown> = {};
  const required: string[] = [];
  const channels = new EventEmitter();
  const electron = {
    contextBridge: {
      exposeInMainWorld(key: string, api: unknown) {
        if (key in exposed) throw new Error(`${key} is exposed twice`);
        exposed[key] = api;
      },
    },
    webUtils: { getPathForFile: () => '' },
    ipcRenderer: {
      invoke: async (channel: string, ...args: unknown[]) =>
        structuredClone(await invoke(channel, structuredClone(args))),
      on: (channel: string, listener: (...args: unknown[]) => void) => channels.on(channel, listener),
      removeListener: (channel: string, listener: (...args: unknown[]) => void) =>
        channels.off(channel, listener),
    },
  };
  const requireInSandbox = (name: string): unknown => {
    required.push(name);
    if (name === 'electron') return electron;
    throw new Error(ALLOWED.includes(name) ? `${name} is not modelled` : `module not found: ${name}`);
  };
  const module = { exports: {} };
  const code = await readFile(file, 'utf8');
  vm.runInNewContext(`(function (require, module, exports) {${code}\n})`)(
    requireInSandbox,
    module,
    module.exports,
  );
  return {
    exposed,
    required,
    receive: (channel, args) => channels.emit(channel, {}, ...structuredClone(args)),
    listeners: (channel) => channels.listenerCount(channel),
  };
}
