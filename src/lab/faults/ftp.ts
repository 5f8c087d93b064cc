/** What the cases of FTP have in common: the healthy server, the file, and the short ways to write a case. */
import type { Phase } from '../../shared/result.ts';
import type { TaskInput } from '../../shared/task.ts';
import type { FtpAnswer, FtpSpec, Script, ServerSpec, Step, TlsSpec } from '../script.ts';
import { type Fault, trusted } from './fault.ts';

type Setup = Pick<Fault, 'servers' | 'task'>;
type TaskOptions = Omit<TaskInput, 'url'>;
type Answers = Readonly<Record<string, FtpAnswer>>;
type Options = Partial<Omit<FtpSpec, 'answers'>> & { host?: string };

/** The account of every FTP server of the lab. */
export const LOGIN = { user: 'probe', password: 'lab-password' } as const;
export const FILE_SIZE = 100_000;
export const FOLDER = '/pub';
export const FILE = `${FOLDER}/file.bin`;

export const goodTls: TlsSpec = { leaf: 'good' };

/** For servers that do not answer. */
export const quick = { timeouts: { connectMs: 300, tlsMs: 300, responseMs: 300 } } as const;
/** For data that does not come. */
export const quickTotal = { timeouts: { totalMs: 4000 } } as const;

const fallsSilent = (answer: FtpAnswer): boolean =>
  typeof answer !== 'string' && answer.some((step) => 'stall' in step);

/** A server that does as it should, but for these answers. */
export function ftpServer(answers: Answers = {}, options: Options = {}): ServerSpec {
  return { kind: 'ftp', files: { [FILE]: FILE_SIZE }, login: LOGIN, answers, ...options };
}

/** A download of the one file. Where the server falls silent on the control connection, the limits are short. */
export function ftpDownload(answers: Answers = {}, task: TaskOptions = {}, options: Options = {}): Setup {
  const ftp = { ...LOGIN, ...task.ftp };
  const limits = Object.values(answers).some(fallsSilent) ? quick : {};
  return {
    servers: { ftp: ftpServer(answers, options) },
    task: { url: `{ftp}${FILE}`, ...limits, ...task, ftp },
  };
}

/** The same with AUTH TLS, the lab's root trusted. */
export function explicitDownload(
  answers: Answers = {},
  task: TaskOptions = {},
  options: Options = {},
): Setup {
  const secured: TaskOptions = { ...trusted, ...task, ftp: { tls: 'explicit', ...task.ftp } };
  return ftpDownload(answers, secured, { tls: goodTls, ...options });
}

/** The same with TLS from the beginning (ftps://). */
export function implicitDownload(
  answers: Answers = {},
  task: TaskOptions = {},
  options: Options = {},
): Setup {
  return ftpDownload(answers, { ...trusted, ...task }, { tls: goodTls, implicit: true, ...options });
}

/** An upload into the folder of the file, 1 MB if nothing else is said. */
export function ftpUpload(answers: Answers = {}, task: TaskOptions = {}, options: Options = {}): Setup {
  const { servers, task: made } = ftpDownload(answers, { direction: 'upload', ...task }, options);
  return { servers, task: { ...made, url: `{ftp}${FOLDER}/upload.bin` } };
}

/** The same with AUTH TLS. */
export function explicitUpload(answers: Answers = {}, task: TaskOptions = {}, options: Options = {}): Setup {
  const secured: TaskOptions = { ...trusted, ...task, ftp: { tls: 'explicit', ...task.ftp } };
  return ftpUpload(answers, secured, { tls: goodTls, ...options });
}

/** A reply, or a line of one. */
export const reply = (text: string): Step => ({ send: `${text}\r\n` });

/** Replies of several lines. */
export const lines = (...texts: readonly string[]): string => texts.join('\r\n');

export const opening = reply('150 Opening BINARY mode data connection.');
export const complete = reply('226 Transfer complete.');
export const whole: Script = [{ content: FILE_SIZE }, { close: 'clean' }];
/** 5000 of the bytes; the connection stays open. */
export const begun: Script = [{ content: 5000 }];
export const short: Script = [...begun, { close: 'clean' }];

/** A case in a line: what the server does, in both languages, and what a transfer must end with. */
export function ftpFault(
  id: string,
  code: number,
  phase: Phase | undefined,
  [en, zh]: readonly [string, string],
  setup: Setup,
): Fault {
  return { id: `ftp-${id}`, code, phase, title: { en: `FTP: ${en}`, zh: `FTP：${zh}` }, ...setup };
}
