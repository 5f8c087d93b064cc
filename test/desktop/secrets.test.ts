/** Secrets in the desktop program: sealed by Electron's safeStorage, so that no file has them in clear. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/fresh.ts';
import { CHANNELS, type Reply, type SavedTasks } from '../../src/shared/api.ts';
import { loadMain } from './load.ts';

const PLANTED = 'planted-secret';

beforeAll(ensureBuilt);

test('a saved password is sealed by the keychain', async () => {
  const main = await loadMain();
  try {
    // As the page itself.
    main.electron.windows[0]!.webContents.mainFrame.url = 'app://catprobe/';
    const task = { name: 'a', url: 'ftp://a.test/', ftp: { user: 'me', password: PLANTED } };
    const reply = (await main.electron.invoke(CHANNELS.invoke, [
      'tasks.save',
      { task },
    ])) as Reply<SavedTasks>;
    expect(reply).toMatchObject({ ok: true, value: { secretPlace: 'keychain' } });
    for (const name of await readdir(main.dataFolder)) {
      const file = path.join(main.dataFolder, name);
      if (!(await stat(file)).isFile()) continue;
      expect([name, (await readFile(file, 'latin1')).includes(PLANTED)]).toEqual([name, false]);
    }
    expect(await readFile(path.join(main.dataFolder, 'secrets.json'), 'utf8')).toContain('"by":"keychain"');
  } finally {
    await main.close();
  }
});
