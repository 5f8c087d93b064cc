/** Cases of FTP over TLS: what is refused, the handshakes of both connections, and the certificate. */
import type { LeafName } from '../pki.ts';
import type { FtpAnswer, Script } from '../script.ts';
import { alert } from './answers.ts';
import { type Fault, trusted } from './fault.ts';
import {
  complete,
  explicitDownload,
  FILE,
  ftpDownload,
  ftpFault,
  implicitDownload,
  lines,
  opening,
  quick,
  reply,
} from './ftp.ts';

const asked = (
  id: string,
  code: number,
  command: 'AUTH' | 'PROT',
  title: readonly [string, string],
  answer: FtpAnswer,
): Fault =>
  ftpFault(
    `${command.toLowerCase()}-${id}`,
    code,
    'secure',
    [`${command}: ${title[0]}`, `${command}：${title[1]}`],
    explicitDownload({ [command]: answer }),
  );

const refusals = (command: 'AUTH' | 'PROT', replies: readonly string[]): Fault[] =>
  replies.map((text) => {
    const number = text.slice(0, 3);
    return asked(number, 655, command, [`refused with ${number}`, `被拒绝（${number}）`], text);
  });

/** The server takes AUTH TLS and then does this in place of a handshake. */
const begun = (id: string, code: number, title: readonly [string, string], script: Script): Fault =>
  asked(id, code, 'AUTH', title, [reply('234 Proceed with negotiation.'), ...script]);

export const ftpTlsFaults: readonly Fault[] = [
  ftpFault('tls-unknown', 655, 'secure', ['the server knows no AUTH TLS', '服务器不支持 AUTH TLS'], {
    ...ftpDownload({}, { ...trusted, ftp: { tls: 'explicit' } }),
  }),
  ...refusals('AUTH', [
    '431 Need some unavailable resource to process security.',
    '500 Unknown command.',
    '502 Command not implemented.',
    '504 Unknown AUTH type.',
    '530 Please login with USER and PASS.',
    '534 Request denied for policy reasons.',
  ]),
  ...refusals('PROT', [
    '536 PROT P not supported.',
    '534 PROT P denied for policy reasons.',
    '504 PROT P unsupported.',
  ]),
  asked('421', 622, 'AUTH', ['421', '返回 421'], [reply('421 Service not available.'), { close: 'clean' }]),
  asked('silent', 613, 'AUTH', ['never answered', '始终无应答'], [{ stall: 'reading' }]),
  asked('end', 620, 'AUTH', ['the server closes', '服务器关闭连接'], [{ close: 'fin' }]),
  begun(
    'then-end',
    638,
    ['accepted, then the server closes on the ClientHello', '接受后收到 ClientHello 即关闭'],
    [{ wait: 'data' }, { close: 'fin' }],
  ),
  begun(
    'then-reset',
    638,
    ['accepted, then reset on the ClientHello', '接受后收到 ClientHello 即重置'],
    [{ wait: 'data' }, { close: 'rst' }],
  ),
  begun('then-silent', 638, ['accepted, then silence', '接受后始终不握手'], [{ stall: 'reading' }]),
  begun(
    'then-alert-40',
    634,
    ['accepted, then TLS alert 40', '接受后返回 TLS 警报 40'],
    [{ wait: 'data' }, alert(40), { close: 'fin' }],
  ),
  begun(
    'then-plain',
    647,
    ['accepted, then plain text', '接受后仍发送明文'],
    [{ wait: 'data' }, reply('220 Still in plain text.'), { stall: 'reading' }],
  ),
  ftpFault(
    'tls-version',
    634,
    'secure',
    ['the server wants TLS 1.3, the task allows 1.2', '服务器要求 TLS 1.3，任务最高只允许 1.2'],
    explicitDownload(
      {},
      { tls: { ...trusted.tls, maxVersion: 'TLSv1.2' } },
      { tls: { leaf: 'good', minVersion: 'TLSv1.3' } },
    ),
  ),
  ftpFault(
    'plain-behind-ftps',
    647,
    'secure',
    ['ftps:// to a plain FTP server', '以 ftps:// 访问明文 FTP 服务器'],
    {
      servers: ftpDownload().servers,
      task: { url: `ftps://{ftp.authority}${FILE}`, ...trusted },
    },
  ),
  ...implicitPort(
    'ssh',
    647,
    ['SSH behind ftps://', 'ftps:// 端口上是 SSH 服务'],
    [{ send: 'SSH-2.0-OpenSSH_9.2\r\n' }, { stall: 'reading' }],
  ),
  ...implicitPort(
    'end',
    638,
    ['ftps:// closes on the ClientHello', 'ftps:// 收到 ClientHello 后关闭连接'],
    [{ wait: 'data' }, { close: 'fin' }],
  ),
  ...implicitPort(
    'silent',
    638,
    ['ftps:// never answers the ClientHello', 'ftps:// 对 ClientHello 始终无应答'],
    [{ stall: 'reading' }],
  ),
];

function implicitPort(id: string, code: number, title: readonly [string, string], script: Script): Fault[] {
  const port = { kind: 'tcp', scheme: 'ftps', script } as const;
  return [
    ftpFault(`ftps-${id}`, code, 'secure', title, {
      servers: { port },
      task: { url: '{port}/file.bin', ...trusted, ...quick },
    }),
  ];
}

