/** The operating system's proxy setting, scripts (PAC) included, as Chromium reads it. */
import type { Session } from 'electron';

/** Gives the proxy for a target as a URL, null for none. Rejects when the setting names only proxies that we do not speak. */
export function systemProxyOf(session: Session): (target: URL) => Promise<string | null> {
  return async (target) => firstProxy(await session.resolveProxy(target.href));
}

/** Chromium's words. It means SOCKS 4 by a bare SOCKS, and leaves the resolving of names to a SOCKS proxy. */
const SCHEMES: Readonly<Record<string, string>> = { PROXY: 'http', HTTPS: 'https', SOCKS5: 'socks5h' };

/** Of `PROXY a:3128; SOCKS5 b:1080; DIRECT` the first that we speak: one attempt, and no second one in secret. */
export function firstProxy(list: string): string | null {
  const entries = list
    .split(';')
    .map((entry) => entry.trim())
    .filter(Boolean);
  for (const entry of entries) {
    const [kind = '', address] = entry.split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return null;
    const scheme = SCHEMES[kind.toUpperCase()];
    if (scheme && address) return `${scheme}://${address}`;
  }
  if (!entries.length) return null;
  throw new Error(`the system names only proxies that catprobe does not speak: ${list}`);
}
