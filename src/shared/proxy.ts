/** Proxy addresses: the one form that the task gate takes and the engine reads. */

export const PROXY_SCHEMES = ['http', 'https', 'socks5', 'socks5h'] as const;
/** `socks5`: the name of the target is resolved here; `socks5h`: by the proxy. */
export type ProxyScheme = (typeof PROXY_SCHEMES)[number];

export interface ProxyAddress {
  scheme: ProxyScheme;
  /** Without the brackets of an IPv6 literal. */
  host: string;
  port: number;
  /** As they were written: percent-encoded. */
  credentials: { user: string; password: string } | null;
}

/** Printable ASCII, or a byte as %HH; of the rest of the world's characters, only the encoded ones. SOCKS has room for 255 bytes. */
const CHARACTER = '(?:[!-$&-.0-9;-?A-~]|%[0-9A-Fa-f]{2})';
const CREDENTIALS = `(?<user>${CHARACTER}{0,255})(?::(?<password>(?:${CHARACTER}|:){0,255}))?@`;
const HOST = String.raw`(?:\[(?<ipv6>[0-9A-Fa-f:.]+)\]|(?<name>[^\s:/?#@%<>[\]^|\\"{}]+))`;
const PORT = String.raw`(?<port>[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])`;
const ADDRESS = `(?<scheme>${PROXY_SCHEMES.join('|')})://(?:${CREDENTIALS})?${HOST}:${PORT}/?`;

/** What the field `proxy` of a task may be. */
export const PROXY_SETTING = new RegExp(`^(?:none|system|${ADDRESS})$`);

const PROXY_ADDRESS = new RegExp(`^${ADDRESS}$`);

/** null when it is no proxy address. */
export function parseProxy(text: string): ProxyAddress | null {
  const parts = PROXY_ADDRESS.exec(text)?.groups;
  if (!parts) return null;
  const { scheme, user, password = '', ipv6, name, port } = parts;
  return {
    scheme: scheme as ProxyScheme,
    host: (ipv6 ?? name) as string,
    port: Number(port),
    credentials: user === undefined ? null : { user, password },
  };
}

/** As results and evidence name it: without credentials. */
export function shownProxy({ scheme, host, port }: ProxyAddress): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
