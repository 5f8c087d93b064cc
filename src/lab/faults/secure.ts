/** Cases of the TLS handshake: broken off, or not understood. */
import { alert, answer, serverHelloBegins } from './answers.ts';
import { type Fault, handshake, secureDownload } from './fault.ts';

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
    { number: 10, name: 'unexpected_message' },
    { number: 20, name: 'bad_record_mac' },
    { number: 47, name: 'illegal_parameter' },
    { number: 50, name: 'decode_error' },
    { number: 80, name: 'internal_error' },
    { number: 90, name: 'user_canceled' },
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

/** Another one over ECDSA is refused in the same way, with another reason. */
export const keyExchangeFaults: readonly Fault[] = (['good', 'goodRsa'] as const).map((leaf) => {
  const kind = leaf === 'good' ? 'ECDSA' : 'RSA';
  return {
    id: `handshake-bad-key-exchange-${kind.toLowerCase()}`,
    code: 647,
    phase: 'secure',
    title: {
      en: `The key exchange of the server has a wrong signature (${kind})`,
      zh: `服务器密钥交换的签名错误（${kind}）`,
    },
    ...secureDownload(answer(1000), {}, { leaf, maxVersion: 'TLSv1.2', meddles: { damage: 'keyExchange' } }),
  };
});
