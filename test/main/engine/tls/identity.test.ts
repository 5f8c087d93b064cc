/** Who we are: where the identity of this computer comes from, to whom it is shown, and that nothing secret gets out. */
import { writeFile } from 'node:fs/promises';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { machineIdentity } from '../../../../src/main/engine/client-identity.ts';
import type { TransferResult } from '../../../../src/shared/result.ts';
import type { TaskInput } from '../../../../src/shared/task.ts';
import { catprobe } from '../../../support/cli.ts';
import { listen, runTask, type TestServer } from '../../../support/server.ts';
import { type Certificates, certificateFolder } from '../../../support/tls-servers.ts';

let files: Certificates;
/** Asks for a certificate, and answers with the name in it. */
let asking: TestServer;

beforeAll(async () => {
  files = await certificateFolder('good');
  const { cert, key } = await files.pki.leaf('good');
  const server = createTlsServer({
    cert,
    key,
    ca: files.pki.rootCertificate,
    requestCert: true,
    rejectUnauthorized: false,
  });
  server.on('tlsClientError', () => {});
  server.on('secureConnection', (socket: TLSSocket) => {
    socket.on('error', () => {});
    const shown = socket.getPeerCertificate().subject?.CN ?? 'nobody';
    socket.once('data', () => {
      socket.end(`HTTP/1.1 200 OK\r\nX-Shown: ${shown}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    });
  });
  asking = await listen(server);
});
afterAll(async () => {
  await asking?.[Symbol.asyncDispose]();
  await files?.[Symbol.asyncDispose]();
});

/** 0 when that is who was shown, else 627. */
function ask(
  shown: string,
  clientCert: NonNullable<TaskInput['tls']>['clientCert'],
  machine?: ReturnType<typeof machineIdentity>,
): Promise<TransferResult> {
  return runTask(
    {
      url: `https://127.0.0.1:${asking.port}/`,
      verify: { headerContains: `X-Shown: ${shown}` },
      tls: { caFile: files.file('root.pem'), clientCert },
    },
    { machine },
  );
}

const client = () => ({ cert: files.file('client.pem'), key: files.file('client.key') });

describe('the identity of this computer', () => {
  test('files that the environment names', () => {
    expect(machineIdentity({})).toBeNull();
    expect(machineIdentity({ CATPROBE_CLIENT_CERT: 'a.pem' })).toEqual({ cert: 'a.pem', key: 'a.pem' });
    expect(
      machineIdentity({
        CATPROBE_CLIENT_CERT: 'a.pem',
        CATPROBE_CLIENT_KEY: 'a.key',
        CATPROBE_CLIENT_PASSPHRASE: 'p',
        CATPROBE_CLIENT_PFX: 'b.pfx',
      }),
    ).toEqual({ cert: 'a.pem', key: 'a.key', passphrase: 'p' });
    expect(machineIdentity({ CATPROBE_CLIENT_PFX: 'b.pfx' })).toEqual({ pfx: 'b.pfx' });
  });

  test('files in the data folder', async () => {
    expect(machineIdentity({}, files.folder)).toMatchObject(client());
    expect(machineIdentity({ CATPROBE_CLIENT_PFX: 'b.pfx' }, files.folder)).toEqual({ pfx: 'b.pfx' });
    expect(machineIdentity({}, files.file('nowhere'))).toBeNull();
  });

  test('is shown to a server that asks, by the engine and by the command', async () => {
    expect(await ask('catprobe lab client', { machine: true }, client())).toMatchObject({ code: 0 });
    const task = {
      tls: { caFile: files.file('root.pem'), clientCert: { machine: true } },
      verify: { headerContains: 'X-Shown: catprobe lab client' },
    };
    const args = [
      'run',
      `https://127.0.0.1:${asking.port}/`,
      '--json',
      '--no-store',
      '--task',
      JSON.stringify(task),
    ];
    const named = { CATPROBE_CLIENT_CERT: client().cert, CATPROBE_CLIENT_KEY: client().key };
    expect(JSON.parse((await catprobe(args, named)).out)).toMatchObject({ code: 0 });
    const found = { CATPROBE_HOME: files.folder };
    expect(JSON.parse((await catprobe(args, found)).out)).toMatchObject({ code: 0 });
  });

  test('is not needed where the server does not insist', async () => {
    expect(await ask('nobody', { machine: true }, null)).toMatchObject({ code: 0 });
  });

  test('that cannot be used is 651, as that of a task', async () => {
    const result = await ask('nobody', { machine: true }, { pfx: files.file('garbage.pem') });
    expect(result).toMatchObject({ code: 651, phase: 'preflight' });
  });
});

describe('the identity of a task', () => {
  test('goes with its whole chain, also from one file, and nobody else’s', async () => {
    expect(await ask('catprobe lab client', client())).toMatchObject({ code: 0 });
    expect(await ask('nobody', undefined, client())).toMatchObject({ code: 0 });
    const { cert, key } = await files.pki.leaf('client');
    await writeFile(files.file('both.pem'), cert + key);
    const both = { cert: files.file('both.pem'), key: files.file('both.pem') };
    expect(await ask('catprobe lab client', both)).toMatchObject({ code: 0 });
  });

  test('no passphrase is in any result, right or wrong', async () => {
    const locked = { cert: files.file('client.pem'), key: files.file('client-locked.key') };
    for (const [passphrase, code] of [
      ['lab', 0],
      ['swordfish', 651],
    ] as const) {
      const result = await ask('catprobe lab client', { ...locked, passphrase });
      expect(result.code).toBe(code);
      expect(JSON.stringify(result.evidence)).not.toMatch(/swordfish|"lab"|PRIVATE KEY/);
    }
  });

  test('is not shown to a proxy', async () => {
    const { cert, key } = await files.pki.leaf('good');
    const shown: boolean[] = [];
    const server = createTlsServer({ cert, key, requestCert: true, rejectUnauthorized: false });
    server.on('secureConnection', (socket: TLSSocket) => {
      socket.on('error', () => {});
      shown.push('subject' in socket.getPeerCertificate());
      socket.once('data', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
    });
    await using proxy = await listen(server);
    const result = await runTask({
      url: `https://127.0.0.1:${asking.port}/`,
      proxy: `https://127.0.0.1:${proxy.port}`,
      tls: {
        caFile: files.file('root.pem'),
        clientCert: client(),
        fingerprint: '0'.repeat(64),
        ignore: ['host'],
      },
    });
    expect(result).toMatchObject({ code: 502, phase: 'proxy' });
    expect(shown).toEqual([false]);
  });
});
