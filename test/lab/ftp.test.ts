/** The lab's FTP server: what it does by itself, and each thing that a script can have it do. Seen by raw sockets and by curl. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { content } from '../../src/lab/content.ts';
import { createPki } from '../../src/lab/pki.ts';
import type { FtpSpec, Script } from '../../src/lab/script.ts';
import { listenFtp } from '../../src/lab/servers/ftp.ts';
import { stageOf } from '../../src/lab/servers/stage.ts';
import { FtpClient, receive } from './ftp-client.ts';

const SIZE = 100_000;
const pki = await createPki();
const stage = stageOf(pki, (text) => text.replaceAll('{place}', 'filled'));
const good: FtpSpec = {
  files: { '/pub/file.bin': SIZE, '/pub/ü b.bin': 10 },
  login: { user: 'probe', password: 'secret' },
};

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function serve(answers: FtpSpec['answers'] = {}, more: Partial<FtpSpec> = {}): Promise<number> {
  const listener = await listenFtp({ ...good, answers, ...more }, stage);
  open.push(listener);
  return listener.port;
}

function connect(port: number, secure?: ConstructorParameters<typeof FtpClient>[1]): FtpClient {
  const client = new FtpClient(port, secure);
  open.unshift(client);
  return client;
}

/** A client that has logged in to a server with these answers. */
async function guest(answers?: FtpSpec['answers'], more?: Partial<FtpSpec>): Promise<FtpClient> {
  const client = connect(await serve(answers, more));
  await client.login();
  return client;
}

const line = (text: string) => ({ send: `${text}\r\n` }) as const;
const codes = (replies: string[]): string => replies.map((reply) => reply.slice(0, 3)).join(' ');

