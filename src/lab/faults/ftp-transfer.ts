/** Cases of an FTP download whose data has begun: reset, given up, cut short, too slow. */
import type { Phase } from '../../shared/result.ts';
import type { Script } from '../script.ts';
import { aMoment } from './answers.ts';
import type { Fault } from './fault.ts';
import {
  begun,
  complete,
  explicitDownload,
  FILE_SIZE,
  ftpDownload,
  ftpFault,
  opening,
  quickTotal,
  reply,
  short,
  whole,
} from './ftp.ts';

type Title = readonly [en: string, zh: string];

const ABORTED = reply('426 Connection closed; transfer aborted.');
const CLOSING = reply('421 Service not available, closing control connection.');
const LOCAL_ERROR = reply('451 Requested action aborted: local error in processing.');
const fin: Script = [{ close: 'fin' }];
const rst: Script = [{ close: 'rst' }];

/** What RETR leads to. */
const retr = (
  id: string,
  code: number,
  phase: Phase | undefined,
  title: Title,
  script: Script,
  task: Parameters<typeof ftpDownload>[1] = {},
): Fault => ftpFault(id, code, phase, title, ftpDownload({ RETR: script }, task));

export const ftpResetFaults: readonly Fault[] = [
  retr(
    'data-reset',
    609,
    'transfer',
    ['the data connection is reset', '数据连接被重置'],
    [opening, { data: [...begun, aMoment, ...rst] }, { stall: 'reading' }],
  ),
  retr(
    'data-reset-behind',
    609,
    'transfer',
    ['data and reset at once', '数据与重置同时到达'],
    [opening, { data: [...begun, ...rst] }, { stall: 'reading' }],
  ),
  retr(
    'data-reset-426',
    609,
    'transfer',
    ['the data connection is reset, and 426', '数据连接被重置，并返回 426'],
    [opening, { data: [...begun, aMoment, ...rst] }, ABORTED],
  ),
  retr(
    'data-reset-at-once',
    609,
    undefined,
    ['reset before the first byte', '未发数据即重置数据连接'],
    [opening, { data: rst }, { stall: 'reading' }],
  ),
  ftpFault(
    'data-reset-tls',
    609,
    'transfer',
    ['the data connection is reset, over TLS', 'TLS 数据连接被重置'],
    explicitDownload({ RETR: [opening, { data: [...begun, aMoment, ...rst] }, { stall: 'reading' }] }),
  ),
  retr(
    'control-reset',
    609,
    'transfer',
    ['the control connection is reset', '控制连接被重置'],
    [opening, { data: begun }, aMoment, ...rst],
  ),
];

const DAMAGED: Script = [
  { secure: { leaf: 'good', damageable: true } },
  ...begun,
  { damage: 'record' },
  ...begun,
  { stall: 'reading' },
];

export const ftpDamageFaults: readonly Fault[] = [
  ftpFault(
    'data-damaged',
    664,
    'transfer',
    ['a damaged TLS record in the middle of the data', '数据中途的 TLS 记录损坏'],
    explicitDownload({ RETR: [opening, { data: DAMAGED, plain: true }] }),
  ),
];

