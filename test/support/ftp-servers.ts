/** Real FTP servers of our own: one folder, one account, a port for each manner, and their end. They need root, but serve as an ordinary user. */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPki } from '../../src/lab/pki.ts';
import { FTP_SERVERS, type FtpListener, type FtpServerName, type FtpSetting } from './ftp-commands.ts';
import { FTP_ACCOUNT, makeFtpHome, writeAccounts } from './ftp-home.ts';
import { findLibrary, findPeer } from './peers.ts';
import { freePort, listening } from './ports.ts';
import { processesOf, tcpSockets } from './processes.ts';

export interface FtpServer extends AsyncDisposable {
  /** `name` is a path below the home folder. */
  url(listener: FtpListener, name: string): string;
  /** Where a file of that name lies. */
  file(name: string): string;
  /** PEM file of the root that signed its certificate, which is good for 127.0.0.1 and ::1. */
  caFile: string;
  /** Sessions that still run and connections that are still there, in words. */
  left(): Promise<string[]>;
}

/** Shows a program the accounts of a file in place of the system's. */
const ACCOUNTS_LIBRARY = 'libnss_wrapper.so';

/** The server's program; null where it cannot be started. */
export function findFtpServer(name: FtpServerName): string | null {
  const found = findLibrary(ACCOUNTS_LIBRARY) && findPeer(name);
  if (process.getuid?.() === 0) return found;
  if (process.env.CATPROBE_REQUIRE_PEERS) throw new Error(`${name} needs root`);
  return null;
}

/** Resolves when all ports answer. */
export async function startFtpServer(name: FtpServerName, program: string): Promise<FtpServer> {
  await using scope = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-ftp-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  // The account gets to its home through this folder.
  await chmod(folder, 0o755);
  const home = path.join(folder, 'home');
  await makeFtpHome(home);
  await mkdir(path.join(folder, 'empty'));
  const setting: FtpSetting = {
    program,
    folder,
    home,
    user: FTP_ACCOUNT.user,
    ports: await freePorts(),
    passive: freeRange(),
    ...(await writeCertificates(folder)),
  };
  const env = { ...(await writeAccounts(folder, home)), LD_PRELOAD: findLibrary(ACCOUNTS_LIBRARY)! };
  // A program of its own: by it all its processes can be told from others.
  const own = path.join(folder, name);
  await copyFile(program, own);

  const children: ChildProcess[] = [];
  scope.defer(() => end(children, folder));
  for (const { listeners, args, config = '' } of FTP_SERVERS[name].commands(setting)) {
    const file = path.join(folder, `${listeners[0]}.conf`);
    await writeFile(file, config);
    const filled = args.map((arg) => arg.replace('{config}', file));
    const child = spawn(own, filled, { stdio: ['ignore', 'inherit', 'inherit'], env });
    children.push(child);
    await Promise.all(listeners.map((one) => listening(setting.ports[one], child, hostOf(one))));
  }

  const running = scope.move();
  return {
    url: (listener, file) => {
      const scheme = listener === 'implicit' ? 'ftps' : 'ftp';
      const host = hostOf(listener).replace('::1', '[::1]');
      return `${scheme}://${host}:${setting.ports[listener]}/${encodeURI(file)}`;
    },
    file: (file) => path.join(home, file),
    caFile: path.join(folder, 'ca.pem'),
    left: () => left(setting, children),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function hostOf(listener: FtpListener): string {
  return listener === 'ipv6' ? '::1' : '127.0.0.1';
}

async function freePorts(): Promise<Record<FtpListener, number>> {
  const listeners = FTP_SERVERS.vsftpd.listeners;
  const ports = await Promise.all(listeners.map((listener) => freePort(hostOf(listener))));
  return Object.fromEntries(listeners.map((listener, n) => [listener, ports[n]])) as Record<
    FtpListener,
    number
  >;
}

/** Below the ports that the system gives out itself. A server passes over those that others use. */
function freeRange(): { from: number; to: number } {
  const from = 20_000 + 50 * randomInt(200);
  return { from, to: from + 49 };
}

async function writeCertificates(
  folder: string,
): Promise<Pick<FtpSetting, 'certificate' | 'intermediate' | 'key'>> {
  const pki = await createPki();
  const { cert, key } = await pki.leaf('good');
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(path.join(folder, name), text, { mode: 0o600 });
    return path.join(folder, name);
  };
  await file('ca.pem', pki.rootCertificate);
  return {
    certificate: await file('cert.pem', cert),
    intermediate: await file('intermediate.pem', cert.slice(cert.lastIndexOf('-----BEGIN'))),
    key: await file('key.pem', key),
  };
}

async function left({ folder, ports, passive }: FtpSetting, servers: ChildProcess[]): Promise<string[]> {
  const main = Object.values(ports);
  const isOurs = (port: number): boolean =>
    main.includes(port) || (port >= passive.from && port <= passive.to);
  const sessions = (await processesOf(folder)).filter((id) => !servers.some(({ pid }) => pid === id));
  const sockets = (await tcpSockets()).filter(({ port, remotePort, listens }) =>
    listens ? isOurs(port) && !main.includes(port) : isOurs(port) || isOurs(remotePort),
  );
  return [
    ...sessions.map((id) => `process ${id}`),
    ...sockets.map(({ port, remotePort }) => `socket ${port} to ${remotePort}`),
  ];
}

async function end(servers: ChildProcess[], folder: string): Promise<void> {
  for (const server of servers) {
    if (server.exitCode !== null || server.signalCode !== null) continue;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  }
  for (;;) {
    const sessions = await processesOf(folder);
    if (sessions.length === 0) break;
    for (const id of sessions) process.kill(id, 'SIGKILL');
    await new Promise((retry) => setTimeout(retry, 20));
  }
  // Pure-FTPd's, the only folder that a server makes elsewhere; the system's own may be at work in it.
  await rmdir('/run/pure-ftpd').catch(() => {});
}
