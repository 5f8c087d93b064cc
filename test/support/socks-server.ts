/** A SOCKS 5 proxy for tests (RFC 1928, no authentication): whatever name it is asked for, it connects to 127.0.0.1. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { listen, type TestServer } from './server.ts';

const DONE = Uint8Array.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 0);
const NAME = 3;

/** `names` are those it was asked for; an address in the request counts as none. */
export async function serveSocks(): Promise<TestServer & { names: string[] }> {
  const names: string[] = [];
  const serve = async (client: Socket): Promise<void> => {
    // A client waits for each answer, so each of its messages comes alone.
    await once(client, 'data');
    client.write(Uint8Array.of(5, 0));
    const [request] = (await once(client, 'data')) as [Buffer];
    if (request[3] === NAME) names.push(request.toString('latin1', 5, 5 + request[4]!));
    const server = connect(request.readUInt16BE(request.length - 2), '127.0.0.1', () => {
      client.write(DONE);
      client.pipe(server).pipe(client);
    });
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
  };
  const proxy = await listen(createServer((client) => void serve(client).catch(() => client.destroy())));
  return Object.assign(proxy, { names });
}