describe('by itself', () => {
  test('demands the login, in its order', async () => {
    const client = connect(await serve());
    expect(await client.reply()).toBe('220 catprobe lab');
    expect(codes(await client.talk('PWD', 'PASS secret', 'USER probe', 'PASS wrong', 'PWD'))).toBe(
      '530 503 331 530 530',
    );
    expect(codes(await client.talk('USER probe', 'PASS secret', 'PWD'))).toBe('331 230 257');
    expect(codes(await client.talk('USER Anonymous', 'PASS me@', 'PWD'))).toBe('331 230 257');
  });

  test('answers the commands of a transfer', async () => {
    const client = await guest();
    expect(codes(await client.talk('SYST', 'FEAT', 'OPTS UTF8 ON', 'NOOP', 'ALLO 5', 'NONSENSE'))).toBe(
      '215 211 200 200 202 500',
    );
    expect(codes(await client.talk('CWD pub', 'CWD nowhere', 'CDUP', 'CWD /pub/../pub/.'))).toBe(
      '250 550 250 250',
    );
    expect(await client.talk('PWD', 'MDTM file.bin', 'MLST file.bin')).toEqual([
      '257 "/pub" is the current directory',
      '213 20250304050607',
      '250-Listing\r\n type=file;size=100000;modify=20250304050607; /pub/file.bin\r\n250 End',
    ]);
    expect(codes(await client.talk('MLST other', 'MLST /pub', 'AUTH TLS', 'PBSZ 0', 'PROT P'))).toBe(
      '550 250 502 503 503',
    );
    // In ASCII, which is where a session begins, a size means nothing.
    expect(codes(await client.talk('SIZE file.bin', 'TYPE E', 'TYPE I', 'SIZE file.bin', 'SIZE x'))).toBe(
      '550 504 200 213 550',
    );
    expect(codes(await client.talk('MODE S', 'STRU F', 'EPSV 2', 'REST x', 'RETR file.bin', 'ABOR'))).toBe(
      '200 200 522 501 425 226',
    );
    expect(codes(await client.talk('QUIT'))).toBe('221');
    expect(await client.ending()).toBe('end');
  });

  test('sends the file, from any place, and once for each port', async () => {
    const client = await guest();
    await client.talk('TYPE I');
    const all = await client.retrieve('/pub/file.bin');
    expect(all.bytes.equals(content(SIZE))).toBe(true);
    expect(codes([all.beginning, await client.reply()])).toBe('150 226');
    expect(codes(await client.talk('RETR /pub/file.bin', 'REST 99000'))).toBe('425 350');
    expect((await client.retrieve('pub/file.bin')).bytes.equals(content(SIZE).subarray(99_000))).toBe(true);
    await client.reply();
    expect((await client.retrieve('pub/ü b.bin')).bytes).toHaveLength(10);
    await client.reply();
    expect(codes(await client.talk('EPSV', 'RETR pub/none'))).toBe('229 550');
  });

  test('in ASCII the bytes are others', async () => {
    const client = await guest();
    expect((await client.retrieve('/pub/ü b.bin')).bytes).toHaveLength(10);
    await client.reply();
    const { bytes } = await client.retrieve('/pub/file.bin');
    expect(bytes.length).toBeGreaterThan(SIZE);
  });

  test('lists', async () => {
    const client = await guest();
    const listed: string[] = [];
    for (const command of ['NLST', 'LIST -a /pub', 'MLSD pub']) {
      const data = await client.openData();
      await client.talk(command);
      listed.push((await receive(data)).bytes.toString());
      await client.reply();
    }
    expect(listed).toEqual([
      'pub\r\n',
      '-rw-r--r--    1 lab      lab            100000 Mar 04  2025 file.bin\r\n' +
        '-rw-r--r--    1 lab      lab                10 Mar 04  2025 ü b.bin\r\n',
      'type=file;size=100000;modify=20250304050607; file.bin\r\n' +
        'type=file;size=10;modify=20250304050607; ü b.bin\r\n',
    ]);
  });

  test('stores, and has it then', async () => {
    const client = await guest();
    const data = await client.openData();
    const beginning = await client.talk('STOR /pub/new.bin');
    data.end(Buffer.alloc(3_000_000));
    expect(codes([...beginning, await client.reply()])).toBe('150 226');
    expect(await client.talk('TYPE I', 'SIZE /pub/new.bin')).toContain('213 3000000');
    expect(codes(await client.talk('EPSV', 'STOR /nowhere/new.bin', 'STOR /pub'))).toBe('229 553 553');
  });

  test('a client may interrupt, quit or leave while the data waits', async () => {
    for (const [said, replies] of [
      ['ABOR', '426 226'],
      ['\xff\xf4\xff\xf2ABOR', '426 226'],
      ['QUIT', '426 221'],
    ] as const) {
      const client = await guest({}, { files: { '/large': 64 * 1024 * 1024 } });
      const data = await client.openData();
      data.on('error', () => {}).pause();
      await client.talk('RETR /large');
      client.send(Buffer.from(`${said}\r\n`, 'latin1'));
      expect(codes([await client.reply(), await client.reply()])).toBe(replies);
      data.destroy();
    }
    const client = await guest({}, { files: { '/large': 64 * 1024 * 1024 } });
    const data = await client.openData();
    await client.talk('RETR /large');
    client.close();
    expect((await receive(data)).bytes.length).toBeLessThan(64 * 1024 * 1024);
  });

  test('a client that ends the data connection is told 426', async () => {
    const client = await guest({}, { files: { '/large': 64 * 1024 * 1024 } });
    const data = await client.openData();
    await client.talk('RETR /large');
    data.destroy();
    expect(await client.reply()).toMatch(/^426 /);
    expect(codes(await client.talk('NOOP'))).toBe('200');
  });
});

