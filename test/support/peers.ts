/** Real programs that tests run against. Where one is missing its tests are skipped with that reason; under `.ci/run` that is a failure. */
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = [
  ...(process.env.PATH ?? '').split(path.delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  // Where .ci/ftp-servers unpacks what cannot be installed side by side.
  '/opt/catprobe-peers/usr/sbin',
];

/** Full path of the program, or null. Throws where peers are required. */
export function findPeer(name: string): string | null {
  return find(name, FOLDERS);
}

/** The same for a shared library of Debian. */
export function findLibrary(name: string): string | null {
  return find(name, globSync('/usr/lib/*-linux-gnu*'));
}

function find(name: string, folders: string[]): string | null {
  const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  if (!found && process.env.CATPROBE_REQUIRE_PEERS) throw new Error(`${name} is not installed`);
  return found ?? null;
}
