/** Runs the command as a user does: as a process of its own. */
import { spawn } from 'node:child_process';
import path from 'node:path';

export const COMMAND = path.resolve(import.meta.dirname, '../../bin/catprobe.js');

export interface Finished {
  status: number | null;
  out: string;
  err: string;
}

export function catprobe(args: string[], env: Record<string, string> = {}): Promise<Finished> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
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
