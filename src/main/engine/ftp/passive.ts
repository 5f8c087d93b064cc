/** Where the data connection is to go: EPSV, else PASV. RFC 2428 section 3, RFC 959 section 4.1.2. */
import { isIPv6 } from 'node:net';
import { check } from '../../classify/facts.ts';
import { endsSession, wantsProtection } from '../../classify/ftp-replies.ts';
import { StepFailure } from '../failure.ts';
import { replyEvidence } from './control.ts';
import { type Reply, replyText } from './reply.ts';
import type { Session } from './session.ts';

/** The port; the address is that of the control connection. Throws a StepFailure (604, 620, 628, 655). */
export async function passivePort(session: Session): Promise<number> {
  const { attempt, control, log } = session;
  log.begin('passive');
  const epsv = await control.ask('EPSV');
  if (epsv.code === 229) return take(session, 'EPSV', epsv, portOfEpsv(epsv));
  const refused = replyEvidence('EPSV', epsv, log);
  if (endsSession(epsv.code) || wantsProtection(epsv.code, replyText(epsv))) throw new StepFailure(refused);
  // PASV knows addresses of IPv4 alone.
  if (isIPv6(attempt.remoteAddress ?? '')) throw new StepFailure(refused);

  const pasv = await control.ask('PASV');
  if (pasv.code !== 227) throw new StepFailure(refused, replyEvidence('PASV', pasv, log));
  const named = addressOfPasv(pasv);
  if (named && named.address !== attempt.remoteAddress) noteAddress(session, named.address);
  return take(session, 'PASV', pasv, named?.port ?? null);
}

function take(session: Session, command: 'EPSV' | 'PASV', reply: Reply, port: number | null): number {
  const { log } = session;
  log.tell(reply.lines[0]!);
  if (!port) {
    const detail = `the answer to ${command} names no port that can be used`;
    throw new StepFailure(check('FTP_PASSIVE_INVALID', detail), replyEvidence(command, reply, log));
  }
  log.passive = command;
  log.dataPort = port;
  return port;
}

/** `229 Entering Extended Passive Mode (|||6446|)`; the delimiter is any printable character. */
function portOfEpsv(reply: Reply): number | null {
  const [, , port] = /\(([\x21-\x7e])\1\1(\d{1,5})\1\)/.exec(replyText(reply)) ?? [];
  return port !== undefined && Number(port) <= 65535 ? Number(port) : null;
}

/** `227 Entering Passive Mode (h1,h2,h3,h4,p1,p2)`; some servers leave the brackets out. */
function addressOfPasv(reply: Reply): { address: string; port: number } | null {
  const found = /(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)/.exec(replyText(reply).slice(3));
  const numbers = found?.slice(1).map(Number) ?? [];
  if (numbers.length !== 6 || numbers.some((number) => number > 255)) return null;
  return { address: numbers.slice(0, 4).join('.'), port: numbers[4]! * 256 + numbers[5]! };
}

/** As curl does: behind NAT the address that a server believes to have is often of no use, and another host's must not be trusted. */
function noteAddress({ attempt }: Session, named: string): void {
  const detail = `PASV names ${named}; the data connection goes to the address of the control connection, ${attempt.remoteAddress}`;
  if (!attempt.notes.some((note) => note.detail === detail))
    attempt.notes.push(check('PASV_ADDRESS', detail));
}
