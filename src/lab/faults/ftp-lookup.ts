/** Cases of FTP between the login and the data: the folder, the file, and the data connection. */
import type { FtpAnswer, FtpSpec, Script } from '../script.ts';
import { aMoment } from './answers.ts';
import type { Fault } from './fault.ts';
import { complete, FILE_SIZE, ftpDownload, ftpFault, opening, quick, reply } from './ftp.ts';

type Title = readonly [en: string, zh: string];

/** The server answers this to the command. */
const at = (id: string, code: number, command: string, title: Title, answer: FtpAnswer): Fault =>
  ftpFault(
    `${command.toLowerCase()}-${id}`,
    code,
    'request',
    [`${command}: ${title[0]}`, `${command}：${title[1]}`],
    ftpDownload({ [command]: answer }),
  );

const missing = ftpDownload();

export const ftpFolderFaults: readonly Fault[] = [
  ftpFault('folder-missing', 617, 'request', ['the folder of the URL does not exist', 'URL 中的目录不存在'], {
    ...missing,
    task: { ...missing.task, url: '{ftp}/pub/nowhere/file.bin' },
  }),
  ftpFault(
    'directory-missing',
    617,
    'request',
    ["the task's folder does not exist", '任务指定的目录不存在'],
    ftpDownload({}, { ftp: { directory: 'nowhere' } }),
  ),
  at('550', 617, 'CWD', ['refused with 550', '被拒绝（550）'], '550 Permission denied.'),
  at('530', 617, 'CWD', ['refused with 530', '被拒绝（530）'], '530 Not logged in.'),
  at('500', 617, 'CWD', ['refused with 500', '被拒绝（500）'], '500 Syntax error.'),
  at('421', 620, 'CWD', ['421', '返回 421'], [reply('421 Timeout.'), { close: 'clean' }]),
  at('end', 620, 'CWD', ['the server closes', '服务器关闭连接'], [{ close: 'fin' }]),
  at('reset', 609, 'CWD', ['reset', '连接被重置'], [aMoment, { close: 'rst' }]),
  at('silent', 613, 'CWD', ['never answered', '始终无应答'], [{ stall: 'reading' }]),
  at('garbage', 628, 'CWD', ['the answer is no FTP', '应答不是 FTP'], 'blah blah'),
  at('silent', 613, 'FEAT', ['never answered', '始终无应答'], [{ stall: 'reading' }]),
  at('silent', 613, 'TYPE', ['never answered', '始终无应答'], [{ stall: 'reading' }]),
  at('421', 620, 'TYPE', ['421', '返回 421'], [reply('421 Timeout.'), { close: 'clean' }]),
  at('silent', 613, 'SIZE', ['never answered', '始终无应答'], [{ stall: 'reading' }]),
  at('421', 620, 'SIZE', ['421', '返回 421'], [reply('421 Timeout.'), { close: 'clean' }]),
  at('garbage', 628, 'SIZE', ['the answer is no FTP', '应答不是 FTP'], '\0\x01\x02'),
];

const NO_MLST = {
  FEAT: '211-Features:\r\n EPSV\r\n SIZE\r\n UTF8\r\n211 End',
  MLST: '500 Unknown command.',
  MLSD: '500 Unknown command.',
};
const ONLY_LISTS = { ...NO_MLST, FEAT: '500 Unknown command.', SIZE: '500 Unknown command.' };

/** The file is asked for, and the server has these. */
const lookedFor = (
  id: string,
  title: Title,
  answers: NonNullable<FtpSpec['answers']>,
  files: FtpSpec['files'] = { '/pub/other.bin': FILE_SIZE },
): Fault =>
  ftpFault(
    `missing-${id}`,
    614,
    // SIZE and MLST together are enough; else it is the refusal of the file itself that settles it.
    id === 'by-size-and-mlst' ? 'request' : 'response',
    title,
    ftpDownload({ RETR: '550 Failed to open file.', ...answers }, {}, { files }),
  );

/** A listing of these lines. */
const listing = (...rows: string[]): Script => [
  opening,
  { data: [...rows.map(reply), { close: 'clean' }] },
  complete,
];

export const ftpAbsentFaults: readonly Fault[] = [
  lookedFor(
    'by-size-and-mlst',
    ['SIZE and MLST say that there is no such file', 'SIZE 与 MLST 表明文件不存在'],
    {},
  ),
  lookedFor('by-size', ['SIZE says 550, there is no MLST', 'SIZE 返回 550，且不支持 MLST'], NO_MLST),
  lookedFor('by-list', ['the listing has no such name', '目录列表中没有该文件名'], ONLY_LISTS),
  lookedFor('in-empty-list', ['the listing is empty', '目录列表为空'], {
    ...ONLY_LISTS,
    LIST: listing(),
    NLST: listing(),
  }),
  lookedFor(
    'name-in-name',
    ['the listing has only a name that ends like it', '目录列表中只有结尾相同的文件名'],
    ONLY_LISTS,
    { '/pub/my file.bin': FILE_SIZE },
  ),
  lookedFor('in-windows-list', ['a listing of IIS has no such name', 'IIS 格式的列表中没有该文件名'], {
    ...ONLY_LISTS,
    LIST: listing('03-04-25  05:06AM               100000 other.bin'),
  }),
  lookedFor('by-text', ['RETR says "No such file", nothing else is known', '仅 RETR 说明“无此文件”'], {
    ...ONLY_LISTS,
    LIST: '502 Command not implemented.',
    NLST: '502 Command not implemented.',
    RETR: '550 file.bin: No such file or directory',
  }),
  lookedFor('dangling-link', ['the listing has a link that leads nowhere', '列表中的链接指向不存在的文件'], {
    ...ONLY_LISTS,
    LIST: listing('lrwxrwxrwx    1 lab      lab                 4 Mar 04  2025 file.bin -> gone'),
    RETR: '550 file.bin: No such file or directory',
  }),
];

