/** The operating system's proxy setting in the desktop program: Chromium is asked, and its answer is used. */
import { createServer } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/fresh.ts';
import { firstProxy } from '../../src/main/desktop/system-proxy.ts';
import type { ApiEvent, Bridge } from '../../src/shared/api.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import { listen } from '../support/server.ts';
import { loadMain, loadPreload } from './load.ts';

beforeAll(ensureBuilt);

test('a task with the proxy of the system goes where the system says', async () => {
  let request = '';
  await using proxy = await listen(
    createServer((socket) =>
      socket.once('data', (message) => {
        request = message.toString();
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
      }),
    ),
  );
  const main = await loadMain();
  try {
    main.electron.proxyList = `PROXY 127.0.0.1:${proxy.port}; DIRECT`;
    const window = main.electron.windows[0]!;
    const preload = await loadPreload(window.options.webPreferences!.preload!, (channel, args) =>
      main.electron.invoke(channel, args),
    );
    window.webContents.on('sent', preload.receive);
    const bridge = preload.exposed.catprobe as Bridge;
    const result = new Promise<TransferResult>((resolve) => {
      bridge.onEvent((event: ApiEvent) => {
        if (event.type === 'result') resolve(event.result);
      });
    });
    const url = 'http://target.invalid/file';
    expect(await bridge.invoke('runs.start', { tasks: [{ url, proxy: 'system' }] })).toMatchObject({
      ok: true,
    });
    expect(await result).toMatchObject({
      code: 0,
      bytes: 5,
      proxy: { url: `http://127.0.0.1:${proxy.port}`, from: 'system' },
    });
    expect(request).toMatch(/^GET http:\/\/target\.invalid\/file HTTP\/1\.1\r\n/);
    expect(main.electron.askedForProxy).toEqual([url]);
  } finally {
    await main.close();
  }
});

describe('Chromium’s words', () => {
  test.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['HTTPS proxy.example:443', 'https://proxy.example:443'],
    ['SOCKS5 [::1]:1080', 'socks5h://[::1]:1080'],
    ['PROXY a:1; PROXY b:2; DIRECT', 'http://a:1'],
    ['SOCKS old:1080; PROXY b:2', 'http://b:2'],
    ['DIRECT; PROXY b:2', null],
  ])('%j is %s', (list, proxy) => {
    expect(firstProxy(list)).toBe(proxy);
  });

  test('only what we do not speak is an error', () => {
    expect(() => firstProxy('SOCKS old:1080')).toThrow('SOCKS old:1080');
  });
});
