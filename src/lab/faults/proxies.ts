/** Cases of transfers through a proxy: ways that must succeed, then what a proxy itself can do wrong. */
import type { Script, ServerSpec } from '../script.ts';
import { aMoment, answer, redirectTo } from './answers.ts';
import { type Fault, secureWeb, trusted, web } from './fault.ts';

type Proxied = Pick<Fault, 'servers' | 'task'>;
type Scheme = 'http' | 'https' | 'socks5' | 'socks5h';

const SECRET = 'lab user:s%cret';
/** The same in an address. */
const WRITTEN = 'lab%20user:s%25cret';

const page = answer(1000);
/** Nobody here knows this name; a proxy of the lab leads to this computer whatever the name. */
const ELSEWHERE = 'unknown.lab.test';
const plain = web(page);
const plainElsewhere = web(page, ELSEWHERE);
const secure = secureWeb(page);

function proxy(scheme: Scheme, script: Script): ServerSpec {
  return {
    kind: 'tcp',
    scheme,
    script: scheme === 'https' ? [{ secure: { leaf: 'good' } }, ...script] : script,
  };
}

function through(server: ServerSpec, target: ServerSpec, options: Partial<Fault['task']> = {}): Proxied {
  return {
    servers: { proxy: server, web: target },
    task: { url: '{web}', proxy: '{proxy}', ...trusted, ...options },
  };
}

const relay = (kind: 'http' | 'socks5', credentials?: string): Script => [{ relay: kind, credentials }];

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

const reachFaults: readonly Fault[] = [
  {
    id: 'proxy-unknown-name',
    code: 600,
    phase: 'resolve',
    title: { en: 'The name of the proxy does not exist', zh: '代理的域名不存在' },
    servers: { web: plain },
    task: { url: '{web}', proxy: `http://${ELSEWHERE}:3128` },
  },
  {
    id: 'socks5-target-unknown-name',
    code: 600,
    phase: 'resolve',
    title: {
      en: 'SOCKS 5, and the name of the server does not exist',
      zh: '使用 SOCKS 5，但服务器域名不存在',
    },
    ...through(proxy('socks5', relay('socks5')), plainElsewhere),
  },
  {
    id: 'proxy-refused',
    code: 601,
    phase: 'connect',
    title: { en: 'The proxy refuses the connection', zh: '代理拒绝连接' },
    ...through({ kind: 'refused' }, plain),
  },
  {
    id: 'proxy-connect-timeout',
    code: 601,
    phase: 'connect',
    title: { en: 'The proxy drops the connection request (SYN)', zh: '代理丢弃连接请求（SYN）' },
    ...through({ kind: 'drop' }, plain, { timeouts: { connectMs: 300 } }),
  },
  {
    id: 'proxy-silent',
    code: 601,
    phase: 'proxy',
    title: { en: 'The proxy never answers CONNECT', zh: '代理始终不响应 CONNECT' },
    ...through(proxy('http', [{ stall: 'reading' }]), secure, { timeouts: { connectMs: 300 } }),
  },
  {
    id: 'socks5-silent',
    code: 601,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy never answers', zh: 'SOCKS 代理始终不响应' },
    ...through(proxy('socks5', [{ stall: 'reading' }]), plain, { timeouts: { connectMs: 300 } }),
  },
];

const refusal = (status: string, ...fields: string[]): Script => [
  { wait: 'head' },
  { send: [`HTTP/1.1 ${status}`, ...fields, 'Content-Length: 4', '', 'no.\n'].join('\r\n') },
  { close: 'clean' },
];

