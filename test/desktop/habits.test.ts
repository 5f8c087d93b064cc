/** Habits of a desktop program: menu, tray, notifications, files, the remembered window; the built main on the fake `electron`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/fresh.ts';
import { type ApiEvent, CHANNELS, type Command, type Reply } from '../../src/shared/api.ts';
import { startTarget, type Target } from '../main/api/target.ts';
import type { FakeWindow } from './fake-electron.ts';
import { type LoadedMain, type LoadOptions, loadMain } from './load.ts';

let folder: string;
let target: Target;
let main: LoadedMain;
let window: FakeWindow;
let events: ApiEvent[];
let waiting: (() => void)[];

beforeAll(ensureBuilt);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-habits-'));
  target = await startTarget();
});
afterEach(async () => {
  await main.close();
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: LoadOptions = {}): Promise<void> {
  main = await loadMain({ dataFolder: folder, ...options });
  window = main.electron.windows[0]!;
  events = [];
  waiting = [];
  window.webContents.on('sent', (channel: string, [event]: [ApiEvent]) => {
    expect(channel).toBe(CHANNELS.event);
    events.push(event);
    for (const look of waiting) look();
  });
}

/** Resolves with the first event that was sent to the window and matches. */
function sent(matches: (event: ApiEvent) => boolean): Promise<ApiEvent> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = events.find(matches);
      if (found) resolve(found);
    };
    waiting.push(look);
    look();
  });
}

