/** How far an address reaches: whether a redirect leads from a wider network into a narrower one. */
import { BlockList, isIP } from 'node:net';

export type Scope = 'public' | 'private' | 'link-local' | 'loopback';

/** RFC 6890 and its registries, as far as a server can be behind them. */
const NETWORKS: Record<Exclude<Scope, 'public'>, readonly string[]> = {
  loopback: ['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128'],
  'link-local': ['169.254.0.0/16', 'fe80::/10'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fec0::/10'],
};

const LISTS = Object.entries(NETWORKS).map(([scope, networks]) => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), familyOf(address));
  }
  return { scope: scope as Scope, list };
});

/** IPv6 addresses that hold an IPv4 address (`::ffff:10.0.0.1`, `64:ff9b::10.0.0.1`) reach as far as that one. */
export function scopeOf(address: string): Scope {
  const ip = heldIPv4(address) ?? address;
  return LISTS.find(({ list }) => list.check(ip, familyOf(ip)))?.scope ?? 'public';
}

/** Whether `to` is an address of a private network that `from` is not in. Null: unknown, so public. */
export function entersPrivate(from: string | null, to: string): boolean {
  const scope = scopeOf(to);
  return scope !== 'public' && scope !== (from === null ? 'public' : scopeOf(from));
}

/** URL writes the last 32 bits as two hexadecimal words, whatever way they came. */
function heldIPv4(address: string): string | null {
  if (isIP(address) !== 6) return null;
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]/`).hostname;
  const held = /^\[(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(canonical);
  if (!held) return null;
  const [high, low] = [Number.parseInt(held[1]!, 16), Number.parseInt(held[2]!, 16)];
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
