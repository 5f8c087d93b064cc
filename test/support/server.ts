/** Small servers for tests: a loopback HTTP server and a way to run one task against it. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo, Server, Socket } from 'node:net';
import { systemClock } from '../../src/main/engine/clock.ts';
import { type TransferContext, transfer } from '../../src/main/engine/transfer.ts';
import { TIME_PARTS, type TransferResult } from '../../src/shared/result.ts';
import { parseTask, type Task, type TaskInput } from '../../src/shared/task.ts';

export interface TestServer extends AsyncDisposable {
  port: number;
  url: (path: string) => string;
  /** TCP connections accepted so far. */
  connections: () => number;
}

export function serveHttp(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  return listen(createServer(handle as RequestListener));
}

/** HTTP/2 without TLS. */
export function serveHttp2(
  handle: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void,
): Promise<TestServer> {
  const server = createHttp2Server().on('stream', (stream, headers) => {
    stream.on('error', () => {});
    handle(stream, headers);
  });
  return listen(server as Http2Server);
}

/** Listens on a free loopback port; disposing it ends every connection. */
export async function listen(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    accepted++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    connections: () => accepted,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

export function makeTask(input: TaskInput): Task {
  const parsed = parseTask(input);
  if (!parsed.ok) throw new Error(parsed.errors.map((error) => error.message).join('\n'));
  return parsed.value;
}

export function runTask(input: TaskInput, context: Partial<TransferContext> = {}): Promise<TransferResult> {
  return transfer(makeTask(input), {
    runId: 'test',
    signal: new AbortController().signal,
    clock: systemClock,
    ...context,
  });
}

/** The parts of a result's time; they must add up to its total. */
export function sumOfParts({ timings }: TransferResult): number {
  return TIME_PARTS.reduce((sum, part) => sum + timings[part], timings.redirect);
}
