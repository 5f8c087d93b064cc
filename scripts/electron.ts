/** The Electron runtime: where it is, and how to fetch it. It is never imported here: that alone would start a download. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './fresh.ts';

const PACKAGE = path.join(ROOT, 'node_modules', 'electron');

/** The executable, or null when only the package is here and not its binary. */
export function findElectron(env: NodeJS.ProcessEnv): string | null {
  const pathFile = path.join(PACKAGE, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null;
  const elsewhere = env.ELECTRON_OVERRIDE_DIST_PATH;
  const candidates = [
    elsewhere && path.join(elsewhere, name ?? (process.platform === 'win32' ? 'electron.exe' : 'electron')),
    name && path.join(PACKAGE, 'dist', name),
  ];
  return candidates.find((file): file is string => Boolean(file && existsSync(file))) ?? null;
}

/** Tries to fetch the runtime within the limit. Without the package, the network or enough time it is still not there after. */
export function fetchElectron(limitMs: number): Promise<void> {
  const installer = path.join(PACKAGE, 'install.js');
  if (!existsSync(installer)) return Promise.resolve();
  const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: limitMs });
  return new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

/** Runs the program until its window is closed; gives its exit status, or null when the runtime itself cannot run here. */
export function runElectron(binary: string, signal: AbortSignal): Promise<number | null> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(binary, [ROOT], { stdio: 'inherit', env });
  const stop = (): boolean => child.kill();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      // The loader's own status: a shared library is missing.
      resolve(code === 127 ? null : (code ?? 0));
    });
  });
}
