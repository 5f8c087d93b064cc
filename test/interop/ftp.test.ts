/** Against real FTP servers (vsftpd, ProFTPD, Pure-FTPd), in clear, with AUTH TLS and with TLS from the first byte. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { contentSum } from '../../src/lab/content.ts';
import type { FtpLine, TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { FTP_SERVERS, type FtpListener, type FtpServerName } from '../support/ftp-commands.ts';
import { FTP_ACCOUNT, FTP_HOME, HOMELESS } from '../support/ftp-home.ts';
import { type FtpServer, findFtpServer, startFtpServer } from '../support/ftp-servers.ts';
import { runTask, sumOfParts } from '../support/server.ts';

const { big, named, unreadable, open, closed } = FTP_HOME;

/** The ways to speak to a server: one of its ports, and what the task says about TLS. */
const DOORS = {
  'in clear': { listener: 'plain', tls: 'off' },
  'explicit TLS': { listener: 'plain', tls: 'explicit' },
  'implicit TLS': { listener: 'implicit', tls: 'off' },
} as const satisfies Record<string, { listener: FtpListener; tls: 'off' | 'explicit' }>;

interface Words {
  /** Credentials that are wrong. */
  refused: string;
  /** No TLS where it wants TLS. */
  wantsTls: string;
  /** A user without a home folder, and the code: ProFTPD does not tell that from a wrong password. */
  homeless: [reply: string, code: number];
}

/** What each says, for the same reasons. */
const WORDS: Record<FtpServerName, Words> = {
  vsftpd: {
    refused: '530 Login incorrect.',
    wantsTls: '530 Non-anonymous sessions must use encryption.',
    homeless: ['500 OOPS: cannot change directory:', 622],
  },
  proftpd: {
    refused: '530 Login incorrect.',
    wantsTls: '550 SSL/TLS required on the control channel',
    homeless: ['530 Login incorrect.', 618],
  },
  'pure-ftpd': {
    refused: '530 Login authentication failed',
    wantsTls: '421-Sorry, cleartext sessions and weak ciphers are not accepted on this server.',
    homeless: ['421 Home directory not available - aborting', 622],
  },
};

