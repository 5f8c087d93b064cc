/** Transfers over FTP that must succeed, also with servers that lack or twist something. */
import { contentSum } from '../content.ts';
import type { FtpSpec } from '../script.ts';
import { aMoment } from './answers.ts';
import type { Fault } from './fault.ts';
import {
  complete,
  explicitDownload,
  FILE_SIZE,
  ftpDownload,
  ftpFault,
  goodTls,
  implicitDownload,
  lines,
  opening,
  reply,
  whole,
} from './ftp.ts';
import { proxy, relay } from './proxied.ts';

type Title = readonly [en: string, zh: string];
type Answers = NonNullable<FtpSpec['answers']>;

const checked = { verify: { md5: contentSum('md5', FILE_SIZE) } };
const demanding = { tls: goodTls, demandsSession: true } as const;
const UNKNOWN = '500 Unknown command.';
const unknown = (...commands: string[]): Answers =>
  Object.fromEntries(commands.map((command) => [command, UNKNOWN]));

const ok = (id: string, title: Title, setup: ReturnType<typeof ftpDownload>): Fault =>
  ftpFault(`ok-${id}`, 0, undefined, title, setup);

/** The one file, its MD5 checked, from a server with these answers. */
const okFrom = (id: string, title: Title, answers: Answers): Fault =>
  ok(id, title, ftpDownload(answers, checked));

/** A file of another name; `path` is how the URL writes it. */
const okNamed = (id: string, title: Title, file: string, path: string, home?: string): Fault => {
  const { servers, task } = ftpDownload({}, checked, { files: { [file]: FILE_SIZE }, home });
  return ok(id, title, { servers, task: { ...task, url: `{ftp}${path}` } });
};

const anonymous = ftpDownload({}, checked);

export const ftpHealthyCases: readonly Fault[] = [
  ok('plain', ['download, MD5 checked', '下载，校验 MD5'], ftpDownload({}, checked)),
  ok(
    'explicit',
    ['download with AUTH TLS, MD5 checked', '以 AUTH TLS 下载，校验 MD5'],
    explicitDownload({}, checked),
  ),
  ok(
    'implicit',
    ['download over ftps://, MD5 checked', '以 ftps:// 下载，校验 MD5'],
    implicitDownload({}, checked),
  ),
  ok(
    'explicit-reuse',
    ['AUTH TLS, the data connection must reuse the session', 'AUTH TLS，数据连接必须复用会话'],
    explicitDownload({}, checked, demanding),
  ),
  ok(
    'implicit-reuse',
    ['ftps://, the data connection must reuse the session', 'ftps://，数据连接必须复用会话'],
    implicitDownload({}, checked, demanding),
  ),
  ok(
    'explicit-tls12',
    ['AUTH TLS with TLS 1.2, the session must be reused', '使用 TLS 1.2 的 AUTH TLS，必须复用会话'],
    explicitDownload({}, checked, { ...demanding, tls: { leaf: 'good', maxVersion: 'TLSv1.2' } }),
  ),
  ok(
    'explicit-early-hello',
    ['AUTH TLS, a ClientHello before RETR would be reset', 'AUTH TLS，RETR 之前的 ClientHello 会被重置'],
    explicitDownload(
      { RETR: [{ data: [{ quietMs: 60, otherwise: [{ close: 'rst' }] }], plain: true }, { usual: true }] },
      checked,
    ),
  ),
  ok(
    'explicit-no-close-notify',
    ['AUTH TLS, all of the data and TLS cut off', 'AUTH TLS，数据完整但 TLS 未正常关闭'],
    explicitDownload(
      { RETR: [opening, { data: [{ content: FILE_SIZE }, { close: 'fin' }] }, complete] },
      checked,
    ),
  ),
  ok(
    'explicit-prot-after-login',
    ['AUTH TLS, PBSZ and PROT only after the login', 'AUTH TLS，登录后才接受 PBSZ 与 PROT'],
    explicitDownload(
      { PROT: [{ request: 1, steps: [reply('503 Login first.')], others: [{ usual: true }] }] },
      checked,
    ),
  ),
  ok('anonymous', ['anonymous download', '匿名下载'], {
    servers: anonymous.servers,
    task: { ...anonymous.task, ftp: undefined },
  }),
  ok('directory', ["the task's folder, and a file in it", '任务指定目录下的文件'], {
    servers: anonymous.servers,
    task: { ...anonymous.task, url: '{ftp}/file.bin', ftp: { ...anonymous.task.ftp, directory: 'pub' } },
  }),
  okNamed(
    'home',
    ['a path from the home folder', '从主目录开始的路径'],
    '/home/probe/file.bin',
    '/file.bin',
    '/home/probe',
  ),
  okNamed(
    'root',
    ['%2F at the beginning is the root', '以 %2F 开头表示根目录'],
    '/pub/file.bin',
    '/%2Fpub/file.bin',
    '/home',
  ),
  okNamed(
    'names',
    ['blanks, UTF-8 and other signs in names', '名称中含空格、中文和特殊符号'],
    '/a b/中文 #1/ü;50%.bin',
    '/a%20b/%E4%B8%AD%E6%96%87%20%231/%C3%BC%3B50%25.bin',
  ),
  ok(
    'some',
    ['the first 10 KB alone, MD5 checked', '只下载前 10 KB，校验 MD5'],
    ftpDownload({}, { transferKB: 10, verify: { md5: contentSum('md5', 10 * 1024) } }),
  ),
  ok('empty', ['an empty file', '空文件'], ftpDownload({}, {}, { files: { '/pub/file.bin': 0 } })),
];

