/** Whom a transfer trusts: the authorities of this computer beside Node's own, and what is said when it is one of them. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LeafName } from '../../../../src/lab/pki.ts';
import type { TransferResult } from '../../../../src/shared/result.ts';
import type { TaskInput } from '../../../../src/shared/task.ts';
import { catprobe } from '../../../support/cli.ts';
import { listen, type TestServer } from '../../../support/server.ts';
import { type Certificates, certificateFolder } from '../../../support/tls-servers.ts';

let files: Certificates;
const servers = new Map<LeafName, TestServer>();

beforeAll(async () => {
  files = await certificateFolder();
  for (const leaf of ['good', 'inspected', 'expiredWrongHost'] as const) {
    const server = createTlsServer(await files.pki.leaf(leaf), (socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    });
    server.on('tlsClientError', () => {});
    servers.set(leaf, await listen(server));
  }
});
afterAll(async () => {
  for (const server of servers.values()) await server[Symbol.asyncDispose]();
  await files?.[Symbol.asyncDispose]();
});

/** A computer to whose authorities somebody has added the lab's root. */
async function onSuchComputer(leaf: LeafName, tls: TaskInput['tls'] = {}): Promise<TransferResult> {
  const url = `https://127.0.0.1:${servers.get(leaf)!.port}/`;
  const env = { NODE_EXTRA_CA_CERTS: files.file('root.pem') };
  const { out } = await catprobe(
    ['run', url, '--json', '--no-store', '--task', JSON.stringify({ tls })],
    env,
  );
  return JSON.parse(out);
}

const noted = ({ evidence }: TransferResult): string[] =>
  evidence.filter(({ name }) => name === 'TLS_INSPECTED').map(({ detail }) => detail);

test('one that this computer trusts and Node does not is trusted, and named', async () => {
  const result = await onSuchComputer('good');
  expect(result.code).toBe(0);
  expect(noted(result)).toEqual([expect.stringMatching(/^issued by CN=catprobe lab root: .*this computer/)]);
});

test('it is named where the certificate is no good for another reason, too', async () => {
  const result = await onSuchComputer('expiredWrongHost');
  expect(result.code).toBe(624);
  expect(noted(result)).toHaveLength(1);
});

test('without the authorities of this computer it is 623', async () => {
  const result = await onSuchComputer('good', { useSystemCa: false });
  expect(result).toMatchObject({ code: 623, phase: 'secure' });
  expect(noted(result)).toEqual([]);
});

test('an authority of the task’s own file is no sign of anybody', async () => {
  const result = await onSuchComputer('good', { caFile: files.file('root.pem') });
  expect(result.code).toBe(0);
  expect(result.evidence).toEqual([]);
});

test('the name of an inspecting product is told even where nobody trusts it', async () => {
  const result = await onSuchComputer('inspected');
  expect(result.code).toBe(623);
  expect(noted(result)).toEqual([expect.stringMatching(/mitmproxy inspector: a name of a product/)]);
});

test('the certificates of this computer are added once each, however they are written', () => {
  const trust = path.resolve(import.meta.dirname, '../../../../src/main/engine/trust.ts');
  const program = `
    import { X509Certificate } from 'node:crypto';
    import { getCACertificates } from 'node:tls';
    import { trustSystemAuthorities } from ${JSON.stringify(trust)};
    trustSystemAuthorities();
    const prints = getCACertificates('default').map((pem) => new X509Certificate(pem).fingerprint256);
    console.log(prints.length - new Set(prints).size);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('0\n');
});