/** `trusts`: the task brings the lab's root. */
function certificate(
  how: 'explicit' | 'implicit',
  code: number,
  leaf: LeafName,
  [en, zh]: readonly [string, string],
  trusts = true,
): Fault {
  const task = trusts ? {} : { tls: {} };
  const setup = (how === 'explicit' ? explicitDownload : implicitDownload)({}, task, { tls: { leaf } });
  const id = `${how}-${leaf.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-${trusts ? 'ca' : 'default'}`;
  const names = { explicit: ['AUTH TLS', 'AUTH TLS'], implicit: ['ftps://', 'ftps://'] } as const;
  return ftpFault(id, code, 'secure', [`${names[how][0]}, ${en}`, `${names[how][1]}，${zh}`], setup);
}

const EXPIRED = ['the certificate has expired', '证书已过期'] as const;
const OTHER_HOST = ['the certificate is for another host name', '证书域名与访问的域名不符'] as const;
const UNKNOWN = ['the certificate comes from an authority nobody knows', '证书由未知机构签发'] as const;
const NOT_OURS = [
  "the task's own CA file does not verify the certificate",
  '任务指定的 CA 文件无法验证证书',
] as const;
const TWO = ['the certificate has expired and is for another host', '证书已过期且域名不符'] as const;

export const ftpCertificateFaults: readonly Fault[] = [
  certificate('explicit', 610, 'expired', EXPIRED),
  certificate('implicit', 610, 'expired', EXPIRED),
  certificate('explicit', 648, 'wrongHost', OTHER_HOST),
  certificate('implicit', 648, 'wrongHost', OTHER_HOST),
  certificate('explicit', 624, 'expiredWrongHost', TWO),
  certificate('explicit', 623, 'unknownRoot', UNKNOWN, false),
  certificate('implicit', 623, 'unknownRoot', UNKNOWN, false),
  certificate('explicit', 623, 'selfSigned', ['the certificate is self-signed', '证书为自签名'], false),
  certificate('explicit', 653, 'unknownRoot', NOT_OURS),
  certificate('implicit', 653, 'unknownRoot', NOT_OURS),
];

const REUSE =
  '522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page';
const hello: Script = [{ wait: 'data' }];

/** TLS of the data connection: demanded, refused, or gone wrong. */
export const ftpDataTlsFaults: readonly Fault[] = [
  ftpFault(
    'data-must-be-encrypted',
    655,
    undefined,
    ['RETR refused, data must be encrypted (522)', 'RETR 被拒绝，数据连接必须加密（522）'],
    ftpDownload({ RETR: '522 Data connections must be encrypted.' }),
  ),
  ftpFault(
    'data-tls-required',
    655,
    undefined,
    ['RETR refused, TLS required for data (550)', 'RETR 被拒绝，数据连接要求 TLS（550）'],
    ftpDownload({ RETR: '550 SSL/TLS required on the data channel' }),
  ),
  ...(['522 Data connections must be encrypted.', '550 SSL/TLS required on the data channel'] as const).map(
    (text) =>
      ftpFault(
        `passive-tls-required-${text.slice(0, 3)}`,
        655,
        undefined,
        [
          `EPSV and PASV refused, TLS required for data (${text.slice(0, 3)})`,
          `EPSV 与 PASV 被拒绝，数据连接要求 TLS（${text.slice(0, 3)}）`,
        ],
        ftpDownload({ EPSV: text, PASV: text }),
      ),
  ),
  ftpFault(
    'data-session-reuse',
    655,
    undefined,
    ['the data connection must reuse the TLS session (522)', '数据连接必须复用 TLS 会话（522）'],
    explicitDownload({ RETR: [opening, { data: [...hello, { close: 'fin' }], plain: true }, reply(REUSE)] }),
  ),
  ftpFault(
    'data-session-reuse-at-once',
    655,
    undefined,
    ['RETR refused, the TLS session is not reused (522)', 'RETR 被拒绝，未复用 TLS 会话（522）'],
    explicitDownload({ RETR: REUSE }),
  ),
  ftpFault(
    'data-session-425',
    601,
    undefined,
    ['the data connection is refused for its TLS session (425)', '因 TLS 会话拒绝建立数据连接（425）'],
    explicitDownload({
      RETR: lines('425 Unable to build data connection: Operation not permitted'),
    }),
  ),
  ftpFault(
    'data-handshake-reset',
    638,
    undefined,
    ['the TLS handshake of the data connection is reset', '数据连接的 TLS 握手被重置'],
    explicitDownload({ RETR: [opening, { data: [...hello, { close: 'rst' }], plain: true }] }),
  ),
  ftpFault(
    'data-handshake-end',
    638,
    undefined,
    ['the data connection closes on the ClientHello', '数据连接收到 ClientHello 后关闭'],
    explicitDownload({ RETR: [opening, { data: [...hello, { close: 'fin' }], plain: true }] }),
  ),
  ftpFault(
    'data-handshake-silent',
    638,
    undefined,
    ['the data connection never answers the ClientHello', '数据连接对 ClientHello 始终无应答'],
    explicitDownload({ RETR: [opening, { data: [{ stall: 'reading' }], plain: true }] }, quick),
  ),
  ftpFault(
    'data-handshake-alert',
    634,
    undefined,
    ['the data connection answers the ClientHello with alert 40', '数据连接对 ClientHello 返回警报 40'],
    explicitDownload({ RETR: [opening, { data: [...hello, alert(40), { close: 'fin' }], plain: true }] }),
  ),
  ftpFault(
    'data-in-the-clear',
    647,
    undefined,
    ['PROT P accepted, and the data comes in plain text', '接受 PROT P 后数据仍为明文'],
    explicitDownload({
      RETR: [opening, { data: [...hello, { content: 5000 }, { close: 'fin' }], plain: true }, complete],
    }),
  ),
];
