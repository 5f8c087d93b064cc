/** An FTP session up to the login: connection, greeting, TLS, user and password, and what the server can do. */
import type { TLSSocket } from 'node:tls';
import { check } from '../../classify/facts.ts';
import { mayBeAskedAgain } from '../../classify/ftp-replies.ts';
import type { Attempt } from '../attempt.ts';
import { deadline } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import type { Target, TlsSetup } from '../preflight.ts';
import { statusHooks } from '../revocation/check.ts';
import { openRoute } from '../route.ts';
import { secure } from '../steps/secure.ts';
import { TlsRecords } from '../tls-records.ts';
import { Wire } from '../wire.ts';
import { Control, replyEvidence } from './control.ts';
import { FtpLog } from './log.ts';
import type { Account } from './path.ts';
import type { Reply } from './reply.ts';

export interface Session {
  attempt: Attempt;
  target: Target;
  tls: TlsSetup;
  control: Control;
  log: FtpLog;
  /** Set where the data connections are to be encrypted too. */
  security: Security | null;
  /** What FEAT listed, first words in capitals; null where the server does not know FEAT. */
  features: ReadonlySet<string> | null;
}

export interface Security {
  /** Of the control connection, the newest one; many servers take a data connection only with it. */
  session(): Buffer | undefined;
}

/** The server's first word; nobody asked for it. */
export const GREETING = 'GREETING';

/** Ready for commands. What it opens is the attempt's to free. Throws a StepFailure (600 to 602, 608, 609, 613, 618 to 620, 622, 655, TLS codes, …). */
export async function openSession(
  attempt: Attempt,
  target: Target,
  tls: TlsSetup,
  account: Account,
): Promise<Session> {
  const { task, timeline } = attempt;
  const log = new FtpLog(attempt.clock, timeline, account.anonymous ? [] : [account.password]);
  attempt.ftp = log;
  log.begin('control');
  const route = await openRoute(attempt, target, tls);
  log.tell(`${attempt.remoteAddress} port ${attempt.remotePort}`);

  let records: TlsRecords | null = null;
  const transport = new Wire(route.socket, {
    probeEnd: !route.secured,
    observe: (chunk) => records?.read(chunk),
    observeSent: (chunk) => records?.wrote(chunk),
  });
  attempt.own(() => transport.destroy());

  const startTls = async (): Promise<{ wire: Wire; security: Security }> => {
    records = new TlsRecords();
    return secureControl(attempt, target, tls, transport, records);
  };
  const implicit = target.protocol === 'ftps';
  if (implicit) log.begin('tls');
  const first = implicit ? await startTls() : null;

  const control = new Control(first?.wire ?? transport, log, attempt, task.timeouts.responseMs);
  const session: Session = {
    attempt,
    target,
    tls,
    control,
    log,
    security: first?.security ?? null,
    features: null,
  };
  await greet(session);
  if (!implicit && task.ftp?.tls === 'explicit') {
    log.begin('tls');
    timeline.enter('secure');
    accept(session, 'AUTH TLS', await control.ask('AUTH', 'TLS'), [234, 334]);
    control.release();
    const { wire, security } = await startTls();
    control.adopt(wire);
    session.security = security;
  }
  const protectedAlready = session.security ? await protect(session, 'before login') : true;
  await logIn(session, account);
  if (!protectedAlready) await protect(session, 'after login');
  session.features = await askFeatures(session);
  return session;
}

/** A failed reply is a StepFailure that carries it. Without `wanted`, any positive completion (2xx) will do. */
export function accept(session: Session, command: string, reply: Reply, wanted?: readonly number[]): Reply {
  const good = wanted ? wanted.includes(reply.code) : reply.code >= 200 && reply.code < 300;
  if (good) return reply;
  throw new StepFailure(replyEvidence(command, reply, session.log));
}

