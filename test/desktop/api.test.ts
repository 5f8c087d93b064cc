/** The whole host behind the IPC door: the built main and preload, joined as Electron would join them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll } from 'vitest';
import { ensureBuilt } from '../../scripts/fresh.ts';
import type { Bridge } from '../../src/shared/api.ts';
import { apiSuite } from '../main/api/suite.ts';
import { loadMain, loadPreload } from './load.ts';

beforeAll(ensureBuilt);

apiSuite('desktop', async () => {
  const main = await loadMain();
  const window = main.electron.windows[0]!;
  const preload = await loadPreload(window.options.webPreferences!.preload!, (channel, args) =>
    main.electron.invoke(channel, args),
  );
  window.webContents.on('sent', preload.receive);
  main.electron.savedTo = path.join(main.dataFolder, 'saved');
  return {
    bridge: preload.exposed.catprobe as Bridge,
    dataFolder: main.dataFolder,
    read(delivered) {
      if (delivered.state !== 'saved') throw new Error(`delivered as ${delivered.state}`);
      return readFile(delivered.file);
    },
    close: async () => {
      await main.close();
    },
  };
});
