/** Brings a results file to the version of this program, one migration after the other. */
import type { Database } from './database.ts';
import { StoreError } from './error.ts';

/** Throws StoreError `newer` where the file knows more versions than `migrations` has. */
export async function migrate(database: Database, migrations: readonly string[]): Promise<void> {
  await database.write('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER)');
  const [row] = await database.query<{ version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM schema_version',
  );
  const found = row?.version ?? 0;
  if (found > migrations.length) throw new StoreError('newer', { file: database.file });

  for (let version = found; version < migrations.length; version++) {
    await database.transaction([migrations[version]!, `INSERT INTO schema_version VALUES (${version + 1})`]);
  }
}
