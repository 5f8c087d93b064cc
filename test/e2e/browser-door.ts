/** The program as `npm start` runs it where there is no window: a process of its own, its GUI in a real browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright/test';
import { ROOT } from '../../scripts/fresh.ts';

export interface BrowserDoor extends AsyncDisposable {
  /** The address it printed. */
  url: string;
  /** Ends the program as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data folder; gives its new address. */
  restart(): Promise<string>;
  /** What the content security policy refused. */
  violations: string[];
}

/** `fill`: puts something into the data folder first. A `newcomer` sees the first page. */
export async function openBrowserDoor(
  page: Page,
  fill?: (folder: string) => Promise<void>,
  { newcomer = false } = {},
): Promise<BrowserDoor> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-e2e-'));
  if (!newcomer) await writeFile(path.join(folder, 'config.json'), JSON.stringify({ welcomed: true }));
  await fill?.(folder);
  const launch = (...more: string[]): ChildProcess =>
    spawn(process.execPath, [path.join(ROOT, 'scripts/start.ts'), '--browser', '--no-open', ...more], {
      env: { ...process.env, CATPROBE_HOME: folder, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (program.exitCode !== null || program.signalCode !== null) return;
    const ended = once(program, 'exit');
    program.kill(signal);
    await ended;
  };
  let program = launch();
  const url = await printedAddress(program);
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await page.goto(url);
  return {
    url,
    violations,
    kill: () => end('SIGKILL'),
    restart() {
      program = launch('--port', new URL(url).port);
      return printedAddress(program);
    },
    async [Symbol.asyncDispose]() {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function printedAddress(program: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: program.stdout! })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error('the program ended without printing its address');
}
