/** Transfers through proxies: what is sent, what the result says of it, and which proxy is chosen. The proxy's faults are the lab's. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { SystemProxy } from '../../../src/main/engine/system-proxy.ts';
import { listen, runTask, serveHttp, sumOfParts, type TestServer } from '../../support/server.ts';

/** A name that nobody can resolve: whatever is reached by it was reached through the proxy. */
const ELSEWHERE = 'http://target.invalid:8080/file?a=1';
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

/** Answers each connection's messages with what `reply` gives, and keeps all of them. */
async function scripted(
  reply: (message: Buffer, index: number, socket: Socket) => string | Uint8Array,
): Promise<{
  server: TestServer;
  messages: Buffer[];
}> {
  const messages: Buffer[] = [];
  const server = await listen(
    createServer((socket) => {
      let index = 0;
      socket.on('data', (message) => {
        messages.push(message);
        socket.write(reply(message, index++, socket));
      });
    }),
  );
  return { server, messages };
}

describe('what an HTTP proxy is sent', () => {
  test('a plain request names the whole URL, and the credentials go to the proxy', async () => {
    const { server, messages } = await scripted(() => ANSWER);
    await using _ = server;
    const result = await runTask({ url: ELSEWHERE, proxy: `http://us%65r:p%3Ass@127.0.0.1:${server.port}` });
    const lines = messages[0]!.toString('latin1').split('\r\n');
    expect(lines[0]).toBe('GET http://target.invalid:8080/file?a=1 HTTP/1.1');
    expect(lines.map((line) => line.toLowerCase())).toContain('host: target.invalid:8080');
    expect(lines).toContain(`Proxy-Authorization: Basic ${btoa('user:p:ss')}`);
    expect(result).toMatchObject({
      code: 0,
      bytes: 5,
      host: 'target.invalid',
      remoteAddress: '127.0.0.1',
      remotePort: server.port,
      addresses: [],
      proxy: {
        url: `http://127.0.0.1:${server.port}`,
        from: 'task',
        address: '127.0.0.1',
        port: server.port,
        ms: 0,
        resolvedBy: 'proxy',
      },
      evidence: [{ source: 'check', name: 'VIA_PROXY', detail: expect.stringContaining('of the task') }],
    });
    expect(result.timings.proxy).toBe(0);
    expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
    expect(JSON.stringify(result)).not.toMatch(/p(:|%3A)ss/);
  });

  test('for https first CONNECT, with nothing of the target in it but its name and port', async () => {
    const { server, messages } = await scripted(
      () => 'HTTP/1.1 100 Wait\r\n\r\nHTTP/1.1 502 Bad Gateway\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\n\r\n',
    );
    await using _ = server;
    const result = await runTask({
      url: 'https://target.invalid/secret?token=1',
      proxy: `http://user:hush@127.0.0.1:${server.port}`,
      request: { headers: { 'X-Secret': '1' } },
    });
    expect(messages[0]!.toString('latin1')).toBe(
      [
        'CONNECT target.invalid:443 HTTP/1.1',
        'Host: target.invalid:443',
        `Proxy-Authorization: Basic ${btoa('user:hush')}`,
        'User-Agent: catprobe',
        '',
        '',
      ].join('\r\n'),
    );
    expect(result).toMatchObject({
      code: 502,
      family: 'http',
      phase: 'proxy',
      side: 'network',
      httpStatus: 502,
      native: { curl: 56 },
    });
    const details = result.evidence.map(({ detail }) => detail).join('\n');
    expect(details).toContain(
      `the proxy http://127.0.0.1:${server.port} answered CONNECT with HTTP/1.1 502 Bad Gateway; X-Squid-Error: ERR_DNS_FAIL 0`,
    );
    expect(details).not.toMatch(/target\.invalid|hush/);
    expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
    expect(result.proxy!.ms).toBe(result.timings.proxy);
    expect(result.timings.proxy).toBeGreaterThan(0);
  });

  test('an IPv6 target stands in brackets', async () => {
    const { server, messages } = await scripted(() => 'HTTP/1.1 403 No\r\n\r\n');
    await using _ = server;
    await runTask({ url: 'https://[2001:db8::7]/', proxy: `http://127.0.0.1:${server.port}` });
    expect(messages[0]!.toString('latin1')).toMatch(
      /^CONNECT \[2001:db8::7\]:443 HTTP\/1\.1\r\nHost: \[2001:db8::7\]:443\r\n/,
    );
  });
});

