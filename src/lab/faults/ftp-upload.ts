/** Cases of FTP uploads: refused, cut, not taken, not confirmed. */
import type { Phase } from '../../shared/result.ts';
import type { FtpAnswer, Script, Step } from '../script.ts';
import { aMoment } from './answers.ts';
import { type Fault, trusted } from './fault.ts';
import { complete, explicitUpload, ftpFault, ftpUpload, goodTls, opening, quickTotal, reply } from './ftp.ts';
import { large } from './uploads.ts';

type Title = readonly [en: string, zh: string];

const taken: Script = [{ wait: 'end' }, { close: 'clean' }];
const some: Step = { take: 100_000 };
/** 5 MB: more than one round of every buffer. */
const five = { transferKB: 5 * 1024 };

export const ftpHealthyUploads: readonly Fault[] = [
  ftpFault('ok-upload', 0, undefined, ['upload of 5 MB', '上传 5 MB'], ftpUpload({}, five)),
  ftpFault(
    'ok-upload-explicit',
    0,
    undefined,
    ['upload with AUTH TLS', '以 AUTH TLS 上传'],
    explicitUpload({}, five),
  ),
  ftpFault(
    'ok-upload-reuse',
    0,
    undefined,
    ['upload, the data connection must reuse the TLS session', '上传，数据连接必须复用 TLS 会话'],
    explicitUpload({}, five, { demandsSession: true }),
  ),
  ftpFault(
    'ok-upload-implicit',
    0,
    undefined,
    ['upload over ftps://', '以 ftps:// 上传'],
    ftpUpload({}, { ...five, ...trusted }, { tls: goodTls, implicit: true }),
  ),
  ftpFault(
    'ok-upload-directory',
    0,
    undefined,
    ["upload into the task's folder", '上传到任务指定的目录'],
    ftpUpload({}, { ftp: { directory: '/home/in here' } }, { files: { '/home/in here/pub/x': 1 } }),
  ),
  ftpFault(
    'ok-upload-epsv-refused',
    0,
    undefined,
    ['upload, EPSV refused, PASV works', '上传时 EPSV 被拒绝，PASV 可用'],
    ftpUpload({ EPSV: '500 Unknown command.' }),
  ),
  stor(
    'ok-late',
    0,
    undefined,
    ['upload, 226 some time after the data', '上传后 226 过一段时间才到达'],
    [opening, { data: taken }, { pauseMs: 500 }, complete],
    {},
  ),
];

const REFUSALS: readonly [string, string][] = [
  ['450', 'Requested file action not taken.'],
  ['451', 'Local error in processing.'],
  ['452', 'Insufficient storage space.'],
  ['500', 'Unknown command.'],
  ['502', 'Command not implemented.'],
  ['530', 'Not logged in.'],
  ['532', 'Need account for storing files.'],
  ['550', 'Permission denied.'],
  ['551', 'Page type unknown.'],
  ['552', 'Exceeded storage allocation.'],
  ['553', 'Could not create file.'],
];

function stor(
  id: string,
  code: number,
  phase: Phase | undefined,
  title: Title,
  answer: FtpAnswer,
  task: Parameters<typeof ftpUpload>[1] = {},
): Fault {
  return ftpFault(`upload-${id}`, code, phase, title, ftpUpload({ STOR: answer }, task));
}

export const ftpRefusedUploads: readonly Fault[] = [
  ...REFUSALS.map(([number, text]) =>
    stor(
      number,
      621,
      'response',
      [`STOR refused with ${number}`, `STOR 被拒绝（${number}）`],
      `${number} ${text}`,
    ),
  ),
  ftpFault(
    'upload-folder-missing',
    617,
    'request',
    ['upload into a folder that does not exist', '上传到不存在的目录'],
    ftpUpload({}, { ftp: { directory: 'nowhere' } }),
  ),
  stor('425', 601, undefined, ['STOR: no data connection (425)', 'STOR：无法建立数据连接（425）'], '425 No.'),
  stor('421', 620, 'response', ['STOR: 421', 'STOR：返回 421'], [reply('421 Closing.'), { close: 'clean' }]),
  stor('end', 620, 'response', ['STOR: the server closes', 'STOR：服务器关闭连接'], [{ close: 'fin' }]),
  stor('reset', 609, 'response', ['STOR: reset', 'STOR：连接被重置'], [aMoment, { close: 'rst' }]),
  stor('silent', 613, 'response', ['STOR: never answered', 'STOR：始终无应答'], [{ stall: 'reading' }]),
  stor('garbage', 628, 'response', ['STOR: the answer is no FTP', 'STOR：应答不是 FTP'], 'blah blah'),
];

