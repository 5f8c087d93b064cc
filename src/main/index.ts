/** Entry of the desktop program: wiring only. */
import path from 'node:path';
import { app, safeStorage, session } from 'electron';
import Store from 'electron-store';
import { languageOf } from '../shared/texts/text.ts';
import { openHost } from './api/host.ts';
import { desk } from './desktop/desk.ts';
import { keychain } from './desktop/keychain.ts';
import { startDesktop } from './desktop/start.ts';
import { systemProxyOf } from './desktop/system-proxy.ts';
import { dataFolder } from './store/folder.ts';

const folder = dataFolder(process.env);
const built = path.resolve(import.meta.dirname, '..');

startDesktop({
  dataFolder: folder,
  rendererFolder: path.join(built, 'renderer'),
  preload: path.join(built, 'preload', 'index.cjs'),
  trayIcon: path.join(built, 'main', 'tray.png'),
  openHost: () =>
    openHost({
      door: 'desktop',
      version: app.getVersion(),
      folder,
      language: languageOf(app.getLocale()),
      StoreClass: Store,
      desk,
      systemProxy: systemProxyOf(session.defaultSession),
      sealer: keychain(safeStorage, process.platform),
    }),
});
