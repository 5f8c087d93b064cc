/** TLS by other people's libraries: a folder with the lab's certificates for it, and programs that serve from there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFiles } from '../../src/lab/files.ts';
import { createPki, type LeafName, type Pki } from '../../src/lab/pki.ts';
import { freePort, listening } from './ports.ts';

export interface Certificates extends AsyncDisposable {
  folder: string;
  pki: Pki;
  /** Full path of a file in it. */
  file(name: string): string;
}

/** Beside the lab's own files: `NAME.pem` (with what leads to the root) and `NAME.key` of each leaf. */
export async function certificateFolder(...leaves: LeafName[]): Promise<Certificates> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-tls-'));
  const file = (name: string): string => path.join(folder, name);
  const pki = await createPki();
  await writeFiles(folder, pki);
  for (const name of leaves) {
    const { cert, key } = await pki.leaf(name);
    await Promise.all([
      writeFile(file(`${name}.pem`), cert),
      writeFile(file(`${name}.key`), key, { mode: 0o600 }),
    ]);
  }
  return {
    folder,
    pki,
    file,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface TlsServer extends AsyncDisposable {
  port: number;
  /** By an address that the lab's certificates name. */
  url: string;
}

/** Resolves when its port answers. `args` are given the port. */
export async function startTlsServer(
  program: string,
  args: (port: number) => string[],
  folder?: string,
): Promise<TlsServer> {
  const port = await freePort();
  const child = spawn(program, args(port), { stdio: ['pipe', 'ignore', 'ignore'], cwd: folder });
  await listening(port, child);
  return {
    port,
    url: `https://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
