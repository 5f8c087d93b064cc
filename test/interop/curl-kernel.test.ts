/** The curl kernel with the curl of this computer: against nginx, beside the other kernel, and at its end. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { content } from '../../src/lab/content.ts';
import { compareKernels } from '../../src/shared/compare-kernels.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { FTP_ACCOUNT, FTP_HOME } from '../support/ftp-home.ts';
import { type FtpServer, findFtpServer, startFtpServer } from '../support/ftp-servers.ts';
import { type Nginx, startNginx } from '../support/nginx.ts';
import { findPeer } from '../support/peers.ts';
import { serveRaw } from '../support/raw-server.ts';
import { listen, runTask, serveHttp, sumOfParts } from '../support/server.ts';

const curl = findPeer('curl');
const nginxProgram = findPeer('nginx');
const FILE = Buffer.from(content(20 * 1024 * 1024));
const sum = (data: Uint8Array): string => createHash('md5').update(data).digest('hex');

const byCurl = (task: TaskInput, context: Parameters<typeof runTask>[1] = {}): Promise<TransferResult> =>
  runTask({ ...task, kernel: 'curl' }, context);

describe.skipIf(!curl || !nginxProgram)('nginx (needs curl and nginx)', () => {
  const LOCATIONS = `
    location /moved { return 301 /file; }
    location /loop { return 302 /loop; }
    location /drop { return 444; }
    location /forbidden { return 403; }
    location /slow { limit_rate 20k; try_files /file =404; }
    location /text { gzip on; gzip_types *; }
    location /up { client_max_body_size 2m; dav_methods PUT; create_full_put_path on; }
  `;
  const SERVERS = {
    plain: { body: LOCATIONS },
    tls: { listen: 'ssl', body: LOCATIONS },
    tls12: { listen: 'ssl', body: 'ssl_protocols TLSv1.2;' },
    http2: { listen: 'ssl http2', body: LOCATIONS },
  };
  let nginx: Nginx<keyof typeof SERVERS>;
  const TEXT = Buffer.from('the same line again and again\n'.repeat(10_000));

  beforeAll(async () => {
    nginx = await startNginx(nginxProgram!, SERVERS, { file: FILE, text: TEXT });
  });
  afterAll(async () => nginx?.[Symbol.asyncDispose]());

  function get(
    name: keyof typeof SERVERS,
    file: string,
    task: Omit<TaskInput, 'url'> = {},
  ): Promise<TransferResult> {
    return byCurl({
      url: `http${name === 'plain' ? '' : 's'}://127.0.0.1:${nginx.ports[name]}${file}`,
      ...task,
      tls: { caFile: nginx.caFile, ...task.tls },
      request: { ...(name === 'http2' && { httpVersion: '2' }), ...task.request },
    });
  }

  describe.each(['plain', 'tls', 'http2'] as const)('%s', (name) => {
    test('a whole file, and a part of it', async () => {
      const whole = await get(name, '/file', { verify: { md5: sum(FILE) } });
      expect(whole).toMatchObject({
        code: 0,
        kernel: 'curl',
        bytes: FILE.length,
        expectedBytes: FILE.length,
        httpVersion: name === 'http2' ? '2' : '1.1',
        remoteAddress: '127.0.0.1',
        native: { curl: 0 },
      });
      expect(whole.curl?.version).toMatch(/^\d+\.\d+/);
      expect(sumOfParts(whole)).toBeCloseTo(whole.timings.total);
      expect(await get(name, '/file', { transferKB: 100 })).toMatchObject({ code: 0, bytes: 102_400 });
    });

    test('redirects, statuses, a connection that is dropped', async () => {
      expect(await get(name, '/moved')).toMatchObject({
        code: 0,
        redirects: [{ status: 301 }],
        bytes: FILE.length,
      });
      expect(await get(name, '/loop')).toMatchObject({ code: 633, redirects: { length: 10 } });
      expect(await get(name, '/forbidden')).toMatchObject({ code: 403, family: 'http', native: { curl: 0 } });
      expect(await get(name, '/drop')).toMatchObject({
        code: name === 'http2' ? 609 : 608,
        phase: 'response',
      });
    });

    test('a coded body is decoded here; its bytes are those on the wire', async () => {
      const request = { headers: { 'Accept-Encoding': 'gzip' } };
      const coded = await get(name, '/text', { request, verify: { md5: sum(TEXT) } });
      expect(coded).toMatchObject({ code: 0, expectedBytes: null });
      expect(coded.bytes).toBeLessThan(TEXT.length / 10);
    });

    test('too slow for the task', async () => {
      const result = await get(name, '/slow', { timeouts: { totalMs: 700 } });
      expect(result).toMatchObject({ code: 630, phase: 'transfer', native: { curl: 28 } });
      expect(result.bytes).toBeGreaterThan(0);
      expect(sumOfParts(result)).toBeCloseTo(result.timings.total);
      expect(await get(name, '/slow', { transferKB: 10 })).toMatchObject({ code: 0, bytes: 10_240 });
    });

    test('uploads: taken, and too large', async () => {
      const task = { direction: 'upload', upload: { method: 'PUT' } } as const;
      expect(await get(name, `/up/${name}`, { ...task, transferKB: 1024 })).toMatchObject({
        code: 0,
        bytes: 1024 * 1024,
      });
      expect(await get(name, `/up/${name}`, { ...task, transferKB: 4096 })).toMatchObject({ code: 621 });
    });
  });

  test('what TLS agreed on, as far as this curl tells it', async () => {
    const { tls } = await get('tls12', '/file', { transferKB: 1 });
    expect(tls?.version).toBe('TLSv1.2');
    expect(tls?.cipher).toMatch(/GCM|CHACHA/);
    if (tls?.chain.length) expect(tls.chain[0]?.subject).toContain('good');
    const other = { minVersion: 'TLSv1.3' } as const;
    expect(await get('tls12', '/file', { tls: other })).toMatchObject({ code: 634, phase: 'secure' });
  });

  test('HTTP/2 that the server does not speak', async () => {
    expect(await get('tls', '/file', { request: { httpVersion: '2' } })).toMatchObject({
      code: 634,
      phase: 'secure',
    });
  });

  test('another name for TLS: it is what the certificate must have, and the header keeps the host', async () => {
    expect(await get('tls', '/file', { transferKB: 1, tls: { serverName: 'good.lab.test' } })).toMatchObject({
      code: 0,
    });
    expect(await get('tls', '/file', { tls: { serverName: 'other.example' } })).toMatchObject({ code: 611 });
  });

  test('both kernels see the same', async () => {
    const port = nginx.ports.tls;
    const task: TaskInput = {
      url: `https://127.0.0.1:${port}/file`,
      verify: { md5: sum(FILE) },
      tls: { caFile: nginx.caFile },
    };
    const pair = { node: await runTask(task), curl: await byCurl(task) };
    const seen = compareKernels(pair).filter(({ kind }) => kind !== 'speed' && kind !== 'total');
    // An old curl does not tell the certificate.
    expect(seen).toEqual([]);
  });
});

describe.skipIf(!curl)('the same bytes on the wire as the other kernel (needs curl)', () => {
  test.for<[what: string, task: Omit<TaskInput, 'url'>]>([
    ['a plain request', {}],
    [
      'headers, their order and spelling',
      { request: { headers: { 'X-b': '1', 'accept-language': 'zh', 'X-A': ['2', '3'] } } },
    ],
    [
      'headers that replace, are empty, or are taken away',
      { request: { headers: { 'User-Agent': 'me', Accept: [], 'X-Empty': '' } } },
    ],
    [
      'another host, and letters that are no ASCII',
      { request: { headers: { Host: 'other.example', 'X-Name': '中文é' } } },
    ],
    [
      'basic, cookies',
      { request: { auth: { type: 'basic', user: 'mé', password: 'a:"\\b' }, cookies: { a: '1', b: '2' } } },
    ],
    ['a token', { request: { auth: { type: 'bearer', token: 'abc.def' } } }],
    ['a form', { request: { method: 'POST', body: 'a=1&b=2' } }],
    [
      'a body that curl could take for something else',
      { request: { method: 'PUT', body: '@/etc/hosts\n"\\\t%{x}中' } },
    ],
    ['an empty body', { request: { method: 'POST', body: '' } }],
    [
      'a body with a type of its own',
      { request: { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } } },
    ],
    ['methods', { request: { method: 'DELETE' } }],
    ['a POST of nothing', { request: { method: 'POST' } }],
    ['a method of its own', { request: { method: 'PURGE' } }],
    ['HEAD', { request: { method: 'HEAD' } }],
    ['connection headers', { request: { headers: { Connection: 'close', TE: 'trailers', Expect: '' } } }],
    [
      'an upload of a file',
      { direction: 'upload', upload: { source: { file: import.meta.filename }, fileName: 'ä.txt' } },
    ],
    [
      'an upload by PUT',
      { direction: 'upload', upload: { method: 'PUT', source: { file: import.meta.filename } } },
    ],
  ])('%s', async ([, task]) => {
    await using server = await serveRaw();
    const url = server.url('/dir/file?x=1&y=%20[{}]|');
    await runTask({ url, ...task });
    await byCurl({ url, ...task });
    expect(server.requests[1]).toBe(server.requests[0]);
  });

  test('digest: the answer to the challenge, in a hop of its own', async () => {
    await using server = await serveRaw((request) =>
      /^Authorization: Digest/m.test(request)
        ? 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
        : 'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
    const request = { auth: { type: 'digest', user: 'me', password: 'hush' } } as const;
    const result = await byCurl({ url: server.url('/x'), request });
    expect(result).toMatchObject({ code: 0, redirects: [{ status: 401 }] });
    expect(server.requests).toHaveLength(2);
  });
});

describe.skipIf(!curl)('secrets (needs curl)', () => {
  test.skipIf(process.platform !== 'linux')(
    'are on no command line, in no environment and in no result',
    async () => {
      await using server = await listen(createServer(() => {}));
      const controller = new AbortController();
      const secret = 'very-hush-hush';
      const task: TaskInput = {
        url: server.url('/x'),
        request: {
          auth: { type: 'basic', user: 'me', password: secret },
          cookies: { sid: secret },
          headers: { 'X-Api-Key': secret },
        },
      };
      const running = byCurl(task, { signal: controller.signal });
      await expect.poll(() => server.connections()).toBe(1);
      const child = await childOf(process.pid);
      const seen = ['cmdline', 'environ']
        .map((file) => readFileSync(`/proc/${child}/${file}`, 'latin1'))
        .join();
      expect(seen).toContain('--config');
      expect(seen).not.toContain(secret);
      expect(seen).not.toContain(Buffer.from(`me:${secret}`).toString('base64'));
      controller.abort();
      expect(JSON.stringify(await running)).not.toContain(secret);
    },
  );

  test('a proxy with a password is named without it', async () => {
    await using proxy = await serveHttp((request, response) =>
      response.end(request.headers['proxy-authorization']),
    );
    const result = await byCurl({
      url: 'http://target.invalid/',
      proxy: `http://me:hush@127.0.0.1:${proxy.port}`,
    });
    expect(result).toMatchObject({ code: 0, proxy: { url: `http://127.0.0.1:${proxy.port}` } });
    expect(JSON.stringify(result)).not.toMatch(/hush|bWU6aHVzaA/);
  });
});

describe.skipIf(!curl)('the end of a run (needs curl)', () => {
  test('a cancel ends curl at once, wherever it is', async () => {
    await using silent = await listen(createServer(() => {}));
    await using slow = await serveHttp((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1_000_000 }).write('begun');
    });
    for (const [server, path_] of [
      [silent, '/x'],
      [slow, '/x'],
    ] as const) {
      const controller = new AbortController();
      const running = byCurl({ url: server.url(path_) }, { signal: controller.signal });
      await expect.poll(() => server.connections()).toBe(1);
      controller.abort();
      expect(await running).toMatchObject({ outcome: 'canceled', code: null });
      expect(await childOf(process.pid)).toBeNull();
    }
  });

  test('a cancel before it began', async () => {
    const signal = AbortSignal.abort();
    expect(await byCurl({ url: 'http://127.0.0.1:1/' }, { signal })).toMatchObject({ outcome: 'canceled' });
  });

  test('progress: phases and bytes while it runs', async () => {
    await using server = await serveHttp((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1_000_000 }).write(Buffer.alloc(500_000));
    });
    const controller = new AbortController();
    const seen: [string, number][] = [];
    const onProgress = ({ phase, bytes }: { phase: string; bytes: number }): void => {
      seen.push([phase, bytes]);
      if (bytes === 500_000) controller.abort();
    };
    await byCurl({ url: server.url('/x') }, { signal: controller.signal, onProgress });
    expect(seen.at(-1)).toEqual(['transfer', 500_000]);
  });

  test('a file that changes while it is sent, and one that is a folder', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-change-'));
    const file = path.join(folder, 'file');
    await writeFile(file, 'before');
    await using server = await serveHttp(async (request, response) => {
      await writeFile(file, 'after, and longer');
      request.resume().on('end', () => response.end());
    });
    const upload = (source: string): Promise<TransferResult> =>
      byCurl({ url: server.url('/x'), direction: 'upload', upload: { source: { file: source } } });
    expect(await upload(file)).toMatchObject({ code: 665 });
    expect(await upload(folder)).toMatchObject({ code: 665, phase: 'preflight' });
    await rm(folder, { recursive: true, force: true });
  });

  test('what it was given as files is gone', async () => {
    await using server = await serveHttp(
      (request, response) => void request.resume().on('end', () => response.end()),
    );
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('catprobe-curl-'));
    expect(await byCurl({ url: server.url('/x'), direction: 'upload' })).toMatchObject({ code: 0 });
    const after = (await readdir(tmpdir())).filter(
      (name) => name.startsWith('catprobe-curl-') && !before.includes(name),
    );
    expect(after).toEqual([]);
  });

  test('settings of the user and the environment change nothing', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'catprobe-home-'));
    await writeFile(path.join(home, '.curlrc'), 'user-agent = "from curlrc"\n');
    await using server = await serveHttp((request, response) => response.end(request.headers['user-agent']));
    const env = {
      ...process.env,
      HOME: home,
      CURL_HOME: home,
      http_proxy: 'http://127.0.0.1:1',
      LANG: 'de_DE.UTF-8',
    };
    const verify = { md5: sum(Buffer.from('catprobe')) };
    expect(await byCurl({ url: server.url('/x'), verify }, { env })).toMatchObject({ code: 0 });
    await rm(home, { recursive: true, force: true });
  });
});

const vsftpd = findFtpServer('vsftpd');

describe.skipIf(!curl || !vsftpd)('vsftpd (needs curl, root and vsftpd)', () => {
  let server: FtpServer;
  beforeAll(async () => {
    server = await startFtpServer('vsftpd', vsftpd!);
  });
  afterAll(async () => server?.[Symbol.asyncDispose]());

  const file = (
    name: string,
    task: Omit<TaskInput, 'url'> = {},
    listener: 'plain' | 'implicit' = 'plain',
  ): Promise<TransferResult> =>
    byCurl({
      url: server.url(listener, name),
      ...task,
      ftp: { ...FTP_ACCOUNT, ...task.ftp },
      tls: { caFile: server.caFile },
    });
  const { big, named, unreadable, open, closed } = FTP_HOME;

  test.each([
    ['in clear', 'plain', 'off'],
    ['explicit TLS', 'plain', 'explicit'],
    ['implicit TLS', 'implicit', 'off'],
  ] as const)('%s: a download', async (_what, listener, tls) => {
    const down = await file(named.name, { ftp: { tls } }, listener);
    expect(down).toMatchObject({
      code: 0,
      bytes: named.size,
      expectedBytes: named.size,
      ftp: { passive: 'EPSV' },
    });
    expect(down.tls === null).toBe(listener === 'plain' && tls === 'off');
    expect(sumOfParts(down)).toBeCloseTo(down.timings.total);
    expect(JSON.stringify(down)).not.toContain(FTP_ACCOUNT.password);
  });

  test('an upload; over TLS 1.3 some versions of curl reset the connection behind it, and the server says 426', async () => {
    const upload = { direction: 'upload', transferKB: 300 } as const;
    expect(await file(`${open}/by-curl`, upload)).toMatchObject({ code: 0, bytes: 300 * 1024 });
    const secured = await file(`${open}/by-curl-tls`, { ...upload, ftp: { tls: 'explicit' } });
    expect([0, 620]).toContain(secured.code);
    expect(secured).toMatchObject({ bytes: 300 * 1024, tls: { version: 'TLSv1.3' } });
  });

  test('a part, and why not', async () => {
    expect(await file(big.name, { transferKB: 100 })).toMatchObject({ code: 0, bytes: 102_400 });
    expect(await file('nothing')).toMatchObject({ code: 614 });
    expect(await file(unreadable)).toMatchObject({ code: 615 });
    expect(await file('nowhere/file')).toMatchObject({ code: 617 });
    expect(await file(big.name, { ftp: { password: 'wrong' } })).toMatchObject({
      code: 618,
      native: { curl: 67 },
    });
    expect(await file(`${closed}/up`, { direction: 'upload' })).toMatchObject({
      code: 621,
      native: { curl: 25 },
    });
  });
});

/** The process id of a curl that is a child of ours; null when there is none. */
async function childOf(parent: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const tasks = await readdir(`/proc/${parent}/task`);
  const ids = tasks.flatMap((task) =>
    readFileSync(`/proc/${parent}/task/${task}/children`, 'utf8').trim().split(/\s+/),
  );
  const isCurl = (id: string): boolean => {
    try {
      return readFileSync(`/proc/${id}/comm`, 'utf8').trim() === 'curl';
    } catch {
      return false;
    }
  };
  return ids.filter(Boolean).find(isCurl) ?? null;
}
