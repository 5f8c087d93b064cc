/** FTP downloads by several threads: sessions side by side, each with its part of the file (REST). */
import type { Phase } from '../../shared/result.ts';
import { contentSum } from '../content.ts';
import type { FtpSpec, Script } from '../script.ts';
import { aMoment } from './answers.ts';
import type { Fault } from './fault.ts';
import {
  begun,
  complete,
  explicitDownload,
  FILE,
  ftpDownload,
  ftpFault,
  goodTls,
  opening,
  quick,
  quickTotal,
  reply,
  short,
} from './ftp.ts';

type Title = readonly [en: string, zh: string];
type Answers = NonNullable<FtpSpec['answers']>;
type TaskOptions = NonNullable<Parameters<typeof ftpDownload>[1]>;

/** Enough to be worth sharing. */
const SIZE = 8 * 1024 * 1024;
const large = { files: { [FILE]: SIZE } };
const checked = { threads: 4, verify: { md5: contentSum('md5', SIZE) } };

const okFrom = (id: string, title: Title, answers: Answers = {}): Fault =>
  ftpFault(`ok-threads${id}`, 0, undefined, title, ftpDownload(answers, checked, large));

export const ftpThreadCases: readonly Fault[] = [
  okFrom('', ['4 threads, MD5 of the whole checked', '4 线程下载，校验整个文件的 MD5']),
  ftpFault(
    'ok-threads-explicit',
    0,
    undefined,
    ['4 threads with AUTH TLS, sessions must be reused', '以 AUTH TLS 4 线程下载，必须复用会话'],
    explicitDownload({}, checked, { ...large, tls: goodTls, demandsSession: true }),
  ),
  okFrom('-no-rest', ['4 threads wanted, and the server has no REST', '要求 4 线程，但服务器不支持 REST'], {
    FEAT: '211-Features:\r\n EPSV\r\n SIZE\r\n UTF8\r\n211 End',
    REST: '502 Command not implemented.',
  }),
  okFrom(
    '-rest-refused',
    ['4 threads wanted, REST announced and refused', '要求 4 线程，REST 已声明但被拒绝'],
    {
      REST: '502 Command not implemented.',
    },
  ),
  okFrom(
    '-no-size',
    ['4 threads wanted, and the server names no size', '要求 4 线程，但服务器不提供文件大小'],
    {
      SIZE: '502 Command not implemented.',
      MLST: '502 Command not implemented.',
    },
  ),
  ftpFault(
    'ok-threads-small',
    0,
    undefined,
    ['4 threads wanted for a small file', '要求 4 线程下载小文件'],
    ftpDownload({}, { threads: 4 }),
  ),
];

/** What the second session meets, or the second RETR. */
const second = (
  id: string,
  code: number,
  phase: Phase,
  title: Title,
  command: string,
  steps: Script,
  task: TaskOptions = {},
): Fault =>
  ftpFault(
    `thread-${id}`,
    code,
    phase,
    title,
    ftpDownload(
      { [command]: [{ request: 2, steps, others: [{ usual: true }] }] },
      { threads: 4, ...task },
      large,
    ),
  );

export const ftpThreadFaults: readonly Fault[] = [
  second('too-many', 622, 'login', ['no second session (421)', '不允许第二个会话（421）'], 'GREETING', [
    reply('421 Too many connections from your address.'),
    { close: 'clean' },
  ]),
  second('cwd-550', 617, 'request', ['a thread may not enter the folder', '某线程无法进入目录'], 'CWD', [
    reply('550 Failed to change directory.'),
  ]),
  second('retr-550', 615, 'response', ['a thread may not open the file', '某线程无法打开文件'], 'RETR', [
    reply('550 Failed to open file.'),
  ]),
  second(
    'retr-silent',
    613,
    'response',
    ['a thread is never answered', '某线程始终无应答'],
    'RETR',
    [{ stall: 'reading' }],
    quick,
  ),
  second(
    'reset',
    609,
    'transfer',
    ["a thread's data connection is reset", '某线程的数据连接被重置'],
    'RETR',
    [opening, { data: [...begun, aMoment, { close: 'rst' }] }, { stall: 'reading' }],
  ),
  second('control-end', 620, 'transfer', ["a thread's session is closed", '某线程的会话被关闭'], 'RETR', [
    opening,
    { data: begun },
    { close: 'fin' },
  ]),
  second(
    'short',
    629,
    'transfer',
    ["a thread's part is too short, and 226", '某线程的分段字节不足，但返回 226'],
    'RETR',
    [opening, { data: short }, complete],
  ),
  second(
    'stall',
    630,
    'transfer',
    ['silence in the middle of a part', '某线程的分段中途停滞'],
    'RETR',
    [opening, { data: [...begun, { stall: 'reading' }] }],
    quickTotal,
  ),
];
