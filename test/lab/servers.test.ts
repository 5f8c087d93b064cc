/** What each primitive of the lab's servers does, seen by clients that have no part in it. */
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { content, contentBlocks } from '../../src/lab/content.ts';
import { alert, answer } from '../../src/lab/faults/answers.ts';
import { createPki } from '../../src/lab/pki.ts';
import type { Script, TlsSpec } from '../../src/lab/script.ts';
import { listenHttp } from '../../src/lab/servers/http.ts';
import { play } from '../../src/lab/servers/play.ts';
import { stageOf } from '../../src/lab/servers/stage.ts';
import { dropPort, type Listener, listenTcp, refusedPort } from '../../src/lab/servers/tcp.ts';
import { GET, talk } from './client.ts';

const pki = await createPki();
const stage = stageOf(pki, (text) => text.replaceAll('{place}', 'filled'));

const open: Listener[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});

async function own<L extends Listener>(starting: Promise<L>): Promise<L> {
  const listener = await starting;
  open.push(listener);
  return listener;
}

async function scripted(script: Script): Promise<number> {
  const listener = await own(
    listenTcp(async (connection) => {
      await play(script, connection, stage);
    }),
  );
  return listener.port;
}

describe('a server of parts', () => {
  const ranged = (range: string, more = ''): string =>
    `GET /part HTTP/1.1\r\nHost: lab\r\nRange: ${range}\r\n${more}\r\n`;

  async function ask(script: Script, ...requests: string[]): Promise<string[]> {
    const listener = await own(listenHttp(stage));
    listener.route('/part', { script: [...script, { close: 'clean' }], stage });
    const answers: string[] = [];
    for (const request of requests) {
      answers.push((await talk(listener.port, request)).received.toString('latin1'));
    }
    return answers;
  }

  test('sends the range that is asked for, the whole without one, and 416 beyond the end', async () => {
    const answers = await ask(
      [{ part: { of: 1000, etag: '"1"' } }],
      ranged('bytes=300-303'),
      ranged('bytes=990-2000'),
      ranged('bytes=998-'),
      GET('/part'),
      ranged('bytes=1000-1001'),
      ranged('bytes=0-0', 'If-Range: "1"\r\n'),
      ranged('bytes=0-0', 'If-Range: "2"\r\n'),
    );
    const shown = answers.map((answer) => {
      const [head, body] = answer.split('\r\n\r\n') as [string, string];
      return [head.split(' ')[1], /Content-Range: (.*)/.exec(head)?.[1], body];
    });
    const bytes = (from: number, to: number): string => content(to).subarray(from).toString('latin1');
    expect(shown).toEqual([
      ['206', 'bytes 300-303/1000', bytes(300, 304)],
      ['206', 'bytes 990-999/1000', bytes(990, 1000)],
      ['206', 'bytes 998-999/1000', bytes(998, 1000)],
      ['200', undefined, bytes(0, 1000)],
      ['416', 'bytes */1000', ''],
      ['206', 'bytes 0-0/1000', bytes(0, 1)],
      ['200', undefined, bytes(0, 1000)],
    ]);
  });

  test('says something else where the script does', async () => {
    const [longer, none, stopped, chunked] = await Promise.all(
      [
        { contentRange: 'bytes 0-TO/*', length: 3 },
        { contentRange: null },
        { stopAfter: 1 },
        { chunked: true } as const,
      ].map(async (spec) => (await ask([{ part: { of: 10, ...spec } }], ranged('bytes=4-5')))[0]),
    );
    expect(longer).toContain('Content-Range: bytes 0-5/*\r\nContent-Length: 3\r\n\r\n\x04\x05\x06');
    expect(none).not.toContain('Content-Range');
    expect(stopped!.endsWith('Content-Length: 2\r\n\r\n\x04')).toBe(true);
    expect(chunked!.endsWith('Transfer-Encoding: chunked\r\n\r\n2\r\n\x04\x05\r\n0\r\n\r\n')).toBe(true);
  });

  test('one request may be answered in another way', async () => {
    const script: Script = [{ request: 2, steps: [{ send: 'second' }], others: [{ send: 'other' }] }];
    expect(await ask(script, GET('/part'), GET('/part'), GET('/part'))).toEqual(['other', 'second', 'other']);
  });

  test('content from any place is the content from there', () => {
    const whole = content(600_000);
    for (const from of [0, 1, 250, 251, 252, 257_023, 257_024, 300_000, 599_999]) {
      const got = Buffer.concat([...contentBlocks(whole.length - from, from)]);
      expect(got.equals(whole.subarray(from)), String(from)).toBe(true);
    }
  });
});

