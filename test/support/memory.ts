/** The most memory that the command has held at any time. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../../scripts/fresh.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { BUILT_COMMAND, catprobe } from './cli.ts';

export interface Measured {
  result: TransferResult;
  /** Peak resident memory of the process, in MB (1024 KB). */
  peakMB: number;
}

/** Runs one task as a process of its own. */
export async function measureMemory({ url, ...task }: TaskInput): Promise<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-memory-'));
  const file = path.join(folder, 'peak');
  const note = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`;
  try {
    const args = ['run', url, '--json', '--no-store', '--task', JSON.stringify(task)];
    await ensureBuilt();
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(note)}` };
    const { out, err } = await catprobe(args, env, BUILT_COMMAND);
    if (err) throw new Error(err);
    return { result: JSON.parse(out), peakMB: Number(await readFile(file, 'utf8')) / 1024 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
