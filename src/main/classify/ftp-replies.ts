/**
 * What the replies of FTP servers mean where their number alone does not say it. Texts of vsftpd, ProFTPD, Pure-FTPd, FileZilla Server,
 * IIS, pyftpdlib, inetutils, NetKit, Twisted and ftp-srv; each pattern is as narrow as those allow.
 */

/** As the engine has it. */
export interface ReplyLike {
  code: number;
  lines: readonly string[];
}

const PERMISSION = /permission|access (?:is )?denied|not allowed|forbidden|not authori[sz]ed|privilege/i;
const ABSENCE =
  /no such (?:file|directory|path)|(?:file|path|directory)?\s*not found|(?:does not|doesn't) exist|cannot find|can't find|non-?existent/i;
/** A word of encryption and one of demand, in either order: a file may be named after either. */
const TLS_WANTED =
  /\b(?:TLS|SSL|FTPS|PROT|encrypt\w*|secure)\b.*\b(?:required|mandatory|must|needed|only|first)\b|\b(?:requires?|must|needs?|use)\b.*\b(?:TLS|SSL|FTPS|PROT|encrypt\w*|secure)\b|session (?:reuse|not re[us]|re[us]\w*) |not resumed/i;

/** 421 closes the session, whatever was asked; 426 the transfer. */
export function endsSession(code: number): boolean {
  return code === 421 || code === 426;
}

/** ProFTPD answers NOOP in the middle of a transfer, and says that it is: the transfer's own reply is then still to come. */
export function isStillMoving({ lines }: ReplyLike): boolean {
  return /transfer in progress/i.test(lines.join(' '));
}

export function namesPermission({ lines }: ReplyLike): boolean {
  return PERMISSION.test(lines.join(' '));
}

/**
 * Encryption, or the session of the control connection, is what the server misses on the data connection. 521 and 522 say that by
 * number (RFC 4217 section 9, and what servers use since).
 */
export function wantsProtection(code: number, text: string): boolean {
  return code === 521 || code === 522 || (TLS_WANTED.test(text) && !ABSENCE.test(text));
}

/**
 * A lookup was understood, and the file is not there. A refusal that speaks of rights, or of the command, says nothing of the file.
 * `by name`: only where the text says it in so many words, because the same number also means "not to be read".
 */
export function deniesExistence(reply: ReplyLike, how: 'by number' | 'by name' = 'by number'): boolean {
  if (reply.code !== 550 || namesPermission(reply)) return false;
  const text = reply.lines.join(' ');
  return how === 'by number'
    ? !/not a (?:plain|regular) file|is a directory/i.test(text)
    : ABSENCE.test(text);
}

/** A refusal that is not about the file: the session or the transfer was ended, no data connection came about, or TLS is missing. */
export function provesNothing({ code, lines }: ReplyLike): boolean {
  return endsSession(code) || code === 425 || wantsProtection(code, lines.join(' '));
}

/** Before the login: "log in first", which some servers say to PBSZ and PROT. */
export function mayBeAskedAgain(code: number): boolean {
  return code === 530 || code === 503;
}

/** Why a login is not possible, whoever asks: too many users, a closed server, TLS wanted, no home folder, an expired account. */
const OTHER_REASON =
  /too many|maximum|max(?:imum)? (?:number|connections|clients)|limit|try (?:again )?later|busy|unavailable|shutting down|maintenance|anonymous only|home|chdir|change directory|chroot|OOPS|expired|disabled|locked|banned|blocked|account (?:required|needed)|must (?:use|be) (?:encrypt|secure|TLS|SSL)|mandatory|cleartext|clear text|\b(?:TLS|SSL)\b|encrypt/i;

/** The name itself: unknown, or not on a list. */
const USER_NAME =
  /(?:user|account|login name)\s+\S+\s+(?:is )?(?:unknown|access denied|not (?:found|known|allowed))|unknown user|no such user|user(?:name)? (?:not found|unknown|does not exist|invalid)|invalid user ?name(?! or)|anonymous (?:access|login|logins|users?) (?:is |are )?(?:not allowed|denied|disabled|not permitted)|(?:can'?t|cannot|may not) log ?in anonymous|can't trust you/i;

/** The credential as a whole: most servers do not say which half was wrong. */
const CREDENTIAL =
  /incorrect|password|authenticat|invalid user ?name or|not logged in|log ?in (?:failed|incorrect|or password)|credential|access denied|bad (?:user|login)|user (?:\S+ )?cannot log ?in/i;

export type LoginReason = 'other' | 'user' | 'credential' | 'none';

/** What a refused USER or PASS blames. The narrower reason comes first. */
export function loginReason(command: string, code: number, text: string): LoginReason {
  if (USER_NAME.test(text)) return 'user';
  if (code === 421 || code === 332 || code === 534 || OTHER_REASON.test(text)) return 'other';
  if (command === 'USER') return code === 530 || code === 430 ? 'user' : 'none';
  return (code === 530 || code === 430) && CREDENTIAL.test(text) ? 'credential' : 'none';
}