describe('what a SOCKS proxy is sent', () => {
  /** Greeting, request, then the HTTP request. */
  const socks = () =>
    scripted((_message, index) => {
      if (index === 0) return Uint8Array.of(5, 0);
      if (index === 1) return Uint8Array.of(5, 0, 0, 3, 2, 0x78, 0x79, 0, 80);
      return ANSWER;
    });
  const hex = (message: Buffer): string => message.toString('hex');

  test('socks5h: the name itself', async () => {
    const { server, messages } = await socks();
    await using _ = server;
    const result = await runTask({ url: ELSEWHERE, proxy: `socks5h://127.0.0.1:${server.port}` });
    expect(messages.slice(0, 2).map(hex)).toEqual([
      '050100',
      `050100030e${Buffer.from('target.invalid').toString('hex')}1f90`,
    ]);
    expect(messages[2]!.toString()).toMatch(/^GET \/file\?a=1 HTTP\/1\.1\r\n/);
    expect(result).toMatchObject({
      code: 0,
      bytes: 5,
      remotePort: server.port,
      proxy: { resolvedBy: 'proxy' },
    });
    expect(result.timings.proxy).toBeGreaterThan(0);
    expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
  });

  test('socks5: the address, and the result knows it', async () => {
    const { server, messages } = await socks();
    await using _ = server;
    const result = await runTask({
      url: 'http://localhost:8080/',
      ipFamily: '4',
      proxy: `socks5://127.0.0.1:${server.port}`,
    });
    expect(hex(messages[1]!)).toBe('050100017f0000011f90');
    expect(result).toMatchObject({
      code: 0,
      remoteAddress: '127.0.0.1',
      remotePort: 8080,
      addresses: expect.arrayContaining(['127.0.0.1']),
      proxy: { resolvedBy: 'probe', port: server.port },
    });
  });

  test('an IPv6 address', async () => {
    const { server, messages } = await socks();
    await using _ = server;
    await runTask({ url: 'http://[2001:db8::7:102]:80/', proxy: `socks5h://127.0.0.1:${server.port}` });
    expect(hex(messages[1]!)).toBe('0501000420010db8000000000000000000070102' + '0050');
    await runTask({ url: 'http://[::ffff:1.2.3.4]:80/', proxy: `socks5h://127.0.0.1:${server.port}` });
    expect(hex(messages[4]!)).toBe('0501000400000000000000000000ffff010203040050');
  });

  test('user and password as bytes', async () => {
    const { server, messages } = await scripted((_message, index) =>
      index === 0 ? Uint8Array.of(5, 2) : index === 1 ? Uint8Array.of(1, 1) : '',
    );
    await using _ = server;
    const result = await runTask({
      url: ELSEWHERE,
      proxy: `socks5h://m%C3%A9:h%FF@127.0.0.1:${server.port}`,
    });
    expect(messages.map(hex)).toEqual(['05020002', '01036dc3a90268ff']);
    expect(result).toMatchObject({ code: 601, phase: 'proxy', side: 'network' });
    expect(result.evidence.map(({ name }) => name)).toEqual(['VIA_PROXY', 'SOCKS_REFUSED', 'AT_PROXY']);
  });

  test('an answer that comes byte by byte, with the server’s first bytes right behind it', async () => {
    const reply = [...Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0), ...Buffer.from(ANSWER)];
    const { server } = await scripted((_message, index, socket) => {
      if (index === 0) return Uint8Array.of(5, 0);
      if (index > 1) return '';
      for (const byte of reply.slice(0, 9)) socket.write(Uint8Array.of(byte));
      return Uint8Array.from(reply.slice(9));
    });
    await using _ = server;
    const result = await runTask({ url: ELSEWHERE, proxy: `socks5h://127.0.0.1:${server.port}` });
    expect(result).toMatchObject({ code: 0, bytes: 5 });
  });
});