/** The proxy leads both connections to the server. */
const okThrough = (kind: 'http' | 'socks5', title: Title, setup: ReturnType<typeof ftpDownload>): Fault =>
  ok(`proxy-${kind}`, title, {
    servers: { ...setup.servers, proxy: proxy(kind, relay(kind)) },
    task: { ...setup.task, proxy: '{proxy}' },
  });

export const ftpProxiedCases: readonly Fault[] = [
  okThrough(
    'http',
    ['through an HTTP proxy (CONNECT)', '通过 HTTP 代理（CONNECT）'],
    ftpDownload({}, checked),
  ),
  okThrough(
    'socks5',
    ['AUTH TLS through a SOCKS 5 proxy', '通过 SOCKS 5 代理以 AUTH TLS 下载'],
    explicitDownload({}, checked, demanding),
  ),
];

export const ftpToleratedCases: readonly Fault[] = [
  okFrom('greeting-lines', ['a greeting of several lines', '多行欢迎信息'], {
    GREETING: lines('220-Welcome', ' 220 is not the end yet', '220 Ready.'),
  }),
  okFrom('greeting-120', ['the server asks to wait first (120)', '服务器先要求等待（120）'], {
    GREETING: [reply('120 Service ready in 0 minutes.'), aMoment, { usual: true }],
  }),
  okFrom('late', ['a login that comes late', '登录应答来得较晚'], {
    PASS: [{ pauseMs: 1000 }, { usual: true }],
  }),
  okFrom('login-lines', ['a login with several lines', '多行登录应答'], {
    PASS: [reply('230-Login incorrect is not what this says.'), { usual: true }],
  }),
  okFrom(
    'no-features',
    ['a server of 1985: no FEAT, OPTS, EPSV, SIZE, MLST', '旧式服务器：无 FEAT、OPTS、EPSV、SIZE、MLST'],
    {
      ...unknown('FEAT', 'OPTS', 'EPSV', 'SIZE', 'MDTM', 'MLST', 'MLSD', 'SYST'),
    },
  ),
  okFrom('opts-refused', ['OPTS UTF8 refused', 'OPTS UTF8 被拒绝'], unknown('OPTS')),
  okFrom('size-refused', ['SIZE and MLST refused for want of rights', 'SIZE 与 MLST 因无权限被拒绝'], {
    SIZE: '550 Permission denied.',
    MLST: '550 Permission denied.',
  }),
  okFrom('epsv-refused', ['EPSV refused, PASV works', 'EPSV 被拒绝，PASV 可用'], unknown('EPSV')),
  okFrom('epsv-delimiter', ['another delimiter in the answer to EPSV', 'EPSV 应答使用其他分隔符'], {
    EPSV: [{ passive: '229 Entering Extended Passive Mode (!!!PORT!)' }],
  }),
  okFrom('pasv-bare', ['no parentheses in the answer to PASV', 'PASV 应答中没有括号'], {
    ...unknown('EPSV'),
    PASV: [{ passive: '227 Entering Passive Mode 127,0,0,1,HIGH,LOW' }],
  }),
  okFrom('pasv-private', ['PASV names an address that leads nowhere', 'PASV 返回无法到达的地址'], {
    ...unknown('EPSV'),
    PASV: [{ passive: '227 Entering Passive Mode (10,255,255,1,HIGH,LOW).' }],
  }),
  okFrom('pasv-zero', ['PASV names 0.0.0.0', 'PASV 返回 0.0.0.0'], {
    ...unknown('EPSV'),
    PASV: [{ passive: '227 Entering Passive Mode (0,0,0,0,HIGH,LOW).' }],
  }),
  okFrom('early-226', ['226 before the end of the data connection', '226 早于数据连接的关闭'], {
    RETR: [opening, { data: [{ content: FILE_SIZE }] }, complete, aMoment, { data: [{ close: 'clean' }] }],
  }),
  okFrom('late-226', ['226 some time after the data', '226 在数据之后一段时间才到达'], {
    RETR: [opening, { data: whole }, { pauseMs: 500 }, complete],
  }),
  okFrom('250', ['250 in place of 226', '以 250 代替 226'], {
    RETR: [opening, { data: whole }, reply('250 Requested file action okay.')],
  }),
  okFrom('125', ['125 in place of 150', '以 125 代替 150'], {
    RETR: [reply('125 Data connection already open.'), { data: whole }, complete],
  }),
  ok(
    'user-230',
    ['no password is asked for (USER: 230)', '无需密码（USER 返回 230）'],
    ftpDownload({}, checked, { login: undefined }),
  ),
  okFrom('quit-silent', ['QUIT is never answered', 'QUIT 始终无应答'], { QUIT: [{ stall: 'reading' }] }),
  okFrom('bare-line-ends', ['replies that end with LF alone', '应答仅以 LF 结尾'], {
    GREETING: [{ send: '220 lab\n' }],
    SYST: [{ send: '215 UNIX\n' }],
    TYPE: [{ send: '200 ok\n' }],
    SIZE: [{ send: `213 ${FILE_SIZE}\n` }],
    RETR: [{ send: '150 ok\n' }, { data: whole }, { send: '226 ok\n' }],
  }),
];
