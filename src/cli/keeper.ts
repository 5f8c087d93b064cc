/** Where the results of a run on the command line go: the store, or its inbox while another catprobe has it open. */

import { StoreError } from '../main/store/error.ts';
import { dataFolder } from '../main/store/folder.ts';
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

/** `folder` null: nothing is kept. Throws StoreError when the store cannot be used at all. */
export async function openKeeper(folder: string | null, io: Io): Promise<Keeper> {
  if (folder === null) return { keep: async () => {}, [Symbol.asyncDispose]: async () => {} };
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
