/** Cases of TLS whose two sides have no version, suite or curve in common, or only a weak one. */
import type { Text } from '../../shared/texts/text.ts';
import type { Script, TlsSpec } from '../script.ts';
import { alert, answer, redirectTo } from './answers.ts';
import { type Fault, handshake, secureDownload, trusted, web } from './fault.ts';

const page = answer(1000);

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

/** Server and task have this of TLS, and nothing in common. */
function apart(id: string, code: number, tls: TlsSpec, task: Fault['task']['tls'], title: Text): Fault {
  return {
    id: `handshake-${id}`,
    code,
    phase: 'secure',
    title,
    ...secureDownload(page, { tls: { ...trusted.tls, ...task } }, tls),
  };
}

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
    id: 'handshake-alert-71',
    code: 634,
    phase: 'secure',
    title: { en: 'TLS alert 71 (insufficient_security)', zh: 'TLS 警报 71（insufficient_security）' },
    ...handshake([{ wait: 'data' }, alert(71), { close: 'fin' }]),
  },
  apart(
    'version',
    634,
    { leaf: 'good', minVersion: 'TLSv1.3' },
    { maxVersion: 'TLSv1.2' },
    { en: 'The server wants TLS 1.3, the task allows 1.2', zh: '服务器要求 TLS 1.3，任务最高只允许 1.2' },
  ),
  apart(
    'version-too-old',
    634,
    { leaf: 'good', maxVersion: 'TLSv1.2' },
    { minVersion: 'TLSv1.3' },
    { en: 'The server has TLS 1.2, the task demands 1.3', zh: '服务器最高支持 TLS 1.2，任务要求 1.3' },
  ),
  ...(['TLSv1', 'TLSv1.1'] as const).map((version) =>
    apart(
      `version-${version === 'TLSv1' ? '10' : '11'}`,
      634,
      { leaf: 'good', minVersion: 'TLSv1', maxVersion: version, weak: true },
      {},
      {
        en: `The server has nothing newer than TLS ${version.slice(4)}`.replace('TLS 1 ', 'TLS 1.0 '),
        zh: `服务器最高只支持 ${version === 'TLSv1' ? 'TLS 1.0' : 'TLS 1.1'}`,
      },
    ),
  ),
  apart(
    'ciphers',
    634,
    { leaf: 'goodRsa', maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' },
    { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
    { en: 'No cipher suite in common, TLS 1.2', zh: '没有共同的加密套件（TLS 1.2）' },
  ),
  apart(
    'ciphers-tls13',
    634,
    { leaf: 'good', minVersion: 'TLSv1.3', ciphers: 'TLS_AES_256_GCM_SHA384' },
    { ciphers: 'TLS_AES_128_GCM_SHA256' },
    { en: 'No cipher suite in common, TLS 1.3', zh: '没有共同的加密套件（TLS 1.3）' },
  ),
  apart(
    'curves',
    634,
    { leaf: 'good', minVersion: 'TLSv1.3', curves: 'P-521' },
    { curves: 'X25519:secp256r1' },
    { en: 'No curve in common, TLS 1.3', zh: '没有共同的椭圆曲线（TLS 1.3）' },
  ),
  apart(
    'curves-tls12',
    634,
    { leaf: 'goodRsa', maxVersion: 'TLSv1.2', curves: 'P-521', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
    { curves: 'X25519' },
    { en: 'No curve in common, TLS 1.2', zh: '没有共同的椭圆曲线（TLS 1.2）' },
  ),
  apart(
    'signature',
    634,
    { leaf: 'good', maxVersion: 'TLSv1.2' },
    { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
    {
      en: 'The server can sign with ECDSA alone, the task wants RSA',
      zh: '服务器只能使用 ECDSA 签名，任务要求 RSA',
    },
  ),
  apart(
    'weak-group',
    643,
    {
      leaf: 'goodRsa',
      maxVersion: 'TLSv1.2',
      ciphers: 'DHE-RSA-AES128-GCM-SHA256',
      weak: true,
      weakGroup: true,
    },
    {},
    { en: 'Diffie-Hellman over a group of 1024 bits', zh: 'Diffie-Hellman 参数只有 1024 位' },
  ),
  apart(
    'weak-group-old',
    643,
    {
      leaf: 'goodRsa',
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DHE-RSA-AES128-SHA',
      weak: true,
      weakGroup: true,
    },
    { minVersion: 'TLSv1' },
    {
      en: 'Diffie-Hellman over a group of 1024 bits, TLS 1.0 allowed',
      zh: 'Diffie-Hellman 参数只有 1024 位（任务允许 TLS 1.0）',
    },
  ),
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
  redirectedHandshake('version', [alert(70), { close: 'fin' }], {
    en: 'Redirect from http to an https server that knows no version of ours',
    zh: '从 http 重定向到 https，服务器不支持本端的 TLS 版本',
  }),
];

export const agreements: readonly Fault[] = [
  ...(['TLSv1', 'TLSv1.1'] as const).map((version) => ({
    ...apart(
      '',
      0,
      { leaf: 'good', minVersion: version, maxVersion: version, weak: true },
      { minVersion: version },
      {
        en: `HTTPS download with TLS ${version === 'TLSv1' ? '1.0' : '1.1'}, which the task allows`,
        zh: `使用 TLS ${version === 'TLSv1' ? '1.0' : '1.1'} 的 HTTPS 下载，任务允许`,
      },
    ),
    id: `ok-https-${version === 'TLSv1' ? 'tls10' : 'tls11'}`,
    phase: undefined,
  })),
  {
    id: 'ok-https-names-of-rfc',
    code: 0,
    title: {
      en: 'Cipher suite and curve of the task by their names in RFCs',
      zh: '任务以 RFC 名称指定加密套件和曲线',
    },
    ...secureDownload(
      page,
      {
        tls: {
          ...trusted.tls,
          ciphers: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
          curves: 'secp256r1',
        },
      },
      { leaf: 'good', maxVersion: 'TLSv1.2' },
    ),
  },
  {
    id: 'ok-weak-group',
    code: 0,
    title: {
      en: 'Diffie-Hellman over a group of 1024 bits, which the task allows',
      zh: 'Diffie-Hellman 参数只有 1024 位，任务允许',
    },
    ...secureDownload(
      page,
      { tls: { ...trusted.tls, minKeyBits: 1024 } },
      {
        leaf: 'goodRsa',
        maxVersion: 'TLSv1.2',
        ciphers: 'DHE-RSA-AES128-GCM-SHA256',
        weak: true,
        weakGroup: true,
      },
    ),
  },
];
