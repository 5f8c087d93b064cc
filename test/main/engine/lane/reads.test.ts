/** TLS read into one buffer through two inner places of Node: that it is so here, and that a Node without them transfers the same. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { connect, TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readDirectly, readsOf } from '../../../../src/main/engine/lane/reads.ts';
import { Wire } from '../../../../src/main/engine/wire.ts';
import type { TransferResult } from '../../../../src/shared/result.ts';
import { listen, runTask, type TestServer } from '../../../support/server.ts';
import { type Certificates, certificateFolder } from '../../../support/tls-servers.ts';

const CONTENT = Buffer.from(Array.from({ length: 9_000_001 }, (_, i) => (i * 31) % 251));
const md5 = createHash('md5').update(CONTENT).digest('hex');

let files: Certificates;
let server: TestServer;

beforeAll(async () => {
  files = await certificateFolder('good');
  const { cert, key } = await files.pki.leaf('good');
  server = await listen(
    createHttpsServer({ cert, key }, (request, response) => {
      if (request.url !== '/chunked') response.setHeader('content-length', CONTENT.length);
      response.end(CONTENT);
    }),
  );
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await files?.[Symbol.asyncDispose]();
});
afterEach(() => vi.restoreAllMocks());

/** A TLS socket over a stream of ours, as the engine makes it. */
async function tlsSocket(): Promise<TLSSocket> {
  const tcp = connectTcp({ host: '127.0.0.1', port: server.port, allowHalfOpen: true });
  await once(tcp, 'connect');
  return connect({ socket: new Wire(tcp, { probeEnd: true }), rejectUnauthorized: false });
}

async function readsDirectly(): Promise<boolean> {
  const socket = await tlsSocket();
  readDirectly(socket);
  socket.on('error', () => {}).destroy();
  return readsOf(socket) !== null;
}

/** A Node that calls its places something else. */
function withoutPlaces(): void {
  const symbolsOf = Object.getOwnPropertySymbols;
  vi.spyOn(Object, 'getOwnPropertySymbols').mockImplementation((target) =>
    target instanceof TLSSocket ? [] : symbolsOf(target),
  );
}

/** A Node whose TLS cannot be given a buffer. Gives back the way to the real one. */
async function withoutBuffer(): Promise<() => void> {
  const socket = await tlsSocket();
  let owner = (socket as unknown as { _handle: object })._handle;
  socket.on('error', () => {}).destroy();
  while (!Object.hasOwn(owner, 'useUserBuffer')) owner = Object.getPrototypeOf(owner);
  const real = Object.getOwnPropertyDescriptor(owner, 'useUserBuffer')!;
  Object.defineProperty(owner, 'useUserBuffer', { ...real, value: undefined });
  return () => void Object.defineProperty(owner, 'useUserBuffer', real);
}

function download(at: string): Promise<TransferResult> {
  return runTask({
    url: `https://127.0.0.1:${server.port}${at}`,
    tls: { caFile: files.file('root.pem') },
    verify: { md5 },
  });
}

const whole = { code: 0, bytes: CONTENT.length, md5 };

test('this Node has what it needs', async () => {
  expect(await readsDirectly()).toBe(true);
});

describe.each(['/known-length', '/chunked'])('%s, to the byte', (at) => {
  test('as it is', async () => {
    expect(await download(at)).toMatchObject(whole);
  });

  test('without the places: through the stream', async () => {
    withoutPlaces();
    expect(await readsDirectly()).toBe(false);
    expect(await download(at)).toMatchObject(whole);
  });

  test('without the buffer: through the stream', async () => {
    const goBack = await withoutBuffer();
    try {
      expect(await readsDirectly()).toBe(false);
      expect(await download(at)).toMatchObject(whole);
    } finally {
      goBack();
    }
  });
});
