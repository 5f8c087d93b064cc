/** What the bench transfers from and to: nginx over HTTP and HTTPS, vsftpd, and sinks for uploads; all on loopback, all end with the scope. */
import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPki, type Pki } from '../../src/lab/pki.ts';
import { FTP_ACCOUNT } from '../../test/support/ftp-home.ts';
import { findFtpServer, startFtpServer } from '../../test/support/ftp-servers.ts';
import { startNginx } from '../../test/support/nginx.ts';
import { findPeer } from '../../test/support/peers.ts';

const MB = 1024 * 1024;

export interface Sizes {
  /** MB of the file that is received without a check, and of all the others. */
  bigMB: number;
  midMB: number;
}

export interface Source {
  bytes: number;
  md5: string;
}

export interface BenchServers {
  /** For what is stored and saved meanwhile. */
  folder: string;
  /** Where the files of the HTTP servers lie. */
  www: string;
  http: string;
  https: string;
  /** The root of all their certificates. */
  caFile: string;
  /** Null where there is none. */
  ftp: { url: string; user: string; password: string } | null;
  /** They take a PUT, count, and answer 200 when all has come. */
  sinks: { http: string; https: string };
  files: Record<'big' | 'mid' | 'small', Source>;
}

export async function startServers(
  scope: AsyncDisposableStack,
  { bigMB, midMB }: Sizes,
): Promise<BenchServers> {
  const program = findPeer('nginx');
  if (!program) throw new Error('nginx is not installed');
  const block = randomBytes(MB);
  const sizes = { big: bigMB * MB, mid: midMB * MB, small: 1024 };
  const nginx = scope.use(
    await startNginx(
      program,
      { http: { body: '' }, https: { listen: 'ssl', body: 'ssl_protocols TLSv1.2 TLSv1.3;' } },
      Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, contentOf(block, size)])),
    ),
  );
  const pki = await createPki();
  const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-bench-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, (await readFile(nginx.caFile, 'utf8')) + pki.rootCertificate);
  return {
    folder,
    www: path.join(path.dirname(nginx.caFile), 'www'),
    http: `http://127.0.0.1:${nginx.ports.http}`,
    https: `https://127.0.0.1:${nginx.ports.https}`,
    caFile,
    ftp: await startFtp(scope, block, sizes.mid),
    sinks: await startSinks(scope, pki),
    files: {
      big: sourceOf(block, sizes.big),
      mid: sourceOf(block, sizes.mid),
      small: sourceOf(block, sizes.small),
    },
  };
}

async function startFtp(
  scope: AsyncDisposableStack,
  block: Buffer,
  size: number,
): Promise<BenchServers['ftp']> {
  const program = findFtpServer('vsftpd');
  if (!program) return null;
  const server = scope.use(await startFtpServer('vsftpd', program));
  await writeFile(server.file('mid'), contentOf(block, size));
  await chmod(server.file('mid'), 0o644);
  return { url: server.url('plain', 'mid'), ...FTP_ACCOUNT };
}

async function startSinks(scope: AsyncDisposableStack, pki: Pki): Promise<BenchServers['sinks']> {
  const child = fork(new URL('./sink.ts', import.meta.url), { stdio: 'inherit' });
  scope.defer(() => void child.kill('SIGTERM'));
  child.send(await pki.leaf('good'));
  const [ports] = (await once(child, 'message')) as [{ http: number; https: number }];
  return { http: `http://127.0.0.1:${ports.http}/sink`, https: `https://127.0.0.1:${ports.https}/sink` };
}

/** Does not compress; no two megabytes are the same. */
function* contentOf(block: Buffer, size: number): Generator<Buffer> {
  // Files are written side by side.
  const own = Buffer.from(block);
  for (let at = 0; at < size; at += MB) {
    own.writeUInt32BE(at / MB, 0);
    yield own.subarray(0, Math.min(MB, size - at));
  }
}

function sourceOf(block: Buffer, size: number): Source {
  const sum = createHash('md5');
  for (const chunk of contentOf(block, size)) sum.update(chunk);
  return { bytes: size, md5: sum.digest('hex') };
}