describe('with TLS', () => {
  const secure = { ca: pki.rootCertificate };

  async function secured(implicit: boolean, maxVersion: 'TLSv1.2' | 'TLSv1.3', more: Partial<FtpSpec> = {}) {
    const port = await serve({}, { tls: { leaf: 'good' }, ...(implicit && { implicit }), ...more });
    const client = connect(port, { ...secure, maxVersion });
    if (implicit) await client.secure();
    const greeting = await client.reply();
    expect(greeting).toMatch(/^220 /);
    if (!implicit) {
      expect(codes(await client.talk('FEAT', 'AUTH X', 'AUTH TLS'))).toBe('211 504 234');
      await client.secure();
    }
    await client.talk('USER probe', 'PASS secret', 'TYPE I');
    expect(codes(await client.talk('PBSZ 0', 'PROT S', 'PROT P'))).toBe('200 536 200');
    return client;
  }

  test.each([
    [false, 'TLSv1.2'],
    [false, 'TLSv1.3'],
    [true, 'TLSv1.2'],
    [true, 'TLSv1.3'],
  ] as const)(
    'implicit %s, %s: the data connection goes on with the session, or is refused',
    async (implicit, maxVersion) => {
      const client = await secured(implicit, maxVersion, { demandsSession: true });
      const data = await client.openData();
      const beginning = await client.talk('RETR /pub/file.bin');
      const { bytes } = await receive(await client.secureData(data, true));
      expect(bytes.equals(content(SIZE))).toBe(true);
      expect(codes([...beginning, await client.reply()])).toBe('150 226');

      const another = await client.openData();
      await client.talk('RETR /pub/file.bin');
      another.on('error', () => {});
      await client.secureData(another, false).then((it) => it.on('error', () => {}));
      expect(await client.reply()).toMatch(/^522 .*session reuse required/);
    },
  );

  test('stores over TLS', async () => {
    const client = await secured(false, 'TLSv1.3');
    const data = await client.openData();
    await client.talk('STOR /pub/new.bin');
    (await client.secureData(data, false)).end(Buffer.alloc(300_000));
    expect(await client.reply()).toMatch(/^226 /);
    expect(await client.talk('SIZE /pub/new.bin')).toEqual(['213 300000']);
  });

  test('data in the clear when the client wants that', async () => {
    const client = await secured(false, 'TLSv1.3');
    await client.talk('PROT C');
    expect((await client.retrieve('/pub/file.bin')).bytes).toHaveLength(SIZE);
  });

  test('plain: a script speaks on the data connection without TLS', async () => {
    const script: Script = [line('150 now'), { data: [{ send: 'clear' }, { close: 'fin' }], plain: true }];
    const port = await serve({ RETR: script }, { tls: { leaf: 'good' }, implicit: true });
    const client = connect(port, secure);
    await client.secure();
    await client.login();
    await client.talk('PBSZ 0', 'PROT P');
    expect((await client.retrieve('x')).bytes.toString()).toBe('clear');
  });

  test('a client that begins TLS too early is seen', async () => {
    const RETR: Script = [
      { data: [{ quietMs: 50, otherwise: [{ close: 'rst' }] }], plain: true },
      { usual: true },
    ];
    const port = await serve({ RETR }, { tls: { leaf: 'good' }, implicit: true });
    const client = connect(port, secure);
    await client.secure();
    await client.login();
    await client.talk('TYPE I', 'PBSZ 0', 'PROT P');
    const early = await client.openData();
    early.write('hello');
    client.send('RETR /pub/file.bin\r\n');
    expect(await receive(early)).toMatchObject({ ending: 'reset' });
    await client.reply();
    await client.reply();

    const patient = await client.openData();
    expect(codes(await client.talk('RETR /pub/file.bin'))).toBe('150');
    const { bytes } = await receive(await client.secureData(patient, true));
    expect(bytes).toHaveLength(SIZE);
  });
});

