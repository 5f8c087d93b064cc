/** `npm start` in browser mode as a process of its own: what it prints, how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findElectron } from '../../../scripts/electron.ts';
import { ensureBuilt, ROOT } from '../../../scripts/fresh.ts';
import { httpBridge } from './http-bridge.ts';

let folder: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  await ensureBuilt();
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-start-'));
});

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  firstLine(): Promise<string>;
  /** Exit status and everything on stderr. */
  end(): Promise<{ status: number | null; errors: string }>;
}

function start(args: string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.ts'), ...args], {
    env: { ...process.env, CATPROBE_HOME: folder, LANG: 'C', DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let errors = '';
  child.stderr!.on('data', (chunk) => {
    errors += chunk;
  });
  const closed = once(child, 'close');
  const lines = createInterface(child.stdout!);
  const line = once(lines, 'line');
  return {
    child,
    firstLine: async () => (await line)[0],
    async end() {
      const [status] = await closed;
      running.delete(child);
      return { status, errors };
    },
  };
}

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  'prints one address, answers there, and %s ends it with status 0',
  async (signal) => {
    const started = start(['--browser']);
    const address = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/.exec(await started.firstLine())![0];
    const bridge = httpBridge(address);
    await bridge.listening();
    expect(await bridge.invoke('app.info', null)).toMatchObject({ ok: true, value: { dataFolder: folder } });
    expect(await (await fetch(new URL(address).origin)).text()).toContain('csp-nonce');
    started.child.kill(signal);
    expect(await started.end()).toEqual({ status: 0, errors: 'Press Ctrl-C to stop\n' });
  },
);

test.skipIf(process.platform !== 'linux')(
  'opens the browser with a ticket, never with the token',
  async () => {
    const server = http.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const report = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/`;
    const opener = path.join(folder, 'xdg-open');
    await writeFile(
      opener,
      `#!/bin/sh\nexec "${process.execPath}" -e 'fetch("${report}", { method: "POST", body: "'"$1"'" })'`,
    );
    await chmod(opener, 0o755);

    const started = start(['--browser'], { DISPLAY: ':0', PATH: `${folder}:${process.env.PATH}` });
    const [request, response] = (await once(server, 'request')) as [
      http.IncomingMessage,
      http.ServerResponse,
    ];
    const opened = await text(request);
    response.end();
    const { origin, hash } = new URL((await started.firstLine()).split(' ').at(-1)!);
    expect(opened).toMatch(new RegExp(`^${origin}/open\\?ticket=[\\w-]{43}$`));
    const answer = await fetch(opened, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`/${hash}`);

    started.child.kill('SIGTERM');
    expect((await started.end()).status).toBe(0);
    server.close();
  },
);

test.skipIf(process.platform !== 'linux')('with a runtime and a screen it starts the window', async () => {
  const runtime = path.join(folder, 'electron');
  await writeFile(runtime, '#!/bin/sh\necho "window of $1"\nexit 5');
  await chmod(runtime, 0o755);
  const started = start([], { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: folder });
  expect(await started.firstLine()).toBe(`window of ${ROOT}`);
  expect(await started.end()).toEqual({ status: 5, errors: '' });
});

test.skipIf(process.platform !== 'linux' || findElectron({}) !== null)(
  'a runtime that cannot be fetched leaves the browser, or an error where the window was asked for',
  async () => {
    // Nothing listens there.
    const env = {
      DISPLAY: ':0',
      ELECTRON_MIRROR: 'http://127.0.0.1:1/',
      electron_config_cache: path.join(folder, 'cache'),
    };
    const started = start(['--no-open'], env);
    expect(await started.firstLine()).toContain('http://127.0.0.1:');
    started.child.kill('SIGTERM');
    expect(await started.end()).toMatchObject({
      status: 0,
      errors: expect.stringContaining('could not be fetched'),
    });
    expect(await start(['--desktop'], env).end()).toMatchObject({
      status: 3,
      errors: expect.stringContaining('npm start -- --browser'),
    });
  },
);

test('a port in use: one line with the port and the way out', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as net.AddressInfo;
  const { status, errors } = await start(['--port', String(port)]).end();
  expect(status).toBe(2);
  expect(errors).toMatch(new RegExp(`^Port ${port} is in use .*--port.*\n$`));
  other.close();
});

test.each([['--port', '70000'], ['--port', 'x'], ['--colour']])(
  'bad usage is one line: %s %s',
  async (...args) => {
    const { status, errors } = await start(args).end();
    expect(status).toBe(2);
    expect(errors.trim().split('\n')).toHaveLength(1);
  },
);

test('a data folder that cannot be used: one line that names it', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const { status, errors } = await start(['--browser'], { CATPROBE_HOME: path.join(file, 'data') }).end();
  expect(status).toBe(3);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(errors).toContain(file);
});
