/** Opens the store for one command and closes it again; a store that cannot be used ends the command with one line. */
import { StoreError } from '../main/store/error.ts';
import { openResults, type ResultStore } from '../main/store/results.ts';
import type { ExitStatus, Io } from './io.ts';

export async function withStore(
  folder: string,
  io: Io,
  work: (store: ResultStore) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  let store: ResultStore | undefined;
  try {
    store = await openResults(folder);
    if (store.inboxProblem) io.err(store.inboxProblem.say(io.language));
    return await work(store);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    io.err(error.say(io.language));
    return 3;
  } finally {
    await store?.close();
  }
}