describe('as its script says', () => {
  test('another reply, also of several lines, with addresses filled in', async () => {
    const client = await guest({ NOOP: '200-at {place}\r\n ü\r\n200 end', PWD: '550 no' });
    expect(await client.talk('NOOP', 'PWD', 'SYST')).toEqual([
      '200-at filled\r\n ü\r\n200 end',
      '550 no',
      '215 UNIX Type: L8',
    ]);
  });

  test('another greeting, however long, or none', async () => {
    const client = connect(await serve({ GREETING: '421 later' }));
    expect(await client.reply()).toBe('421 later');
    const chatty = connect(await serve({ GREETING: `220-${'x'.repeat(1024 * 1024)}\r\n220 done` }));
    expect((await chatty.reply()).length).toBeGreaterThan(1024 * 1024);
    const silent = connect(await serve({ GREETING: [{ close: 'fin' }] }));
    expect(await silent.ending()).toBe('end');
  });

  test('once, and as usual the other times, over all sessions', async () => {
    const NOOP: Script = [
      { request: 2, steps: [line('421 bye'), { close: 'clean' }], others: [{ usual: true }] },
    ];
    const port = await serve({ NOOP });
    const first = connect(port);
    const second = connect(port);
    await first.login();
    await second.login();
    expect(codes(await first.talk('NOOP'))).toBe('200');
    expect(codes(await second.talk('NOOP'))).toBe('421');
    expect(await second.ending()).toBe('end');
    expect(codes(await first.talk('NOOP'))).toBe('200');
  });

  test('late', async () => {
    const client = await guest({ NOOP: [{ pauseMs: 30 }, { usual: true }] });
    expect(codes(await client.talk('NOOP'))).toBe('200');
  });

  test('closed or reset in place of a reply', async () => {
    for (const [close, ending] of [
      ['fin', 'end'],
      ['rst', 'reset'],
    ] as const) {
      const client = await guest({ PASV: [{ close }] });
      client.send('PASV\r\n');
      expect(await client.ending()).toBe(ending);
    }
  });

  test('silent: nothing comes, and the session ends with the client', async () => {
    const port = await serve({ TYPE: [{ stall: 'reading' }] });
    const client = connect(port);
    await client.login();
    client.send('TYPE I\r\nNOOP\r\n');
    client.send('QUIT\r\n');
    const replied = client.reply();
    client.close();
    expect(await replied).toBe('');
  });

  test('a reply that never ends', async () => {
    const client = await guest({ FEAT: [{ repeat: 1000, steps: [line('211-more')] }, { close: 'fin' }] });
    expect((await client.talk('FEAT'))[0]).toMatch(/^(211-more\r\n){1000}$/);
  });

  test('a port that is not its own, or not where it says', async () => {
    const client = await guest({
      EPSV: '229 Entering Extended Passive Mode (|||1|)',
      PASV: [{ passive: '227 Entering Passive Mode (10,255,255,1,HIGH,LOW)' }],
    });
    const [epsv, pasv] = await client.talk('EPSV', 'PASV');
    expect(epsv).toContain('(|||1|)');
    const [, high, low] = /\(10,255,255,1,(\d+),(\d+)\)/.exec(pasv as string) ?? [];
    const data = net.connect({ port: Number(high) * 256 + Number(low), host: '127.0.0.1' });
    await client.talk('RETR /pub/ü b.bin');
    expect((await receive(data)).bytes).toHaveLength(10);
  });

  const opening = line('150 now');
  test.each<[string, Script, { length: number; ending: string }, string]>([
    [
      'ended before a byte',
      [opening, { data: [{ close: 'clean' }] }, line('451 no')],
      { length: 0, ending: 'end' },
      '451',
    ],
    [
      'short, and 226',
      [opening, { data: [{ content: 5000 }, { close: 'fin' }] }, line('226 ok')],
      { length: 5000, ending: 'end' },
      '226',
    ],
    [
      'reset, and 426',
      [opening, { data: [{ content: 5000 }, { close: 'rst' }] }, line('426 no')],
      { length: 5000, ending: 'reset' },
      '426',
    ],
    [
      'whole, and the control connection is closed',
      [opening, { data: [{ content: SIZE }, { close: 'clean' }] }, { close: 'fin' }],
      { length: SIZE, ending: 'end' },
      '',
    ],
    [
      'the reply before the end',
      [opening, { data: [{ content: 5000 }] }, line('426 no'), { data: [{ close: 'fin' }] }],
      { length: 5000, ending: 'end' },
      '426',
    ],
  ])('data: %s', async (_, RETR, seen, last) => {
    const client = await guest({ RETR });
    const { bytes, ending } = await client.retrieve('x');
    expect({ length: bytes.length, ending }).toEqual(seen);
    expect(bytes.equals(content(bytes.length))).toBe(true);
    expect((await client.reply()).slice(0, 3)).toBe(last);
  });

  test('data that stays away, until the client gives up', async () => {
    const client = await guest({
      RETR: [opening, { data: [{ content: 5000 }, { stall: 'reading' }] }, line('426 given up')],
    });
    const data = await client.openData();
    await client.talk('RETR x');
    data.on('data', () => data.destroy());
    expect(await client.reply()).toBe('426 given up');
  });

  test('an upload that is read in part and refused', async () => {
    const client = await guest({
      STOR: [opening, { data: [{ take: 1000 }, { close: 'rst' }] }, line('552 full')],
    });
    const data = await client.openData();
    await client.talk('STOR x');
    data.write(Buffer.alloc(1000));
    expect(await receive(data)).toMatchObject({ ending: 'reset' });
    expect(await client.reply()).toBe('552 full');
  });
});

