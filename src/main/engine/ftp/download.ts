/** A download over FTP or FTPS, from the URL to the checked content. */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { Content } from '../http/content.ts';
import { pinHosts } from '../pins.ts';
import { allowProtocol, targetOf, tlsSetup } from '../preflight.ts';
import { sumFindings, tooFewBytes } from '../verify.ts';
import { replyEvidence } from './control.ts';
import { type DataConnection, openData } from './data.ts';
import { Ending } from './ending.ts';
import { asTheyAre, enterFolder } from './enter.ts';
import { type Lookup, lookUp, whyRefused } from './lookup.ts';
import { accountOf, ftpPath } from './path.ts';
import { receiveBySegments, sharedBytes } from './segments.ts';
import { openSession, type Session } from './session.ts';

/** A goodbye that takes longer is not waited for: the transfer is over. */
export const QUIT_MS = 500;

/** Resolves when the content is complete and as the task wants it; throws a StepFailure otherwise. */
export async function ftpDownload(attempt: Attempt): Promise<void> {
  const { task } = attempt;
  const target = targetOf(task.url);
  attempt.target = target;
  const { directories, name } = ftpPath(target, task);
  if (name === '')
    throw new StepFailure(check('URL_INVALID', 'the URL names a folder, and a download needs a file'));
  const account = accountOf(target, task);
  allowProtocol(target, task);
  attempt.pins = pinHosts(task, attempt.choice);

  const tls = await tlsSetup(task, attempt.signal, attempt.machine);
  attempt.tlsSetup = tls;

  const session = await openSession(attempt, target, tls, account);
  await enterFolder(session, directories);
  await asTheyAre(session);
  session.log.begin('lookup');
  const lookup = await lookUp(session, name);
  attempt.size = lookup.size;
  const shared = await sharedBytes(session);
  if (shared === null) await retrieve(session, name, lookup);
  else await receiveBySegments(session, { directories, name }, shared);
  await session.control.quit(QUIT_MS);
  verify(attempt, lookup);
}

async function retrieve(session: Session, name: string, lookup: Lookup): Promise<void> {
  const { attempt, control, log } = session;
  const data = await openData(session, { onFirstByte: () => attempt.timeline.firstByte() });
  log.begin('command');
  attempt.timeline.enter('response');
  const begun = await control.ask('RETR', name);
  log.tell(begun.lines[0]!);
  if (begun.code < 100 || begun.code >= 200) {
    data.destroy();
    throw await whyRefused(session, name, lookup, {
      reply: begun,
      evidence: replyEvidence('RETR', begun, log),
    });
  }
  const ending = new Ending(session, 'RETR');
  await ending.secure(data);
  attempt.timeline.enter('transfer');
  log.begin('transfer');
  const { expectedBytes: size, save } = attempt;
  const content = new Content({ coding: null, size, sums: attempt.task.verify, save });
  attempt.own(() => content.discard());
  const enough = await receive(session, data, content, ending);
  log.tell(`${attempt.bytes} bytes`);
  if (!enough) {
    log.begin('end');
    await confirm(session, ending);
  }
  log.done();
  data.destroy();
  attempt.timeline.stop();
  attempt.content = await content.finish();
}

/** True when the task has what it wants and the file goes on; false at the end of the file. Throws a StepFailure (609, 620, 630, 664, …). */
async function receive(
  session: Session,
  data: DataConnection,
  content: Content,
  ending: Ending,
): Promise<boolean> {
  const { attempt } = session;
  const { task, signal, clock, rate } = attempt;
  const stopAfter = attempt.stopAfter ?? Number.POSITIVE_INFINITY;
  const limit = deadline('TRANSFER_TIMEOUT', 'the transfer did not end', task.timeouts.totalMs, attempt);
  const startedAt = clock.now();
  const how = await within<'enough' | 'over' | 'trouble'>(
    limit,
    signal,
    (done) => {
      data.stream.divert((chunk) => {
        const room = stopAfter - attempt.bytes;
        const wanted = chunk.length > room ? chunk.subarray(0, room) : chunk;
        attempt.bytes += wanted.length;
        const enough = attempt.bytes >= stopAfter;
        let holds = 0;
        const release = (): void => {
          if (--holds > 0) return;
          if (enough) done('enough');
          else data.stream.goOn();
        };
        if (!content.write(wanted, release)) holds++;
        if (rate && !rate.passes(wanted.length, release)) holds++;
        if (enough && holds === 0) done('enough');
        return holds === 0 && !enough;
      });
      data.stream.over.then(() => done('over'));
      ending.trouble(data.stream.over).then(() => done('trouble'));
    },
    () => {},
  );
  attempt.movingMs = clock.now() - startedAt;
  if (how === 'enough') return true;
  const broken = data.endedBadly();
  if (broken.length) throw new StepFailure(...broken, ...missing(attempt));
  if (how === 'over') {
    data.close();
    return false;
  }
  const last = await ending.lastWord();
  throw new StepFailure(...last, ...missing(attempt), ...received(attempt));
}

/** The last word is the server's: it has sent everything (226, 250), or it names what went wrong. */
async function confirm(session: Session, ending: Ending): Promise<void> {
  const { attempt, log } = session;
  const reply = await ending.reply();
  log.tell(reply.lines[0]!);
  const seen = reply.code >= 300 ? [replyEvidence('RETR', reply, log)] : [];
  const evidence = [...seen, ...missing(attempt)];
  if (evidence.length) throw new StepFailure(...evidence, ...received(attempt));
}

function missing({ bytes, expectedBytes }: Attempt): Evidence[] {
  if (expectedBytes === null || bytes >= expectedBytes) return [];
  return [check('SHORT_OF_LENGTH', `${bytes} of ${expectedBytes} bytes`)];
}

function received({ bytes }: Attempt): Evidence[] {
  return bytes ? [check('BYTES_RECEIVED', `${bytes} bytes of content came`)] : [];
}

/** Throws a StepFailure with all that is wrong with a complete file. */
export function verify(attempt: Attempt, lookup: Lookup): void {
  const { task, content, bytes } = attempt;
  attempt.timeline.enter('verify');
  const findings = content ? sumFindings(task, content) : [];
  if (task.verify.declaredSize && lookup.size === null) {
    findings.push(
      check('SIZE_UNKNOWN', 'the server names no size of the file (SIZE, MLST)'),
      ...lookup.evidence,
    );
  }
  findings.push(...tooFewBytes(bytes, wantedBytes(attempt, lookup)));
  if (findings.length) throw new StepFailure(...findings);
}

/** A file whose size the server names may be smaller than `transferKB`: it is complete all the same. */
function wantedBytes({ task, stopAfter }: Attempt, { size }: Lookup): number {
  const { minBytes = 0 } = task.verify;
  return size === null ? Math.max(minBytes, stopAfter ?? 0) : minBytes;
}
