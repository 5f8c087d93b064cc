/** Cases of the task's own revocation lists (`tls.crlFile`), and the ways with them that must succeed. */
import type { Text } from '../../shared/texts/text.ts';
import type { LeafName } from '../pki-rows.ts';
import { answer } from './answers.ts';
import { type Fault, secureWeb, trusted } from './fault.ts';
import { explicitDownload, ftpFault } from './ftp.ts';

type TlsOptions = NonNullable<Fault['task']['tls']>;

interface Options extends TlsOptions {
  leaf?: LeafName;
}

/** The server is a good one where nothing else is said. */
function listed(
  id: string,
  code: number,
  file: string,
  title: Text,
  { leaf = 'good', ...tls }: Options = {},
): Fault {
  return {
    id,
    code,
    ...(code !== 0 && { phase: code === 659 ? 'preflight' : 'secure' }),
    title,
    servers: { web: secureWeb(answer(1000), { leaf }) },
    task: { url: '{web}', tls: { ...trusted.tls, crlFile: `{folder}/${file}`, ...tls } },
  };
}

export const healthyLists: readonly Fault[] = [
  listed('ok-crl', 0, 'lists-lists.pem', {
    en: 'Not revoked, by the revocation lists of both authorities',
    zh: '两级机构的吊销列表均未吊销证书',
  }),
  listed('ok-crl-der', 0, 'lists.crl', {
    en: 'Not revoked, by two revocation lists in DER in one file',
    zh: '一个文件中的两个 DER 吊销列表均未吊销证书',
  }),
  listed(
    'ok-crl-revoked-ignored',
    0,
    'revoking-lists.pem',
    { en: 'Revoked, and the task ignores that', zh: '证书已被吊销，但任务忽略此问题' },
    { ignore: ['revoked'] },
  ),
  listed(
    'ok-crl-expired-ignored',
    0,
    'past-lists.pem',
    { en: 'An expired revocation list, and the task ignores that', zh: '吊销列表已过期，但任务忽略此问题' },
    { ignore: ['status'] },
  ),
];

/** FTP over TLS: both connections. */
function overFtp(id: string, code: number, file: string, [en, zh]: readonly [string, string]): Fault {
  const tls = { ...trusted.tls, crlFile: `{folder}/${file}` };
  return ftpFault(id, code, code === 0 ? undefined : 'secure', [en, zh], explicitDownload({}, { tls }));
}

export const ftpListCases: readonly Fault[] = [
  overFtp('ok-crl', 0, 'lists-lists.pem', ['not revoked, by the revocation lists', '吊销列表均未吊销证书']),
  overFtp('crl-revoked', 640, 'revoking-lists.pem', [
    'the certificate is in the revocation list',
    '证书在吊销列表中',
  ]),
];

export const listFaults: readonly Fault[] = [
  listed('crl-missing', 659, 'missing.crl', {
    en: 'The revocation list does not exist',
    zh: '吊销列表文件不存在',
  }),
  listed('crl-folder', 659, '', { en: 'The revocation list is a folder', zh: '吊销列表路径是一个目录' }),
  listed('crl-empty', 659, 'empty.pem', { en: 'The revocation list is empty', zh: '吊销列表文件为空' }),
  listed('crl-garbage', 659, 'garbage.pem', {
    en: 'The revocation list is garbage',
    zh: '吊销列表文件内容无效',
  }),
  listed('crl-certificate', 659, 'root.pem', {
    en: 'A certificate in place of the revocation list',
    zh: '吊销列表文件中是证书',
  }),
  listed('crl-other', 639, 'stranger-lists.pem', {
    en: 'The revocation list of another authority',
    zh: '吊销列表属于其他机构',
  }),
  listed('crl-without-root', 639, 'without-root-lists.pem', {
    en: 'No revocation list for the authority in between',
    zh: '缺少针对中间证书的吊销列表',
  }),
  listed('crl-revoked', 640, 'revoking-lists.pem', {
    en: 'The certificate is in the revocation list',
    zh: '证书在吊销列表中',
  }),
  listed('crl-revoked-der', 640, 'revoking.crl', {
    en: 'The certificate is in the revocation list (DER)',
    zh: '证书在吊销列表中（DER 格式）',
  }),
  listed('crl-revoked-authority', 640, 'revoking-authority-lists.pem', {
    en: 'The authority in between is in the revocation list',
    zh: '中间证书在吊销列表中',
  }),
  listed('crl-revoked-long-ago', 640, 'past-revoking-lists.pem', {
    en: 'The certificate is in a revocation list that has expired',
    zh: '证书在一份已过期的吊销列表中',
  }),
  listed(
    'crl-revoked-expired',
    624,
    'revoking-lists.pem',
    { en: 'The certificate has expired and is revoked', zh: '证书已过期且已被吊销' },
    { leaf: 'expired' },
  ),
  listed(
    'crl-expired-wrong-host',
    611,
    'past-lists.pem',
    {
      en: 'The certificate is for another host; the expired list beside it is no second defect',
      zh: '证书域名不符；吊销列表过期不算证书的第二个问题',
    },
    { leaf: 'wrongHost' },
  ),
  listed('crl-expired', 660, 'past-lists.pem', {
    en: 'The revocation list has expired',
    zh: '吊销列表已过期',
  }),
  listed('crl-not-yet-valid', 660, 'future-lists.pem', {
    en: 'The revocation list is not valid yet',
    zh: '吊销列表尚未生效',
  }),
  listed('crl-forged', 660, 'forged-lists.pem', {
    en: 'The revocation list is not signed by its authority',
    zh: '吊销列表不是由其机构签名',
  }),
  listed('crl-delta', 660, 'delta-lists.pem', {
    en: 'A revocation list that only has what is new (delta CRL)',
    zh: '吊销列表只包含增量（delta CRL）',
  }),
];
