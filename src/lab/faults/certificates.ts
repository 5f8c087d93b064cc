/** Cases of the server's certificate: what can be wrong with it, alone and together, and what a task may overlook. */
import type { Text } from '../../shared/texts/text.ts';
import type { LeafName } from '../pki-rows.ts';
import type { TlsSpec } from '../script.ts';
import { answer } from './answers.ts';
import { alsoOverTls12, type Fault, secureDownload, secureWeb, trusted } from './fault.ts';

const page = answer(1000);

/** Over TLS 1.3 and 1.2. The task trusts the lab's root where nothing else is said. */
function certificate(
  id: string,
  code: number,
  tls: LeafName | TlsSpec,
  title: Text,
  task: Pick<Fault['task'], 'tls'> = trusted,
): Fault[] {
  const spec: TlsSpec = typeof tls === 'string' ? { leaf: tls } : tls;
  return alsoOverTls12({
    id: `certificate-${id}`,
    code,
    phase: 'secure',
    title,
    servers: { web: secureWeb(page, spec) },
    task: { url: '{web}', ...task },
  });
}

/** Whom this program trusts by itself. */
const byDefault = {};
const weak = (leaf: LeafName): TlsSpec => ({ leaf, weak: true });

const dateAndName: readonly Fault[] = [
  ...certificate('expired', 610, 'expired', { en: 'The certificate has expired', zh: '证书已过期' }),
  ...certificate('not-yet-valid', 610, 'notYetValid', {
    en: 'The certificate is not valid yet',
    zh: '证书尚未生效',
  }),
  ...certificate('intermediate-expired', 610, 'expiredIntermediate', {
    en: 'The certificate of the authority in between has expired',
    zh: '中间证书已过期',
  }),
  ...certificate('wrong-host', 611, 'wrongHost', {
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
];

const trust: readonly Fault[] = [
  ...certificate(
    'unknown-root',
    623,
    'unknownRoot',
    { en: 'The certificate comes from an authority nobody knows', zh: '证书由未知机构签发' },
    byDefault,
  ),
  ...certificate(
    'unknown-root-sent',
    623,
    'unknownRootSent',
    { en: 'The server sends its own unknown root along', zh: '服务器附带了不受信任的根证书' },
    byDefault,
  ),
  ...certificate(
    'self-signed',
    623,
    'selfSigned',
    { en: 'The certificate is self-signed', zh: '证书为自签名' },
    byDefault,
  ),
  ...certificate(
    'missing-intermediate',
    623,
    'missingIntermediate',
    { en: 'The server does not send the certificate in between', zh: '服务器未发送中间证书' },
    byDefault,
  ),
  ...certificate(
    'of-inspector',
    623,
    'inspected',
    {
      en: 'The certificate was made by a program that opens TLS on the way',
      zh: '证书由途中拆解 TLS 的程序签发',
    },
    byDefault,
  ),
  ...certificate('own-ca-unknown-root', 653, 'unknownRoot', {
    en: "The task's own CA file does not verify the certificate",
    zh: '任务指定的 CA 文件无法验证证书',
  }),
  ...certificate('own-ca-self-signed', 653, 'selfSigned', {
    en: "The certificate is self-signed, and not in the task's own CA file",
    zh: '证书为自签名，且不在任务指定的 CA 文件中',
  }),
  ...certificate('own-ca-missing-intermediate', 653, 'missingIntermediate', {
    en: "The server does not send what leads to the task's own CA",
    zh: '服务器未发送通往任务指定 CA 的中间证书',
  }),
];

const rules: readonly Fault[] = [
  ...certificate('wrong-purpose', 625, 'wrongPurpose', {
    en: 'The certificate was made for mail, not for servers',
    zh: '证书用途是邮件而非服务器',
  }),
  // Over TLS 1.2 the server itself would not use it.
  {
    id: 'certificate-wrong-usage',
    code: 625,
    phase: 'secure',
    title: { en: 'The key of the certificate may not be used in TLS', zh: '证书密钥不允许用于 TLS' },
    ...secureDownload(page, {}, { leaf: 'wrongUsage' }),
  },
  ...certificate('by-no-authority', 625, 'byNoAuthority', {
    en: 'The issuer of the certificate is no authority',
    zh: '证书的签发者不是 CA',
  }),
  ...certificate('path-too-long', 625, 'longPath', {
    en: 'One authority more than the path length allows',
    zh: '证书链超过路径长度限制',
  }),
  ...certificate('name-constraint', 625, 'outsideConstraint', {
    en: 'The authority may not vouch for this name',
    zh: '签发机构无权为该域名签发证书',
  }),
  ...certificate('unknown-critical', 625, 'riddle', {
    en: 'The certificate has an unknown critical extension',
    zh: '证书含有未知的关键扩展',
  }),
  ...certificate('broken-signature', 625, 'tampered', {
    en: 'The signature of the certificate is broken',
    zh: '证书签名损坏',
  }),
  ...certificate('weak-key', 643, weak('weakKey'), {
    en: 'The certificate has an RSA key of 1024 bits',
    zh: '证书使用 1024 位 RSA 密钥',
  }),
  ...certificate('weak-authority', 643, weak('weakIntermediate'), {
    en: 'The authority in between has an RSA key of 1024 bits',
    zh: '中间证书使用 1024 位 RSA 密钥',
  }),
  ...certificate('weak-digest', 643, weak('weakDigest'), {
    en: 'The certificate is signed with SHA-1',
    zh: '证书使用 SHA-1 签名',
  }),
  {
    id: 'certificate-below-limit',
    code: 643,
    phase: 'secure',
    title: { en: 'The key of the certificate is shorter than the task allows', zh: '证书密钥短于任务的限制' },
    ...secureDownload(page, { tls: { ...trusted.tls, minKeyBits: 3072 } }, { leaf: 'goodRsa' }),
  },
];

const several: readonly Fault[] = [
  ...certificate('two-defects', 624, 'expiredWrongHost', {
    en: 'The certificate has expired and is for another host name',
    zh: '证书已过期且域名不符',
  }),
  ...certificate('expired-and-purpose', 624, 'expiredWrongPurpose', {
    en: 'The certificate has expired and was made for mail',
    zh: '证书已过期且用途是邮件',
  }),
  ...certificate('weak-and-host', 624, weak('weakWrongHost'), {
    en: 'The certificate has a weak key and is for another host name',
    zh: '证书密钥过弱且域名不符',
  }),
  ...certificate(
    'four-defects',
    624,
    'allAtOnce',
    {
      en: 'Unknown authority, expired, another host name and made for mail, all at once',
      zh: '未知机构、已过期、域名不符、用途错误，多处缺陷并存',
    },
    byDefault,
  ),
];

/** The task says whose certificate it must be. */
function expecting(id: string, code: number, tls: Fault['task']['tls'], title: Text): Fault[] {
  return alsoOverTls12({
    id,
    code,
    ...(code && { phase: 'secure' as const }),
    title,
    ...secureDownload(page, { tls: { ...trusted.tls, ...tls } }),
  });
}

const otherPin = `sha256//${'A'.repeat(43)}=`;

const expected: readonly Fault[] = [
  ...expecting(
    'pin-differs',
    661,
    { pin: otherPin },
    { en: 'The server has another public key', zh: '服务器公钥与指定的不一致' },
  ),
  ...expecting(
    'pins-differ',
    661,
    { pin: [otherPin, `sha256//${'B'.repeat(43)}=`] },
    {
      en: 'The public key of the server is none of a list',
      zh: '服务器公钥不在指定列表中',
    },
  ),
  ...expecting(
    'fingerprint-differs',
    648,
    { fingerprint: '00'.repeat(32) },
    {
      en: 'The server has another certificate than the task expects',
      zh: '服务器证书指纹与任务指定的不一致',
    },
  ),
  ...expecting(
    'issuer-differs',
    660,
    { issuerFile: '{folder}/stranger.pem' },
    {
      en: 'The certificate comes from another authority than the task expects',
      zh: '证书签发者不是任务指定的机构',
    },
  ),
];

export const certificateFaults = [...dateAndName, ...trust, ...rules, ...several, ...expected];

function accepted(id: string, task: Fault['task']['tls'], tls: TlsSpec, title: Text): Fault {
  return {
    id: `ok-${id}`,
    code: 0,
    title,
    ...secureDownload(page, { tls: { ...trusted.tls, ...task } }, tls),
  };
}

export const acceptedCertificates: readonly Fault[] = [
  accepted(
    'pin',
    { pin: [otherPin, '{good.pin}'] },
    { leaf: 'good' },
    {
      en: 'The public key of the server is one of the pinned ones',
      zh: '服务器公钥是指定公钥之一',
    },
  ),
  accepted(
    'fingerprint',
    { fingerprint: '{good.fingerprint}' },
    { leaf: 'good' },
    {
      en: 'The certificate has the expected fingerprint',
      zh: '证书指纹与指定的一致',
    },
  ),
  accepted(
    'issuer',
    { issuerFile: '{folder}/intermediate.pem' },
    { leaf: 'good' },
    {
      en: 'The certificate comes from the expected authority',
      zh: '证书由指定机构签发',
    },
  ),
  accepted(
    'ca-in-between',
    { caFile: '{folder}/intermediate.pem' },
    { leaf: 'good' },
    {
      en: 'The CA file has the authority in between alone',
      zh: 'CA 文件中只有中间证书',
    },
  ),
  accepted(
    'ignored-date',
    { ignore: ['expired'] },
    { leaf: 'expired' },
    {
      en: 'An expired certificate, which the task overlooks',
      zh: '证书已过期，任务选择忽略',
    },
  ),
  accepted(
    'ignored-host',
    { ignore: ['host'] },
    { leaf: 'wrongHost' },
    {
      en: 'Another host name, which the task overlooks',
      zh: '证书域名不符，任务选择忽略',
    },
  ),
  accepted(
    'ignored-authority',
    { ignore: ['authority'] },
    { leaf: 'unknownRoot' },
    {
      en: 'An unknown authority, which the task overlooks',
      zh: '证书由未知机构签发，任务选择忽略',
    },
  ),
  accepted(
    'ignored-usage',
    { ignore: ['usage'] },
    { leaf: 'wrongPurpose' },
    {
      en: 'A certificate made for mail, which the task overlooks',
      zh: '证书用途错误，任务选择忽略',
    },
  ),
  accepted(
    'ignored-all',
    { ignore: ['expired', 'host', 'authority', 'usage'] },
    { leaf: 'allAtOnce' },
    { en: 'Four defects, all of which the task overlooks', zh: '四处缺陷，任务全部选择忽略' },
  ),
  accepted(
    'weak-key',
    { minKeyBits: 1024 },
    { leaf: 'weakKey', weak: true },
    {
      en: 'An RSA key of 1024 bits, which the task allows',
      zh: '1024 位 RSA 密钥，任务允许',
    },
  ),
  accepted(
    'weak-digest',
    { ciphers: 'DEFAULT:@SECLEVEL=0' },
    { leaf: 'weakDigest', weak: true },
    {
      en: 'A signature with SHA-1, which the level of the task allows',
      zh: 'SHA-1 签名，任务的安全级别允许',
    },
  ),
];
