/** Whole processes, measured by the system: wall time, CPU time, peak memory. */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Command {
  /** A shell's line, where several programs work together. */
  line: string;
  /** Throws when what the program said shows that it has not done the work. */
  check(out: string): void;
}

export interface Measured {
  wallS: number;
  /** User and system, of all its processes. */
  cpuS: number;
  /** Largest peak of any of its processes. */
  peakMB: number;
}

const TIME = '/usr/bin/time';
let runs = 0;

/** Throws when the command fails, or its check does. */
export async function measure({ line, check }: Command): Promise<Measured> {
  const note = path.join(tmpdir(), `catprobe-bench-${process.pid}-${++runs}`);
  const child = spawn(TIME, ['-q', '-o', note, '-f', '%e %U %S %M', 'sh', '-c', line], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CATPROBE_LANG: 'en' },
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  const startedAt = performance.now();
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const wallS = (performance.now() - startedAt) / 1000;
  try {
    if (status !== 0) throw new Error(`${line}: exit status ${status}`);
    check(Buffer.concat(said).toString());
    const [, user = 0, system = 0, kilobytes = 0] = (await readFile(note, 'utf8'))
      .trim()
      .split(' ')
      .map(Number);
    return { wallS, cpuS: user + system, peakMB: kilobytes / 1024 };
  } finally {
    await rm(note, { force: true });
  }
}

/** A and B in turn, so that what else the computer does meets both. One round first, which does not count. */
export async function inTurn(commands: readonly Command[], rounds: number): Promise<Measured[]> {
  const all = commands.map((): Measured[] => []);
  for (let round = 0; round <= rounds; round++)
    for (const [n, command] of commands.entries()) {
      const measured = await measure(command);
      if (round > 0) all[n]!.push(measured);
    }
  return all.map((one) => ({
    wallS: median(one.map(({ wallS }) => wallS)),
    cpuS: median(one.map(({ cpuS }) => cpuS)),
    peakMB: Math.max(...one.map(({ peakMB }) => peakMB)),
  }));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
