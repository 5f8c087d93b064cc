/** A real nginx on loopback with one file, over HTTP and HTTPS. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPki } from '../../src/lab/pki.ts';

const MEGABYTE = 1024 * 1024;

export interface Nginx extends AsyncDisposable {
  url: (protocol: 'http' | 'https') => string;
  /** The file with the root that its certificate hangs on. */
  caFile: string;
  /** Of the file, hex. */
  md5: string;
}

/** `program` is the path of nginx; the file has so many MB. */
export async function startNginx(program: string, megabytes: number): Promise<Nginx> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-nginx-'));
  const ports = { http: await freePort(), https: await freePort() };
  const pki = await createPki();
  const { cert, key } = await pki.leaf('good');
  const [md5] = await Promise.all([
    makeFile(path.join(folder, 'www'), megabytes),
    writeFile(path.join(folder, 'ca.pem'), pki.rootCertificate),
    writeFile(path.join(folder, 'cert.pem'), cert),
    writeFile(path.join(folder, 'key.pem'), key),
    writeFile(path.join(folder, 'nginx.conf'), config(folder, ports)),
  ]);
  const server = spawn(program, ['-p', folder, '-c', path.join(folder, 'nginx.conf')], { stdio: 'inherit' });
  await Promise.all([listening(ports.http), listening(ports.https)]);
  return {
    url: (protocol) => `${protocol}://127.0.0.1:${ports[protocol]}/file`,
    caFile: path.join(folder, 'ca.pem'),
    md5,
    async [Symbol.asyncDispose]() {
      await end(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

/** Content that does not compress; no two megabytes are the same, so that a mix-up of blocks changes the sum. */
async function makeFile(folder: string, megabytes: number): Promise<string> {
  await mkdir(folder);
  const file = await open(path.join(folder, 'file'), 'w');
  const sum = createHash('md5');
  const block = randomBytes(MEGABYTE);
  for (let n = 0; n < megabytes; n++) {
    block.writeUInt32BE(n, 0);
    sum.update(block);
    await file.write(block);
  }
  await file.close();
  return sum.digest('hex');
}

function config(folder: string, ports: { http: number; https: number }): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder};`)
    .join(' ');
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
    events {}
    http {
      access_log off; ${temporary} root ${folder}/www; default_type application/octet-stream; sendfile on;
      server { listen 127.0.0.1:${ports.http}; }
      server { listen 127.0.0.1:${ports.https} ssl; ssl_certificate cert.pem; ssl_certificate_key key.pem; ssl_protocols TLSv1.2 TLSv1.3; }
      server { listen 127.0.0.1:${ports.http}; server_name one-range; max_ranges 0; }
    }`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** nginx says nothing when it is ready: its port does. */
async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await new Promise((retry) => setTimeout(retry, 20));
    } finally {
      socket.destroy();
    }
  }
}
