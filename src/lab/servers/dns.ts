/** A name server (UDP and TCP, wire format of RFC 1035) that answers as its zone says: well, wrongly, late or not at all. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { DnsAnswer, Zone } from '../script.ts';
import { type Listener, LOOPBACK } from './tcp.ts';

const RESPONSE_CODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;
type ResponseCode = keyof typeof RESPONSE_CODES;

const TYPE_A = 1;
const TYPE_CNAME = 5;
const TYPE_AAAA = 28;
const CLASS_IN = 1;
const HEADER = 12;
/** Nothing may be cached: the next test asks again. */
const TTL_S = 0;
/** In the flags of a header: there is more than fits here. */
const TRUNCATED = 0x0200;
/** How often a port is looked for that is free for both UDP and TCP. */
const PORT_TRIES = 20;

interface Question {
  name: string;
  type: number;
  /** Name, type and class as they stood in the query. */
  bytes: Buffer;
}

interface Answer {
  owner: string;
  type: number;
  data: Buffer;
}

/** A name that the zone does not have does not exist. */
export async function listenDns(zone: Zone): Promise<Listener> {
  const { udp, tcp, port } = await openBoth();
  const timers = new Set<NodeJS.Timeout>();
  const sockets = new Set<Socket>();

  udp.on('message', (query, peer) => {
    answer(query, false, (response) => udp.send(response, peer.port, peer.address, () => {}));
  });
  tcp.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let received: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      // Over TCP two bytes of length stand before each message.
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        answer(received.subarray(2, end), true, (response) => {
          const length = Buffer.alloc(2);
          length.writeUInt16BE(response.length);
          socket.write(Buffer.concat([length, response]));
        });
        received = received.subarray(end);
      }
    });
  });

  function answer(query: Buffer, overTcp: boolean, send: (response: Buffer) => void): void {
    const question = readQuestion(query);
    if (!question) return;
    const entry = zone[question.name] ?? { error: 'NXDOMAIN' };
    if ('silent' in entry) return;
    const tooLong = 'truncated' in entry && entry.truncated && !overTcp;
    const response = tooLong
      ? Buffer.concat([header(query, 'NOERROR', 0, TRUNCATED), question.bytes])
      : respond(zone, query, question, entry);
    if (!('lateMs' in entry) || entry.lateMs === undefined) {
      send(response);
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      send(response);
    }, entry.lateMs);
    timers.add(timer);
  }

  return {
    port,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      const closed = Promise.all([once(udp, 'close'), once(tcp, 'close')]);
      udp.close();
      tcp.close();
      await closed;
    },
  };
}

/** The same port for both. */
async function openBoth(): Promise<{ udp: UdpSocket; tcp: Server; port: number }> {
  for (let tries = 1; ; tries++) {
    const udp = createSocket('udp4');
    const tcp = createServer();
    udp.on('error', () => {});
    udp.bind(0, LOOPBACK);
    await once(udp, 'listening');
    const { port } = udp.address();
    try {
      tcp.listen(port, LOOPBACK);
      await once(tcp, 'listening');
      return { udp, tcp, port };
    } catch (error) {
      udp.close();
      if (tries === PORT_TRIES) throw error;
    }
  }
}

function respond(zone: Zone, query: Buffer, question: Question, entry: DnsAnswer): Buffer {
  if ('garbage' in entry) {
    return Buffer.concat([header(query, 'NOERROR', 2), question.bytes, Buffer.alloc(9, 0xff)]);
  }
  if ('error' in entry) return Buffer.concat([header(query, entry.error, 0), question.bytes]);
  const answers = lookup(zone, question.name, question.type);
  return Buffer.concat([
    header(query, 'NOERROR', answers.length),
    question.bytes,
    ...answers.map(encodeAnswer),
  ]);
}

/** Aliases are followed as long as they lead to new names. */
function lookup(zone: Zone, name: string, type: number, seen: readonly string[] = []): Answer[] {
  const entry = zone[name];
  if (!entry || seen.includes(name)) return [];
  if ('cname' in entry) {
    return [
      { owner: name, type: TYPE_CNAME, data: encodeName(entry.cname) },
      ...lookup(zone, entry.cname, type, [...seen, name]),
    ];
  }
  if (type === TYPE_A && 'a' in entry)
    return (entry.a ?? []).map((ip) => ({ owner: name, type, data: ipv4(ip) }));
  if (type === TYPE_AAAA && 'aaaa' in entry) {
    return (entry.aaaa ?? []).map((ip) => ({ owner: name, type, data: ipv6(ip) }));
  }
  return [];
}

/** The one question of a query; null when it is none. */
function readQuestion(query: Buffer): Question | null {
  const labels: string[] = [];
  let at = HEADER;
  for (;;) {
    const length = query[at];
    if (length === undefined || length > 63) return null;
    at += 1;
    if (length === 0) break;
    labels.push(query.toString('latin1', at, at + length));
    at += length;
  }
  if (at + 4 > query.length) return null;
  return {
    name: labels.join('.').toLowerCase(),
    type: query.readUInt16BE(at),
    bytes: query.subarray(HEADER, at + 4),
  };
}

function header(query: Buffer, code: ResponseCode, answers: number, flags = 0): Buffer {
  const bytes = Buffer.alloc(HEADER);
  query.copy(bytes, 0, 0, 2);
  // Response, authoritative, recursion as desired and available.
  bytes.writeUInt16BE(0x8480 | flags | (query.readUInt16BE(2) & 0x0100) | RESPONSE_CODES[code], 2);
  bytes.writeUInt16BE(1, 4);
  bytes.writeUInt16BE(answers, 6);
  return bytes;
}

function encodeAnswer({ owner, type, data }: Answer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(CLASS_IN, 2);
  fixed.writeUInt32BE(TTL_S, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(owner), fixed, data]);
}

function encodeName(name: string): Buffer {
  const labels = name
    .split('.')
    .map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1'));
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}

function ipv4(ip: string): Buffer {
  return Buffer.from(ip.split('.').map(Number));
}

function ipv6(ip: string): Buffer {
  const [front = '', back] = ip.split('::');
  const words = (part: string): number[] =>
    part ? part.split(':').map((word) => Number.parseInt(word, 16)) : [];
  const head = words(front);
  const tail = back === undefined ? [] : words(back);
  const all = [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
  return Buffer.from(all.flatMap((word) => [word >> 8, word & 0xff]));
}
