/** The results of all transfers, in one DuckDB file of the data folder. */
import path from 'node:path';
import { listValue } from '@duckdb/node-api';
import type { ResultFilter, Thinned } from '../../shared/analysis.ts';
import type { ResultPage } from '../../shared/api.ts';
import { emptyTimings, type TransferResult } from '../../shared/result.ts';
import { Database, type SqlParams } from './database.ts';
import { isDuplicate, StoreError, toStoreError } from './error.ts';
import { makeFolder, RESULTS_FILE } from './folder.ts';
import { GroupedWriter } from './group.ts';
import { takeInInbox } from './inbox.ts';
import { migrate } from './migrate.ts';
import { INSERT, INSERT_NEW, MIGRATIONS } from './schema.ts';
import { thin, thinned } from './thin.ts';
import { where } from './where.ts';

export interface ResultStore {
  readonly folder: string;
  /** Why results that wait in the inbox could not be taken in on opening; they are still there. */
  readonly inboxProblem: StoreError | null;
  /** Resolves when the result is durable. A result whose id is there already changes nothing. */
  append(result: TransferResult): Promise<void>;
  get(id: string): Promise<TransferResult | null>;
  /** Newest first. */
  list(filter: ResultFilter, offset: number, limit: number): Promise<ResultPage>;
  /** The newest of each of these tasks. */
  latest(tasks: readonly string[]): Promise<TransferResult[]>;
  /** Makes hourly sums of what began before the hour of `before`; gives the number of results that went into them. */
  thin(before: Date): Promise<number>;
  thinned(): Promise<Thinned>;
  /** For the analysis: one SELECT over the tables `results` and `hourly`. */
  query<Row>(sql: string, params?: SqlParams): Promise<Row[]>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/**
 * Opens the store of a data folder, making both where they are not there, and takes in what waits in the inbox.
 * Throws StoreError. `migrations` is an argument so that the step from one version to the next can be tested.
 */
export async function openResults(
  folder: string,
  migrations: readonly string[] = MIGRATIONS,
): Promise<ResultStore> {
  const absolute = path.resolve(folder);
  makeFolder(absolute);
  const database = await Database.open(path.join(absolute, RESULTS_FILE));
  try {
    await migrate(database, migrations);
  } catch (error) {
    await database.close();
    throw error;
  }
  const store = new DuckDbResults(absolute, database);
  // A full disk must not hide the results that are there.
  await takeInInbox(store, absolute).catch((error: unknown) => {
    store.inboxProblem = toStoreError(error, absolute);
  });
  return store;
}

class DuckDbResults implements ResultStore {
  readonly folder: string;
  inboxProblem: StoreError | null = null;
  readonly #database: Database;
  readonly #writer: GroupedWriter<string>;
  #closing = false;

  constructor(folder: string, database: Database) {
    this.folder = folder;
    this.#database = database;
    this.#writer = new GroupedWriter((rows) => insert(database, rows));
  }

  async append(result: TransferResult): Promise<void> {
    if (this.#closing) throw new StoreError('closed', { file: this.#database.file });
    await this.#writer.add(toJson(result));
  }

  async get(id: string): Promise<TransferResult | null> {
    const [row] = await this.query<{ json: string }>('SELECT "json" FROM results WHERE id = $id', { id });
    return row ? parseStored(row.json) : null;
  }

  async list(filter: ResultFilter, offset: number, limit: number): Promise<ResultPage> {
    const { sql, params } = where(filter);
    const order = 'ORDER BY started_at DESC NULLS LAST, id DESC';
    // Only the rows of the page are read in full: the last of a million comes as fast as the first.
    const page = `SELECT rowid FROM results WHERE ${sql} ${order} LIMIT $limit OFFSET $offset`;
    const [rows, counted] = await Promise.all([
      this.query<{ json: string }>(`SELECT "json" FROM results WHERE rowid IN (${page}) ${order}`, {
        ...params,
        limit,
        offset,
      }),
      this.query<{ total: number }>(`SELECT count(*)::INTEGER AS total FROM results WHERE ${sql}`, params),
    ]);
    return { rows: rows.map(({ json }) => parseStored(json)), total: counted[0]?.total ?? 0 };
  }

  async latest(tasks: readonly string[]): Promise<TransferResult[]> {
    if (!tasks.length) return [];
    const newest = `SELECT max_by(rowid, started_at) FROM results
      WHERE task IN (SELECT unnest($tasks::VARCHAR[])) GROUP BY task`;
    const rows = await this.query<{ json: string }>(`SELECT "json" FROM results WHERE rowid IN (${newest})`, {
      tasks: listValue(tasks),
    });
    return rows.map(({ json }) => parseStored(json));
  }

  thin(before: Date): Promise<number> {
    return this.#writer.alone(() => thin(this.#database, before));
  }

  thinned(): Promise<Thinned> {
    return thinned(this.#database);
  }

  query<Row>(sql: string, params?: SqlParams): Promise<Row[]> {
    return this.#database.query<Row>(sql, params);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#writer.idle();
    await this.#database.close();
  }
}

/** Ids come twice only from an inbox that was taken in half, so the quick way is tried first. */
async function insert(database: Database, results: readonly string[]): Promise<void> {
  const rows = listValue(results);
  try {
    await database.write(INSERT, { rows });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await database.write(INSERT_NEW, { rows });
  }
}

/** JSON spells half a surrogate pair, and nothing else, like this. Behind a backslash of its own it is none, which does no harm. */
const HALF_PAIR = /\\ud[89a-f]/;

/** Half a surrogate pair, which a server can send, is no JSON for DuckDB. */
function toJson(result: TransferResult): string {
  const text = JSON.stringify(result);
  return HALF_PAIR.test(text) ? JSON.stringify(result, wellFormed) : text;
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** A result as it was stored, with what later versions have added to all results. */
function parseStored(json: string): TransferResult {
  const stored = JSON.parse(json) as TransferResult;
  const { ftp = null, curl = null } = stored;
  return { ...stored, ftp, curl, timings: { ...emptyTimings(), ...stored.timings } };
}
