/** The way to the server as a curl command says it: pinned addresses, proxy, limits, TLS. */
import type { CurlArguments } from './curl-arguments.ts';
import type { TaskInput } from './task.ts';
import { importTexts } from './texts/import.ts';

const { reasons } = importTexts;

interface UrlParts {
  host: string;
  port: number;
}

const PORTS: Record<string, number> = { http: 80, https: 443, ftp: 21, ftps: 990 };

export function urlParts(url: string): UrlParts {
  const found = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/i.exec(url);
  const [, scheme = '', host = '', port] = found ?? [];
  return {
    host: host.replace(/^\[|\]$/g, '').toLowerCase(),
    port: port ? Number(port) : (PORTS[scheme.toLowerCase()] ?? 0),
  };
}

type Hosts = NonNullable<TaskInput['hosts']>;

/** `--resolve HOST:PORT:ADDRESS,…` and `--connect-to HOST:PORT:ADDRESS:PORT`, where they are about this URL. */
export function pinsOf(options: CurlArguments, target: UrlParts): Hosts {
  const hosts: Hosts = [];
  for (const argument of options.all('resolve', 'connect-to')) {
    // A colon inside brackets belongs to the address.
    const parts = argument.value.replace(/^\+/, '').split(/:(?![^[\]]*\])/);
    const bare = parts.map((part) => part.replace(/^\[|\]$/g, ''));
    const [host = '', port = ''] = bare;
    const resolve = argument.option.name === 'resolve';
    const addresses = resolve ? addressesOf(argument.value) : [bare[2] ?? ''];
    if (!/^\d*$/.test(port) || !addresses.length || !addresses.every(isAddress)) {
      options.refuse(argument, reasons.target);
      continue;
    }
    const about =
      (!host || host === '*' || host.toLowerCase() === target.host) &&
      (!port || Number(port) === target.port);
    if (!about) {
      options.note(argument, importTexts.otherPort);
      continue;
    }
    const other = resolve || !bare[3] ? undefined : Number(bare[3]);
    for (const ip of addresses) {
      const entry = {
        ip,
        ...(other !== undefined && other !== target.port && { port: other }),
        host: target.host,
      };
      if (!hosts.some((known) => known.ip === entry.ip && known.port === entry.port)) hosts.push(entry);
    }
  }
  return hosts;
}

/** What stands behind `HOST:PORT:`. */
function addressesOf(value: string): string[] {
  const list = /^\+?(?:\[[^\]]*\]|[^:]*):\d+:(.+)$/.exec(value)?.[1] ?? '';
  return list.split(',').map((address) => address.replace(/^\[|\]$/g, ''));
}

function isAddress(text: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(text) || /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text);
}

/** curl's defaults: HTTP, port 1080 (443 for an HTTPS proxy). */
export function proxyOf(options: CurlArguments): Pick<TaskInput, 'proxy'> {
  const argument = options.last('proxy', 'socks5', 'socks5-hostname');
  const none = options.last('noproxy');
  if (none && none.value !== '*') options.refuse(none, reasons.proxy);
  if (!argument || none) return {};
  const assumed = argument.option.name === 'proxy' ? 'http' : argument.option.name.replace('-hostname', 'h');
  const found = /^(?:([a-z0-9]+):\/\/)?(?:([^/]*)@)?(\[[^\]]*\]|[^:/@]+)(?::(\d+))?\/?$/i.exec(
    argument.value,
  );
  const scheme = (found?.[1] ?? assumed).toLowerCase();
  if (!found || !/^(https?|socks5h?)$/.test(scheme)) {
    options.refuse(argument, reasons.proxy);
    return {};
  }
  const [, , inUrl, host, port = scheme === 'https' ? '443' : '1080'] = found;
  const login = loginOf(options, 'proxy-user');
  const credentials = login ? login.map(encodeURIComponent).join(':') : inUrl;
  return { proxy: `${scheme}://${credentials === undefined ? '' : `${credentials}@`}${host}:${port}` };
}

/** `USER:PASSWORD`; undefined when it is not given, or refused: curl would ask for a missing password. */
export function loginOf(options: CurlArguments, name: string): [user: string, password: string] | undefined {
  const argument = options.last(name);
  if (!argument) return undefined;
  const colon = argument.value.indexOf(':');
  if (colon >= 0) return [argument.value.slice(0, colon), argument.value.slice(colon + 1)];
  options.refuse(argument, reasons.password);
  return undefined;
}

