/** What a good FTP server does on each command. */
import { contentBlocks } from '../content.ts';
import type { Connection } from './connection.ts';
import type { FtpSession } from './ftp.ts';
import { factLine, longLine, MODIFIED, nameOf, resolvePath } from './ftp-files.ts';

/** Does it, and gives the reply; null when everything has been said. */
type Conduct = (session: FtpSession, argument: string) => string | null | Promise<string | null>;

const BEFORE_LOGIN = new Set(
  'GREETING USER PASS ACCT AUTH PBSZ PROT CCC FEAT OPTS SYST HELP NOOP QUIT'.split(' '),
);
const LOGGED_IN = '230 Login successful.';
const LOST = '426 Connection closed; transfer aborted.';
const NOT_TLS = '503 Use AUTH TLS first.';

export function doAsUsual(
  session: FtpSession,
  command: string,
  argument: string,
): string | null | Promise<string | null> {
  const conduct = CONDUCT[command];
  if (!session.loggedIn && !BEFORE_LOGIN.has(command)) return '530 Please login with USER and PASS.';
  return conduct ? conduct(session, argument) : '500 Unknown command.';
}

const CONDUCT: Readonly<Record<string, Conduct>> = {
  GREETING: () => '220 catprobe lab',
  USER(session, name) {
    session.user = name;
    session.loggedIn = !session.house.spec.login;
    return session.loggedIn ? LOGGED_IN : '331 Please specify the password.';
  },
  PASS(session, password) {
    if (session.user === '') return '503 Login with USER first.';
    const { login } = session.house.spec;
    session.loggedIn =
      !login ||
      /^(anonymous|ftp)$/i.test(session.user) ||
      (session.user === login.user && password === login.password);
    return session.loggedIn ? LOGGED_IN : '530 Login incorrect.';
  },
  async AUTH(session, method) {
    const { spec } = session.house;
    if (!spec.tls || spec.implicit) return '502 Command not implemented.';
    if (!/^(TLS|TLS-C|SSL)$/i.test(method)) return '504 Unknown AUTH type.';
    await session.reply('234 Proceed with negotiation.');
    await session.secure();
    return null;
  },
  PBSZ: (session) => (session.secured ? '200 PBSZ set to 0.' : NOT_TLS),
  PROT(session, level) {
    if (!session.secured) return NOT_TLS;
    if (!/^[CP]$/i.test(level)) return '536 PROT level not supported.';
    session.private = /^P$/i.test(level);
    return `200 PROT now ${session.private ? 'Private' : 'Clear'}.`;
  },
  FEAT(session) {
    const { spec } = session.house;
    const secure = spec.tls ? [...(spec.implicit ? [] : ['AUTH TLS']), 'PBSZ', 'PROT'] : [];
    const features = ['EPSV', 'MDTM', 'MLST type*;size*;modify*;', 'REST STREAM', 'SIZE', 'TVFS', 'UTF8'];
    return ['211-Features:', ...[...secure, ...features].map((name) => ` ${name}`), '211 End'].join('\r\n');
  },
  OPTS: (_, option) => (/^(UTF8 ON|MLST .*)$/i.test(option) ? '200 OK.' : '501 Option not understood.'),
  SYST: () => '215 UNIX Type: L8',
  NOOP: () => '200 NOOP ok.',
  ALLO: () => '202 ALLO command ignored.',
  PWD: (session) => `257 "${session.folder.replaceAll('"', '""')}" is the current directory`,
  CWD: enter,
  CDUP: (session) => enter(session, '..'),
  TYPE(session, type) {
    if (!/^(A( N)?|I|L 8)$/i.test(type)) return '504 Type not implemented.';
    session.ascii = /^A/i.test(type);
    return session.ascii ? '200 Switching to ASCII mode.' : '200 Switching to Binary mode.';
  },
  MODE: (_, mode) => (/^S$/i.test(mode) ? '200 Mode set to S.' : '504 Bad MODE command.'),
  STRU: (_, structure) => (/^F$/i.test(structure) ? '200 Structure set to F.' : '504 Bad STRU command.'),
  SIZE(session, path) {
    if (session.ascii) return '550 SIZE not allowed in ASCII mode.';
    const size = session.sizeOf(path);
    return size === undefined ? '550 Could not get file size.' : `213 ${size}`;
  },
  MDTM: (session, path) =>
    session.sizeOf(path) === undefined ? '550 Could not get file modification time.' : `213 ${MODIFIED}`,
  MLST(session, path) {
    const whole = resolvePath(session.folder, path);
    const entry = session.house.files.isFolder(whole)
      ? { name: whole }
      : { name: whole, size: session.sizeOf(path) };
    if (!session.house.files.entries(whole)) return '550 No such file or directory.';
    return `250-Listing\r\n ${factLine(entry)}\r\n250 End`;
  },
  LIST: (session, options) => list(session, options.replace(/^-\S+ ?/, ''), longLine),
  NLST: (session, options) => list(session, options.replace(/^-\S+ ?/, ''), ({ name }) => name),
  MLSD: (session, path) => list(session, path, factLine),
  async EPSV(session, protocol) {
    if (/^ALL$/i.test(protocol)) return '200 EPSV ALL ok.';
    if (!/^1?$/.test(protocol)) return '522 Network protocol not supported, use (1)';
    await session.openPort('229 Entering Extended Passive Mode (|||PORT|)');
    return null;
  },
  async PASV(session) {
    await session.openPort('227 Entering Passive Mode (127,0,0,1,HIGH,LOW).');
    return null;
  },
  REST(session, place) {
    if (!/^\d+$/.test(place)) return '501 REST needs a number.';
    session.from = Number(place);
    return `350 Restart position accepted (${session.from}).`;
  },
  RETR: retrieve,
  STOR: store,
  ABOR: () => '226 ABOR successful.',
  async QUIT(session) {
    await session.reply('221 Goodbye.');
    await session.control.closeClean();
    return null;
  },
};

