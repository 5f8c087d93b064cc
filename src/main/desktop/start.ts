/** The desktop program from its first line to its last: one instance, one window, one host. */
import path from 'node:path';
import { app, dialog, session, shell } from 'electron';
import { type ApiEvent, CHANNELS, type MenuAction, type Settings } from '../../shared/api.ts';
import { desktopTexts } from '../../shared/texts/desktop.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, languageOf, say } from '../../shared/texts/text.ts';
import type { Host } from '../api/host.ts';
import { StoreError } from '../store/error.ts';
import { jsonFile } from '../store/json-file.ts';
import { openDoor, sendEvents } from './door.ts';
import { denyPermissions, lockContents } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { notify, notifyOf } from './notify.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { stayWithSchedules } from './stay.ts';
import { askForFiles, collectFiles, filesOfArguments, readTaskFile } from './task-files.ts';
import { createTray, setTrayMenu } from './tray.ts';
import { bringToFront, createWindow, loadStartPage } from './window.ts';

export interface DesktopOptions {
  /** The user's data folder, the same that the command line uses. */
  dataFolder: string;
  rendererFolder: string;
  preload: string;
  trayIcon: string;
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
  const takeFiles = collectFiles();
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(() => open(options, takeFiles))
    .catch((error: unknown) => {
      const language = languageOf(app.getLocale());
      dialog.showErrorBox(say(hostTexts.cannotStart, language), reasonOf(error, language));
      app.exit(3);
    });
}

async function open(options: DesktopOptions, takeFiles: ReturnType<typeof collectFiles>): Promise<void> {
  const { dataFolder, rendererFolder, preload, trayIcon, openHost } = options;
  const host = await openHost();
  const { api } = host;
  closeBeforeExit(host);
  denyPermissions(session.defaultSession);
  serveRenderer(rendererFolder);
  openDoor(api);

  let language = await languageFor(api);
  const window = createWindow(preload, jsonFile(path.join(dataFolder, 'window.json')));
  const show = (): void => bringToFront(window);
  const act = (action: MenuAction): void => {
    show();
    window.webContents.send(CHANNELS.event, { type: 'menu', action } satisfies ApiEvent);
  };
  const openFiles = (files: readonly string[]): void => {
    for (const file of files) {
      const handed = readTaskFile(file, language);
      if (handed) api.handOver(handed);
    }
  };

  sendEvents(api, window);
  const tray = createTray(trayIcon, show);
  const setMenus = (): void => {
    setMenu(process.platform, language, {
      act,
      openFile: () => void askForFiles(window, language).then(openFiles),
      showDataFolder: () => void shell.openPath(dataFolder),
    });
    setTrayMenu(tray, language, { show, runAll: () => void runAll(), quit: () => app.quit() });
  };
  setMenus();
  stayWithSchedules(api, window, () =>
    notify(say(desktopTexts.inTray, language), say(desktopTexts.inTrayBody, language), show),
  );
  api.onEvent((event) => {
    if (event.type === 'alert') notifyOf(event.alert, language, () => act('runs'));
    if (event.type === 'settings') {
      language = languageOfSettings(event.settings);
      setMenus();
    }
  });
  app.on('activate', show);
  app.on('second-instance', (_event, argv, folder) => {
    show();
    openFiles(filesOfArguments(argv, folder));
  });
  openFiles(filesOfArguments(process.argv, process.cwd()));
  takeFiles(openFiles);

  await loadStartPage(window);
  for (const notice of host.notices) dialog.showErrorBox(app.getName(), notice);

  async function runAll(): Promise<void> {
    const reply = await api.invoke('runs.all', {});
    if (!reply.ok) dialog.showErrorBox(say(desktopTexts.notStarted, language), reply.error.message);
  }
}

async function languageFor(api: Host['api']): Promise<Language> {
  const reply = await api.invoke('settings.get', null);
  return languageOfSettings(reply.ok ? (reply.value as Settings) : null);
}

/** As the window has it. */
function languageOfSettings(settings: Settings | null): Language {
  return settings?.language ?? languageOf(app.getLocale());
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
