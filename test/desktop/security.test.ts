/** The desktop program's walls, seen through the built main and preload. */
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, OUT } from '../../scripts/fresh.ts';
import type { ApiEvent, Bridge, Reply } from '../../src/shared/api.ts';
import { CHANNELS } from '../../src/shared/api.ts';
import type { FakeWindow } from './fake-electron.ts';
import { type LoadedMain, type LoadedPreload, loadMain, loadPreload } from './load.ts';

const PAGE = 'app://catprobe/';
let main: LoadedMain;
let window: FakeWindow;
let preload: LoadedPreload;

beforeAll(async () => {
  await ensureBuilt();
  main = await loadMain();
  window = main.electron.windows[0]!;
  preload = await loadPreload(window.options.webPreferences!.preload!, (channel, args) =>
    main.electron.invoke(channel, args),
  );
});

afterAll(async () => {
  await main?.close();
});

test('one window, sandboxed and isolated, shows our page', () => {
  expect(main.electron.errorBoxes).toEqual([]);
  expect(main.electron.windows).toHaveLength(1);
  expect(window.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  expect(window.options.webPreferences).not.toHaveProperty('webviewTag');
  expect(window.webContents.getURL()).toBe(PAGE);
  expect(window.visible).toBe(true);
});

test('the scheme is a secure origin, and bypasses no policy', () => {
  expect(main.electron.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

test('the menu is made of roles', () => {
  const roles = main.electron.menu?.map(({ role }) => role);
  expect(roles).toEqual(expect.arrayContaining(['editMenu', 'viewMenu', 'windowMenu']));
});

describe('the protocol', () => {
  const ask = async (url: string, method = 'GET'): Promise<Response> =>
    main.electron.protocols.get('app')!(new Request(url, { method }));

  test('gives the page a policy without inline script, connections or reuse of its nonce', async () => {
    const [first, second] = [await ask(PAGE), await ask(PAGE)];
    expect(first.status).toBe(200);
    const policy = first.headers.get('content-security-policy')!;
    const html = await first.text();
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe/);
    expect(html).toContain(nonce);
    expect(html).not.toContain('__CSP_NONCE__');
    expect(await second.text()).not.toContain(nonce);
  });

  test('serves everything that the page names, and no inline script is in it', async () => {
    const html = await (await ask(PAGE)).text();
    for (const [, file] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await ask(new URL(file!, PAGE).href)).status, file).toBe(200);
    }
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  test.each([
    'app://evil/',
    'app://catprobe/..%2f..%2fpackage.json',
    'app://catprobe/..%2fmain/index.js',
    'app://catprobe/%2e%2e/main/index.js',
    'app://catprobe/missing.js',
  ])('serves nothing else: %s', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });
});

describe('a page', () => {
  test.each([
    ['https://evil.example/', false],
    ['file:///etc/passwd', false],
    ['app://evil/', false],
    ['app://catprobe.evil/', false],
    ['javascript:alert(1)', false],
    [`${PAGE}index.html`, true],
  ])('goes to %s: %s', (url, allowed) => {
    expect(window.webContents.tryNavigation('will-navigate', url)).toBe(allowed);
    expect(window.webContents.tryNavigation('will-redirect', url)).toBe(allowed);
    expect(window.webContents.tryNavigation('will-frame-navigate', url)).toBe(allowed);
  });

  test('opens no window; only https goes to the browser of the user', () => {
    const open = (url: string): string => window.webContents.openHandler!({ url }).action;
    for (const url of [
      'file:///etc/passwd',
      'http://a.example/',
      'javascript:alert(1)',
      'smb://a/b',
      'nonsense',
    ]) {
      expect(open(url)).toBe('deny');
    }
    expect(main.electron.openedOutside).toEqual([]);
    expect(open('https://docs.example/')).toBe('deny');
    expect(main.electron.openedOutside).toEqual(['https://docs.example/']);
  });

  test('attaches no webview', () => {
    let prevented = false;
    window.webContents.emit('will-attach-webview', {
      preventDefault() {
        prevented = true;
      },
    });
    expect(prevented).toBe(true);
  });

  test('may write the clipboard, and nothing else', () => {
    const asked = (permission: string): boolean[] => {
      const answers: boolean[] = [];
      main.electron.permissionRequest!(window.webContents, permission, (granted) => answers.push(granted));
      answers.push(main.electron.permissionCheck!(window.webContents, permission));
      return answers;
    };
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'hid',
      'openExternal',
    ]) {
      expect(asked(permission), permission).toEqual([false, false]);
    }
    expect(asked('clipboard-sanitized-write')).toEqual([true, true]);
    expect(main.electron.permissionCheck!(null, 'clipboard-sanitized-write')).toBe(false);
  });
});

