/** A transfer in a process of its own, for cases of a computer that is not as it should be: what is broken there stays there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TransferResult } from '../shared/result.ts';
import type { Task } from '../shared/task.ts';
import type { Fault } from './faults.ts';

/** From the sources and from the bundle alike. */
const COMMAND = fileURLToPath(new URL('../../bin/catprobe.js', import.meta.url));

export interface Elsewhere {
  /** Variables of that process, beside our own. */
  environment: Readonly<Record<string, string>>;
  /** Where the task is left for it. */
  file: string;
  signal: AbortSignal;
}

/** Cases that want a process of their own where none can be had, and why. */
export function withoutProcess(faults: readonly Fault[]): Map<string, string> {
  const problem = process.versions.electron
    ? 'the TLS library of the desktop program (BoringSSL) reads no configuration file'
    : existsSync(COMMAND)
      ? null
      : 'the command line of catprobe is not part of this installation';
  const wanting = problem === null ? [] : faults.filter(({ environment }) => environment);
  return new Map(wanting.map(({ id }) => [id, problem!]));
}

/** Rejects when the process says nothing, with what it said instead. */
export async function transferElsewhere(
  task: Task,
  { environment, file, signal }: Elsewhere,
): Promise<TransferResult> {
  await writeFile(file, JSON.stringify({ catprobe: 1, tasks: [task] }), { mode: 0o600 });
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [COMMAND, 'run', file, '--json', '--no-store'],
    { env: { ...process.env, ...environment }, signal },
  );
  if (!stdout) throw new Error(`${task.name}: ${stderr}`);
  return JSON.parse(stdout) as TransferResult;
}
