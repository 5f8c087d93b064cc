/** An upload over FTP or FTPS: STOR, the content, and the server's word that it has it. */
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import type { Outgoing } from '../http/outgoing.ts';
import { uploadSource } from '../http/source.ts';
import { pinHosts } from '../pins.ts';
import { allowProtocol, targetOf, tlsSetup } from '../preflight.ts';
import { replyEvidence } from './control.ts';
import { type DataConnection, openData } from './data.ts';
import { QUIT_MS } from './download.ts';
import { Ending } from './ending.ts';
import { asTheyAre, enterFolder } from './enter.ts';
import { accountOf, ftpPath } from './path.ts';
import { openSession, type Session } from './session.ts';

/** Resolves when the server has confirmed the content; throws a StepFailure otherwise. */
export async function ftpUpload(attempt: Attempt): Promise<void> {
  const { task } = attempt;
  const target = targetOf(task.url);
  attempt.target = target;
  const path = ftpPath(target, task);
  const account = accountOf(target, task);
  allowProtocol(target, task);
  attempt.pins = pinHosts(task, attempt.choice);
  const tls = await tlsSetup(task, attempt.signal, attempt.machine);
  attempt.tlsSetup = tls;
  const source = await uploadSource(attempt);
  const name = path.name || (task.upload?.fileName ?? source.name);
  if (!name) {
    const detail = 'the URL names a folder: name the file to be made there, in the URL or in upload.fileName';
    throw new StepFailure(check('URL_INVALID', detail));
  }

  const session = await openSession(attempt, target, tls, account);
  await enterFolder(session, path.directories);
  await asTheyAre(session);
  const data = await openData(session, { onFlushed: () => attempt.flushed() });
  await beginStore(session, data, name);
  const ending = new Ending(session, 'STOR');
  await ending.secure(data);
  attempt.timeline.enter('request');
  session.log.begin('transfer');
  // No header goes before the content.
  data.stream.headBytes = 0;
  attempt.stream = data.stream;
  const { stream, transport } = data;
  const link = { stream, transport, records: null, forward: null, frames: null };
  const content = attempt.sends(source.body, link, true);
  await send(session, data, content, ending);
  await confirm(session, ending);
  data.destroy();
  attempt.timeline.stop();
  await session.control.quit(QUIT_MS);
}

async function beginStore(session: Session, data: DataConnection, name: string): Promise<void> {
  const { attempt, control, log } = session;
  log.begin('command');
  attempt.timeline.enter('response');
  const begun = await control.ask('STOR', name);
  log.tell(begun.lines[0]!);
  if (begun.code < 100 || begun.code >= 200) {
    data.destroy();
    throw new StepFailure(replyEvidence('STOR', begun, log));
  }
}

/** Resolves when the last byte has left this computer's program. Throws a StepFailure (609, 620, 621, 665). */
async function send(
  session: Session,
  data: DataConnection,
  content: Outgoing,
  ending: Ending,
): Promise<void> {
  const { attempt, log } = session;
  const { task, signal, clock } = attempt;
  const limit = deadline('TRANSFER_TIMEOUT', 'the content was not sent', task.timeouts.totalMs, attempt);
  const startedAt = clock.now();
  const how = await within<'sent' | 'broken'>(
    limit,
    signal,
    (done, fail) => {
      content
        .send()
        .then(() => data.close())
        .then(() => content.whenSent)
        .then(() => done('sent'), fail);
      data.stream.over.then(() => done('broken'));
      ending.trouble(data.stream.over).then(() => done('broken'));
    },
    () => data.destroy(),
  ).catch((error: unknown) => {
    throw error instanceof StepFailure ? new StepFailure(...error.evidence, ...progress(content)) : error;
  });
  attempt.movingMs = clock.now() - startedAt;
  log.tell(`${content.sent} bytes`);
  if (how === 'sent') return;
  const seen = [...data.endedBadly(), ...(await ending.lastWord())];
  data.destroy();
  if (!seen.length) seen.push(check('FTP_DATA', 'the server closed the data connection'));
  throw new StepFailure(...seen, ...progress(content));
}

function progress({ sent, size }: Outgoing): [ReturnType<typeof check>] {
  return [check('SENDING_STOPPED', `${sent} of ${size} bytes were sent`)];
}

async function confirm(session: Session, ending: Ending): Promise<void> {
  const { attempt, log } = session;
  log.begin('end');
  attempt.timeline.enter('response');
  const reply = await ending.reply();
  log.tell(reply.lines[0]!);
  if (reply.code >= 300) throw new StepFailure(replyEvidence('STOR', reply, log));
  log.done();
}
