/** The client's part of SOCKS 5: greeting, user and password, and the request for a connection. RFC 1928, RFC 1929. */
import { isIP, isIPv4 } from 'node:net';
import { check } from '../../classify/facts.ts';
import type { Dialogue } from '../dialogue.ts';
import { StepFailure } from '../failure.ts';
import type { TunnelOptions } from './proxy.ts';

const VERSION = 5;
const NO_AUTHENTICATION = 0;
const USER_AND_PASSWORD = 2;
const NO_METHOD = 0xff;
const PASSWORD_VERSION = 1;
const CONNECT = 1;
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;
const PORT_LENGTH = 2;

/** RFC 1928 section 6. */
const REPLIES: Readonly<Record<number, string>> = {
  1: 'general failure',
  2: 'not allowed by its rules',
  3: 'network unreachable',
  4: 'host unreachable',
  5: 'connection refused',
  6: 'TTL expired',
  7: 'command not supported',
  8: 'address type not supported',
};

/** Throws a StepFailure (601, 605). */
export async function askSocks(dialogue: Dialogue, options: TunnelOptions): Promise<void> {
  const { proxy, host, port } = options;
  const refused = (why: string): StepFailure =>
    new StepFailure(check('SOCKS_REFUSED', `the proxy ${proxy.shown} refused: ${why}`));

  const methods = proxy.credentials ? [NO_AUTHENTICATION, USER_AND_PASSWORD] : [NO_AUTHENTICATION];
  dialogue.send(Uint8Array.of(VERSION, methods.length, ...methods));
  const [version, method] = await takeTwo(dialogue);
  mustBeSocks(version, method);
  if (method === NO_METHOD) {
    throw refused(
      `it takes none of the ways to authenticate (${proxy.credentials ? 'none, password' : 'none'})`,
    );
  }
  if (!methods.includes(method))
    throw refused(`it wants authentication method ${method}, which was not offered`);
  if (method === USER_AND_PASSWORD && proxy.credentials) {
    const { user, password } = proxy.credentials;
    dialogue.send(Uint8Array.of(PASSWORD_VERSION, user.length, ...user, password.length, ...password));
    const [, status] = await takeTwo(dialogue);
    if (status !== 0) throw refused(`user or password (status ${status})`);
  }

  dialogue.send(Uint8Array.of(VERSION, CONNECT, 0, ...addressOf(host), port >> 8, port & 0xff));
  const [again, reply] = await takeTwo(dialogue);
  mustBeSocks(again, reply);
  if (reply !== 0) throw refused(`reply ${reply}, ${REPLIES[reply] ?? 'unassigned'}`);
  // The address that the proxy connects from: of no use, but it must be read.
  const [, type] = await takeTwo(dialogue);
  if (type === NAME) {
    const [length = 0] = await dialogue.take(1);
    await dialogue.take(length + PORT_LENGTH);
  } else {
    await dialogue.take((type === IPV6 ? 16 : 4) + PORT_LENGTH);
  }
}

async function takeTwo(dialogue: Dialogue): Promise<[number, number]> {
  const bytes = await dialogue.take(2);
  return [bytes[0]!, bytes[1]!];
}

function mustBeSocks(version: number, next: number): void {
  if (version === VERSION) return;
  const seen = [version, next].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new StepFailure(
    check('SOCKS_INVALID', `the proxy does not speak SOCKS 5: its answer begins with ${seen}`),
  );
}

/** Type and bytes of an address; a name is for the proxy to resolve. */
function addressOf(host: string): number[] {
  if (isIPv4(host)) return [IPV4, ...host.split('.').map(Number)];
  if (isIP(host)) return [IPV6, ...ipv6Bytes(host)];
  const name = Buffer.from(host, 'latin1');
  if (name.length > 255)
    throw new StepFailure(check('SOCKS_REFUSED', 'SOCKS has no room for so long a name'));
  return [NAME, name.length, ...name];
}

function ipv6Bytes(address: string): number[] {
  // URLs spell every address in its shortest form, as words of hexadecimal digits alone.
  const shortest = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [front = '', back] = shortest.split('::');
  const words = (part: string): number[] =>
    part ? part.split(':').map((word) => Number.parseInt(word, 16)) : [];
  const head = words(front);
  const tail = back === undefined ? [] : words(back);
  const all = [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
  return all.flatMap((word) => [word >> 8, word & 0xff]);
}