const SECOND = 1000;

/** curl's connect timeout spans name, TCP and TLS; here each has a limit of its own. */
export function limitsOf(options: CurlArguments): Pick<TaskInput, 'timeouts' | 'dns'> {
  const total = options.number('max-time', SECOND, 1);
  const connect = options.number('connect-timeout', SECOND, 1);
  const servers = options.value('dns-servers')?.split(',');
  return {
    ...((total !== undefined || connect !== undefined) && {
      timeouts: {
        ...(connect !== undefined && { connectMs: connect, tlsMs: connect }),
        ...(total !== undefined && { totalMs: total }),
      },
    }),
    ...((connect !== undefined || servers) && {
      dns: { ...(servers && { servers }), ...(connect !== undefined && { limitMs: connect }) },
    }),
  };
}

const UNITS: Record<string, number> = { '': 1 / 1024, k: 1, m: 1024, g: 1024 * 1024 };

/** Bytes a second, or with a letter K, M, G of them. */
export function rateOf(options: CurlArguments): Pick<TaskInput, 'rateLimitKBps'> {
  const argument = options.last('limit-rate');
  if (!argument) return {};
  const found = /^(\d+(?:\.\d+)?)([kmg]?)b?$/i.exec(argument.value);
  const rate = found ? Number(found[1]) * (UNITS[found[2]!.toLowerCase()] ?? 0) : 0;
  if (rate > 0) return { rateLimitKBps: Math.max(1, Math.round(rate)) };
  options.refuse(argument, reasons.number);
  return {};
}

type Tls = NonNullable<TaskInput['tls']>;
const VERSIONS: Record<string, Tls['minVersion']> = {
  '1.0': 'TLSv1',
  '1.1': 'TLSv1.1',
  '1.2': 'TLSv1.2',
  '1.3': 'TLSv1.3',
};

/** What `--insecure` lets pass. */
const OVERLOOKED = ['expired', 'host', 'authority', 'usage'] as const;

export function tlsOf(options: CurlArguments): Pick<TaskInput, 'tls'> {
  const insecure = options.last('insecure');
  if (insecure) options.note(insecure, importTexts.insecure);
  const least = options.last('tlsv1', 'tlsv1.0', 'tlsv1.1', 'tlsv1.2', 'tlsv1.3')?.option.name ?? '';
  const most = options.last('tls-max');
  if (most && most.value !== 'default' && !VERSIONS[most.value]) options.refuse(most, reasons.version);
  const pin = options.last('pinnedpubkey');
  const pins = pin?.value.split(';').filter(Boolean);
  if (pin && !pins?.every((each) => each.startsWith('sha256//'))) options.refuse(pin, reasons.pin);
  const tls: Tls = {
    minVersion: least ? VERSIONS[least.slice('tlsv'.length).padEnd(3, '.0')] : undefined,
    maxVersion: most && VERSIONS[most.value],
    ciphers: options.value('ciphers'),
    curves: options.value('curves'),
    caFile: options.value('cacert'),
    clientCert: clientCertificateOf(options),
    pin: pins,
    ignore: insecure && [...OVERLOOKED],
    crlFile: options.value('crlfile'),
    stapling: options.last('cert-status') && 'required',
    engine: options.value('engine'),
  };
  const given = Object.entries(tls).filter(([, value]) => value !== undefined && value !== '');
  return given.length ? { tls: Object.fromEntries(given) } : {};
}

/** `--cert FILE[:PASSWORD]`; without `--key` the file holds both, as `--cert-type P12` says in another form. */
function clientCertificateOf(options: CurlArguments): Tls['clientCert'] {
  const given = options.value('cert');
  if (given === undefined) return undefined;
  // The colon of a drive letter is none.
  const colon = given.indexOf(':', /^[a-z]:[\\/]/i.test(given) ? 2 : 0);
  const cert = colon < 0 ? given : given.slice(0, colon);
  const password = options.value('pass') ?? (colon < 0 ? undefined : given.slice(colon + 1));
  const passphrase = password === undefined ? {} : { passphrase: password };
  const type = options.last('cert-type');
  if (type?.value.toUpperCase() === 'P12') return { pfx: cert, ...passphrase };
  if (type && type.value.toUpperCase() !== 'PEM') options.refuse(type, reasons.certificate);
  return { cert, key: options.value('key') ?? cert, ...passphrase };
}