describe('which proxy', () => {
  const asked: string[] = [];
  const system =
    (proxy: string | null): SystemProxy =>
    async (url) => {
      asked.push(url.hostname);
      return proxy;
    };

  test('none stands in the way by default', async () => {
    await using server = await serveHttp((_request, response) => response.end('hello'));
    const result = await runTask({ url: server.url('/') }, { systemProxy: system('http://127.0.0.1:9') });
    expect(result).toMatchObject({ code: 0, proxy: null, evidence: [] });
  });

  test('the one of the task, for this computer too', async () => {
    const { server } = await scripted(() => ANSWER);
    await using _ = server;
    const result = await runTask({ url: 'http://127.0.0.1:9/', proxy: `http://127.0.0.1:${server.port}` });
    expect(result).toMatchObject({ code: 0, proxy: { from: 'task' } });
  });

  test('the one of the system, but never for this computer', async () => {
    const { server } = await scripted(() => ANSWER);
    await using _ = server;
    await using target = await serveHttp((_request, response) => response.end('direct'));
    const systemProxy = system(`http://127.0.0.1:${server.port}`);
    const through = await runTask({ url: ELSEWHERE, proxy: 'system' }, { systemProxy });
    expect(through).toMatchObject({
      code: 0,
      bytes: 5,
      proxy: { from: 'system' },
      evidence: [{ name: 'VIA_PROXY', detail: expect.stringContaining('of this computer') }],
    });
    asked.length = 0;
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = `http://${host}:${target.port}/`;
      const result = await runTask({ url, proxy: 'system', ipFamily: '4' }, { systemProxy });
      expect(result).toMatchObject({ code: 0, bytes: 6, proxy: null });
    }
    expect(asked).toEqual([]);
  });

  test('a system without one: directly', async () => {
    const result = await runTask(
      { url: ELSEWHERE, proxy: 'system', dns: { servers: ['127.0.0.1:9'] } },
      { systemProxy: system(null) },
    );
    expect(result).toMatchObject({ code: 600, phase: 'resolve', proxy: null });
  });

  test('a setting that cannot be used is this computer’s trouble', async () => {
    const bad: SystemProxy[] = [
      system('socks4://me:hush@proxy:1080'),
      system('http://pro xy:1'),
      async () => {
        throw new Error('the script fails');
      },
      () => new Promise(() => {}),
    ];
    for (const systemProxy of bad) {
      const result = await runTask(
        { url: ELSEWHERE, proxy: 'system', timeouts: { connectMs: 50 } },
        { systemProxy },
      );
      expect(result).toMatchObject({ code: 721, phase: 'preflight', side: 'probe', proxy: null });
      expect(result.evidence[0]).toMatchObject({ name: 'PROXY_UNKNOWN' });
      expect(JSON.stringify(result)).not.toContain('hush');
    }
  });

  test('each hop asks anew', async () => {
    await using target = await serveHttp((_request, response) => response.end('direct'));
    const { server } = await scripted(
      () => `HTTP/1.1 302 Found\r\nLocation: http://localhost:${target.port}/\r\nContent-Length: 0\r\n\r\n`,
    );
    await using _ = server;
    const result = await runTask(
      { url: ELSEWHERE, proxy: 'system', ipFamily: '4' },
      { systemProxy: system(`http://127.0.0.1:${server.port}`) },
    );
    expect(result).toMatchObject({
      code: 0,
      proxy: null,
      remotePort: target.port,
      redirects: [{ status: 302 }],
    });
    expect(result.evidence.map(({ name }) => name)).toEqual(['VIA_PROXY']);
  });
});

describe('a failure of the proxy', () => {
  test('is said of the proxy, not of the target', async () => {
    const { server } = await scripted((_message, _index, socket) => {
      socket.end();
      return '';
    });
    const { port } = server;
    await using _ = server;
    const ended = await runTask({ url: 'https://target.invalid/', proxy: `http://127.0.0.1:${port}` });
    expect(ended).toMatchObject({
      code: 608,
      phase: 'proxy',
      side: 'network',
      proxy: { address: '127.0.0.1' },
    });
    const unknown = await runTask({
      url: ELSEWHERE,
      proxy: 'http://me:hush@proxy.invalid:1',
      dns: { servers: ['127.0.0.1:9'] },
    });
    expect(unknown).toMatchObject({
      code: 600,
      phase: 'resolve',
      proxy: { url: 'http://proxy.invalid:1', address: null },
    });
    for (const { evidence } of [ended, unknown]) {
      expect(evidence.at(-1)).toMatchObject({
        name: 'AT_PROXY',
        detail: expect.stringContaining('the proxy http://'),
      });
      expect(JSON.stringify(evidence)).not.toMatch(/target\.invalid|hush/);
    }
  });

  test('cancel ends it while the proxy is silent', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    await using server = await listen(
      createServer((socket) => {
        closed = once(socket, 'close');
        socket.once('data', () => controller.abort());
      }),
    );
    const result = await runTask(
      { url: 'https://target.invalid/', proxy: `http://127.0.0.1:${server.port}` },
      { signal: controller.signal },
    );
    expect(result).toMatchObject({ outcome: 'canceled', phase: 'proxy' });
    await closed;
  });
});
