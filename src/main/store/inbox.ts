/**
 * Where results wait while another process has the store open: one NDJSON file per run in `<folder>/inbox`.
 *
 * Writer and taker do not lock. The taker renames a file before it reads it, and the writer looks after each write whether the
 * file still goes by its name: if not, the taker may have read too early, and the line is written once more, to a new file.
 * So nothing acknowledged is lost, and what comes twice is told by its id.
 */
import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { TransferResult } from '../../shared/result.ts';
import { toStoreError } from './error.ts';
import { makeFolder } from './folder.ts';
import type { ResultStore } from './results.ts';

const WAITING = '.ndjson';
const TAKING = '.taking';

/** Resolves to the inbox folder when the result is on disk. Throws StoreError. */
export async function appendToInbox(folder: string, result: TransferResult): Promise<string> {
  const inbox = inboxOf(folder);
  const file = path.join(inbox, result.runId.replace(/[^\w-]/g, '_') + WAITING);
  makeFolder(inbox);
  try {
    // Begins with a line break, so that a line broken off before it (full disk) does not swallow this one.
    while (!(await appendDurably(file, `\n${JSON.stringify(result)}\n`)));
  } catch (error) {
    throw toStoreError(error, file);
  }
  return inbox;
}

/**
 * Moves the waiting results into the store, each exactly once, and gives their number. A file is deleted when all of it is in the
 * store; one with a line that is no result, such as a half-written last line, stays. Throws StoreError.
 */
export async function takeInInbox(store: ResultStore, folder: string): Promise<number> {
  const inbox = inboxOf(folder);
  try {
    for (const name of await filesOf(inbox, WAITING)) {
      const taking = `${name.slice(0, -WAITING.length)}.${randomUUID()}${TAKING}`;
      await rename(path.join(inbox, name), path.join(inbox, taking));
    }
    let taken = 0;
    for (const name of await filesOf(inbox, TAKING)) {
      const file = path.join(inbox, name);
      const { results, complete } = parseLines(await readFile(file, 'utf8'));
      await Promise.all(results.map((result) => store.append(result)));
      taken += results.length;
      if (complete) await rm(file);
    }
    return taken;
  } catch (error) {
    throw toStoreError(error, inbox);
  }
}

function inboxOf(folder: string): string {
  return path.join(path.resolve(folder), 'inbox');
}

/** False when the file was renamed meanwhile, so that the line may not be seen. */
async function appendDurably(file: string, text: string): Promise<boolean> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
    const written = await handle.stat({ bigint: true });
    const named = await stat(file, { bigint: true }).catch(() => null);
    return named?.ino === written.ino;
  } finally {
    await handle.close();
  }
}

async function filesOf(folder: string, suffix: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function parseLines(text: string): { results: TransferResult[]; complete: boolean } {
  const results: TransferResult[] = [];
  let complete = true;
  for (const line of text.split('\n')) {
    if (!line) continue;
    const result = parseLine(line);
    if (result) results.push(result);
    else complete = false;
  }
  return { results, complete };
}

function parseLine(line: string): TransferResult | null {
  try {
    const value = JSON.parse(line);
    return typeof value?.id === 'string' && typeof value.startedAt === 'string' ? value : null;
  } catch {
    return null;
  }
}
