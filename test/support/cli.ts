/** Runs the command as a user does: as a process of its own. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { OUT } from '../../scripts/fresh.ts';

export const COMMAND = path.resolve(import.meta.dirname, '../../bin/catprobe.js');

/** As it is installed: built. A checkout runs its sources, and reading those as types go takes some 50 MB. */
export const BUILT_COMMAND = path.join(OUT, 'cli', 'main.js');

export interface Finished {
  status: number | null;
  out: string;
  err: string;
}

export function catprobe(
  args: string[],
  env: Record<string, string> = {},
  command = COMMAND,
): Promise<Finished> {
  const child = spawn(process.execPath, [command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CATPROBE_LANG: 'en', ...env },
  });
  const finished: Finished = { status: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    finished.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    finished.err += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ ...finished, status }));
  });
}
