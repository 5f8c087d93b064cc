/** `npm start`: the desktop window where an Electron runtime is or can be had, else the same GUI in the local browser. */
import { parseArgs } from 'node:util';
import { dataFolder } from '../src/main/store/folder.ts';
import { hasDisplay } from '../src/main/web/browser.ts';
import { runInBrowser } from '../src/main/web/open.ts';
import { hostTexts } from '../src/shared/texts/host.ts';
import { type Language, say, systemLanguage } from '../src/shared/texts/text.ts';
import { fetchElectron, findElectron, runElectron } from './electron.ts';
import { ensureBuilt } from './fresh.ts';

/** Without being asked for the desktop window, nobody should wait long for a download. */
const SHORT_FETCH_MS = 60_000;
const LONG_FETCH_MS = 600_000;

const USAGE = 'usage: npm start -- [--browser | --desktop] [--port N] [--no-open]';

interface Options {
  mode: 'auto' | 'browser' | 'desktop';
  port: number;
  open: boolean;
}

const language: Language = systemLanguage(process.env);
const err = (line: string): void => console.error(line);

process.exitCode = await main(process.argv.slice(2), endSignal());

async function main(args: string[], signal: AbortSignal): Promise<number> {
  const options = readOptions(args);
  if (!options) return 2;
  await ensureBuilt();

  if (options.mode !== 'browser') {
    const window = await runWindow(options.mode === 'desktop' ? LONG_FETCH_MS : SHORT_FETCH_MS, signal);
    if ('status' in window) return window.status;
    const wanted = options.mode === 'desktop';
    err(say(wanted ? hostTexts.askBrowser : hostTexts.insteadBrowser, language, { reason: window.reason }));
    if (wanted) return 3;
  }
  return runInBrowser({
    folder: dataFolder(process.env),
    port: options.port,
    openBrowser: options.open,
    language,
    out: (line) => console.log(line),
    err,
    signal,
  });
}

/** The exit status of the window once it is closed, or why there can be none. */
async function runWindow(
  fetchLimitMs: number,
  signal: AbortSignal,
): Promise<{ status: number } | { reason: string }> {
  // Without a screen nothing is fetched.
  if (!hasDisplay(process.platform, process.env)) return { reason: say(hostTexts.noDisplay, language) };
  let file = findElectron(process.env);
  if (!file) {
    err(say(hostTexts.fetching, language));
    await fetchElectron(fetchLimitMs);
    file = findElectron(process.env);
  }
  if (!file) return { reason: say(hostTexts.noRuntime, language) };
  const status = await runElectron(file, signal);
  return status === null ? { reason: say(hostTexts.runtimeBroken, language, { file }) } : { status };
}

function readOptions(args: string[]): Options | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        browser: { type: 'boolean', default: false },
        desktop: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        'no-open': { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535) {
      err(say(hostTexts.badPort, language, { port: values.port }));
      return null;
    }
    // A port can only mean the browser.
    const browser = values.browser || port > 0;
    return {
      mode: values.desktop ? 'desktop' : browser ? 'browser' : 'auto',
      port,
      open: !values['no-open'],
    };
  } catch (error) {
    err(`${(error as Error).message.split('\n', 1)[0]} (${USAGE})`);
    return null;
  }
}

/** Aborted by the first Ctrl-C or end request, so that everything is closed in order; a second one ends at once. */
function endSignal(): AbortSignal {
  const end = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => end.abort());
  return end.signal;
}
