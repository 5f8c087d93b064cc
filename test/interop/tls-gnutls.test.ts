/**
 * Against GnuTLS's server. It cannot be told to listen on this computer alone, so it runs in a network of its own, which has nothing but
 * its loopback: that needs Linux, `ip`, and the right to make one.
 */
import { execFile, spawnSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { findPeer } from '../support/peers.ts';
import { type Certificates, certificateFolder } from '../support/tls-servers.ts';

const gnutls = findPeer('gnutls-serv');
const mayMakeNetworks =
  spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' }).status === 0;
const lacking = gnutls ? 'needs the right to make a network namespace' : 'not installed here';
const CHILD = path.join(import.meta.dirname, '../support/run-tasks.ts');
const PORT = 4433;

type Tls = TaskInput['tls'];

describe.skipIf(!gnutls || !mayMakeNetworks)(`gnutls-serv (${lacking})`, () => {
  let files: Certificates;

  beforeAll(async () => {
    files = await certificateFolder('good', 'expired', 'wrongHost', 'expiredClient');
  });
  afterAll(() => files?.[Symbol.asyncDispose]());

  async function facing(options: string[], wanted: Tls[], leaf = 'good'): Promise<TransferResult[]> {
    const args = [
      '--http',
      `--port=${PORT}`,
      `--x509certfile=${files.file(`${leaf}.pem`)}`,
      `--x509keyfile=${files.file(`${leaf}.key`)}`,
      `--x509cafile=${files.file('root.pem')}`,
      ...options,
    ];
    const tasks = wanted.map((tls) => ({
      url: `https://127.0.0.1:${PORT}/`,
      tls: { caFile: files.file('root.pem'), ...tls },
    }));
    const inOwnNetwork = ['-n', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh'];
    const child = [
      process.execPath,
      CHILD,
      gnutls!,
      String(PORT),
      JSON.stringify(args),
      JSON.stringify(tasks),
    ];
    const { stdout } = await promisify(execFile)('unshare', [...inOwnNetwork, ...child]);
    return JSON.parse(stdout);
  }

  const client = (name: string) => ({ cert: files.file(`${name}.pem`), key: files.file(`${name}.key`) });
  const alerts = ({ evidence }: TransferResult): string[] =>
    evidence.filter(({ source }) => source === 'tls-alert').map(({ name }) => name);

  describe.each([
    ['TLSv1.2', 'NORMAL:-VERS-ALL:+VERS-TLS1.2'],
    ['TLSv1.3', 'NORMAL:-VERS-ALL:+VERS-TLS1.3'],
  ])('%s', (version, priority) => {
    const only = [`--priority=${priority}`, '--disable-client-cert'];
    const demands = [`--priority=${priority}`, '--require-client-cert', '--verify-client-cert'];

    test('a page', async () => {
      const [result] = await facing(only, [{}]);
      expect(result).toMatchObject({ code: 0, httpStatus: 200, tls: { version } });
    });

    test('demands a client certificate: 612, 641, 651, and lets one in', async () => {
      const results = await facing(demands, [
        {},
        { clientCert: { machine: true } },
        { clientCert: client('stranger-client') },
        { clientCert: client('expiredClient') },
        { clientCert: client('client') },
      ]);
      expect(results.map((result) => [result.code, result.phase, ...alerts(result)])).toEqual(
        version === 'TLSv1.2'
          ? [
              // An empty list of certificates is badly coded in its eyes.
              [612, 'secure', 'decode_error'],
              [641, 'secure', 'decode_error'],
              [651, 'secure', 'access_denied', 'bad_certificate'],
              [651, 'secure', 'access_denied', 'bad_certificate'],
              [0, 'verify'],
            ]
          : [
              [612, 'secure', 'certificate_required'],
              [641, 'secure', 'certificate_required'],
              [651, 'secure', 'access_denied'],
              [651, 'secure', 'access_denied'],
              [0, 'verify'],
            ],
      );
    });

    test('its certificate is expired, or of another host', async () => {
      const [expired] = await facing(only, [{}], 'expired');
      expect(expired).toMatchObject({ code: 610, phase: 'secure' });
      const [other] = await facing(only, [{}], 'wrongHost');
      expect(other).toMatchObject({ code: 611, phase: 'secure' });
    });
  });

  test('versions, suites and groups apart: 634, in its alerts', async () => {
    const [old, usable] = await facing(
      ['--priority=NORMAL:-VERS-ALL:+VERS-TLS1.0:+VERS-TLS1.1:%VERIFY_ALLOW_BROKEN', '--disable-client-cert'],
      [{}, { minVersion: 'TLSv1' }],
    );
    expect(old).toMatchObject({ code: 634, phase: 'secure' });
    expect(usable).toMatchObject({ code: 0, tls: { version: 'TLSv1.1' } });
    const [ciphers] = await facing(
      ['--priority=NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-256-GCM', '--disable-client-cert'],
      [{ ciphers: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256' }],
    );
    expect(ciphers).toMatchObject({ code: 634, phase: 'secure' });
    const [groups] = await facing(
      ['--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-SECP521R1', '--disable-client-cert'],
      [{ curves: 'x25519:secp256r1' }],
    );
    expect(groups).toMatchObject({ code: 634, phase: 'secure' });
    const [alpn] = await facing(['--alpn=spdy/1', '--alpn-fatal', '--disable-client-cert'], [{}]);
    expect(alpn).toMatchObject({ code: 634, phase: 'secure' });
    expect(alerts(alpn!)).toEqual(['no_application_protocol']);
  });

  test('a name it does not know: 647', async () => {
    const [result] = await facing(
      ['--sni-hostname=other.example', '--sni-hostname-fatal', '--disable-client-cert'],
      [{ serverName: 'good.lab.test' }],
    );
    expect(result).toMatchObject({ code: 647, phase: 'secure' });
    expect(alerts(result!)).toContain('unrecognized_name');
  });
});
