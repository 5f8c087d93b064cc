/** The whole host behind the loopback HTTP door, spoken to with real requests. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openHost } from '../../../src/main/api/host.ts';
import { startWeb } from '../../../src/main/web/server.ts';
import { apiSuite } from '../api/suite.ts';
import { httpBridge } from './http-bridge.ts';

apiSuite('browser', async () => {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-api-'));
  const host = await openHost({ door: 'browser', version: '0.0.0', folder: dataFolder, language: 'en' });
  const web = await startWeb({ api: host.api, rendererFolder: dataFolder });
  const bridge = httpBridge(web.url);
  await bridge.listening();
  return {
    bridge,
    dataFolder,
    async read(delivered) {
      if (delivered.state !== 'content') throw new Error(`delivered as ${delivered.state}`);
      return Buffer.from(delivered.base64, 'base64');
    },
    async close() {
      await web.close();
      await host.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
});