const statuses: readonly [status: number, reason: string][] = [
  [403, 'Forbidden'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
];

const statusFaults: readonly Fault[] = [
  {
    id: 'proxy-407',
    code: 407,
    phase: 'proxy',
    title: { en: 'The proxy wants a password for CONNECT (407)', zh: '代理要求 CONNECT 提供密码（407）' },
    ...through(proxy('http', relay('http', SECRET)), secure),
  },
  {
    id: 'proxy-407-http',
    code: 407,
    phase: 'response',
    title: {
      en: 'The proxy wants a password for a plain request (407)',
      zh: '代理要求普通请求提供密码（407）',
    },
    ...through(proxy('http', relay('http', SECRET)), plain),
  },
  ...statuses.map(([status, reason]) => ({
    id: `proxy-${status}`,
    code: status,
    phase: 'proxy' as const,
    title: { en: `The proxy answers CONNECT with ${status}`, zh: `代理对 CONNECT 返回 ${status}` },
    ...through(proxy('http', refusal(`${status} ${reason}`)), secure),
  })),
  {
    id: 'proxy-502-unreached',
    code: 502,
    phase: 'proxy',
    title: { en: 'The proxy cannot reach the server (502)', zh: '代理无法连接服务器（502）' },
    ...through(proxy('http', relay('http')), { kind: 'refused', scheme: 'https' }),
  },
];

const endFaults: readonly Fault[] = [
  {
    id: 'proxy-end',
    code: 608,
    phase: 'proxy',
    title: { en: 'The proxy closes instead of an answer to CONNECT', zh: '代理未响应 CONNECT 即关闭连接' },
    ...through(proxy('http', [{ wait: 'head' }, { close: 'fin' }]), secure),
  },
  {
    id: 'proxy-end-in-head',
    code: 608,
    phase: 'proxy',
    title: { en: 'The proxy closes inside its answer to CONNECT', zh: '代理对 CONNECT 的响应未发完即关闭' },
    ...through(proxy('http', [{ wait: 'head' }, { send: 'HTTP/1.1 200 Conn' }, { close: 'fin' }]), secure),
  },
  {
    id: 'socks5-end',
    code: 608,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy closes instead of an answer', zh: 'SOCKS 代理未响应即关闭连接' },
    ...through(proxy('socks5', [{ take: 3 }, { close: 'fin' }]), plain),
  },
  {
    id: 'proxy-reset',
    code: 609,
    phase: 'proxy',
    title: { en: 'The proxy resets instead of an answer to CONNECT', zh: '代理收到 CONNECT 后重置连接' },
    ...through(proxy('http', [{ wait: 'head' }, { close: 'rst' }]), secure),
  },
  {
    id: 'proxy-no-http',
    code: 628,
    phase: 'proxy',
    title: {
      en: 'The proxy answers CONNECT with something else than HTTP',
      zh: '代理对 CONNECT 返回的不是 HTTP',
    },
    ...through(
      proxy('http', [{ wait: 'head' }, { send: '220 mail.lab.test ESMTP\r\n' }, { stall: 'reading' }]),
      secure,
    ),
  },
  {
    id: 'proxy-end-after-connect',
    code: 638,
    phase: 'secure',
    title: { en: 'The proxy closes after it has opened the tunnel', zh: '代理建立隧道后即关闭连接' },
    ...through(proxy('http', [{ wait: 'head' }, established(), aMoment, { close: 'fin' }]), secure),
  },
  {
    id: 'proxy-end-with-answer',
    code: 638,
    phase: 'secure',
    title: { en: 'The proxy opens the tunnel and closes at once', zh: '代理建立隧道的同时关闭连接' },
    ...through(proxy('http', [{ wait: 'head' }, established(), { close: 'fin' }]), secure),
  },
  {
    id: 'proxy-reset-in-body',
    code: 609,
    phase: 'transfer',
    title: { en: 'A reset behind a proxy that is spoken to over TLS', zh: 'TLS 代理之后的连接被重置' },
    ...through(
      proxy('https', relay('http')),
      secureWeb([...answer(1000).slice(0, 1), { content: 500 }, aMoment, { close: 'rst' }]),
    ),
  },
];

function established(): Script[number] {
  return { send: 'HTTP/1.1 200 Connection established\r\n\r\n' };
}

const tlsFaults: readonly Fault[] = [
  {
    id: 'proxy-certificate-expired',
    code: 610,
    phase: 'proxy',
    title: { en: "The proxy's certificate has expired", zh: '代理的证书已过期' },
    ...through(
      { kind: 'tcp', scheme: 'https', script: [{ secure: { leaf: 'expired' } }, ...relay('http')] },
      plain,
    ),
  },
  {
    id: 'proxy-certificate-other-name',
    code: 611,
    phase: 'proxy',
    title: { en: "The proxy's certificate is for another name", zh: '代理的证书与代理域名不符' },
    ...through(
      { kind: 'tcp', scheme: 'https', script: [{ secure: { leaf: 'wrongHost' } }, ...relay('http')] },
      secure,
    ),
  },
  {
    id: 'proxy-tls-end',
    code: 638,
    phase: 'proxy',
    title: { en: 'The proxy closes in the handshake with it', zh: '与代理的 TLS 握手中代理关闭连接' },
    ...through({ kind: 'tcp', scheme: 'https', script: [{ wait: 'data' }, { close: 'fin' }] }, secure),
  },
  {
    id: 'proxy-no-tls',
    code: 647,
    phase: 'proxy',
    title: { en: 'A proxy without TLS, spoken to over TLS', zh: '以 TLS 访问不支持 TLS 的代理' },
    ...through(
      {
        kind: 'tcp',
        scheme: 'https',
        script: [{ wait: 'data' }, { send: 'HTTP/1.1 400 Bad Request\r\n\r\n' }, { stall: 'reading' }],
      },
      secure,
    ),
  },
  {
    id: 'certificate-expired-behind-proxy',
    code: 610,
    phase: 'secure',
    title: {
      en: "The server's certificate has expired, seen through a proxy",
      zh: '经代理访问，服务器证书已过期',
    },
    ...through(proxy('http', relay('http')), secureWeb(page, { leaf: 'expired' })),
  },
];

const ADDRESS = [0, 1, 0, 0, 0, 0, 0, 0];
const socksReplies: readonly [reply: number, en: string, zh: string][] = [
  [1, 'general failure', '一般性失败'],
  [2, 'not allowed by its rules', '规则不允许'],
  [3, 'network unreachable', '网络不可达'],
  [4, 'host unreachable', '主机不可达'],
  [5, 'connection refused', '连接被拒绝'],
  [6, 'TTL expired', 'TTL 超时'],
  [7, 'command not supported', '不支持的命令'],
  [8, 'address type not supported', '不支持的地址类型'],
];

const socksFaults: readonly Fault[] = [
  ...socksReplies.map(([reply, en, zh]) => ({
    id: `socks5-reply-${reply}`,
    code: 601,
    phase: 'proxy' as const,
    title: { en: `The SOCKS proxy refuses: ${en}`, zh: `SOCKS 代理拒绝：${zh}` },
    ...through(
      proxy('socks5', [
        { take: 3 },
        { send: Uint8Array.of(5, 0) },
        { take: 10 },
        { send: Uint8Array.of(5, reply, ...ADDRESS) },
        { close: 'clean' },
      ]),
      plain,
    ),
  })),
  {
    id: 'socks5-unreached',
    code: 601,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy cannot reach the server', zh: 'SOCKS 代理无法连接服务器' },
    ...through(proxy('socks5', relay('socks5')), { kind: 'refused' }),
  },
  {
    id: 'socks5-version',
    code: 601,
    phase: 'proxy',
    title: { en: 'A SOCKS proxy of another version', zh: 'SOCKS 代理版本不符' },
    ...through(proxy('socks5', [{ take: 3 }, { send: Uint8Array.of(4, 91) }, { stall: 'reading' }]), plain),
  },
  {
    id: 'socks5-password-wanted',
    code: 601,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy wants a password', zh: 'SOCKS 代理要求密码' },
    ...through(proxy('socks5', relay('socks5', SECRET)), plain),
  },
  {
    id: 'socks5-password-wrong',
    code: 601,
    phase: 'proxy',
    title: { en: 'The SOCKS proxy refuses the password', zh: 'SOCKS 代理拒绝密码' },
    ...through(proxy('socks5', relay('socks5', SECRET)), plain, {
      proxy: 'socks5://other:wrong@{proxy.authority}',
    }),
  },
  {
    id: 'redirect-socks5-unreached',
    code: 605,
    phase: 'proxy',
    title: {
      en: 'Redirect to a server that the SOCKS proxy cannot reach',
      zh: 'SOCKS 代理无法连接重定向目标',
    },
    servers: {
      proxy: proxy('socks5', relay('socks5')),
      web: web(redirectTo('{nobody}/file')),
      nobody: { kind: 'refused' },
    },
    task: { url: '{web}', proxy: '{proxy}' },
  },
];

export const proxyFaults: readonly Fault[] = [
  ...reachFaults,
  ...statusFaults,
  ...endFaults,
  ...tlsFaults,
  ...socksFaults,
];
