/** Cases of what a proxy can do wrong before the server is reached, and of a server behind one. */
import type { Script } from '../script.ts';
import { aMoment, answer } from './answers.ts';
import { type Fault, secureWeb } from './fault.ts';
import { ELSEWHERE, page, plain, proxy, relay, SECRET, secure, through } from './proxied.ts';

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

export const proxyFaults: readonly Fault[] = [...reachFaults, ...statusFaults, ...endFaults, ...tlsFaults];
