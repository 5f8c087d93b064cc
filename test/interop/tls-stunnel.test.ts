/** Against stunnel before a plain HTTP server: TLS by a program that only cares for TLS. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { findPeer } from '../support/peers.ts';
import { runTask, serveHttp, type TestServer } from '../support/server.ts';
import { type Certificates, certificateFolder, startTlsServer } from '../support/tls-servers.ts';

const stunnel = findPeer('stunnel');

describe.skipIf(!stunnel)(`stunnel${stunnel ? '' : ' (not installed here)'}`, () => {
  let files: Certificates;
  let plain: TestServer;

  beforeAll(async () => {
    files = await certificateFolder('good', 'expired', 'wrongHost', 'expiredClient');
    plain = await serveHttp((_request, response) => response.end('x'.repeat(1000)));
  });
  afterAll(async () => {
    await plain?.[Symbol.asyncDispose]();
    await files?.[Symbol.asyncDispose]();
  });

  async function facing(options: string[], tls: TaskInput['tls'], leaf = 'good'): Promise<TransferResult> {
    await using server = await startTlsServer(stunnel!, (port) => [configuration(port, leaf, options)]);
    return await runTask({ url: server.url, tls: { caFile: files.file('root.pem'), ...tls } });
  }

  /** Written before the program starts: it reads its name from the command line. */
  function configuration(port: number, leaf: string, options: string[]): string {
    const file = files.file(`stunnel-${port}.conf`);
    const text = [
      'foreground = yes',
      'pid =',
      '[https]',
      `accept = 127.0.0.1:${port}`,
      `connect = 127.0.0.1:${plain.port}`,
      `cert = ${files.file(`${leaf}.pem`)}`,
      `key = ${files.file(`${leaf}.key`)}`,
      `CAfile = ${files.file('root.pem')}`,
      ...options,
    ].join('\n');
    writeFileSync(file, `${text}\n`);
    return file;
  }

  const client = (name: string) => ({ cert: files.file(`${name}.pem`), key: files.file(`${name}.key`) });

  describe.each(['TLSv1.2', 'TLSv1.3'])('%s', (version) => {
    const only = [`sslVersion = ${version}`];
    const demands = [...only, 'verifyChain = yes', 'requireCert = yes'];

    test('a download, with a goodbye', async () => {
      expect(await facing(only, { strictShutdown: true })).toMatchObject({
        code: 0,
        bytes: 1000,
        tls: { version },
      });
    });

    test('demands a client certificate: 612, 641, 651, and lets one in', async () => {
      expect(await facing(demands, {})).toMatchObject({ code: 612, phase: 'secure' });
      expect(await facing(demands, { clientCert: { machine: true } })).toMatchObject({ code: 641 });
      expect(await facing(demands, { clientCert: client('stranger-client') })).toMatchObject({
        code: 651,
        phase: 'secure',
      });
      expect(await facing(demands, { clientCert: client('expiredClient') })).toMatchObject({
        code: 651,
        phase: 'secure',
      });
      expect(await facing(demands, { clientCert: client('client') })).toMatchObject({ code: 0 });
    });

    test.each([
      ['expired', 610],
      ['wrongHost', 611],
    ] as const)('its certificate is %s: %i', async (leaf, code) => {
      expect(await facing(only, {}, leaf)).toMatchObject({ code, phase: 'secure' });
    });
  });

  test('versions apart: 634', async () => {
    expect(await facing(['sslVersion = TLSv1.3'], { maxVersion: 'TLSv1.2' })).toMatchObject({ code: 634 });
    expect(await facing(['sslVersion = TLSv1.2'], { minVersion: 'TLSv1.3' })).toMatchObject({ code: 634 });
  });

  test('suites apart: 634', async () => {
    const server = ['sslVersion = TLSv1.2', 'ciphers = ECDHE-ECDSA-AES256-GCM-SHA384'];
    const result = await facing(server, { ciphers: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256' });
    expect(result).toMatchObject({ code: 634, phase: 'secure' });
  });

  test('nobody behind it: the handshake works and no answer comes', async () => {
    await using server = await startTlsServer(stunnel!, (port) => {
      const file = configuration(port, 'good', []);
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(`connect = 127.0.0.1:${plain.port}`, 'connect = 127.0.0.1:1'),
      );
      return [file];
    });
    const result = await runTask({ url: server.url, tls: { caFile: files.file('root.pem') } });
    expect([608, 609, 637, 638]).toContain(result.code);
    expect(result.phase).not.toBe('secure');
  });
});
