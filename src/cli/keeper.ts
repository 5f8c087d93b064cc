/** Where the results of a run on the command line go: the store, or its inbox, where they are few or another catprobe has the store open. */

import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { StoreError } from '../main/store/error.ts';
import { dataFolder, makeFolder, RESULTS_FILE } from '../main/store/folder.ts';
import { appendToInbox } from '../main/store/inbox.ts';
import type { TransferResult } from '../shared/result.ts';
import { cliTexts } from '../shared/texts/cli.ts';
import { say } from '../shared/texts/text.ts';
import type { Io } from './io.ts';

export interface Keeper extends AsyncDisposable {
  /** Resolves when the result cannot be lost any more. Throws StoreError. */
  keep(result: TransferResult): Promise<void>;
}

/** What `--store FOLDER` and `--no-store` say: the folder, or null for none. */
export function folderOf(store: boolean | string | undefined): string | null {
  if (store === false) return null;
  return typeof store === 'string' ? store : dataFolder(process.env);
}

/**
 * To open the database and close it again takes longer than so few small transfers, and half of their memory: they wait in the inbox for
 * the next one who opens it.
 */
const FEW = 4;

/** `folder` null: nothing is kept. `attempts`: results to expect. Throws StoreError when the store cannot be used at all. */
export async function openKeeper(folder: string | null, attempts: number, io: Io): Promise<Keeper> {
  if (folder === null) return { keep: async () => {}, [Symbol.asyncDispose]: async () => {} };
  if (attempts <= FEW && looksWell(folder)) {
    makeFolder(folder);
    return {
      keep: async (result) => void (await appendToInbox(folder, result)),
      [Symbol.asyncDispose]: async () => {},
    };
  }
  // The database is large: it is loaded where it is wanted.
  const { openResults } = await import('../main/store/results.ts');
  try {
    const store = await openResults(folder);
    if (store.inboxProblem) io.err(store.inboxProblem.say(io.language));
    return { keep: (result) => store.append(result), [Symbol.asyncDispose]: () => store.close() };
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind !== 'busy') throw error;
    return inboxKeeper(folder, io);
  }
}

/** There is no database yet, or something that begins like one. */
function looksWell(folder: string): boolean {
  try {
    const file = openSync(path.join(folder, RESULTS_FILE), 'r');
    try {
      const start = Buffer.alloc(12);
      readSync(file, start, 0, start.length, 0);
      return start.toString('latin1', 8) === 'DUCK';
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function inboxKeeper(folder: string, io: Io): Keeper {
  let file: string | null = null;
  return {
    async keep(result) {
      file = await appendToInbox(folder, result);
    },
    async [Symbol.asyncDispose]() {
      if (file) io.err(say(cliTexts.inInbox, io.language, { folder: file }));
    },
  };
}
