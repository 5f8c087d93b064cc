/** The desktop program from its first line to its last: one instance, one window, one host. */
import path from 'node:path';
import { app, type BrowserWindow, dialog, session } from 'electron';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, languageOf, say } from '../../shared/texts/text.ts';
import type { Host } from '../api/host.ts';
import { StoreError } from '../store/error.ts';
import { openDoor, sendEvents } from './door.ts';
import { denyPermissions, lockContents } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { bringToFront, createWindow, loadStartPage } from './window.ts';

export interface DesktopOptions {
  /** The user's data folder, the same that the command line uses. */
  dataFolder: string;
  rendererFolder: string;
  preload: string;
  /** Called once the app is ready. */
  openHost(): Promise<Host>;
}

/** Returns at once: `ready` comes only after the entry module has been evaluated, so nothing there may await it. */
export function startDesktop(options: DesktopOptions): void {
  // Chromium's own files stay out of ours. The lock belongs to this folder: another data folder, another instance.
  app.setPath('userData', path.join(options.dataFolder, 'chromium'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  lockContents();
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(() => open(options))
    .catch((error: unknown) => {
      const language = languageOf(app.getLocale());
      dialog.showErrorBox(say(hostTexts.cannotStart, language), reasonOf(error, language));
      app.exit(3);
    });
}

async function open({ rendererFolder, preload, openHost }: DesktopOptions): Promise<void> {
  const host = await openHost();
  closeBeforeExit(host);
  setMenu(process.platform);
  denyPermissions(session.defaultSession);
  serveRenderer(rendererFolder);
  openDoor(host.api);

  const window: BrowserWindow = createWindow(preload);
  sendEvents(host.api, window);
  app.on('second-instance', () => bringToFront(window));
  await loadStartPage(window);
  for (const notice of host.notices) dialog.showErrorBox(app.getName(), notice);
}

function reasonOf(error: unknown, language: Language): string {
  if (error instanceof StoreError) return error.say(language);
  return error instanceof Error ? error.message : String(error);
}

/** The exit waits until what has finished is stored. */
function closeBeforeExit(host: Host): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    host.close().finally(() => app.exit(0));
  });
}
