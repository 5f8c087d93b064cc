/** Parquet by DuckDB, which has its writer built in: nothing is downloaded. */
import { DuckDBInstance } from '@duckdb/node-api';
import type { Column } from './columns.ts';

const OPTIONS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/** `rows`: a file with one JSON object for each row. */
export async function writeParquet(rows: string, columns: readonly Column[], file: string): Promise<void> {
  const types = columns.map(({ name, type }) => `${literal(name)}: ${literal(type)}`).join(', ');
  const source = `read_json(${literal(rows)}, format = 'newline_delimited', columns = {${types}})`;
  // In memory, apart from the store.
  const instance = await DuckDBInstance.create(':memory:', OPTIONS);
  const connection = await instance.connect();
  try {
    await connection.run(
      `COPY (SELECT * FROM ${source}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
