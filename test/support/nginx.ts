/** An nginx of our own: its configuration, its folder, its ports, and its end. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPki, type ServerIdentity } from '../../src/lab/pki.ts';
import { freePort, listening } from './ports.ts';

export interface Nginx<Name extends string> extends AsyncDisposable {
  ports: Record<Name, number>;
  /** PEM file of the root that signed its certificate, which is good for 127.0.0.1. */
  caFile: string;
}

export interface NginxServer {
  /** Behind the port of `listen`: `ssl`, `ssl http2`. */
  listen?: string;
  /** Directives of its `server` block. */
  body: string;
}

/** `files` by name, in the root folder of every server. `identity`: another than the lab's. Resolves when all ports answer. */
export async function startNginx<Name extends string>(
  program: string,
  servers: Record<Name, NginxServer>,
  files: Record<string, string | Uint8Array | Iterable<Uint8Array>>,
  identity?: ServerIdentity,
): Promise<Nginx<Name>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-nginx-'));
  await mkdir(path.join(folder, 'www'));
  const names = Object.keys(servers) as Name[];
  const ports = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await freePort()])),
  ) as Record<Name, number>;
  const pki = await createPki();
  const { cert, key } = identity ?? (await pki.leaf('good'));
  const caFile = path.join(folder, 'ca.pem');
  const config = path.join(folder, 'nginx.conf');
  await Promise.all([
    writeFile(caFile, pki.rootCertificate),
    writeFile(path.join(folder, 'cert.pem'), cert),
    writeFile(path.join(folder, 'key.pem'), key),
    ...Object.entries(files).map(([name, data]) => writeFile(path.join(folder, 'www', name), data)),
    writeFile(config, configuration(folder, servers, ports)),
  ]);
  const child = spawn(program, ['-p', folder, '-c', config], { stdio: 'inherit' });
  await Promise.all(names.map((name) => listening(ports[name], child)));
  return {
    ports,
    caFile,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration<Name extends string>(
  folder: string,
  servers: Record<Name, NginxServer>,
  ports: Record<Name, number>,
): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder};`)
    .join(' ');
  const blocks = (Object.entries(servers) as [Name, NginxServer][]).map(
    ([name, { listen = '', body }]) =>
      `server { listen 127.0.0.1:${ports[name]} ${listen}; ssl_certificate cert.pem; ssl_certificate_key key.pem; ${body} }`,
  );
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
    events {}
    http { access_log off; ${temporary} root ${folder}/www; default_type application/octet-stream;
      ${blocks.join('\n')} }`;
}
