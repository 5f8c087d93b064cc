/** What programs leave in the system, as Linux shows it. */
import { readdir, readFile, readlink } from 'node:fs/promises';

/** Ids of the running processes whose program lies in this folder, whoever their parent is. */
export async function processesOf(folder: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // A process that has ended has no program any more, even if nobody has taken note of its end.
  const programs = await Promise.all(ids.map((id) => readlink(`/proc/${id}/exe`).catch(() => '')));
  return ids.filter((_, index) => programs[index]?.startsWith(`${folder}/`)).map(Number);
}

export interface LocalSocket {
  /** Of this end. */
  port: number;
  remotePort: number;
  listens: boolean;
}

const LISTEN = '0A';
const TIME_WAIT = '06';

/** All TCP sockets of this computer, but for those that only wait for late packets. */
export async function tcpSockets(): Promise<LocalSocket[]> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')));
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state !== TIME_WAIT)
    .map(([, local, remote, state]) => ({
      port: portOf(local),
      remotePort: portOf(remote),
      listens: state === LISTEN,
    }));
}

function portOf(address = ''): number {
  return Number.parseInt(address.slice(address.lastIndexOf(':') + 1), 16);
}
