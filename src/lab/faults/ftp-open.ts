/** Cases of what an FTP server says to RETR in place of the file. */
import type { Phase } from '../../shared/result.ts';
import type { FtpAnswer } from '../script.ts';
import { aMoment } from './answers.ts';
import type { Fault } from './fault.ts';
import { ftpDownload, ftpFault, opening, reply } from './ftp.ts';

type Title = readonly [en: string, zh: string];

/** RETR is refused in this way; the file is known to be there. */
const refused = (text: string, name = text.slice(0, 3)): Fault =>
  ftpFault(
    `retr-${name}`,
    615,
    'response',
    [`RETR refused: ${text}`, `RETR 被拒绝：${text}`],
    ftpDownload({ RETR: text }),
  );

/** The file is found in this way alone. */
const found = (how: string, title: Title, unsupported: readonly string[]): Fault =>
  ftpFault(
    `retr-550-by-${how}`,
    615,
    'response',
    title,
    ftpDownload({
      ...Object.fromEntries(unsupported.map((command) => [command, '500 Unknown command.'])),
      RETR: '550 Failed to open file.',
    }),
  );

/** What else RETR is answered with. */
const retr = (id: string, code: number, phase: Phase | undefined, title: Title, answer: FtpAnswer): Fault =>
  ftpFault(
    `retr-${id}`,
    code,
    phase,
    [`RETR: ${title[0]}`, `RETR：${title[1]}`],
    ftpDownload({ RETR: answer }),
  );

export const ftpOpenFaults: readonly Fault[] = [
  refused('550 Failed to open file.'),
  refused('550 Permission denied.', 'permission'),
  refused('450 File busy.'),
  refused('451 Local error in processing.'),
  refused('552 Exceeded storage allocation.'),
  refused('553 File name not allowed.'),
  found('mlst', ['RETR refused, only MLST knew the file', 'RETR 被拒绝，仅 MLST 确认文件存在'], ['SIZE']),
  found(
    'list',
    ['RETR refused, only the listing has the file', 'RETR 被拒绝，仅目录列表中有该文件'],
    ['FEAT', 'SIZE', 'MLST', 'MLSD'],
  ),
  retr(
    'begun-551',
    615,
    undefined,
    ['150, then refused before any byte (551)', '返回 150 后未发数据即拒绝（551）'],
    [opening, { data: [{ close: 'clean' }] }, reply('551 File is gone.')],
  ),
  retr(
    '425',
    601,
    undefined,
    ['no data connection (425)', '无法建立数据连接（425）'],
    '425 Failed to connect.',
  ),
  retr('421', 620, 'response', ['421', '返回 421'], [reply('421 Closing.'), { close: 'clean' }]),
  retr('426', 620, 'response', ['426', '返回 426'], '426 Transfer aborted.'),
  retr('end', 620, 'response', ['the server closes', '服务器关闭连接'], [{ close: 'fin' }]),
  retr('reset', 609, 'response', ['reset', '连接被重置'], [aMoment, { close: 'rst' }]),
  retr('silent', 613, 'response', ['never answered', '始终无应答'], [{ stall: 'reading' }]),
  retr('garbage', 628, 'response', ['the answer is no FTP', '应答不是 FTP'], '\x01\x02 not an FTP reply'),
];
