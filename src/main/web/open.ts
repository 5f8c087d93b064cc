/** Browser mode as a whole: the host, the loopback door, the browser, until the signal ends it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { type Host, openHost } from '../api/host.ts';
import { StoreError } from '../store/error.ts';
import { hasDisplay, openInBrowser } from './browser.ts';
import { findProject } from './project.ts';
import { PortError, startWeb, type Web } from './server.ts';

export interface BrowserModeOptions {
  /** The data folder. */
  folder: string;
  /** 0 or absent: a free one. */
  port?: number;
  /** Open the default browser where there is a screen. */
  openBrowser: boolean;
  language: Language;
  /** One line for the user: the address goes to `out`, everything else to `err`. */
  out(line: string): void;
  err(line: string): void;
  /** Ends it. */
  signal: AbortSignal;
}

/**
 * Resolves to the exit status once everything is closed: 0; 2 for a port that cannot be had; 3 for a GUI not built or a data folder
 * that cannot be used.
 */
export async function runInBrowser(options: BrowserModeOptions): Promise<0 | 2 | 3> {
  const { folder, port, language, out, err, signal } = options;
  const { rendererFolder, version } = findProject(import.meta.dirname);
  const page = path.join(rendererFolder, 'index.html');
  if (!existsSync(page)) {
    err(say(hostTexts.notBuilt, language, { file: page }));
    return 3;
  }

  let host: Host | undefined;
  try {
    host = await openHost({ door: 'browser', version, folder, language });
    host.notices.forEach(err);
    await serve(await startWeb({ api: host.api, rendererFolder, port }), options);
    return 0;
  } catch (error) {
    if (error instanceof PortError) {
      err(say(error.text, language, error.params));
      return 2;
    }
    if (error instanceof StoreError) {
      err(error.say(language));
      return 3;
    }
    throw error;
  } finally {
    await host?.close();
  }

  async function serve(web: Web, { openBrowser }: BrowserModeOptions): Promise<void> {
    const ended = aborted(signal);
    out(say(hostTexts.ready, language, { url: web.url }));
    err(say(hostTexts.stopHint, language));
    if (openBrowser && hasDisplay(process.platform, process.env)) {
      const opened = await openInBrowser(web.newTicketUrl(), process.platform);
      if (!opened) err(say(hostTexts.noBrowser, language));
    }
    await ended;
    await web.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