describe('the IPC door', () => {
  const ask = (frame: { url: string } | null): Promise<unknown> =>
    main.electron.invoke(CHANNELS.invoke, ['app.info', null], frame);

  test('answers the page', async () => {
    expect(await ask(window.webContents.mainFrame)).toMatchObject({ ok: true, value: { host: 'desktop' } });
  });

  test.each([
    ['another page', { url: 'https://evil.example/' }],
    ['a frame inside our page, even with our address', { url: PAGE }],
    ['a frame that is gone', null],
  ])('refuses %s', async (_who, frame) => {
    expect(await ask(frame)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  test('refuses our own frame when it shows another page', async () => {
    const frame = window.webContents.mainFrame;
    frame.url = 'https://evil.example/';
    const reply = (await ask(frame)) as Reply<unknown>;
    frame.url = PAGE;
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  test('has one channel and no other', () => {
    expect([...main.electron.handlers.keys()]).toEqual([CHANNELS.invoke]);
  });
});

describe('the preload', () => {
  test('needs Electron alone and exposes the bridge alone', () => {
    expect(preload.required).toEqual(['electron']);
    expect(Object.keys(preload.exposed)).toEqual(['catprobe']);
    expect(Object.keys(preload.exposed.catprobe as Bridge).sort()).toEqual([
      'host',
      'invoke',
      'onEvent',
      'pathOf',
    ]);
  });

  test('passes events on until the subscription ends, without the sender', () => {
    const bridge = preload.exposed.catprobe as Bridge;
    const heard: unknown[][] = [];
    const end = bridge.onEvent((...args: unknown[]) => heard.push(args));
    const event = { type: 'run', run: {} } as ApiEvent;
    preload.receive(CHANNELS.event, [event]);
    expect(end()).toBeUndefined();
    preload.receive(CHANNELS.event, [event]);
    expect(heard).toEqual([[event]]);
    expect(preload.listeners(CHANNELS.event)).toBe(0);
  });

  test('carries no schema: it stays small', async () => {
    expect((await readFile(path.join(OUT, 'preload', 'index.cjs'), 'utf8')).length).toBeLessThan(2048);
  });
});

describe('a second instance', () => {
  test('leaves at once, without a window', async () => {
    const second = await loadMain({ firstInstance: false });
    expect(second.electron.windows).toEqual([]);
    expect(await second.close()).toBe(0);
  });

  test('brings the first one to the front', () => {
    const before = window.focused;
    main.electron.app.emit('second-instance', {}, ['catprobe'], '/');
    expect(window.focused).toBe(before + 1);
  });
});

test('the program leaves when its window is closed, and everything is closed before', async () => {
  const own = await loadMain();
  await own.electron.invoke(CHANNELS.invoke, ['results.list', { filter: {}, offset: 0, limit: 1 }]);
  own.electron.windows[0]!.close();
  expect(await own.electron.exited).toBe(0);
  await own.close();
});

test('the bundle needs nothing but Node, Electron and the native database', async () => {
  const code = await readFile(path.join(OUT, 'main', 'index.js'), 'utf8');
  const imported = [...code.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name]) => name!);
  expect(imported.filter((name) => !isBuiltin(name))).toEqual(['electron', '@duckdb/node-api']);
});