describe('a scripted port', () => {
  test('sends text, bytes and content, and fills in addresses', async () => {
    const port = await scripted([
      { send: 'at {place}: ' },
      { send: Uint8Array.of(0, 255) },
      { content: 600_000 },
      { close: 'fin' },
    ]);
    const { received, ending } = await talk(port);
    expect(ending).toBe('end');
    expect(received.subarray(0, 11).toString()).toBe('at filled: ');
    expect([...received.subarray(11, 13)]).toEqual([0, 255]);
    expect(received.subarray(13).equals(content(600_000))).toBe(true);
  });

  test('unread: what the peer says is refused', async () => {
    const port = await scripted([{ wait: 'data' }, { close: 'unread' }]);
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.resume().write('x');
    await once(socket, 'end');
    // What comes back for the first is learned from the second.
    socket.write('more', () => socket.write('and more'));
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'EPIPE' });
  });

  test('the beginning of HTTP/2 is waited for as a whole, wherever it is cut', async () => {
    const port = await scripted([{ wait: 'head2' }, { send: 'seen' }, { close: 'fin' }]);
    const settings = Buffer.from('000000040000000000', 'hex');
    const headers = Buffer.from('00000101050000000182', 'hex');
    const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    const socket = net.connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    for (const byte of Buffer.concat([preface, settings, headers.subarray(0, -1)]))
      socket.write(Buffer.of(byte));
    await new Promise((resolve) => socket.write('', resolve));
    expect(received).toBe('');
    socket.write(headers.subarray(-1));
    await once(socket, 'end');
    expect(received).toBe('seen');
  });

  test('fin is an end, also when the peer had more to say', async () => {
    const port = await scripted([{ wait: 'data' }, { close: 'fin' }]);
    expect(await talk(port, 'x'.repeat(100_000))).toMatchObject({ ending: 'end' });
  });

  test('rst is a reset, with nothing, with data before it, and right behind data', async () => {
    const alone = await scripted([{ wait: 'data' }, { close: 'rst' }]);
    const after = await scripted([{ wait: 'data' }, { content: 5000 }, { pauseMs: 30 }, { close: 'rst' }]);
    const behind = await scripted([{ wait: 'data' }, { content: 5000 }, { close: 'rst' }]);
    expect(await talk(alone, 'x')).toMatchObject({ ending: 'reset' });
    for (const port of [after, behind]) {
      const { received, ending } = await talk(port, 'x');
      expect(ending).toBe('reset');
      expect(received.equals(content(5000))).toBe(true);
    }
  });

  test('waits for a whole head, and for the end', async () => {
    const port = await scripted([
      { wait: 'head' },
      { send: 'head' },
      { wait: 'end' },
      { send: ' end' },
      { close: 'clean' },
    ]);
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.setEncoding('latin1');
    socket.write('GET / HTTP/1.1\r\nHo');
    socket.write('st: lab\r\n\r\n');
    expect(await once(socket, 'data')).toEqual(['head']);
    socket.end();
    expect(await once(socket, 'data')).toEqual([' end']);
    await once(socket, 'end');
  });

  test('repeats', async () => {
    const port = await scripted([{ repeat: 3, steps: [{ send: 'ab' }, { pauseMs: 1 }] }, { close: 'fin' }]);
    expect((await talk(port)).received.toString()).toBe('ababab');
  });

  test('a reading port takes all and ends when the peer does', async () => {
    const port = await scripted([{ stall: 'reading' }]);
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.resume();
    socket.end(Buffer.alloc(8 * 1024 * 1024));
    await once(socket, 'end');
  });

  test('a deaf port leaves in the kernel what it is sent, so that its end is a reset', async () => {
    const deaf = await own(
      listenTcp(async (connection) => {
        await play([{ send: 'hello' }, { stall: 'deaf' }], connection, stage);
      }),
    );
    const socket = net.connect(deaf.port, '127.0.0.1');
    await once(socket, 'data');
    await new Promise((sent) => socket.write('unread', sent));
    const ended = once(socket, 'error');
    await deaf.close();
    open.splice(open.indexOf(deaf), 1);
    expect(await ended).toMatchObject([{ code: 'ECONNRESET' }]);
  });
});

