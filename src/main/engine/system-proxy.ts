/** The proxy that this computer wants for a target: here, from the environment variables that curl knows. */
import { BlockList, isIP } from 'node:net';

/**
 * Gives the proxy for a target as a URL, null for none. In the desktop program the operating system's own setting answers, scripts
 * (PAC) included. May reject; the message then says what is wrong.
 */
export type SystemProxy = (target: URL) => Promise<string | null>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Of curl: 1080, except for TLS. */
const DEFAULT_PORT = 1080;
const DEFAULT_TLS_PORT = 443;

/**
 * `http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`: lower case before upper case, and an empty one is none. `HTTP_PROXY` in upper case
 * is not read: in a CGI program a request header would set it.
 */
export function environmentProxy(env: Environment): SystemProxy {
  const either = (name: string): string | undefined => env[name] || env[name.toUpperCase()] || undefined;
  return async (target) => {
    const scheme = target.protocol.slice(0, -1);
    const own = scheme === 'http' ? env.http_proxy || undefined : either(`${scheme}_proxy`);
    const proxy = own ?? either('all_proxy');
    if (!proxy || isExempt(target.hostname, either('no_proxy') ?? '')) return null;
    return withDefaults(proxy);
  };
}

/** A bare HOST:PORT is an HTTP proxy; where the port is missing, curl's. */
function withDefaults(proxy: string): string {
  const [, given = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*?)\/*$/i.exec(proxy.trim()) ?? [];
  const scheme = given.toLowerCase();
  const hasPort = /:\d+$/.test(rest.slice(rest.lastIndexOf('@') + 1).replace(/^\[[^\]]*\]/, ''));
  return `${scheme}://${rest}${hasPort ? '' : `:${scheme === 'https' ? DEFAULT_TLS_PORT : DEFAULT_PORT}`}`;
}

/** `*`, or a list of names (each with everything below it; a leading dot says nothing), addresses and networks (CIDR). */
function isExempt(hostname: string, list: string): boolean {
  const entries = list.split(/[\s,]+/).filter(Boolean);
  if (entries.length === 1 && entries[0] === '*') return true;
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  return entries.some((entry) =>
    isIP(host) ? inNetwork(host, entry) : underName(host, entry.toLowerCase()),
  );
}

function underName(host: string, entry: string): boolean {
  const name = entry.replace(/^\./, '').replace(/\.$/, '');
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

function inNetwork(host: string, entry: string): boolean {
  const [, network = '', bits] = /^\[?([^/\]]+)\]?(?:\/(\d+))?$/.exec(entry) ?? [];
  const family = isIP(network);
  if (!family || family !== isIP(host)) return false;
  const widest = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? widest : Number(bits);
  if (prefix > widest) return false;
  const networks = new BlockList();
  networks.addSubnet(network, prefix, `ipv${family as 4 | 6}`);
  return networks.check(host, `ipv${family as 4 | 6}`);
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** This computer itself, by name or address: no system proxy stands between. `host` without brackets. */
export function isLoopback(host: string): boolean {
  const family = isIP(host);
  if (family) return LOOPBACK.check(host, family === 4 ? 'ipv4' : 'ipv6');
  return /^(?:.+\.)?localhost\.?$/i.test(host);
}
