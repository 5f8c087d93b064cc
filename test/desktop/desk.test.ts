/** Files for the user of the desktop program: the save dialog, a PDF, and places where nothing can be written. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/fresh.ts';
import {
  type ApiEvent,
  CHANNELS,
  type Command,
  type Input,
  type Output,
  type Reply,
} from '../../src/shared/api.ts';
import type { Subject } from '../../src/shared/report.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import { startTarget, type Target } from '../main/api/target.ts';
import type { FakeElectron } from './fake-electron.ts';
import { type LoadedMain, loadMain } from './load.ts';

let target: Target;
let main: LoadedMain;
let electron: FakeElectron;
let result: TransferResult;
let subject: Subject;
let folder: string;

beforeAll(async () => {
  await ensureBuilt();
  target = await startTarget();
  main = await loadMain();
  ({ electron } = main);
  result = await storedResult();
  subject = { kind: 'result', id: result.id };
});
afterAll(async () => {
  await main.close();
  await target.close();
});

beforeEach(async () => {
  electron.askedToSave.length = 0;
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-desk-'));
  return () => rm(folder, { recursive: true, force: true });
});

async function invoke<C extends Command>(command: C, input: Input<C>): Promise<Reply<Output<C>>> {
  return (await electron.invoke(CHANNELS.invoke, [command, input])) as Reply<Output<C>>;
}

function storedResult(): Promise<TransferResult> {
  return new Promise((resolve) => {
    electron.windows[0]!.webContents.on('sent', (_channel: string, [event]: [ApiEvent]) => {
      if (event.type === 'result') resolve(event.result);
    });
    void invoke('runs.start', { tasks: [{ name: 'missing', url: target.missing }] });
  });
}

describe('a report', () => {
  const pdf = (): Promise<Reply<Output<'report.make'>>> =>
    invoke('report.make', { subject, format: 'pdf', language: 'en' });

  test('is printed by a window of its own, which runs no script and leaves nothing behind', async () => {
    electron.savedTo = path.join(folder, 'report.pdf');
    expect(await pdf()).toEqual({ ok: true, value: { state: 'saved', file: electron.savedTo } });
    const printed = await readFile(electron.savedTo, 'utf8');
    expect(printed).toMatch(/^%PDF-<!doctype html>/i);
    expect(printed).toContain(target.missing);

    const [shown, printer] = electron.windows;
    expect(printer?.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    });
    expect(printer).toMatchObject({ visible: false });
    expect(printer?.isDestroyed()).toBe(true);
    expect(existsSync(fileURLToPath(printer!.webContents.getURL()))).toBe(false);
    expect(shown?.isDestroyed()).toBe(false);
  });

  test('is offered under a name of its own, over the window', async () => {
    electron.savedTo = null;
    await pdf();
    const [asked] = electron.askedToSave;
    expect(asked?.window).toBe(electron.windows[0]);
    expect(path.basename(asked!.options.defaultPath!)).toMatch(/^catprobe-report-result-\d{8}-\d{6}\.pdf$/);
    expect(asked?.options.filters).toEqual([{ name: 'PDF', extensions: ['pdf'] }]);
  });

  test('is not made when the user thinks better of it', async () => {
    electron.savedTo = null;
    const before = electron.windows.length;
    expect(await pdf()).toEqual({ ok: true, value: { state: 'canceled' } });
    expect(electron.windows).toHaveLength(before);
  });
});

describe('where nothing can be written', () => {
  const places: [string, () => Promise<string>, string][] = [
    [
      'a folder that is not there',
      async () => path.join(folder, 'gone', 'report.html'),
      'its folder does not exist',
    ],
    [
      'a file in place of its folder',
      async () => {
        await writeFile(path.join(folder, 'file'), '');
        return path.join(folder, 'file', 'report.html');
      },
      'its folder does not exist',
    ],
    [
      'a folder of its name',
      async () => {
        await mkdir(path.join(folder, 'report.html'));
        return path.join(folder, 'report.html');
      },
      'a folder of this name is there',
    ],
  ];

  test.each(places)('%s: says where and why, and keeps the data', async (_what, place, reason) => {
    electron.savedTo = await place();
    const before = await readdir(folder, { recursive: true });
    const reply = await invoke('report.make', { subject, format: 'html', language: 'en' });
    expect(reply).toEqual({
      ok: false,
      error: {
        code: 'FILE',
        message: `${electron.savedTo} could not be written: ${reason}. The results are safe in the store; choose another place.`,
      },
    });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
    expect(await invoke('results.get', { id: result.id })).toEqual({ ok: true, value: result });
  });

  test('a bundle that was shown can be saved elsewhere', async () => {
    const prepared = await invoke('bundle.prepare', { subject, language: 'en', addresses: false });
    if (!prepared.ok) throw new Error(prepared.error.message);
    const save = () => invoke('bundle.save', { id: prepared.value.id, leaveOut: [] });
    electron.savedTo = path.join(folder, 'gone', 'bundle.zip');
    expect(await save()).toMatchObject({ ok: false, error: { code: 'FILE' } });
    electron.savedTo = path.join(folder, 'bundle.zip');
    expect(await save()).toMatchObject({ ok: true, value: { state: 'saved' } });
    expect((await readFile(electron.savedTo)).subarray(0, 2).toString()).toBe('PK');
  });
});

test('an export takes the place of an older file', async () => {
  electron.savedTo = path.join(folder, 'results.parquet');
  await writeFile(electron.savedTo, 'of before');
  const reply = await invoke('export.make', {
    subject: { kind: 'run', id: result.runId },
    format: 'parquet',
    names: 'catprobe',
    language: 'en',
  });
  expect(reply).toMatchObject({ ok: true, value: { state: 'saved', file: electron.savedTo } });
  expect((await readFile(electron.savedTo)).subarray(0, 4).toString()).toBe('PAR1');
  expect(await readdir(folder)).toEqual(['results.parquet']);
});

test('an open dialog that is closed hands nothing over', async () => {
  electron.pickedFiles = [];
  const file = electron.menu!.find(({ label }) => label === 'File')!;
  const [open] = file.submenu as { click(): void }[];
  open!.click();
  expect(await invoke('files.take', null)).toEqual({ ok: true, value: [] });
  expect(electron.errorBoxes).toEqual([]);
});