function enter(session: FtpSession, path: string): string {
  const folder = resolvePath(session.folder, path);
  if (!session.house.files.isFolder(folder)) return '550 Failed to change directory.';
  session.folder = folder;
  return '250 Directory successfully changed.';
}

async function retrieve(session: FtpSession, path: string): Promise<string | null> {
  const size = session.sizeOf(path);
  const { from } = session;
  session.from = 0;
  if (size === undefined) return '550 Failed to open file.';
  return transfer(
    session,
    `Opening BINARY mode data connection for ${nameOf(path)} (${size} bytes).`,
    async (data) => {
      for (const block of contentBlocks(Math.max(0, size - from), from)) {
        if (!(await data.send(session.ascii ? asciiOf(block) : block))) return LOST;
      }
      return end(data);
    },
  );
}

async function store(session: FtpSession, path: string): Promise<string | null> {
  const { files } = session.house;
  const whole = resolvePath(session.folder, path);
  if (!files.mayStore(whole)) return '553 Could not create file.';
  return transfer(session, 'Ok to send data.', async (data) => {
    const size = await data.takeAll();
    if (size === null) return LOST;
    files.store(whole, size);
    return end(data);
  });
}

async function list(
  session: FtpSession,
  path: string,
  line: (entry: { name: string; size?: number }) => string,
): Promise<string | null> {
  const entries = session.house.files.entries(resolvePath(session.folder, path));
  if (!entries) return '550 No such file or directory.';
  return transfer(session, 'Here comes the directory listing.', async (data) => {
    const sent = await data.send(Buffer.from(entries.map((entry) => `${line(entry)}\r\n`).join('')));
    return sent ? end(data) : LOST;
  });
}

async function transfer(
  session: FtpSession,
  beginning: string,
  work: (data: Connection) => Promise<string | null>,
): Promise<string> {
  if (!session.hasPort) return '425 Use EPSV or PASV first.';
  await session.reply(`150 ${beginning}`);
  const trouble = await session.withData(work);
  session.forgetPort();
  return trouble ?? '226 Transfer complete.';
}

/** Once all has left, the server need not wait for the peer's own end. */
async function end(data: Connection): Promise<null> {
  void data.closeClean();
  await data.over;
  return null;
}

function asciiOf(block: Buffer): Buffer {
  return Buffer.from(block.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}
