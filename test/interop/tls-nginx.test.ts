/** Against nginx, which lets everybody into TLS and says in HTTP whom it wants: client certificates, old versions, the end of TLS. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { type Nginx, startNginx } from '../support/nginx.ts';
import { findPeer } from '../support/peers.ts';
import { runTask } from '../support/server.ts';
import { type Certificates, certificateFolder } from '../support/tls-servers.ts';

const nginx = findPeer('nginx');
const SIZE = 100_000;

type Server = 'required' | 'required2' | 'tls12' | 'old' | 'plain';

describe.skipIf(!nginx)(`nginx and TLS${nginx ? '' : ' (not installed here)'}`, () => {
  let files: Certificates;
  let server: Nginx<Server>;

  beforeAll(async () => {
    files = await certificateFolder('expiredClient');
    const clients = `ssl_verify_client on; ssl_verify_depth 3; ssl_client_certificate ${files.file('root.pem')};
      client_max_body_size 64m;`;
    server = await startNginx(
      nginx!,
      {
        required: { listen: 'ssl', body: clients },
        required2: { listen: 'ssl http2', body: clients },
        tls12: { listen: 'ssl', body: `ssl_protocols TLSv1.2; ${clients}` },
        old: { listen: 'ssl', body: 'ssl_protocols TLSv1 TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;' },
        plain: { listen: 'ssl', body: 'ssl_protocols TLSv1.2 TLSv1.3;' },
      },
      { file: Buffer.alloc(SIZE, 1) },
    );
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await files?.[Symbol.asyncDispose]();
  });

  const from = (
    name: Server,
    tls: TaskInput['tls'] = {},
    more: Partial<TaskInput> = {},
  ): Promise<TransferResult> =>
    runTask({
      url: `https://127.0.0.1:${server.ports[name]}/file`,
      ...more,
      tls: { caFile: server.caFile, ...tls },
    });
  const client = (name: string) => ({ cert: files.file(`${name}.pem`), key: files.file(`${name}.key`) });
  const http2 = { request: { httpVersion: '2' } } as const;

  describe.each([
    ['TLS 1.3', 'required', {}],
    ['TLS 1.2', 'tls12', {}],
    ['HTTP/2', 'required2', http2],
  ] as const)('ssl_verify_client over %s', (_what, name, more) => {
    test('no certificate: 612, and 641 of this computer', async () => {
      const none = await from(name, {}, more);
      expect(none).toMatchObject({ code: 612, family: 'transfer', phase: 'response', httpStatus: 400 });
      expect(none.evidence).toContainEqual(
        expect.objectContaining({
          name: 'CERTIFICATE_REQUIRED',
          detail: expect.stringContaining('No required SSL certificate was sent'),
        }),
      );
      const machine = await from(name, { clientCert: { machine: true } }, more);
      expect(machine).toMatchObject({ code: 641, phase: 'response' });
    });

    test.each(['stranger-client', 'expiredClient'])('%s: 651', async (file) => {
      const result = await from(name, { clientCert: client(file) }, more);
      expect(result).toMatchObject({ code: 651, phase: 'response', httpStatus: 400 });
    });

    test('one that it takes', async () => {
      const result = await from(name, { clientCert: client('client') }, more);
      expect(result).toMatchObject({ code: 0, bytes: SIZE });
    });
  });

  test.each([10, 30_000])('an upload of %i KB without a certificate: 612', async (transferKB) => {
    const result = await from('required', {}, { direction: 'upload', transferKB });
    expect(result).toMatchObject({ code: 612, httpStatus: 400, direction: 'upload' });
  });

  test('several threads, each with the certificate', async () => {
    const result = await from('required', { clientCert: client('client') }, { threads: 4 });
    expect(result).toMatchObject({ code: 0, bytes: SIZE, threads: 4 });
    expect(await from('required', {}, { threads: 4 })).toMatchObject({ code: 612 });
  });

  test('TLS 1.0 and 1.1 alone: 634, and measurable when asked for', async () => {
    expect(await from('old')).toMatchObject({ code: 634, phase: 'secure' });
    for (const minVersion of ['TLSv1', 'TLSv1.1'] as const) {
      const result = await from('old', { minVersion });
      expect(result).toMatchObject({ code: 0, bytes: SIZE, tls: { version: 'TLSv1.1' } });
    }
    const result = await from('old', { maxVersion: 'TLSv1' });
    expect(result).toMatchObject({ code: 0, tls: { version: 'TLSv1' } });
  });

  test('no version in common: 634', async () => {
    const result = await from('plain', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
    expect(result).toMatchObject({ code: 634, phase: 'secure' });
    expect(result.evidence).toContainEqual(
      expect.objectContaining({ source: 'tls-alert', name: 'protocol_version' }),
    );
  });

  test('it says goodbye where the connection is not kept', async () => {
    const more = { request: { headers: { connection: 'close' } } };
    expect(await from('plain', { strictShutdown: true }, more)).toMatchObject({ code: 0, bytes: SIZE });
  });

  test.each([
    ['TLS 1.3', {}, {}],
    ['TLS 1.2', { maxVersion: 'TLSv1.2' }, {}],
    ['several threads', {}, { threads: 4 }],
  ] as const)(
    'it does not answer the goodbye of a connection that waits for its next request (%s): 658',
    async (_what, tls, more) => {
      const result = await from('plain', { ...tls, strictShutdown: true }, more);
      expect(result).toMatchObject({ code: 658, phase: 'verify', bytes: SIZE });
      expect(result.evidence).toContainEqual(expect.objectContaining({ name: 'sent_close_notify' }));
      expect(result.evidence).toContainEqual(expect.objectContaining({ source: 'os', name: 'FIN' }));
    },
  );

  test('a download that stops in the middle says that the goodbye was not waited for', async () => {
    const result = await from('plain', { strictShutdown: true }, { transferKB: 10 });
    expect(result).toMatchObject({ code: 0, bytes: 10_240 });
    expect(result.evidence).toEqual([expect.objectContaining({ name: 'SHUTDOWN_UNTESTED' })]);
  });
});
