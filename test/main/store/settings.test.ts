import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import type ElectronStore from 'electron-store';
import { expect, expectTypeOf, test } from 'vitest';
import { dataFolder } from '../../../src/main/store/folder.ts';
import { openSettings, type StoreClass } from '../../../src/main/store/settings.ts';
import { parseTask, type Task, type TaskInput } from '../../../src/shared/task.ts';
import { temporaryFolder } from './temporary-folder.ts';

function task(input: TaskInput): Task {
  const parsed = parseTask(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

const content = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'config.json'), 'utf8'));

test('electron-store fits where conf does', () => {
  expectTypeOf<typeof ElectronStore<{ version?: number }>>().toExtend<StoreClass>();
});

test('begins with the defaults, keeps what is set, in a folder it made', () => {
  const folder = path.join(temporaryFolder(), 'new');
  const settings = openSettings(folder, Conf);
  expect(settings.get()).toEqual({ language: null, theme: 'auto' });
  settings.set({ language: 'zh' });
  settings.set({ theme: 'dark' });
  expect(openSettings(folder, Conf).get()).toEqual({ language: 'zh', theme: 'dark' });
  settings.set({ language: null });
  expect(openSettings(folder, Conf).get()).toEqual({ language: null, theme: 'dark' });
  expect(settings.setAside).toBeNull();
  expect(settings.file).toBe(path.join(folder, 'config.json'));
  if (process.platform !== 'win32') expect(statSync(settings.file).mode & 0o777).toBe(0o600);
});

test('saves, replaces and removes tasks by name; without a name the URL serves', () => {
  const folder = temporaryFolder();
  const { tasks } = openSettings(folder, Conf);
  const [one, two] = [task({ name: 'one', url: 'https://a.test/' }), task({ url: 'ftp://user:pw@b.test/x' })];
  tasks.save(one);
  tasks.save(two);
  tasks.save({ ...one, threads: 4 });
  expect(openSettings(folder, Conf).tasks.list()).toEqual([{ ...one, threads: 4 }, two]);
  tasks.remove('ftp://b.test/x');
  tasks.remove('never there');
  expect(openSettings(folder, Conf).tasks.list()).toEqual([{ ...one, threads: 4 }]);
});

test('refuses a task that does not pass the gate', () => {
  const { tasks } = openSettings(temporaryFolder(), Conf);
  const bad = { ...task({ url: 'https://a.test/' }), threads: 0 };
  expect(() => tasks.save(bad)).toThrow('threads: 0 is not between 1 and 16');
  expect(tasks.list()).toEqual([]);
});

test('a task or value it does not understand is kept in the file, and not shown', () => {
  const folder = temporaryFolder();
  const strange = { name: 'later', url: 'https://c.test/', teleport: true };
  writeFileSync(
    path.join(folder, 'config.json'),
    JSON.stringify({ theme: 'neon', window: { width: 900 }, tasks: [strange, { url: 'https://a.test/' }] }),
  );
  const settings = openSettings(folder, Conf);
  expect(settings.get().theme).toBe('auto');
  expect(settings.tasks.list()).toEqual([task({ url: 'https://a.test/' })]);
  settings.set({ language: 'en' });
  settings.tasks.remove('https://a.test/');
  settings.tasks.save(task({ name: 'new', url: 'https://d.test/' }));
  expect(content(folder)).toMatchObject({ version: 2, theme: 'neon', window: { width: 900 } });
  expect(content(folder).tasks[0]).toEqual(strange);
  expect(settings.tasks.list().map(({ name }) => name)).toEqual(['new']);
});

test.each(['{"theme": "dark"', '[1, 2]', 'null', ''])(
  'a file that holds %j is set aside, and the defaults are used',
  (broken) => {
    const folder = temporaryFolder();
    for (const n of [1, 2]) {
      writeFileSync(path.join(folder, 'config.json'), broken);
      const settings = openSettings(folder, Conf);
      expect(settings.setAside).toBe(path.join(folder, `config.corrupt-${n}.json`));
      expect(settings.get().theme).toBe('auto');
    }
    expect(readFileSync(path.join(folder, 'config.corrupt-1.json'), 'utf8')).toBe(broken);
    expect(readdirSync(folder).sort()).toEqual([
      'config.corrupt-1.json',
      'config.corrupt-2.json',
      'config.json',
    ]);
  },
);

test('a file of a newer program is refused and left as it is', () => {
  const folder = temporaryFolder();
  const newer = JSON.stringify({ version: 99, theme: 'dark' });
  writeFileSync(path.join(folder, 'config.json'), newer);
  expect(() => openSettings(folder, Conf)).toThrow('newer catprobe');
  expect(readFileSync(path.join(folder, 'config.json'), 'utf8')).toBe(newer);
});

test('a folder that cannot be written is named', () => {
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => openSettings(path.join(file, 'data'), Conf)).toThrow(/cannot be written/);
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'config.json'));
  expect(() => openSettings(folder, Conf)).toThrow(path.join(folder, 'config.json'));
});

test('the data folder is CATPROBE_HOME, or the one of the system', () => {
  expect(dataFolder({ CATPROBE_HOME: '/data/probe' })).toBe(path.resolve('/data/probe'));
  expect(path.isAbsolute(dataFolder({}))).toBe(true);
  expect(dataFolder({})).toContain('catprobe');
});
