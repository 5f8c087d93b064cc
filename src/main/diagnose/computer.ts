/** What this computer has to reach others with: addresses on its interfaces, and a default route. Nothing is sent. */
import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { ComputerFacts } from '../../shared/diagnosis.ts';
import { scopeOf } from '../engine/scope.ts';

/** For documentation (RFC 5737, RFC 3849): nobody has them, so the way to them is the default one. */
const ELSEWHERE = { 4: '192.0.2.1', 6: '2001:db8::1' } as const;
const FAMILIES = [4, 6] as const;

export async function lookAtComputer(): Promise<ComputerFacts> {
  const addresses = ownAddresses().filter(
    (address) => !['loopback', 'link-local'].includes(scopeOf(address)),
  );
  const families = FAMILIES.filter((family) =>
    addresses.some((address) => address.includes(':') === (family === 6)),
  );
  const ways = await Promise.all(FAMILIES.map(async (family) => ((await hasWay(family)) ? [family] : [])));
  return { families, ways: ways.flat(), own: false };
}

/** Loopback, or an address of one of its interfaces. */
export function isOwn(address: string): boolean {
  return scopeOf(address) === 'loopback' || ownAddresses().includes(address);
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
}

/** To connect a UDP socket makes the system look for a route; a packet would only be sent with data. */
function hasWay(family: 4 | 6): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(family === 4 ? 'udp4' : 'udp6');
    const settle = (found: boolean): void => {
      socket.close();
      resolve(found);
    };
    socket.once('error', () => settle(false));
    socket.connect(9, ELSEWHERE[family], (error?: Error) => settle(!error));
  });
}