async function ask<T>(command: Command, input: unknown): Promise<T> {
  const reply = (await main.electron.invoke(CHANNELS.invoke, [command, input])) as Reply<T>;
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

type Item = MenuItemConstructorOptions;

function click(items: readonly Item[] | undefined, label: string): void {
  const all = (items ?? []).flatMap((item) => [item, ...((item.submenu as Item[] | undefined) ?? [])]);
  const item = all.find((one) => one.label === label);
  if (!item) throw new Error(`no item "${label}" among ${all.map((one) => one.label ?? one.role)}`);
  (item.click as () => void)();
}

const scheduled = (url: string) => ({ name: 'hourly', url, repeat: { cron: '0 * * * *' } });

describe('the menu', () => {
  test('has the roles of the platform, and items that reach the window', async () => {
    await start();
    const { menu, openedFolders } = main.electron;
    expect(menu?.map(({ role, label }) => role ?? label)).toEqual(
      expect.arrayContaining(['File', 'editMenu', 'Go', 'viewMenu', 'windowMenu', 'help']),
    );
    click(menu, 'Find and do…');
    click(menu, 'Runs');
    expect(events).toEqual([
      { type: 'menu', action: 'palette' },
      { type: 'menu', action: 'runs' },
    ]);
    click(menu, 'Show the data folder');
    expect(openedFolders).toEqual([folder]);
  });

  test('speaks the language of the settings, a new one at once', async () => {
    await start();
    await ask('settings.set', { language: 'zh' });
    click(main.electron.menu, '查找与操作…');
    expect(main.electron.trays.map(({ menu }) => menu.map(({ label }) => label))).toEqual([
      expect.arrayContaining(['退出']),
    ]);
    await ask('settings.set', { language: null });
    click(main.electron.menu, 'Find and do…');

    await ask('settings.set', { language: 'zh' });
    await main.close();
    await start();
    click(main.electron.menu, '查找与操作…');
    click(main.electron.trays[0]!.menu, '显示 catprobe');
  });
});

describe('the window', () => {
  test('comes back where it was, and as large', async () => {
    await start();
    window.bounds = { x: 30, y: 40, width: 1000, height: 700 };
    window.maximized = true;
    await main.close();
    await start();
    expect(window.options).toMatchObject({ x: 30, y: 40, width: 1000, height: 700 });
    expect(window.maximized).toBe(true);
  });

  test('is brought back onto a display', async () => {
    await start();
    window.bounds = { x: 5000, y: 40, width: 1000, height: 700 };
    await main.close();
    await start();
    expect(window.options).toMatchObject({ width: 1000, height: 700 });
    expect(window.options).not.toHaveProperty('x');
  });
});

describe('the tray', () => {
  test('shows, runs all, quits', async () => {
    await start();
    const [tray] = main.electron.trays;
    expect((await readFile(tray!.icon)).subarray(1, 4).toString()).toBe('PNG');
    click(tray!.menu, 'Run all saved tasks');
    await expect.poll(() => main.electron.errorBoxes).toEqual([expect.stringContaining('no saved tasks')]);

    await ask('tasks.save', { task: { name: 'one', url: target.file } });
    click(tray!.menu, 'Run all saved tasks');
    await sent((event) => event.type === 'run' && event.run.state === 'done' && event.run.tasks[0] === 'one');

    window.visible = false;
    tray!.emit('click');
    expect(window.visible).toBe(true);
    click(tray!.menu, 'Quit');
    expect(await main.electron.exited).toBe(0);
  });

  test('keeps the program while a schedule is at work, and only then', async () => {
    await start();
    await ask('tasks.save', { task: scheduled(target.file) });
    window.close();
    expect([window.visible, window.isDestroyed()]).toEqual([false, false]);
    expect(main.electron.notifications.map(({ title }) => title)).toEqual(['catprobe goes on in the tray']);
    await ask('schedules.run', { task: 'hourly' });
    await sent((event) => event.type === 'run' && event.run.state === 'done');

    main.electron.app.emit('second-instance', {}, ['catprobe'], folder);
    expect(window.visible).toBe(true);
    window.close();
    expect(main.electron.notifications).toHaveLength(1);

    await ask('schedules.pause', { task: 'hourly', paused: true });
    window.close();
    expect(await main.electron.exited).toBe(0);
  });
});

describe('notifications', () => {
  const alert = (event: ApiEvent): boolean => event.type === 'alert';

  test('tell that a scheduled task fails; a click shows the runs', async () => {
    await start();
    await ask('tasks.save', { task: scheduled(target.missing) });
    await ask('schedules.run', { task: 'hourly' });
    await sent(alert);
    const [shown] = main.electron.notifications;
    expect(shown).toMatchObject({ title: 'hourly: failed (404)' });
    window.visible = false;
    shown!.emit('click');
    expect(window.visible).toBe(true);
    expect(events.at(-1)).toEqual({ type: 'menu', action: 'runs' });
  });

  test('are left out where the system has none', async () => {
    await start({
      before: (electron) => {
        electron.notificationsSupported = false;
      },
    });
    await ask('tasks.save', { task: scheduled(target.missing) });
    await ask('schedules.run', { task: 'hourly' });
    await sent(alert);
    expect(main.electron.notifications).toEqual([]);
  });
});

describe('task files', () => {
  const text = '{ "catprobe": 1, "tasks": [] }';

  test('of a second start, of the menu and of macOS are given to the window, each once', async () => {
    await start();
    for (const name of ['a.catprobe', 'b.yaml', 'c.json']) await writeFile(path.join(folder, name), text);
    main.electron.app.emit('second-instance', {}, ['catprobe', '--flag', 'a.catprobe', 'http://x/'], folder);
    main.electron.pickedFiles = [path.join(folder, 'b.yaml')];
    click(main.electron.menu, 'Open task file…');
    await expect.poll(() => events.filter(({ type }) => type === 'files')).toHaveLength(2);
    let prevented = false;
    const event = {
      preventDefault() {
        prevented = true;
      },
    };
    main.electron.app.emit('open-file', event, path.join(folder, 'c.json'));
    expect(prevented).toBe(true);
    expect(await ask('files.take', null)).toEqual(
      ['a.catprobe', 'b.yaml', 'c.json'].map((name) => ({ name, text })),
    );
    expect(await ask('files.take', null)).toEqual([]);
  });

  test('that macOS names before the program is ready wait', async () => {
    await writeFile(path.join(folder, 'early.catprobe'), text);
    await start({
      before: ({ app }) => {
        app.once('newListener', function offer(name: string) {
          if (name !== 'open-file') app.once('newListener', offer);
          else
            queueMicrotask(() =>
              app.emit('open-file', { preventDefault() {} }, path.join(folder, 'early.catprobe')),
            );
        });
      },
    });
    expect(await ask('files.take', null)).toEqual([{ name: 'early.catprobe', text }]);
  });

  test('that are not there or too large are told', async () => {
    await start();
    await writeFile(path.join(folder, 'big.yaml'), Buffer.alloc(1024 * 1024 + 1));
    main.electron.app.emit('second-instance', {}, ['catprobe', 'no.yaml', 'big.yaml'], folder);
    expect(main.electron.errorBoxes).toEqual([
      expect.stringContaining('no.yaml'),
      expect.stringContaining('larger than a task file may be'),
    ]);
    expect(await ask('files.take', null)).toEqual([]);
  });
});
