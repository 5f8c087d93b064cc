/** What a supporter wants to know of the computer: versions, network interfaces, the kind of proxy. No address unless the user agrees. */
import { execFile } from 'node:child_process';
import dns from 'node:dns';
import os from 'node:os';
import { promisify } from 'node:util';

const CURL_LIMIT_MS = 3000;
const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'ftp_proxy', 'all_proxy'] as const;

export interface Environment {
  app: { version: string; host: string };
  versions: { node: string; openssl: string; electron: string | null; curl: string | null };
  system: { platform: string; release: string; version: string; arch: string; cpus: number };
  locale: { language: string; timeZone: string };
  interfaces: { name: string; internal: boolean; families: string[]; addresses?: string[] }[];
  /** Variable -> the kind of proxy that it names. */
  proxyVariables: Record<string, string>;
  dnsServers: { count: number; addresses?: string[] };
}

/** `addresses`: the user has agreed to name them. */
export async function environmentOf(
  app: Environment['app'],
  addresses: boolean,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Environment> {
  const { node, openssl = '?', electron = null } = process.versions;
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const servers = dns.getServers();
  return {
    app,
    versions: { node, openssl, electron, curl: await curlVersion() },
    system: {
      platform: os.platform(),
      release: os.release(),
      version: os.version(),
      arch: os.arch(),
      cpus: os.cpus().length,
    },
    locale: { language: locale, timeZone },
    interfaces: Object.entries(os.networkInterfaces()).map(([name, list = []]) => ({
      name,
      internal: list.every(({ internal }) => internal),
      families: [...new Set(list.map(({ family }) => family))],
      ...(addresses && { addresses: list.map(({ address }) => address) }),
    })),
    proxyVariables: Object.fromEntries(
      PROXY_VARIABLES.flatMap((name) => {
        const value = env[name] ?? env[name.toUpperCase()];
        return value ? [[name, kindOf(value)]] : [];
      }),
    ),
    dnsServers: { count: servers.length, ...(addresses && { addresses: servers }) },
  };
}

/** `http://user:password@proxy:3128` -> `http`: where it is and who uses it stays here. */
function kindOf(proxy: string): string {
  return /^([a-z0-9]+):\/\//i.exec(proxy)?.[1]?.toLowerCase() ?? 'http';
}

/** null: there is none. */
async function curlVersion(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('curl', ['--version'], { timeout: CURL_LIMIT_MS });
    return stdout.split('\n', 1)[0] ?? null;
  } catch {
    return null;
  }
}
