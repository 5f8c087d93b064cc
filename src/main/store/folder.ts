/** Where tasks and results live, and how the folder comes to be. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import { toStoreError } from './error.ts';

/** In the data folder. */
export const RESULTS_FILE = 'results.duckdb';

/** `CATPROBE_HOME`, or the user's data folder of this system. Absolute. */
export function dataFolder(env: Readonly<Record<string, string | undefined>>): string {
  return env.CATPROBE_HOME ? path.resolve(env.CATPROBE_HOME) : envPaths('catprobe', { suffix: '' }).data;
}

/** Makes the folder, readable by its owner alone: tasks may hold passwords. Throws StoreError. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw toStoreError(error, folder);
  }
}
