/** What cases with proxies are made of, and the ways through a proxy that must succeed. */
import type { Script, ServerSpec } from '../script.ts';
import { answer } from './answers.ts';
import { type Fault, secureWeb, trusted, web } from './fault.ts';

type Proxied = Pick<Fault, 'servers' | 'task'>;
type Scheme = 'http' | 'https' | 'socks5' | 'socks5h';

export const SECRET = 'lab user:s%cret';
/** The same in an address. */
const WRITTEN = 'lab%20user:s%25cret';

export const page = answer(1000);
/** Nobody here knows this name; a proxy of the lab leads to this computer whatever the name. */
export const ELSEWHERE = 'unknown.lab.test';
export const plain = web(page);
export const plainElsewhere = web(page, ELSEWHERE);
export const secure = secureWeb(page);

export function proxy(scheme: Scheme, script: Script): ServerSpec {
  return {
    kind: 'tcp',
    scheme,
    script: scheme === 'https' ? [{ secure: { leaf: 'good' } }, ...script] : script,
  };
}

export function through(
  server: ServerSpec,
  target: ServerSpec,
  options: Partial<Fault['task']> = {},
): Proxied {
  return {
    servers: { proxy: server, web: target },
    task: { url: '{web}', proxy: '{proxy}', ...trusted, ...options },
  };
}

export const relay = (kind: 'http' | 'socks5', credentials?: string): Script => [
  { relay: kind, credentials },
];

export const proxiedCases: readonly Fault[] = [
  {
    id: 'ok-proxy-http',
    code: 0,
    title: {
      en: 'HTTP through an HTTP proxy, which knows the name',
      zh: '通过 HTTP 代理访问 HTTP，由代理解析域名',
    },
    ...through(proxy('http', relay('http')), plainElsewhere),
  },
  {
    id: 'ok-proxy-connect',
    code: 0,
    title: { en: 'HTTPS through an HTTP proxy (CONNECT)', zh: '通过 HTTP 代理（CONNECT）访问 HTTPS' },
    ...through(proxy('http', relay('http')), secure),
  },
  {
    id: 'ok-proxy-password',
    code: 0,
    title: { en: 'HTTP through a proxy with a password', zh: '通过需要密码的代理访问 HTTP' },
    ...through(proxy('http', relay('http', SECRET)), plain, { proxy: `http://${WRITTEN}@{proxy.authority}` }),
  },
  {
    id: 'ok-proxy-connect-password',
    code: 0,
    title: { en: 'HTTPS through a proxy with a password', zh: '通过需要密码的代理访问 HTTPS' },
    ...through(proxy('http', relay('http', SECRET)), secure, {
      proxy: `http://${WRITTEN}@{proxy.authority}`,
    }),
  },
  {
    id: 'ok-proxy-tls',
    code: 0,
    title: { en: 'HTTP through a proxy that is spoken to over TLS', zh: '通过 TLS 加密的代理访问 HTTP' },
    ...through(proxy('https', relay('http')), plainElsewhere),
  },
  {
    id: 'ok-proxy-tls-connect',
    code: 0,
    title: { en: 'HTTPS through a proxy that is spoken to over TLS', zh: '通过 TLS 加密的代理访问 HTTPS' },
    ...through(proxy('https', relay('http')), secure),
  },
  {
    id: 'ok-socks5',
    code: 0,
    title: { en: 'HTTP through a SOCKS 5 proxy', zh: '通过 SOCKS 5 代理访问 HTTP' },
    ...through(proxy('socks5', relay('socks5')), web(page, 'good.lab.test')),
  },
  {
    id: 'ok-socks5-https',
    code: 0,
    title: { en: 'HTTPS through a SOCKS 5 proxy', zh: '通过 SOCKS 5 代理访问 HTTPS' },
    ...through(proxy('socks5', relay('socks5')), secure),
  },
  {
    id: 'ok-socks5h',
    code: 0,
    title: {
      en: 'HTTP through a SOCKS 5 proxy that resolves the name',
      zh: '通过 SOCKS 5 代理访问 HTTP，由代理解析域名',
    },
    ...through(proxy('socks5h', relay('socks5')), plainElsewhere),
  },
  {
    id: 'ok-socks5-password',
    code: 0,
    title: { en: 'HTTP through a SOCKS 5 proxy with a password', zh: '通过需要密码的 SOCKS 5 代理访问 HTTP' },
    ...through(proxy('socks5', relay('socks5', SECRET)), plain, {
      proxy: `socks5://${WRITTEN}@{proxy.authority}`,
    }),
  },
];