for (const name of Object.keys(FTP_SERVERS) as FtpServerName[]) {
  const program = findFtpServer(name);
  const listeners: FtpListener[] = FTP_SERVERS[name].listeners;

  describe.skipIf(!program)(
    `${name}${program ? '' : ' (needs root, its program and libnss-wrapper)'}`,
    () => {
      let server: FtpServer;
      let bigSum: string;
      beforeAll(async () => {
        bigSum = contentSum('md5', big.size);
        server = await startFtpServer(name, program!);
      });
      afterAll(() => server?.[Symbol.asyncDispose]());
      afterEach(() => expect.poll(() => server.left(), { timeout: 10_000 }).toEqual([]));

      function run(
        listener: FtpListener,
        file: string,
        { ftp, tls, ...task }: Partial<TaskInput> = {},
      ): Promise<TransferResult> {
        return runTask({
          url: server.url(listener, file),
          ftp: { ...FTP_ACCOUNT, ...ftp },
          tls: { caFile: server.caFile, ...tls },
          ...task,
        });
      }

      const said = (by: FtpLine['from'], { ftp }: TransferResult): string[] =>
        (ftp?.transcript ?? []).filter(({ from }) => from === by).map(({ text }) => text);

      const doors = (Object.keys(DOORS) as (keyof typeof DOORS)[]).filter((door) =>
        listeners.includes(DOORS[door].listener),
      );
      describe.each(doors)('%s', (door) => {
        const { listener, tls } = DOORS[door];
        const encrypted = door !== 'in clear';
        const way = { ftp: { tls } };

        test('100 MB down', async () => {
          const result = await run(listener, big.name, { ...way, verify: { md5: bigSum } });
          expect(result).toMatchObject({
            code: 0,
            protocol: listener === 'implicit' ? 'ftps' : 'ftp',
            bytes: big.size,
            expectedBytes: big.size,
            md5: bigSum,
            ftp: { passive: 'EPSV', dataAddress: '127.0.0.1', dataPort: expect.any(Number) },
          });
          expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
          expect(result.timings.login).toBeGreaterThan(0);
          // Pure-FTPd offers no session to go on with; the others insist on it.
          expect(result.ftp?.sessionReused).toBe(encrypted ? name !== 'pure-ftpd' : null);
          if (encrypted) expect(result.tls).toMatchObject({ version: 'TLSv1.3', chain: expect.any(Array) });
        });

        test('100 MB down by four sessions', async () => {
          const result = await run(listener, big.name, { ...way, threads: 4, verify: { md5: bigSum } });
          expect(result).toMatchObject({ code: 0, bytes: big.size, md5: bigSum, threads: 4 });
          expect(result.segments).toHaveLength(4);
        });

        test('100 MB up', async () => {
          const stored = path.posix.join(open, `${door.replace(' ', '-')}.bin`);
          const result = await run(listener, stored, {
            ...way,
            direction: 'upload',
            upload: { source: { file: server.file(big.name) } },
          });
          expect(result).toMatchObject({ code: 0, bytes: big.size });
          expect(await sumOfFile(server.file(stored))).toBe(bigSum);
        });

        test('only the beginning of 100 MB', async () => {
          const result = await run(listener, big.name, { ...way, transferKB: 1024 });
          expect(result).toMatchObject({ code: 0, bytes: 1024 * 1024 });
        });

        test('names with spaces and not in ASCII, down and up', async () => {
          const md5 = contentSum('md5', named.size);
          const result = await run(listener, named.name, { ...way, verify: { md5 } });
          expect(result).toMatchObject({ code: 0, bytes: named.size, md5 });
          const folder = path.posix.dirname(named.name);
          const upload = `${door} ä 上.bin`;
          expect(
            await run(listener, path.posix.join(folder, upload), {
              ...way,
              direction: 'upload',
              upload: { source: { file: server.file(named.name) } },
            }),
          ).toMatchObject({ code: 0 });
          expect(await readdir(server.file(folder))).toContain(upload);
        });

        test('a wrong password and an unknown user are both 618: the reply is the same', async () => {
          const password = 'not-this-one';
          const tries = [FTP_ACCOUNT.user, 'stranger'].map((user) =>
            run(listener, big.name, { ftp: { user, password, tls } }),
          );
          for (const result of await Promise.all(tries)) {
            expect(result).toMatchObject({ code: 618, phase: 'login', side: 'task' });
            expect(said('server', result)).toContain(WORDS[name].refused);
            expect(JSON.stringify(result)).not.toContain(password);
          }
        });

        test('missing file 614, unreadable file 615, missing folder 617', async () => {
          expect(await run(listener, 'missing', way)).toMatchObject({ code: 614 });
          expect(await run(listener, unreadable, way)).toMatchObject({ code: 615 });
          expect(await run(listener, 'missing/file', way)).toMatchObject({ code: 617 });
          expect(await run(listener, big.name, { ftp: { tls, directory: 'missing' } })).toMatchObject({
            code: 617,
          });
        });

        test('up to where the account may not write: 621', async () => {
          const upload = {
            direction: 'upload',
            upload: { source: { file: server.file(named.name) } },
          } as const;
          expect(await run(listener, `${closed}/file`, { ...way, ...upload })).toMatchObject({ code: 621 });
          expect(await run(listener, 'missing/file', { ...way, ...upload })).toMatchObject({ code: 617 });
          expect(await readdir(server.file(closed))).toEqual([]);
        });

        if (encrypted) {
          test('an authority that nobody here knows is 623', async () => {
            const result = await run(listener, big.name, { ...way, tls: { caFile: undefined } });
            expect(result).toMatchObject({ code: 623, phase: 'secure', side: 'server' });
            expect(said('client', result).join()).not.toContain('USER');
          });
        }
      });

      test.each(['off', 'explicit'] as const)('anonymous, TLS %s: may read and not write', async (tls) => {
        const anonymous = { user: undefined, password: undefined, tls };
        const md5 = contentSum('md5', named.size);
        const result = await run('plain', named.name, { ftp: anonymous, verify: { md5 } });
        expect(result).toMatchObject({ code: 0, md5 });
        expect(said('client', result)).toContain('USER anonymous');
        const stored = `${open}/anonymous-${tls}`;
        expect(
          await run('plain', stored, { ftp: anonymous, direction: 'upload', transferKB: 10 }),
        ).toMatchObject({ code: 621 });
        await expect(stat(server.file(stored))).rejects.toThrow('ENOENT');
      });

      test('a server that wants TLS: 622 without, fine with', async () => {
        const result = await run('tlsOnly', named.name);
        expect(result).toMatchObject({ code: 622, phase: 'login' });
        expect(said('server', result)).toContain(WORDS[name].wantsTls);
        expect(said('client', result).join()).not.toContain('PASS');
        expect(
          await run('tlsOnly', named.name, { ftp: { user: undefined, password: undefined } }),
        ).toMatchObject({ code: 622 });
        expect(await run('tlsOnly', named.name, { ftp: { tls: 'explicit' } })).toMatchObject({ code: 0 });
      });

      test('a server without TLS: 655 with; without passive mode: 604', async () => {
        const noTls = await run('bare', named.name, { ftp: { tls: 'explicit' } });
        expect(noTls).toMatchObject({ code: 655 });
        expect(said('client', noTls)).toEqual(['AUTH TLS']);
        expect(await run('bare', named.name)).toMatchObject({ code: 604, ftp: { dataPort: null } });
      });

      test('a user whose home folder is missing', async () => {
        const [reply, code] = WORDS[name].homeless;
        const result = await run('plain', named.name, { ftp: { user: HOMELESS } });
        expect(result).toMatchObject({ code, phase: 'login' });
        expect(said('server', result).join()).toContain(reply);
      });

      if (listeners.includes('pasvOnly')) {
        test.each(['off', 'explicit'] as const)('a server without EPSV, TLS %s: PASV', async (tls) => {
          const result = await run('pasvOnly', named.name, { ftp: { tls } });
          expect(result).toMatchObject({ code: 0, bytes: named.size, ftp: { passive: 'PASV' } });
        });
      }

      test.each(['off', 'explicit'] as const)('IPv6, TLS %s', async (tls) => {
        const result = await run('ipv6', named.name, { ftp: { tls } });
        expect(result).toMatchObject({
          code: 0,
          bytes: named.size,
          ipFamily: 6,
          ftp: { passive: 'EPSV', dataAddress: '::1' },
        });
      });
    },
  );
}

async function sumOfFile(file: string): Promise<string> {
  const sum = createHash('md5');
  await pipeline(createReadStream(file), sum);
  return sum.digest('hex');
}