test('a server without accounts takes the name alone; a session begins where the server says', async () => {
  const client = connect(await serve({}, { login: undefined, home: '/pub' }));
  await client.reply();
  expect(codes(await client.talk('USER whoever', 'TYPE I', 'SIZE file.bin'))).toBe('230 200 213');
});

test('close ends every session and every data connection', async () => {
  const listener = await listenFtp(good, stage);
  const client = connect(listener.port);
  await client.login();
  const data = await client.openData();
  data.on('error', () => {});
  const ended = Promise.all([client.ending(), receive(data)]);
  await listener.close();
  await ended;
});

test('nothing keeps the process alive after close, whatever was going on', async () => {
  const source = (file: string): string => JSON.stringify(new URL(`../../${file}`, import.meta.url).href);
  const program = `
    import { once } from 'node:events';
    import { FtpClient } from ${source('test/lab/ftp-client.ts')};
    import { listenFtp } from ${source('src/lab/servers/ftp.ts')};
    const RETR = [{ send: '150 now\\r\\n' }, { data: [{ content: 5000 }, { stall: 'reading' }] }];
    const stage = { fill: (text) => text };
    const server = await listenFtp({ files: {}, answers: { RETR, NOOP: [{ pauseMs: 600000 }] } }, stage);
    const clients = Array.from({ length: 3 }, () => new FtpClient(server.port));
    for (const client of clients) await client.login();
    const data = await clients[0].openData();
    await clients[0].talk('RETR x');
    await once(data, 'data');
    clients[1].send('NOOP\\r\\n');
    await clients[2].talk('PASV');
    clients[2].send('STOR x\\r\\n');
    await server.close();
    for (const client of clients) client.close();
    data.destroy();
    console.log('closed');`;
  // It must end by itself: the limit is for the test alone.
  const options = { timeout: 20_000 };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', program],
    options,
  );
  expect(stdout).toBe('closed\n');
});

/** A client that others wrote. */
describe.skipIf(!existsSync('/usr/bin/curl'))('curl', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catprobe-test-'));
    await writeFile(join(folder, 'root.pem'), pki.rootCertificate);
    await writeFile(join(folder, 'up.bin'), Buffer.alloc(500_000));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function curl(...parameters: string[]): Promise<Buffer> {
    const all = ['-sS', '-m', '10', '-u', 'probe:secret', '--ssl-reqd', '--cacert', join(folder, 'root.pem')];
    const { stdout } = await promisify(execFile)('curl', [...all, ...parameters], { encoding: 'buffer' });
    return stdout;
  }

  test('downloads, uploads and lists', async () => {
    const port = await serve({}, { tls: { leaf: 'good' } });
    const url = `ftp://localhost:${port}/pub`;
    expect((await curl(`${url}/file.bin`)).equals(content(SIZE))).toBe(true);
    expect((await curl('--disable-epsv', `${url}/%C3%BC%20b.bin`)).equals(content(10))).toBe(true);
    await curl('-T', join(folder, 'up.bin'), `${url}/up.bin`);
    expect((await curl('-l', `${url}/`)).toString()).toBe('file.bin\nü b.bin\nup.bin\n');
    await expect(curl(`${url}/none`)).rejects.toMatchObject({ code: 78 });
  });

  test('implicit TLS, with the session of the control connection', async () => {
    const port = await serve({}, { tls: { leaf: 'good' }, implicit: true, demandsSession: true });
    expect((await curl(`ftps://localhost:${port}/pub/file.bin`)).equals(content(SIZE))).toBe(true);
  });
});
