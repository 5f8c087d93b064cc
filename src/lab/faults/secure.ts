/** Cases of TLS: the handshake and the server's certificate. */
import type { Text } from '../../shared/texts/text.ts';
import type { LeafName } from '../pki.ts';
import type { Script } from '../script.ts';
import { alert, answer, redirectTo, serverHelloBegins } from './answers.ts';
import { type Fault, handshake, secureDownload, secureWeb, trusted, web } from './fault.ts';

const page = answer(1000);

/** The server shows this certificate; `trusts`: the task brings the lab's root. */
function certificate(id: string, code: number, leaf: LeafName, trusts: boolean, title: Text): Fault {
  return {
    id,
    code,
    phase: 'secure',
    title,
    servers: { web: secureWeb(page, { leaf }) },
    task: { url: '{web}', ...(trusts ? trusted : {}) },
  };
}

/** Server 2012 and its kind: http leads to https, and there the server ends the handshake. */
function redirectedHandshake(id: string, script: Script, title: Text): Fault {
  return {
    id: `redirect-https-${id}`,
    code: 631,
    phase: 'secure',
    title,
    servers: {
      web: web(redirectTo('{port}/file')),
      port: { kind: 'tcp', scheme: 'https', script: [{ wait: 'data' }, ...script] },
    },
    task: { url: '{web}', ...trusted },
  };
}

export const certificateFaults: readonly Fault[] = [
  certificate('certificate-expired', 610, 'expired', true, {
    en: 'The certificate has expired',
    zh: '证书已过期',
  }),
  certificate('certificate-not-yet-valid', 610, 'notYetValid', true, {
    en: 'The certificate is not valid yet',
    zh: '证书尚未生效',
  }),
  certificate('certificate-intermediate-expired', 610, 'expiredIntermediate', true, {
    en: 'The certificate of the authority in between has expired',
    zh: '中间证书已过期',
  }),
  certificate('certificate-wrong-host', 611, 'wrongHost', true, {
    en: 'The certificate is for another host name',
    zh: '证书域名与访问的域名不符',
  }),
  {
    id: 'certificate-wrong-ip',
    code: 611,
    phase: 'secure',
    title: { en: 'The certificate does not name the IP address', zh: '证书未包含所访问的 IP 地址' },
    servers: { web: { ...secureWeb(page, { leaf: 'wrongHost' }), host: '127.0.0.1' } },
    task: { url: '{web}', ...trusted },
  },
  certificate('certificate-two-defects', 624, 'expiredWrongHost', true, {
    en: 'The certificate has expired and is for another host name',
    zh: '证书已过期且域名不符',
  }),
  certificate('certificate-unknown-root', 623, 'unknownRoot', false, {
    en: 'The certificate comes from an authority nobody knows',
    zh: '证书由未知机构签发',
  }),
  certificate('certificate-unknown-root-sent', 623, 'unknownRootSent', false, {
    en: 'The server sends its own unknown root along',
    zh: '服务器附带了不受信任的根证书',
  }),
  certificate('certificate-self-signed', 623, 'selfSigned', false, {
    en: 'The certificate is self-signed',
    zh: '证书为自签名',
  }),
  certificate('certificate-missing-intermediate', 623, 'missingIntermediate', false, {
    en: 'The server does not send the certificate in between',
    zh: '服务器未发送中间证书',
  }),
];

