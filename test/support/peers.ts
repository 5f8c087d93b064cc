/** Real programs that tests run against. Where one is missing its tests are skipped with that reason; under `.ci/run` that is a failure. */
import { existsSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Full path of the program, or null. Throws where peers are required. */
export function findPeer(name: string): string | null {
  const found = FOLDERS.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  if (!found && process.env.CATPROBE_REQUIRE_PEERS) throw new Error(`${name} is not installed`);
  return found ?? null;
}
