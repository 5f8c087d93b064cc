/** Against a real nginx: 100 MB over HTTP and HTTPS, right to the byte and to the millisecond. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPki } from '../../src/lab/pki.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import { catprobe } from '../support/cli.ts';
import { findPeer } from '../support/peers.ts';
import { freePort, listening } from '../support/ports.ts';
import { sumOfParts } from '../support/server.ts';

const nginx = findPeer('nginx');
const SIZE = 100 * 1024 * 1024;

describe.skipIf(!nginx)(`nginx${nginx ? '' : ' (not installed here)'}`, () => {
  let folder: string;
  let server: ChildProcess;
  let ports: { http: number; https: number };
  let md5: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'catprobe-nginx-'));
    md5 = await makeFile(path.join(folder, 'www'));
    ports = { http: await freePort(), https: await freePort() };
    const pki = await createPki();
    const { cert, key } = await pki.leaf('good');
    await Promise.all([
      writeFile(path.join(folder, 'ca.pem'), pki.rootCertificate),
      writeFile(path.join(folder, 'cert.pem'), cert),
      writeFile(path.join(folder, 'key.pem'), key),
      writeFile(path.join(folder, 'nginx.conf'), config(folder, ports)),
    ]);
    server = spawn(nginx!, ['-p', folder, '-c', path.join(folder, 'nginx.conf')], { stdio: 'inherit' });
    await Promise.all([listening(ports.http, server), listening(ports.https, server)]);
  });

  afterAll(async () => {
    if (server) {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  });

  test.each(['http', 'https'] as const)('100 MB over %s', async (protocol) => {
    const url = `${protocol}://127.0.0.1:${ports[protocol]}/file`;
    const task = {
      verify: { md5 },
      ...(protocol === 'https' && { tls: { caFile: path.join(folder, 'ca.pem') } }),
    };
    const { status, out, err } = await catprobe([
      'run',
      url,
      '--json',
      '--no-store',
      '--task',
      JSON.stringify(task),
    ]);
    expect(err).toBe('');
    expect(status).toBe(0);
    const result = JSON.parse(out) as TransferResult;
    expect(result).toMatchObject({
      code: 0,
      protocol,
      bytes: SIZE,
      expectedBytes: SIZE,
      httpStatus: 200,
      md5,
    });
    expect(Math.abs(sumOfParts(result) - result.timings.total)).toBeLessThan(1);
    if (protocol === 'https')
      expect(result.tls).toMatchObject({ version: 'TLSv1.3', chain: expect.any(Array) });
  });

  test('without --task no sum is taken, and a wrong one is 632', async () => {
    const url = `http://127.0.0.1:${ports.http}/file`;
    const plain = await catprobe(['run', url, '--json', '--no-store']);
    expect(JSON.parse(plain.out)).toMatchObject({ code: 0, md5: null });
    const wrong = await catprobe([
      'run',
      url,
      '--json',
      '--no-store',
      '--task',
      `{"verify":{"md5":"${'0'.repeat(32)}"}}`,
    ]);
    expect(wrong.status).toBe(1);
    expect(JSON.parse(wrong.out)).toMatchObject({ code: 632, md5, phase: 'verify' });
  });

  test.each(['http', 'https'] as const)('100 MB by PUT over %s', async (protocol) => {
    const url = `${protocol}://127.0.0.1:${ports[protocol]}/dav/`;
    const task = {
      direction: 'upload',
      upload: { method: 'PUT', source: { file: path.join(folder, 'www', 'file') }, fileName: protocol },
      ...(protocol === 'https' && { tls: { caFile: path.join(folder, 'ca.pem') } }),
    };
    const { out, err } = await catprobe(['run', url, '--json', '--no-store', '--task', JSON.stringify(task)]);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      code: 0,
      bytes: SIZE,
      httpStatus: 201,
      finalUrl: `${url}${protocol}`,
    });
    const stored = await readFile(path.join(folder, 'www', 'dav', protocol));
    expect(createHash('md5').update(stored).digest('hex')).toBe(md5);
  });

  test('more than nginx takes is its 413, and 621', async () => {
    const url = `http://127.0.0.1:${ports.http}/dav/large`;
    const task = '{"direction":"upload","transferKB":200000,"upload":{"method":"PUT"}}';
    const { out } = await catprobe(['run', url, '--json', '--no-store', '--task', task]);
    expect(JSON.parse(out)).toMatchObject({ code: 621, phase: 'response', httpStatus: 413 });
  });

  test('plain HTTP to the TLS port is nginx’s own 400; TLS to the plain port is 647', async () => {
    const plain = await catprobe(['run', `http://127.0.0.1:${ports.https}/file`, '--json', '--no-store']);
    expect(JSON.parse(plain.out)).toMatchObject({ code: 400, family: 'http' });
    const tls = await catprobe(['run', `https://127.0.0.1:${ports.http}/file`, '--json', '--no-store']);
    expect(JSON.parse(tls.out)).toMatchObject({ code: 647, phase: 'secure' });
  });

  test('a certificate of an authority nobody here knows is 623', async () => {
    const { out } = await catprobe(['run', `https://127.0.0.1:${ports.https}/file`, '--json', '--no-store']);
    expect(JSON.parse(out)).toMatchObject({ code: 623, phase: 'secure', side: 'server' });
  });
});

/** Content that does not compress and repeats nowhere within a block. */
async function makeFile(www: string): Promise<string> {
  await mkdir(www);
  const block = randomBytes(1024 * 1024);
  const content = Buffer.concat(Array.from({ length: SIZE / block.length }, () => block));
  await writeFile(path.join(www, 'file'), content);
  return createHash('md5').update(content).digest('hex');
}

function config(folder: string, ports: { http: number; https: number }): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder};`)
    .join(' ');
  const dav = 'client_max_body_size 128m; dav_methods PUT; create_full_put_path on;';
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
    events {}
    http {
      access_log off; ${temporary} ${dav} root ${folder}/www; default_type application/octet-stream;
      server { listen 127.0.0.1:${ports.http}; }
      server { listen 127.0.0.1:${ports.https} ssl; ssl_certificate cert.pem; ssl_certificate_key key.pem; ssl_protocols TLSv1.2 TLSv1.3; }
    }`;
}
