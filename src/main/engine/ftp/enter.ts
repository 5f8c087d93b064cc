/** From the login to the door of the file: the folders, and files as they are. */
import { check } from '../../classify/facts.ts';
import { endsSession } from '../../classify/ftp-replies.ts';
import { StepFailure } from '../failure.ts';
import { replyEvidence } from './control.ts';
import { accept, type Session } from './session.ts';

/** Throws a StepFailure (617, 620). */
export async function enterFolder(session: Session, directories: readonly string[]): Promise<void> {
  const { attempt, control, log } = session;
  attempt.timeline.enter('request');
  if (directories.length) log.begin('directory');
  for (const directory of directories) {
    const reply = await control.ask('CWD', directory);
    log.tell(reply.lines[0]!);
    accept(session, 'CWD', reply);
  }
}

/** TYPE I: without it sizes and sums are those of another file. A server that knows no types has only one. */
export async function asTheyAre(session: Session): Promise<void> {
  const { attempt, control, log } = session;
  const reply = await control.ask('TYPE', 'I');
  if (reply.code < 400) return;
  const refused = replyEvidence('TYPE', reply, log);
  if (endsSession(reply.code)) throw new StepFailure(refused);
  attempt.notes.push(
    check('TYPE_REFUSED', `the server refused TYPE I, so it may change line ends: ${refused.detail}`),
  );
}
