/** A name server (UDP, wire format of RFC 1035) that answers as its zone says: well, wrongly, late or not at all. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
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
  const socket = createSocket('udp4');
  const timers = new Set<NodeJS.Timeout>();
  socket.on('error', () => {});
  socket.on('message', (query, peer) => {
    const question = readQuestion(query);
    if (question) answer(query, question, peer);
  });
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');

  function answer(query: Buffer, question: Question, peer: RemoteInfo): void {
    const entry = zone[question.name] ?? { error: 'NXDOMAIN' };
    if ('silent' in entry) return;
    const response = respond(zone, query, question, entry);
    const send = (): void => socket.send(response, peer.port, peer.address, () => {});
    if (!('lateMs' in entry) || entry.lateMs === undefined) {
      send();
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      send();
    }, entry.lateMs);
    timers.add(timer);
  }

  return {
    port: socket.address().port,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
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

function lookup(zone: Zone, name: string, type: number): Answer[] {
  const entry = zone[name];
  if (!entry) return [];
  if ('cname' in entry) {
    return [
      { owner: name, type: TYPE_CNAME, data: encodeName(entry.cname) },
      ...lookup(zone, entry.cname, type),
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

function header(query: Buffer, code: ResponseCode, answers: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  query.copy(bytes, 0, 0, 2);
  // Response, authoritative, recursion as desired and available.
  bytes.writeUInt16BE(0x8480 | (query.readUInt16BE(2) & 0x0100) | RESPONSE_CODES[code], 2);
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