export const handshakeFaults: readonly Fault[] = [
  {
    id: 'handshake-end',
    code: 638,
    phase: 'secure',
    title: { en: 'The server closes on the ClientHello', zh: '收到 ClientHello 后服务器关闭连接' },
    ...handshake([{ wait: 'data' }, { close: 'fin' }]),
  },
  {
    id: 'handshake-reset',
    code: 638,
    phase: 'secure',
    title: { en: 'The server resets on the ClientHello', zh: '收到 ClientHello 后连接被重置' },
    ...handshake([{ wait: 'data' }, { close: 'rst' }]),
  },
  {
    id: 'handshake-silent',
    code: 638,
    phase: 'secure',
    title: { en: 'The server never answers the ClientHello', zh: '服务器对 ClientHello 始终无应答' },
    ...handshake([{ stall: 'reading' }], { timeouts: { tlsMs: 300 } }),
  },
  {
    id: 'handshake-end-in-hello',
    code: 638,
    phase: 'secure',
    title: { en: 'The server closes inside its ServerHello', zh: 'ServerHello 未发完即关闭连接' },
    ...handshake([{ wait: 'data' }, serverHelloBegins, { close: 'fin' }]),
  },
  {
    id: 'handshake-reset-in-hello',
    code: 638,
    phase: 'secure',
    title: { en: 'The server resets inside its ServerHello', zh: 'ServerHello 未发完即被重置' },
    ...handshake([{ wait: 'data' }, serverHelloBegins, { close: 'rst' }]),
  },
  {
    id: 'handshake-plain-http',
    code: 647,
    phase: 'secure',
    title: { en: 'Plain HTTP on the TLS port', zh: 'TLS 端口上是明文 HTTP' },
    ...handshake([
      { wait: 'data' },
      { send: 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' },
      { close: 'fin' },
    ]),
  },
  {
    id: 'handshake-ssh',
    code: 647,
    phase: 'secure',
    title: { en: 'SSH on the TLS port', zh: 'TLS 端口上是 SSH 服务' },
    ...handshake([{ send: 'SSH-2.0-OpenSSH_9.2\r\n' }, { stall: 'reading' }]),
  },
  {
    id: 'handshake-zeros',
    code: 647,
    phase: 'secure',
    title: { en: 'Zero bytes in place of a ServerHello', zh: '以全零字节代替 ServerHello' },
    ...handshake([{ wait: 'data' }, { send: new Uint8Array(64) }, { stall: 'reading' }]),
  },
  ...[
    { number: 47, name: 'illegal_parameter' },
    { number: 80, name: 'internal_error' },
    { number: 112, name: 'unrecognized_name' },
  ].map(
    ({ number, name }): Fault => ({
      id: `handshake-alert-${number}`,
      code: 647,
      phase: 'secure',
      title: { en: `TLS alert ${number} (${name})`, zh: `TLS 警报 ${number}（${name}）` },
      ...handshake([{ wait: 'data' }, alert(number), { close: 'fin' }]),
    }),
  ),
];

/** The server speaks TLS, and the two sides do not come together. */
export const agreementFaults: readonly Fault[] = [
  {
    id: 'handshake-alert-40',
    code: 634,
    phase: 'secure',
    title: { en: 'TLS alert 40 (handshake_failure)', zh: 'TLS 警报 40（handshake_failure）' },
    ...handshake([{ wait: 'data' }, alert(40), { close: 'fin' }]),
  },
  {
    id: 'handshake-version',
    code: 634,
    phase: 'secure',
    title: {
      en: 'The server wants TLS 1.3, the task allows 1.2',
      zh: '服务器要求 TLS 1.3，任务最高只允许 1.2',
    },
    ...secureDownload(
      page,
      { tls: { ...trusted.tls, maxVersion: 'TLSv1.2' } },
      { leaf: 'good', minVersion: 'TLSv1.3' },
    ),
  },
  redirectedHandshake('end', [{ close: 'fin' }], {
    en: 'Redirect from http to an https server that closes on the ClientHello',
    zh: '从 http 重定向到 https，服务器收到 ClientHello 后关闭连接',
  }),
  redirectedHandshake('reset', [{ close: 'rst' }], {
    en: 'Redirect from http to an https server that resets on the ClientHello',
    zh: '从 http 重定向到 https，服务器收到 ClientHello 后重置连接',
  }),
  redirectedHandshake('alert', [alert(40), { close: 'fin' }], {
    en: 'Redirect from http to an https server that answers the ClientHello with an alert',
    zh: '从 http 重定向到 https，服务器收到 ClientHello 后返回警报',
  }),
];

export const caFaults: readonly Fault[] = [
  certificate('ca-does-not-verify', 653, 'unknownRoot', true, {
    en: "The task's own CA file does not verify the certificate",
    zh: '任务指定的 CA 文件无法验证证书',
  }),
  {
    id: 'ca-file-missing',
    code: 657,
    phase: 'preflight',
    title: { en: "The task's CA file does not exist", zh: '任务指定的 CA 文件不存在' },
    ...secureDownload(page, { tls: { caFile: '{folder}/missing.pem' } }),
  },
  {
    id: 'ca-file-folder',
    code: 657,
    phase: 'preflight',
    title: { en: "The task's CA file is a folder", zh: '任务指定的 CA 文件是一个目录' },
    ...secureDownload(page, { tls: { caFile: '{folder}' } }),
  },
];