const unknown = (id: string, title: Title, refusal: string, retrieve = '550 Failed to open file.'): Fault =>
  ftpFault(
    `lookup-${id}`,
    616,
    'response',
    title,
    ftpDownload({
      ...Object.fromEntries(['SIZE', 'MLST', 'MLSD', 'LIST', 'NLST'].map((command) => [command, refusal])),
      RETR: retrieve,
    }),
  );

export const ftpLookupFaults: readonly Fault[] = [
  ftpFault('is-folder', 615, undefined, ['the name is that of a folder', '所指的是目录而非文件'], {
    ...missing,
    task: { ...missing.task, url: '{ftp}/pub' },
  }),
  ftpFault(
    'is-folder-with-size',
    615,
    undefined,
    ['a folder, of which the server tells a size', '所指的是目录，且服务器返回其大小'],
    {
      ...ftpDownload({ ...NO_MLST, SIZE: '213 4096', RETR: '550 Not a regular file.' }),
      task: { ...missing.task, url: '{ftp}/pub' },
    },
  ),
  ...[
    '450 Try again later.',
    '451 Local error in processing.',
    '500 Unknown command.',
    '502 Not implemented.',
  ].map((refusal) => {
    const number = refusal.slice(0, 3);
    return unknown(
      number,
      [`SIZE, MLST and LIST refused with ${number}`, `SIZE、MLST、LIST 均被拒绝（${number}）`],
      refusal,
    );
  }),
  unknown(
    'permission',
    ['everything refused for want of rights', '所有命令均因无权限被拒绝'],
    '550 Permission denied.',
    '550 Permission denied.',
  ),
  unknown(
    'retr-450',
    ['SIZE, MLST and LIST refused, RETR with 450', 'SIZE、MLST、LIST 被拒绝，RETR 返回 450'],
    '451 Local error in processing.',
    '450 Requested file action not taken.',
  ),
];

const passive = (id: string, code: number, title: Title, epsv: FtpAnswer, pasv: FtpAnswer = epsv): Fault =>
  ftpFault(`passive-${id}`, code, 'request', title, ftpDownload({ EPSV: epsv, PASV: pasv }));

/** Both commands name the port of another server. */
const deadPort = (id: string, kind: 'refused' | 'drop', title: Title): Fault => {
  const { servers, task } = ftpDownload(
    {
      EPSV: '229 Entering Extended Passive Mode (|||{dead.port}|)',
      PASV: '227 Entering Passive Mode (127,0,0,1,{dead.pair})',
    },
    quick,
  );
  return ftpFault(`data-port-${id}`, 601, 'request', title, {
    servers: { ...servers, dead: { kind } },
    task,
  });
};

export const ftpPassiveFaults: readonly Fault[] = [
  ...['500', '501', '502', '425', '530', '550'].map((number) =>
    passive(
      number,
      604,
      [`EPSV and PASV refused with ${number}`, `EPSV 与 PASV 均被拒绝（${number}）`],
      `${number} No passive mode here.`,
    ),
  ),
  passive(
    '421',
    620,
    ['EPSV and PASV: 421', 'EPSV 与 PASV 返回 421'],
    [reply('421 Closing.'), { close: 'clean' }],
  ),
  passive(
    'end',
    620,
    ['the server closes at EPSV and PASV', '收到 EPSV 或 PASV 后关闭连接'],
    [{ close: 'fin' }],
  ),
  passive(
    'silent',
    613,
    ['EPSV and PASV are never answered', 'EPSV 与 PASV 始终无应答'],
    [{ stall: 'reading' }],
  ),
  passive(
    'garbage',
    628,
    ['the address in the answer to PASV cannot be read', 'PASV 应答中的地址无法解析'],
    '500 Unknown command.',
    '227 Entering Passive Mode (banana)',
  ),
  passive(
    'range',
    628,
    ['numbers above 255 in the answer to PASV', 'PASV 应答中的数字超过 255'],
    '500 Unknown command.',
    '227 Entering Passive Mode (999,1,1,1,1,1)',
  ),
  passive(
    'garbage-both',
    628,
    ['the answers to EPSV and PASV cannot be read', 'EPSV 与 PASV 的应答均无法解析'],
    '229 Entering Extended Passive Mode',
    '227 Entering Passive Mode',
  ),
  deadPort('refused', 'refused', ['nobody listens at the data port', '数据端口无人监听']),
  deadPort('dropped', 'drop', ['the data port drops the SYN', '数据端口丢弃连接请求（SYN）']),
];
