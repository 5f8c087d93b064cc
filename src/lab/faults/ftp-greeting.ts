/** Cases of FTP up to the greeting, and of a port that speaks something else. */
import type { FtpAnswer } from '../script.ts';
import { aMoment } from './answers.ts';
import type { Fault } from './fault.ts';
import { FILE, ftpDownload, ftpFault, implicitDownload, lines, quick, reply } from './ftp.ts';

export const ftpConnectFaults: readonly Fault[] = [
  ftpFault('refused', 601, 'connect', ['nobody listens at the port', '端口无人监听'], {
    servers: { nobody: { kind: 'refused', scheme: 'ftp' } },
    task: { url: '{nobody}/file.bin' },
  }),
  ftpFault('connect-timeout', 601, 'connect', ['the SYN is dropped', '连接请求（SYN）被丢弃'], {
    servers: { full: { kind: 'drop', scheme: 'ftp' } },
    task: { url: '{full}/file.bin', ...quick },
  }),
];

const greeting = (
  id: string,
  code: number,
  title: readonly [string, string],
  answer: FtpAnswer,
  options?: Parameters<typeof ftpDownload>[1],
): Fault => ftpFault(`greeting-${id}`, code, 'login', title, ftpDownload({ GREETING: answer }, options));

const waitsForTls = implicitDownload({}, quick);

export const ftpGreetingFaults: readonly Fault[] = [
  greeting('never', 601, ['the greeting never comes', '始终没有欢迎信息'], [{ stall: 'reading' }]),
  ftpFault('on-implicit-port', 601, 'login', ['the port waits for TLS', '端口在等待 TLS 握手'], {
    ...waitsForTls,
    task: { ...waitsForTls.task, url: `ftp://{ftp.authority}${FILE}` },
  }),
  ftpFault(
    'greeting-never-tls',
    601,
    'login',
    ['after TLS the greeting never comes', 'TLS 建立后始终没有欢迎信息'],
    implicitDownload({ GREETING: [{ stall: 'reading' }] }),
  ),
  greeting('end', 608, ['closes in place of the greeting', '未发送欢迎信息即关闭连接'], [{ close: 'fin' }]),
  ftpFault(
    'greeting-end-tls',
    608,
    'login',
    ['closes TLS in place of the greeting', 'TLS 建立后未发送欢迎信息即关闭'],
    implicitDownload({ GREETING: [{ close: 'clean' }] }),
  ),
  greeting(
    'reset',
    609,
    ['resets in place of the greeting', '未发送欢迎信息即重置连接'],
    [aMoment, { close: 'rst' }],
  ),
  greeting(
    '421',
    622,
    ['too many connections (421)', '连接数过多（421）'],
    [reply('421 Too many connections, please try again later.'), { close: 'clean' }],
  ),
  greeting(
    '421-open',
    622,
    ['421, and the connection stays', '返回 421 但不断开'],
    '421 Service not available.',
  ),
  greeting('530', 622, ['not let in at the greeting (530)', '欢迎阶段即拒绝（530）'], '530 Not allowed.'),
  greeting(
    '500',
    622,
    ['the server fails at the greeting (500)', '欢迎阶段服务器出错（500）'],
    '500 OOPS: error',
  ),
  greeting(
    '421-lines',
    622,
    ['421 in several lines at the greeting', '欢迎阶段返回多行 421'],
    lines('421-Welcome to the lab.', '421-There are too many users.', '421 Come back later.'),
  ),
  greeting('ssh', 628, ['SSH at the port', '端口上是 SSH 服务'], 'SSH-2.0-OpenSSH_9.2'),
  greeting(
    'http',
    628,
    ['HTTP at the port', '端口上是 HTTP 服务'],
    [
      { send: 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' },
      { close: 'fin' },
    ],
  ),
  greeting('no-code', 628, ['a greeting without a number', '欢迎信息没有数字代码'], 'welcome to the lab'),
  greeting('code-range', 628, ['a greeting with the number 999', '欢迎信息的代码为 999'], '999 welcome'),
  greeting(
    'binary',
    628,
    ['bytes that are no text', '返回的数据不是文本'],
    [{ send: Uint8Array.of(0, 1, 2, 255, 13, 10) }, { stall: 'reading' }],
  ),
  greeting(
    'huge',
    628,
    ['a greeting of 1 MB', '欢迎信息长达 1 MB'],
    lines(`220-${'x'.repeat(1024 * 1024)}`, '220 lab'),
  ),
  greeting(
    'endless',
    628,
    ['a greeting whose lines never end', '欢迎信息的行数没有尽头'],
    [
      { repeat: 10_000, steps: [{ send: '220-and one more line\r\n'.repeat(100) }, { pauseMs: 1 }] },
      { stall: 'reading' },
    ],
    // Its lines must come to be too many, on a busy computer too.
    { timeouts: { connectMs: 5000 } },
  ),
];
