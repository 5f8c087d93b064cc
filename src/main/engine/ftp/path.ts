/** What an FTP URL says: the folders to go through, the file, and the account. RFC 1738 section 3.2.2. */
import type { Task } from '../../../shared/task.ts';
import { check } from '../../classify/facts.ts';
import { StepFailure } from '../failure.ts';
import type { Target } from '../preflight.ts';

export interface FtpPath {
  /** One CWD each, in this order; the task's own folder first. */
  directories: readonly string[];
  /** Empty where the URL ends with a folder. */
  name: string;
}

export interface Account {
  user: string;
  password: string;
  /** Nobody in particular: the task names no user. */
  anonymous: boolean;
}

/** Throws a StepFailure (606). */
export function ftpPath({ url }: Target, { ftp }: Task): FtpPath {
  const path = withoutType(url.pathname);
  const segments = path.split('/').slice(1).map(decoded);
  const name = segments.pop() ?? '';
  // A second slash behind the host means the root, as curl has it; any other empty folder means nothing.
  if (segments[0] === '') segments[0] = '/';
  const directories = segments.filter((segment) => segment !== '');
  if (ftp?.directory) directories.unshift(ftp.directory);
  for (const part of [...directories, name]) refuseControls(part, 'the path');
  return { directories, name };
}

/** The task's fields before those of the URL. Throws a StepFailure (606). */
export function accountOf({ url }: Target, { ftp }: Task): Account {
  const user = ftp?.user ?? decoded(url.username);
  // Another user than the URL's has another password.
  const fromUrl = ftp?.user === undefined || ftp.user === decoded(url.username) ? decoded(url.password) : '';
  const password = ftp?.password ?? fromUrl;
  refuseControls(user, 'the user name');
  refuseControls(password, 'the password');
  if (user === '') return { user: 'anonymous', password: password || 'catprobe@', anonymous: true };
  return { user, password, anonymous: false };
}

/** `;type=i` is what we do anyway; any other type would change the content. */
function withoutType(path: string): string {
  const [, before = path, type] = /^(.*);type=([^/;]*)$/i.exec(path) ?? [];
  if (type !== undefined && !/^i$/i.test(type))
    throw invalid(`";type=${type}": files are sent as they are (type i)`);
  return before;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('a "%" in the path or the account is not followed by two hexadecimal digits of UTF-8');
  }
}

/** A line end would begin a command of its own. */
function refuseControls(text: string, what: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
  if (/[\u0000-\u001f\u007f]/.test(text))
    throw invalid(`${what} holds a control character, which would end the FTP command`);
}

function invalid(why: string): StepFailure {
  return new StepFailure(check('URL_INVALID', why));
}
