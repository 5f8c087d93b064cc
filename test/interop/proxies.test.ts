/** Through real proxies: tinyproxy and squid (HTTP), microsocks and Dante (SOCKS 5), to servers of this computer. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPki } from '../../src/lab/pki.ts';
import { findPeer } from '../support/peers.ts';
import { freePort, listening } from '../support/ports.ts';
import { listen, runTask, serveHttp, sumOfParts, type TestServer } from '../support/server.ts';

const FILE = Buffer.alloc(1024 * 1024, 'catprobe');
const md5 = createHash('md5').update(FILE).digest('hex');
const PASSWORD = 'lab:s3cret';

let folder: string;
let caFile: string;
let web: TestServer;
let secureWeb: TestServer;
/** A port where nobody listens. */
let nobody: number;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'catprobe-proxies-'));
  // Started by root, squid reads its certificate as another user.
  await chmod(folder, 0o755);
  const pki = await createPki();
  const { cert, key } = await pki.leaf('good');
  caFile = path.join(folder, 'ca.pem');
  await Promise.all([
    // squid sends its own certificate alone, so the one between stands here as well.
    writeFile(caFile, `${pki.rootCertificate}\n${cert.slice(cert.lastIndexOf('-----BEGIN'))}`),
    writeFile(path.join(folder, 'cert.pem'), cert),
    writeFile(path.join(folder, 'key.pem'), key),
  ]);
  web = await serveHttp((_request, response) => response.end(FILE));
  secureWeb = await listen(createSecureServer({ cert, key }, (_request, response) => response.end(FILE)));
  nobody = await freePort();
});

afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await secureWeb[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

interface Running {
  port: number;
  stop(): Promise<void>;
}

/** Starts a proxy with a configuration, or with arguments alone, and waits until its port answers. */
async function start(program: string, args: string[], config?: (port: number) => string): Promise<Running> {
  const port = await freePort();
  const file = path.join(folder, `${path.basename(program)}-${port}.conf`);
  if (config) await writeFile(file, config(port));
  const filled = args.map((arg) => arg.replace('{file}', file).replace('{port}', String(port)));
  const child = spawn(program, filled, { stdio: 'ignore', cwd: folder });
  await listening(port, child);
  return {
    port,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What every proxy must be able to do. */
function carries(address: () => string): void {
  test('http and https, right to the byte', async () => {
    for (const url of [web.url('/file'), secureWeb.url('/file').replace('http:', 'https:')]) {
      const result = await runTask({ url, proxy: address(), tls: { caFile }, verify: { md5 } });
      expect(result).toMatchObject({
        code: 0,
        bytes: FILE.length,
        md5,
        proxy: { from: 'task', address: '127.0.0.1' },
      });
      expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
    }
  });
}

const secureUrl = (port: number): string => `https://127.0.0.1:${port}/file`;

const tinyproxy = findPeer('tinyproxy');
describe.skipIf(!tinyproxy)(`tinyproxy${tinyproxy ? '' : ' (not installed here)'}`, () => {
  let proxy: Running;
  beforeAll(async () => {
    const [user, password] = PASSWORD.split(':');
    const config = (port: number): string =>
      [
        `Port ${port}`,
        'Listen 127.0.0.1',
        'Allow 127.0.0.1',
        'Timeout 10',
        'LogLevel Critical',
        `LogFile "${folder}/tinyproxy.log"`,
        `PidFile "${folder}/tinyproxy.pid"`,
        `BasicAuth ${user} ${password}`,
        '',
      ].join('\n');
    proxy = await start(tinyproxy!, ['-d', '-c', '{file}'], config);
  });
  afterAll(() => proxy?.stop());

  carries(() => `http://${PASSWORD}@127.0.0.1:${proxy.port}`);

  test('without the password: 407, of the tunnel and of the plain request', async () => {
    const address = `http://127.0.0.1:${proxy.port}`;
    const tunnel = await runTask({ url: secureUrl(secureWeb.port), proxy: address });
    expect(tunnel).toMatchObject({ code: 407, family: 'http', phase: 'proxy', side: 'task' });
    expect(tunnel.evidence.map(({ detail }) => detail).join()).toContain('Basic realm=');
    expect(await runTask({ url: web.url('/'), proxy: address })).toMatchObject({
      code: 407,
      phase: 'response',
    });
  });

  test('a server that cannot be reached is the proxy’s 5xx', async () => {
    const result = await runTask({
      url: secureUrl(nobody),
      proxy: `http://${PASSWORD}@127.0.0.1:${proxy.port}`,
    });
    expect(result).toMatchObject({ code: 500, family: 'http', phase: 'proxy', side: 'network' });
  });
});

const squid = findPeer('squid');
describe.skipIf(!squid)(`squid${squid ? '' : ' (not installed here)'}`, () => {
  let proxy: Running;
  let tlsPort: number;
  beforeAll(async () => {
    tlsPort = await freePort();
    const config = (port: number): string =>
      [
        `http_port 127.0.0.1:${port}`,
        `https_port 127.0.0.1:${tlsPort} tls-cert=${folder}/cert.pem tls-key=${folder}/key.pem`,
        'acl blocked dstdomain blocked.test',
        'http_access deny blocked',
        'http_access allow all',
        'cache deny all',
        'access_log none',
        'cache_log /dev/null',
        'pid_filename none',
        'netdb_filename none',
        'pinger_enable off',
        'shutdown_lifetime 0 seconds',
        '',
      ].join('\n');
    proxy = await start(squid!, ['-N', '-f', '{file}'], config);
  });
  afterAll(() => proxy?.stop());

  describe('spoken to in clear', () => carries(() => `http://127.0.0.1:${proxy.port}`));
  describe('spoken to over TLS', () => carries(() => `https://127.0.0.1:${tlsPort}`));

  test('a name that its rules forbid is 403, a server that cannot be reached 503', async () => {
    const address = `http://127.0.0.1:${proxy.port}`;
    const denied = await runTask({ url: 'https://blocked.test/', proxy: address });
    expect(denied).toMatchObject({ code: 403, phase: 'proxy', side: 'network' });
    expect(denied.evidence.map(({ detail }) => detail).join()).toContain('ERR_ACCESS_DENIED');
    expect(await runTask({ url: secureUrl(nobody), proxy: address })).toMatchObject({
      code: 503,
      phase: 'proxy',
    });
    expect(await runTask({ url: `http://127.0.0.1:${nobody}/`, proxy: address })).toMatchObject({
      code: 503,
      phase: 'response',
    });
  });

  test('its certificate is judged like any other', async () => {
    const url = secureUrl(secureWeb.port);
    const result = await runTask({ url, proxy: `https://127.0.0.1:${tlsPort}` });
    expect(result).toMatchObject({ code: 623, phase: 'proxy', side: 'network' });
    expect(await runTask({ url, proxy: `https://127.0.0.1:${proxy.port}` })).toMatchObject({
      phase: 'proxy',
      family: 'transfer',
    });
  });
});

const microsocks = findPeer('microsocks');
describe.skipIf(!microsocks)(`microsocks${microsocks ? '' : ' (not installed here)'}`, () => {
  let proxy: Running;
  beforeAll(async () => {
    const [user, password] = PASSWORD.split(':') as [string, string];
    proxy = await start(microsocks!, ['-i', '127.0.0.1', '-p', '{port}', '-u', user, '-P', password]);
  });
  afterAll(() => proxy?.stop());

  describe('socks5', () => carries(() => `socks5://${PASSWORD}@127.0.0.1:${proxy.port}`));
  describe('socks5h', () => carries(() => `socks5h://${PASSWORD}@127.0.0.1:${proxy.port}`));

  test('no password, a wrong one, and a server that cannot be reached are 601', async () => {
    for (const [address, port, said] of [
      [`socks5://127.0.0.1:${proxy.port}`, web.port, 'ways to authenticate'],
      [`socks5://lab:wrong@127.0.0.1:${proxy.port}`, web.port, 'user or password'],
      [`socks5://${PASSWORD}@127.0.0.1:${proxy.port}`, nobody, 'reply 5, connection refused'],
    ] as const) {
      const result = await runTask({ url: `http://127.0.0.1:${port}/`, proxy: address });
      expect(result).toMatchObject({ code: 601, phase: 'proxy', side: 'network', native: { curl: 97 } });
      expect(result.evidence.map(({ detail }) => detail).join()).toContain(said);
    }
  });
});

const dante = findPeer('danted');
describe.skipIf(!dante)(`Dante${dante ? '' : ' (not installed here)'}`, () => {
  let proxy: Running;
  beforeAll(async () => {
    const config = (port: number): string =>
      [
        `logoutput: ${folder}/danted.log`,
        `internal: 127.0.0.1 port = ${port}`,
        'external: 127.0.0.1',
        'socksmethod: none',
        'client pass { from: 127.0.0.1/32 to: 0.0.0.0/0 }',
        'socks block { from: 0.0.0.0/0 to: 127.0.0.2/32 }',
        'socks pass { from: 127.0.0.1/32 to: 0.0.0.0/0 }',
        '',
      ].join('\n');
    proxy = await start(dante!, ['-f', '{file}'], config);
  });
  afterAll(() => proxy?.stop());

  describe('socks5', () => carries(() => `socks5://127.0.0.1:${proxy.port}`));

  test('socks5h: a name that only the proxy resolves', async () => {
    const url = `http://localhost:${web.port}/file`;
    const result = await runTask({ url, proxy: `socks5h://127.0.0.1:${proxy.port}`, verify: { md5 } });
    expect(result).toMatchObject({ code: 0, host: 'localhost', addresses: [], remotePort: proxy.port });
  });

  test('an address that its rules forbid', async () => {
    const result = await runTask({ url: 'http://127.0.0.2:80/', proxy: `socks5://127.0.0.1:${proxy.port}` });
    expect(result).toMatchObject({ code: 601, phase: 'proxy' });
    expect(result.evidence.map(({ detail }) => detail).join()).toContain('reply 2, not allowed by its rules');
  });
});