/** What is said when the data has been taken, or while it is. */
export const ftpUploadFaults: readonly Fault[] = [
  ...(
    [
      ['552', 'disk full', '磁盘已满'],
      ['452', 'no space', '空间不足'],
      ['451', 'write error', '写入错误'],
    ] as const
  ).flatMap(([number, en, zh]) => [
    stor(
      `end-${number}`,
      621,
      'response',
      [`all of the upload taken, then ${number}, ${en}`, `收完上传内容后返回 ${number}，${zh}`],
      [opening, { data: taken }, reply(`${number} ${en}`)],
    ),
    stor(
      `reset-${number}`,
      621,
      undefined,
      [`the upload is reset midway, and ${number}, ${en}`, `上传中途数据连接被重置，并返回 ${number}，${zh}`],
      [opening, { data: [some, { close: 'rst' }] }, reply(`${number} ${en}`)],
      large,
    ),
  ]),
  stor(
    'early-552',
    621,
    undefined,
    ['552 while the upload is being sent', '上传过程中返回 552'],
    [opening, { data: [some] }, reply('552 disk full'), { data: [{ close: 'unread' }] }],
    large,
  ),
  stor(
    'end-426',
    620,
    'response',
    ['all of the upload taken, then 426', '收完上传内容后返回 426'],
    [opening, { data: taken }, reply('426 Transfer aborted.')],
  ),
  stor(
    'end-421',
    620,
    'response',
    ['all of the upload taken, then 421', '收完上传内容后返回 421'],
    [opening, { data: taken }, reply('421 Closing.'), { close: 'clean' }],
  ),
  stor(
    'end-silent',
    620,
    'response',
    ['all of the upload taken, and no final reply', '收完上传内容后没有最终应答'],
    [opening, { data: taken }, { stall: 'reading' }],
  ),
  stor(
    'end-closed',
    620,
    'response',
    ['all of the upload taken, then the server closes', '收完上传内容后服务器关闭连接'],
    [opening, { data: taken }, { close: 'fin' }],
  ),
  stor(
    'reset-midway',
    609,
    undefined,
    ['the upload is reset midway', '上传中途数据连接被重置'],
    [opening, { data: [some, { close: 'rst' }] }, { stall: 'reading' }],
    large,
  ),
  stor(
    'reset-426',
    609,
    undefined,
    ['the upload is reset midway, and 426', '上传中途数据连接被重置，并返回 426'],
    [opening, { data: [some, { close: 'rst' }] }, reply('426 Transfer aborted.')],
    large,
  ),
  stor(
    'control-reset',
    609,
    undefined,
    ['the control connection is reset midway', '上传中途控制连接被重置'],
    [opening, { data: [some] }, { close: 'rst' }],
    large,
  ),
  stor(
    'control-end',
    620,
    undefined,
    ['the control connection is closed midway', '上传中途控制连接被关闭'],
    [opening, { data: [some] }, { close: 'fin' }],
    large,
  ),
  stor(
    'stall',
    621,
    undefined,
    ['the server stops reading the upload', '服务器中途停止接收上传内容'],
    [opening, { data: [some, { stall: 'deaf' }] }],
    { ...large, ...quickTotal },
  ),
  stor(
    'never-read',
    621,
    undefined,
    ['the server never reads the upload', '服务器从不接收上传内容'],
    [opening, { data: [{ stall: 'deaf' }] }],
    { ...large, ...quickTotal },
  ),
];
