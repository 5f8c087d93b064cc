/** A proxy's work: reads what the peer asks for, in HTTP or SOCKS 5, connects there and passes everything on. */
import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import type { Connection } from './connection.ts';
import { LOOPBACK } from './tcp.ts';

/** Whatever host the peer names, it is this computer's port that is reached: a lab's proxy leads nowhere else. */
async function connectTo(port: number): Promise<Socket | null> {
  const socket = net.connect({ host: LOOPBACK, port, allowHalfOpen: true, noDelay: true });
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return null;
  }
}

/** Returns when the connection is over. */
export async function relay(
  kind: 'http' | 'socks5',
  connection: Connection,
  credentials: string | undefined,
): Promise<void> {
  await (kind === 'http' ? relayHttp(connection, credentials) : relaySocks(connection, credentials));
}

const answer = (status: string, ...fields: string[]): string =>
  [`HTTP/1.1 ${status}`, ...fields, 'Content-Length: 0', 'Connection: close', '', ''].join('\r\n');

async function relayHttp(connection: Connection, credentials: string | undefined): Promise<void> {
  const head = await connection.takeHead();
  if (head === null) return;
  const [requestLine = '', ...fields] = head.split('\r\n');
  const [method, target = ''] = requestLine.split(' ');
  const authorization = fields.find((field) => /^proxy-authorization:/i.test(field));
  if (credentials !== undefined && authorization?.split(' ').at(-1) !== btoa(credentials)) {
    await connection.send(
      answer('407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="lab"'),
    );
    return connection.closeClean();
  }

  const url = URL.parse(method === 'CONNECT' ? `http://${target}` : target);
  const other = url && (await connectTo(Number(url.port)));
  if (!url || !other) {
    await connection.send(answer('502 Bad Gateway'));
    return connection.closeClean();
  }
  if (method === 'CONNECT') {
    await connection.send('HTTP/1.1 200 Connection established\r\n\r\n');
  } else {
    const passedOn = fields.filter((field) => field !== authorization);
    other.write([`${method} ${url.pathname}${url.search} HTTP/1.1`, ...passedOn, '', ''].join('\r\n'));
  }
  await connection.join(other);
}

const VERSION = 5;
const SUCCEEDED = 0;
const REFUSED = 5;
const PASSWORD = 2;
const NO_METHOD = 0xff;
/** Type 1 is IPv4, 3 a name behind its length, 4 IPv6. */
const ADDRESS_LENGTHS: Readonly<Record<number, number>> = { 1: 4, 4: 16 };

async function relaySocks(connection: Connection, credentials: string | undefined): Promise<void> {
  const greeting = await connection.take(2);
  const methods = greeting && (await connection.take(greeting[1]!));
  if (!methods) return;
  const method = credentials === undefined ? 0 : PASSWORD;
  if (!methods.includes(method)) {
    await connection.send(Uint8Array.of(VERSION, NO_METHOD));
    return connection.closeClean();
  }
  await connection.send(Uint8Array.of(VERSION, method));
  if (method === PASSWORD && !(await checkPassword(connection, credentials!))) return connection.closeClean();

  const request = await connection.take(4);
  if (!request) return;
  const length = ADDRESS_LENGTHS[request[3]!] ?? (await connection.take(1))?.[0] ?? 0;
  const address = await connection.take(length + 2);
  if (!address) return;
  const other = await connectTo(address.readUInt16BE(length));
  await connection.send(Uint8Array.of(VERSION, other ? SUCCEEDED : REFUSED, 0, 1, 127, 0, 0, 1, 0, 0));
  if (!other) return connection.closeClean();
  await connection.join(other);
}

/** RFC 1929. */
async function checkPassword(connection: Connection, credentials: string): Promise<boolean> {
  const field = async (): Promise<string> => {
    const [length = 0] = (await connection.take(1)) ?? [];
    return (await connection.take(length))?.toString() ?? '';
  };
  await connection.take(1);
  const right = `${await field()}:${await field()}` === credentials;
  await connection.send(Uint8Array.of(1, right ? 0 : 1));
  return right;
}