describe('ports without a server', () => {
  test('refused', async () => {
    const { port } = await own(refusedPort());
    expect(await talk(port)).toMatchObject({ ending: 'refused' });
  });

  test('a dropped SYN: the connection stays in the making', async () => {
    const { port } = await own(dropPort());
    const socket = net.connect(port, '127.0.0.1');
    const timedOut = once(socket.setTimeout(200), 'timeout');
    await timedOut;
    expect(socket.connecting).toBe(true);
    socket.destroy();
  });
});

describe('HTTP', () => {
  test('finds the script by the path, above it too, and keeps the connection', async () => {
    const server = await own(listenHttp(stage));
    server.route('/one', { stage, script: answer(3) });
    server.route('/two', { stage, script: [...answer(2), { close: 'clean' }] });
    const { received, ending } = await talk(server.port, GET('/one/file?x=/two') + GET('/two'));
    expect(ending).toBe('end');
    expect(received.toString('latin1').match(/Content-Length: \d/g)).toEqual([
      'Content-Length: 3',
      'Content-Length: 2',
    ]);
  });

  const PUT = (path: string, body: string): string =>
    `PUT ${path} HTTP/1.1\r\nHost: lab\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

  test('a body is read whole, and the next request is behind it', async () => {
    const server = await own(listenHttp(stage));
    server.route('/up', { stage, script: [{ read: 'body' }, ...answer(2)] });
    server.route('/end', { stage, script: [...answer(3), { close: 'clean' }] });
    const { received } = await talk(server.port, PUT('/up', 'x'.repeat(300_000)) + GET('/end'));
    expect(received.toString('latin1').match(/Content-Length: \d/g)).toEqual([
      'Content-Length: 2',
      'Content-Length: 3',
    ]);
  });

  test('of a body read in part the rest stays with the peer, until something reads on', async () => {
    const server = await own(listenHttp(stage));
    server.route('/part', { stage, script: [{ read: 10 }, { send: 'some' }, { stall: 'deaf' }] });
    const socket = net.connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    const size = 64 * 1024 * 1024;
    socket.write(`PUT /part HTTP/1.1\r\nContent-Length: ${size}\r\n\r\n`);
    socket.write(Buffer.alloc(size));
    await once(socket, 'data');
    expect(socket.writableLength).toBeGreaterThan(0);
    socket.destroy();
    server.route('/all', {
      stage,
      script: [{ read: 10 }, { read: 'body' }, ...answer(1), { close: 'clean' }],
    });
    expect((await talk(server.port, PUT('/all', 'y'.repeat(300_000)))).ending).toBe('end');
  });

  test('an abandoned connection refuses what is unread', async () => {
    const server = await own(listenHttp(stage));
    server.route('/gone', { stage, script: [{ read: 10 }, { close: 'unread' }] });
    const socket = net.connect(server.port, '127.0.0.1');
    const failed = once(socket, 'error');
    socket.write('PUT /gone HTTP/1.1\r\nContent-Length: 67108864\r\n\r\n');
    socket.write(Buffer.alloc(64 * 1024 * 1024));
    const [error] = (await failed) as [NodeJS.ErrnoException];
    expect(error.code).toMatch(/^(ECONNRESET|EPIPE)$/);
  });

  test('says 404 where no script is', async () => {
    const server = await own(listenHttp(stage));
    expect((await talk(server.port, GET('/none'))).received.toString()).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('TLS', () => {
  /** Types of the records that the server sent, as they passed a relay. */
  async function recordTypes(script: Script, spec: TlsSpec): Promise<number[]> {
    const port = await scripted([{ secure: spec }, ...script]);
    const seen: Buffer[] = [];
    const relay = net.createServer({ allowHalfOpen: true }, (client) => {
      const server = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      for (const socket of [client, server]) socket.on('error', () => {});
      server.on('data', (chunk) => seen.push(chunk));
      client.pipe(server).pipe(client);
    });
    relay.listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const client = tls.connect({
      port: (relay.address() as net.AddressInfo).port,
      host: '127.0.0.1',
      ca: pki.rootCertificate,
      servername: 'good.lab.test',
    });
    client.resume();
    client.write('hello');
    await once(client, 'close');
    relay.close();
    await once(relay, 'close');

    const all = Buffer.concat(seen);
    const types: number[] = [];
    for (let at = 0; at < all.length; at += 5 + all.readUInt16BE(at + 3)) types.push(all[at]!);
    return types;
  }
  const APPLICATION_DATA = 23;
  const ALERT = 21;

  test('a clean close says close_notify, a bare fin does not', async () => {
    const spec: TlsSpec = { leaf: 'good', maxVersion: 'TLSv1.2' };
    const clean = await recordTypes([{ wait: 'data' }, { content: 100 }, { close: 'clean' }], spec);
    const bare = await recordTypes([{ wait: 'data' }, { content: 100 }, { close: 'fin' }], spec);
    expect(clean.at(-1)).toBe(ALERT);
    expect(bare.at(-1)).toBe(APPLICATION_DATA);
  });

  test('a reset is one below TLS, behind all the data', async () => {
    const port = await scripted([
      { secure: { leaf: 'good' } },
      { content: 5000 },
      { pauseMs: 30 },
      { close: 'rst' },
    ]);
    const client = tls.connect({ port, host: '127.0.0.1', ca: pki.rootCertificate });
    let received = 0;
    client.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
    expect(received).toBe(5000);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'a damaged %s record is noticed, those before it are whole',
    async (version) => {
      const port = await scripted([
        { secure: { leaf: 'good', maxVersion: version, alpn: ['h2'], damageable: true } },
        { content: 5000 },
        { damage: 'record' },
        { content: 5000 },
        { stall: 'reading' },
      ]);
      const client = tls.connect({ port, host: '127.0.0.1', ca: pki.rootCertificate, ALPNProtocols: ['h2'] });
      let received = 0;
      client.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toMatch(/^ERR_SSL_/);
      expect(received).toBe(5000);
      expect(client.alpnProtocol).toBe('h2');
      expect(client.getProtocol()).toBe(version);
      client.destroy();
    },
  );

  test('alerts are alerts', async () => {
    const port = await scripted([{ wait: 'data' }, alert(80), { close: 'fin' }]);
    const [error] = (await once(tls.connect({ port, host: '127.0.0.1' }), 'error')) as [
      NodeJS.ErrnoException,
    ];
    expect(error.code).toMatch(/ALERT_INTERNAL_ERROR$/);
  });

  test('TLS can begin in the middle', async () => {
    const port = await scripted([
      { wait: 'head' },
      { send: 'HTTP/1.1 200 OK\r\n\r\n' },
      { secure: { leaf: 'good' } },
      { content: 10 },
      { close: 'clean' },
    ]);
    const raw = net.connect(port, '127.0.0.1');
    raw.write('CONNECT good.lab.test:443 HTTP/1.1\r\n\r\n');
    await once(raw, 'data');
    const client = tls.connect({ socket: raw, ca: pki.rootCertificate, servername: 'good.lab.test' });
    const [chunk] = (await once(client, 'data')) as [Buffer];
    expect(chunk.equals(content(10))).toBe(true);
    client.destroy();
  });
});

test('close ends connections in any state', async () => {
  const stalled = await own(
    listenTcp(async (connection) => {
      await play([{ send: 'x' }, { stall: 'deaf' }], connection, stage);
    }),
  );
  const paused = await own(
    listenTcp(async (connection) => {
      await play([{ send: 'x' }, { pauseMs: 60_000 }], connection, stage);
    }),
  );
  const sockets = [stalled, paused].map(({ port }) => net.connect(port, '127.0.0.1').on('error', () => {}));
  await Promise.all(sockets.map((socket) => once(socket, 'data')));
  const closed = sockets.map((socket) => once(socket, 'close'));
  await Promise.all(open.splice(0).map((listener) => listener.close()));
  await Promise.all(closed);
});
