/**
 * The desktop program in a real Chromium: the built main (on the fake `electron` module), the built preload and the built GUI.
 * Chromium knows no `app://` scheme, so the page lives at an https address that stands for it; every request, navigation,
 * popup and message goes through the handlers that the built main registered.
 */
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright/test';
import { CHANNELS } from '../../src/shared/api.ts';
import type { LoadedMain } from '../desktop/load.ts';
import { loadMain } from '../desktop/load.ts';

const APP = 'app://catprobe';
const STAND_IN = 'https://catprobe.app.invalid';

export interface Desktop {
  page: Page;
  main: LoadedMain;
  /** Navigations that main prevented. */
  prevented: string[];
  /** What the content security policy refused, as Chromium says it. */
  violations: string[];
  close(): Promise<void>;
}

export async function openDesktop(context: BrowserContext): Promise<Desktop> {
  const main = await loadMain();
  const window = main.electron.windows[0]!;
  const contents = window.webContents;
  const page = await context.newPage();
  const prevented: string[] = [];
  const violations: string[] = [];

  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = toApp(request.url());
    const leaves = request.isNavigationRequest() && page.url() !== 'about:blank';
    if (leaves && request.frame() === page.mainFrame() && !contents.tryNavigation('will-navigate', url)) {
      prevented.push(url);
      return route.abort('aborted');
    }
    if (!url.startsWith(`${APP}/`)) return route.abort('blockedbyclient');
    const response = await main.electron.protocols.get('app')!(new Request(url));
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });

  await page.exposeBinding('__invoke', async ({ frame }, channel: string, args: unknown[]) => {
    // The main frame is known by being the same object, as in Electron.
    const mainFrame = frame === page.mainFrame();
    contents.mainFrame.url = toApp(page.url());
    const sender = mainFrame ? contents.mainFrame : { url: toApp(frame.url()) };
    return main.electron.invoke(channel, args, sender);
  });
  await page.exposeBinding(
    '__open',
    (_source, url: string) => contents.openHandler?.({ url: toApp(url) }).action,
  );
  await page.addInitScript(await preloadScript(window.options.webPreferences!.preload!));
  const pass = (channel: string, args: unknown[]): void => {
    // The page may be on its way out; what it misses then, it loads anew.
    page
      .evaluate(([to, what]) => (globalThis as unknown as Receiver).__receive(to, what), [
        channel,
        args,
      ] as const)
      .catch(() => {});
  };
  contents.on('sent', pass);
  // Nobody's first start: the first page has its own test.
  await main.electron.invoke(CHANNELS.invoke, ['settings.set', { welcomed: true }]);
  await page.goto(`${STAND_IN}/`);

  return {
    page,
    main,
    prevented,
    violations,
    async close() {
      contents.off('sent', pass);
      await page.close();
      await main.close();
    },
  };
}

function toApp(url: string): string {
  return url.startsWith(STAND_IN) ? APP + url.slice(STAND_IN.length) : url;
}

interface Receiver {
  __receive(channel: string, args: unknown[]): void;
}

/** The preload with what Electron gives it: `require('electron')` with the bridge and the page's end of IPC, and nothing else. */
async function preloadScript(file: string): Promise<string> {
  const preload = await readFile(file, 'utf8');
  return `(() => {
    const { __invoke: invoke, __open: open } = window;
    delete window.__invoke;
    delete window.__open;
    const listeners = new Map();
    const of = (channel) => listeners.get(channel) ?? [];
    Object.defineProperty(window, '__receive', {
      value: (channel, args) => { for (const listener of of(channel)) listener({}, ...args); },
    });
    window.open = (url) => { open(String(new URL(url, location.href))); return null; };
    addEventListener('click', (event) => {
      const link = event.target.closest?.('a[target=_blank]');
      if (!link) return;
      event.preventDefault();
      open(link.href);
    }, true);
    const electron = {
      contextBridge: {
        exposeInMainWorld: (key, api) => Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true }),
      },
      ipcRenderer: {
        invoke: (channel, ...args) => invoke(channel, structuredClone(args)),
        on: (channel, listener) => listeners.set(channel, [...of(channel), listener]),
        removeListener: (channel, listener) => listeners.set(channel, of(channel).filter((other) => other !== listener)),
      },
    };
    const require = (name) => {
      if (name === 'electron') return electron;
      throw new Error('module not found: ' + name);
    };
    const module = { exports: {} };
    (function (require, module, exports) { ${preload}
    })(require, module, module.exports);
  })()`;
}
