/** One DuckDB file: opened, asked, written, closed. Nothing is ever downloaded, and every error leaves as a StoreError. */
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBValue,
} from '@duckdb/node-api';
import { isFatal, StoreError, toStoreError } from './error.ts';

const OPTIONS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  memory_limit: '1GB',
};

export type SqlParams = Record<string, DuckDBValue>;

interface Connections {
  instance: DuckDBInstance;
  /** Reads do not wait for writes, and never see half of one. */
  reader: DuckDBConnection;
  writer: DuckDBConnection;
  prepared: Map<string, DuckDBPreparedStatement>;
}

/**
 * While it is open, no other code of this process may open the file, not even to read it: closing any descriptor
 * of a file gives up the process's POSIX locks on it, and a second process could then write into it.
 */
export class Database {
  readonly file: string;
  /** null: DuckDB has given itself up (the disk was full while it tidied the file, say) and is opened anew by the next question. */
  #connections: Connections | null;
  #reopening: Promise<void> | null = null;
  #open = true;
  readonly #inFlight = new Set<Promise<unknown>>();

  private constructor(file: string, connections: Connections) {
    this.file = file;
    this.#connections = connections;
  }

  /** `file`: absolute. Made if it is not there; its folder must be. */
  static async open(file: string): Promise<Database> {
    return new Database(file, await connect(file));
  }

  /** Rows as objects of plain JavaScript values. */
  query<Row>(sql: string, params: SqlParams = {}): Promise<Row[]> {
    return this.#run(
      async ({ reader }) => (await reader.runAndReadAll(sql, params)).getRowObjectsJS() as Row[],
    );
  }

  /** One statement is one transaction; durable when it resolves. One at a time: statements are prepared once and keep their parameters. */
  write(sql: string, params: SqlParams = {}): Promise<void> {
    return this.#run(async ({ writer, prepared }) => {
      const statement = prepared.get(sql) ?? (await writer.prepare(sql));
      prepared.set(sql, statement);
      statement.bind(params);
      await statement.run();
    });
  }

  /** All of the statements or none. Nothing else may write meanwhile. */
  transaction(statements: readonly string[]): Promise<void> {
    return this.#run(async ({ writer }) => {
      await writer.run('BEGIN');
      try {
        for (const sql of statements) await writer.run(sql);
        await writer.run('COMMIT');
      } catch (error) {
        // A failed COMMIT has rolled back already.
        await writer.run('ROLLBACK').catch(() => {});
        throw error;
      }
    });
  }

  /** Waits for what is under way. May be called again. */
  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#reopening?.catch(() => {});
    await Promise.allSettled(this.#inFlight);
    // Off this thread; where it fails, the write-ahead log still holds everything.
    await this.#connections?.writer.run('CHECKPOINT').catch(() => {});
    this.#disconnect();
  }

  async #run<T>(work: (connections: Connections) => Promise<T>): Promise<T> {
    const connections = await this.#connected();
    if (!this.#open) throw new StoreError('closed', { file: this.file });
    const running = work(connections);
    this.#inFlight.add(running);
    try {
      return await running;
    } catch (error) {
      if (isFatal(error) && connections === this.#connections) this.#reopening ??= this.#giveUp();
      throw toStoreError(error, this.file);
    } finally {
      this.#inFlight.delete(running);
    }
  }

  async #connected(): Promise<Connections> {
    await this.#reopening;
    if (this.#connections) return this.#connections;
    if (!this.#open) throw new StoreError('closed', { file: this.file });
    this.#reopening = connect(this.file)
      .then((connections) => {
        this.#connections = connections;
      })
      .finally(() => {
        this.#reopening = null;
      });
    return this.#connected();
  }

  /** What still runs on the broken connections fails by itself, and soon. */
  async #giveUp(): Promise<void> {
    await Promise.allSettled(this.#inFlight);
    this.#disconnect();
    this.#reopening = null;
  }

  #disconnect(): void {
    if (!this.#connections) return;
    const { instance, reader, writer, prepared } = this.#connections;
    this.#connections = null;
    for (const statement of prepared.values()) statement.destroySync();
    reader.closeSync();
    writer.closeSync();
    instance.closeSync();
  }
}

async function connect(file: string): Promise<Connections> {
  try {
    // The cache shares one instance among the openers of this process: the lock keeps out only other processes.
    const instance = await DuckDBInstance.fromCache(file, OPTIONS);
    return {
      instance,
      reader: await instance.connect(),
      writer: await instance.connect(),
      prepared: new Map(),
    };
  } catch (error) {
    throw toStoreError(error, file);
  }
}
