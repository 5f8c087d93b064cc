/** Whether `out/` was built from the sources as they are, and how to make it so. */
import { spawn } from 'node:child_process';
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..');
export const OUT = path.join(ROOT, 'out');

const STAMP = path.join(OUT, '.built');
const SOURCES = ['src', 'assets', 'scripts/build.ts', 'vite.config.ts', 'package.json'];

const LOCK = path.join(ROOT, 'node_modules', '.catprobe-build.lock');
const RETRY_MS = 100;

/** The build tells when it began: a file saved while it ran makes it stale. */
export async function markBuilt(beganAt: Date): Promise<void> {
  await mkdir(OUT, { recursive: true });
  await writeFile(STAMP, beganAt.toISOString());
}

export async function isFresh(): Promise<boolean> {
  const stamp = await readFile(STAMP, 'utf8').catch(() => null);
  return stamp !== null && (await newestChange()) <= Date.parse(stamp);
}

/** Builds when needed. Of several processes that call it at once, one builds and the others wait for it. */
export async function ensureBuilt(): Promise<void> {
  while (!(await isFresh())) {
    const release = await takeLock();
    if (!release) continue;
    try {
      // Once: a file dated in the future would never be older than the build.
      return (await isFresh()) ? undefined : await runBuild();
    } finally {
      await release();
    }
  }
}

function runBuild(): Promise<void> {
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'build.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the build failed (exit ${code})`)),
    );
  });
}

async function newestChange(): Promise<number> {
  const times = await Promise.all(SOURCES.map((source) => newestBelow(path.join(ROOT, source))));
  return Math.max(...times);
}

/** Of the file, or of every file and folder below the folder, so that a removed file counts too. */
async function newestBelow(file: string): Promise<number> {
  const own = await stat(file).catch(() => null);
  if (!own?.isDirectory()) return own?.mtimeMs ?? 0;
  const entries = await readdir(file, { recursive: true });
  const times = await Promise.all(
    entries.map(async (entry) => (await stat(path.join(file, entry)).catch(() => null))?.mtimeMs ?? 0),
  );
  return Math.max(own.mtimeMs, ...times);
}

/** Gives the function that releases the lock, or null after another process has held it for a moment. */
async function takeLock(): Promise<(() => Promise<void>) | null> {
  try {
    const lock = await open(LOCK, 'wx');
    await lock.writeFile(String(process.pid));
    await lock.close();
    return () => rm(LOCK, { force: true });
  } catch {
    const owner = Number(await readFile(LOCK, 'utf8').catch(() => ''));
    if (owner && !isAlive(owner)) await rm(LOCK, { force: true });
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