export const ftpSessionFaults: readonly Fault[] = [
  retr(
    'control-end',
    620,
    'transfer',
    ['the control connection is closed', '控制连接被关闭'],
    [opening, { data: begun }, ...fin],
  ),
  retr(
    'both-end',
    620,
    'transfer',
    ['both connections are closed', '两条连接均被关闭'],
    [opening, { data: short }, ...fin],
  ),
  retr(
    'data-426',
    620,
    'transfer',
    ['the data ends early, and 426', '数据提前结束，并返回 426'],
    [opening, { data: short }, ABORTED],
  ),
  retr(
    'data-421',
    620,
    'transfer',
    ['the data stops, and 421', '数据中断，并返回 421'],
    [opening, { data: begun }, CLOSING, { data: fin }, { close: 'clean' }],
  ),
  retr(
    'whole-silent',
    620,
    'transfer',
    ['all of the data, and no final reply', '数据完整，但没有最终应答'],
    [opening, { data: whole }, { stall: 'reading' }],
  ),
  retr(
    'whole-end',
    620,
    'transfer',
    ['all of the data, and the server closes', '数据完整，随后服务器关闭连接'],
    [opening, { data: whole }, ...fin],
  ),
  ...(
    [
      ['426', ABORTED],
      ['421', CLOSING],
      ['451', LOCAL_ERROR],
    ] as const
  ).map(([number, last]) =>
    retr(
      `whole-${number}`,
      620,
      'transfer',
      [`all of the data, and ${number}`, `数据完整，但返回 ${number}`],
      [opening, { data: whole }, last],
    ),
  ),
  ftpFault(
    'control-end-tls',
    620,
    'transfer',
    ['the control connection is closed, over TLS', 'TLS 控制连接被关闭'],
    explicitDownload({ RETR: [opening, { data: begun }, { close: 'clean' }] }),
  ),
  retr(
    'final-garbage',
    628,
    undefined,
    ['the final reply is no FTP', '最终应答不是 FTP'],
    [opening, { data: whole }, reply('done, goodbye')],
  ),
];

export const ftpShortFaults: readonly Fault[] = [
  retr(
    'short-226',
    629,
    'transfer',
    ['fewer bytes than SIZE, and 226', '字节少于 SIZE，但返回 226'],
    [opening, { data: short }, complete],
  ),
  retr(
    'short-empty',
    629,
    'transfer',
    ['no byte at all, and 226', '没有数据，但返回 226'],
    [opening, { data: [{ close: 'clean' }] }, complete],
  ),
  retr(
    'short-451',
    629,
    'transfer',
    ['fewer bytes than SIZE, and 451', '字节少于 SIZE，并返回 451'],
    [opening, { data: short }, LOCAL_ERROR],
  ),
  retr(
    'short-550',
    629,
    'transfer',
    ['fewer bytes than SIZE, and 550', '字节少于 SIZE，并返回 550'],
    [opening, { data: short }, reply('550 Read error.')],
  ),
  ftpFault(
    'short-226-tls',
    629,
    'transfer',
    ['fewer bytes than SIZE, and 226, over TLS', 'TLS 下字节少于 SIZE，但返回 226'],
    explicitDownload({ RETR: [opening, { data: short }, complete] }),
  ),
  ftpFault(
    'short-cut-tls',
    629,
    'transfer',
    ['fewer bytes than SIZE, TLS cut off, and 226', 'TLS 被截断且字节少于 SIZE，但返回 226'],
    explicitDownload({ RETR: [opening, { data: [...begun, ...fin] }, complete] }),
  ),
  ftpFault(
    'short-of-wanted',
    629,
    'verify',
    ['complete, but smaller than the task wants', '下载完整，但小于任务要求'],
    ftpDownload({}, { verify: { minBytes: FILE_SIZE + 1 } }),
  ),
  retr(
    'stall',
    630,
    'transfer',
    ['silence in the middle of the data', '数据传输中途停滞'],
    [opening, { data: [...begun, { stall: 'reading' }] }],
    quickTotal,
  ),
  retr(
    'stall-at-once',
    630,
    'transfer',
    ['150, and no byte of the data', '返回 150 后始终没有数据'],
    [opening, { data: [{ stall: 'reading' }] }],
    quickTotal,
  ),
  retr(
    'trickle',
    630,
    'transfer',
    ['the data comes far too slowly', '数据传输过慢'],
    [opening, { data: [{ repeat: 200, steps: [{ content: 500 }, { pauseMs: 50 }] }] }],
    quickTotal,
  ),
  ftpFault(
    'stall-tls',
    630,
    'transfer',
    ['silence in the middle of the data, over TLS', 'TLS 数据传输中途停滞'],
    explicitDownload({ RETR: [opening, { data: [...begun, { stall: 'reading' }] }] }, quickTotal),
  ),
  ftpFault(
    'md5-differs',
    632,
    'verify',
    ['the content has another MD5', '内容的 MD5 不符'],
    ftpDownload({}, { verify: { md5: '0'.repeat(32) } }),
  ),
];
