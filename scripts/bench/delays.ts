/** A server over HTTPS and the name server that knows it, which let each step wait as long as they are told, and remember how long it was. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { createPki } from '../../src/lab/pki.ts';

export const STEPS = ['dns', 'tls', 'wait'] as const;
export type Step = (typeof STEPS)[number];
export type Delays = Record<Step, number>;

export interface DelayingServers {
  url: string;
  /** Of the authority that signed its certificate. */
  caFile: string;
  /** `address:port` */
  nameServer: string;
  /** ms, for the next transfers. */
  delays: Delays;
  /** How long each transfer was really kept waiting, in their order. */
  kept: Record<Step, number[]>;
}

const NAME = 'lab.test';
const CONTENT = Buffer.alloc(1024, 'x');

/** `folder`: for the file of the authority. */
export async function startDelayingServers(
  scope: AsyncDisposableStack,
  folder: string,
): Promise<DelayingServers> {
  const pki = await createPki();
  const caFile = path.join(folder, 'delays-ca.pem');
  await writeFile(caFile, pki.rootCertificate);
  const delays: Delays = { dns: 0, tls: 0, wait: 0 };
  const kept: Record<Step, number[]> = { dns: [], tls: [], wait: [] };
  const keep = (step: Step, goOn: () => void): void => {
    const from = performance.now();
    const done = (): void => {
      kept[step].push(performance.now() - from);
      goOn();
    };
    if (delays[step]) setTimeout(done, delays[step]);
    else done();
  };

  const names = createSocket('udp4', (query, { port, address }) => {
    keep('dns', () => names.send(addressOf(query), port, address));
  });
  names.bind(0, '127.0.0.1');
  await once(names, 'listening');
  scope.defer(() => void names.close());

  const pair = await pki.leaf('good');
  const context = createSecureContext(pair);
  // Asked for when the client's hello is here, before anything is answered.
  const SNICallback = (_name: string, give: (error: null, found: typeof context) => void): void => {
    keep('tls', () => give(null, context));
  };
  const server = createServer({ ...pair, SNICallback }, (_request, response) => {
    keep('wait', () => response.end(CONTENT));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  scope.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `https://${NAME}:${(server.address() as AddressInfo).port}/`,
    caFile,
    nameServer: `127.0.0.1:${names.address().port}`,
    delays,
    kept,
  };
}

/** The answer to a question for an address: the question itself, and 127.0.0.1 (RFC 1035 section 4). */
function addressOf(query: Buffer): Buffer {
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(0x8580, 2);
  head.writeUInt16BE(1, 6);
  head.writeUInt32BE(0, 8);
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  // The name of the question, type A, class IN, not to be kept, four bytes.
  return Buffer.concat([head, question, Buffer.from('c00c000100010000000000047f000001', 'hex')]);
}