async function secureControl(
  attempt: Attempt,
  target: Target,
  tls: TlsSetup,
  transport: Wire,
  records: TlsRecords,
): Promise<{ wire: Wire; security: Security }> {
  const { task, timeline, signal, clock } = attempt;
  timeline.enter('secure');
  for (const fact of tls.notes) attempt.note(fact);
  const { socket, summary } = await secure({
    ...tls,
    ...statusHooks(attempt, tls.ownLists),
    wire: transport,
    records,
    host: task.tls.serverName ?? target.host,
    seen: (shown) => {
      attempt.tls = shown;
    },
    note: (fact) => attempt.note(fact),
    limit: deadline('TLS_TIMEOUT', 'the TLS handshake did not end', task.timeouts.tlsMs, attempt),
    signal,
    now: clock.wallTime(),
    clock,
  });
  attempt.own(() => socket.destroy());
  attempt.ftp?.tell(`${summary.version} ${summary.cipher}`);
  const wire = new Wire(socket, { probeEnd: false });
  attempt.own(() => wire.destroy());
  return { wire, security: { session: newestSession(socket) } };
}

/** TLS 1.3 sends its tickets when the handshake is long over, and each is good for one use alone. */
function newestSession(socket: TLSSocket): () => Buffer | undefined {
  let newest = socket.getSession();
  socket.on('session', (session) => {
    newest = session;
  });
  return () => newest;
}

/** A server that is busy may announce a delay (120) before it greets. */
async function greet(session: Session): Promise<void> {
  const { attempt, control, log, target } = session;
  attempt.timeline.enter('login');
  log.begin('greeting');
  const what = `no FTP greeting from ${target.host} port ${target.port}`;
  const limit = deadline('CONNECT_TIMEOUT', what, attempt.task.timeouts.connectMs, attempt);
  const startedAt = attempt.clock.now();
  let reply = await control.reply(GREETING, limit);
  while (reply.code < 200) {
    const left = limit.limitMs - (attempt.clock.now() - startedAt);
    reply = await control.reply(GREETING, { ...limit, limitMs: Math.max(0, left) });
  }
  log.tell(reply.lines[0]!);
  accept(session, GREETING, reply);
}

/**
 * Encryption of the data connections: RFC 4217 section 8. False: the server wants the login first, so ask again then; few do.
 */
async function protect(session: Session, when: 'before login' | 'after login'): Promise<boolean> {
  session.attempt.timeline.enter('secure');
  for (const [command, argument] of [
    ['PBSZ', '0'],
    ['PROT', 'P'],
  ] as const) {
    const reply = await session.control.ask(command, argument);
    if (when === 'before login' && mayBeAskedAgain(reply.code)) return false;
    accept(session, `${command} ${argument}`, reply);
  }
  return true;
}

async function logIn(session: Session, { user, password, anonymous }: Account): Promise<void> {
  const { attempt, control, log } = session;
  attempt.timeline.enter('login');
  log.begin('login');
  let reply = await control.ask('USER', user);
  if (reply.code === 331) {
    if (!anonymous && password === '') {
      attempt.notes.push(
        check('NO_PASSWORD', 'the task has no password for this user: an empty one was sent'),
      );
    }
    control.send('PASS', password, true);
    reply = await control.reply('PASS');
    log.tell(reply.lines[0]!);
    accept(session, 'PASS', reply);
    return;
  }
  log.tell(reply.lines[0]!);
  accept(session, 'USER', reply);
}

/** RFC 2389. UTF-8 in names is switched on where the server asks for that (RFC 2640 wants it on by itself). */
async function askFeatures({ attempt, control }: Session): Promise<Session['features']> {
  attempt.timeline.enter('request');
  const reply = await control.ask('FEAT');
  if (reply.code !== 211) return null;
  const features = new Set(
    reply.lines.slice(1, -1).map((line) => line.trim().split(/[ ;]/)[0]!.toUpperCase()),
  );
  if (features.has('UTF8')) await control.ask('OPTS', 'UTF8 ON');
  return features;
}
