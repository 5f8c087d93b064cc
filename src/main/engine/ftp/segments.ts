/**
 * A download over FTP by several threads: sessions side by side, each asked for the file from some place on (REST) and cut off
 * where its block ends. RFC 3659 section 5.
 */
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { StepFailure } from '../failure.ts';
import { Content } from '../http/content.ts';
import { failureOfPart, oneThread, PartAttempt, receiveParts } from '../parts.ts';
import { type Block, Window } from '../window.ts';
import { replyEvidence } from './control.ts';
import { type DataConnection, openData } from './data.ts';
import { Ending } from './ending.ts';
import { asTheyAre, enterFolder } from './enter.ts';
import { accountOf } from './path.ts';
import { replyText } from './reply.ts';
import { accept, openSession, type Session } from './session.ts';

const MB = 1024 * 1024;
/** A block costs half a dozen round trips, so few of them; blocks ahead of the first incomplete one wait in memory. */
const MIN_BLOCK_BYTES = MB;
const MAX_WAITING_BYTES = 28 * MB;
const SPARE_BLOCKS = 2;

/** What is asked for: a file, in this folder. */
export interface FtpFile {
  directories: readonly string[];
  name: string;
}

/** Bytes to share among threads; null when it must be one connection, with a note where more were meant. */
export async function sharedBytes({ attempt, control, features }: Session): Promise<number | null> {
  const size = attempt.expectedBytes;
  if (attempt.task.threads === 1) return null;
  if (attempt.size === null || size === null)
    return oneThread(attempt, 'the server names no size of the file');
  if (!features?.has('REST')) return oneThread(attempt, 'the server does not offer REST');
  if (size < 2 * MIN_BLOCK_BYTES) return oneThread(attempt, `${size} bytes are too few to share`);
  // Some servers list it and do not have it.
  const rest = await control.ask('REST', '0');
  return rest.code === 350 ? size : oneThread(attempt, `the server refuses REST (${replyText(rest)})`);
}

/** Resolves when all threads have brought their parts. The first one goes on with the session that is open. */
export async function receiveBySegments(session: Session, file: FtpFile, size: number): Promise<void> {
  const { attempt } = session;
  const { task } = attempt;
  const { md5, sha256 } = task.verify;
  const content = new Content({ coding: null, size, sums: task.verify, save: attempt.save });
  attempt.own(() => content.discard());
  const ordered = md5 !== undefined || sha256 !== undefined;
  const plan = planOf(size, task.threads, ordered);
  const window = new Window({
    ...plan,
    firstBytes: plan.blockBytes,
    blocksAhead: plan.threads + SPARE_BLOCKS,
    size,
    ordered,
    pass: (chunk, onRoom, at) => content.write(chunk, onRoom, at),
  });
  await receiveParts(attempt, {
    threads: plan.threads,
    size,
    window,
    make: (number, signal) => new FtpThread(attempt, number, signal, file, number === 1 ? session : null),
    work: (thread) => work(thread, window),
  });
  attempt.timeline.stop();
  attempt.content = await content.finish();
}

/** One block for each thread, unless the bytes must be put in order: then as many as memory allows to wait. */
function planOf(size: number, wanted: number, ordered: boolean): { threads: number; blockBytes: number } {
  const whole = Math.ceil(size / wanted);
  const most = ordered ? Math.floor(MAX_WAITING_BYTES / (wanted + SPARE_BLOCKS)) : whole;
  const blockBytes = Math.max(MIN_BLOCK_BYTES, Math.min(whole, most));
  return { blockBytes, threads: Math.min(wanted, Math.ceil(size / blockBytes)) };
}

class FtpThread extends PartAttempt {
  readonly file: FtpFile;
  session: Session | null;

  constructor(whole: Attempt, number: number, signal: AbortSignal, file: FtpFile, session: Session | null) {
    super(whole, number, signal);
    this.file = file;
    this.session = session && { ...session, attempt: this };
    this.remoteAddress = whole.remoteAddress;
    this.remotePort = whole.remotePort;
    this.proxy = whole.proxy;
  }
}

async function work(thread: FtpThread, window: Window): Promise<void> {
  let block = thread.number === 1 ? window.first : await window.take();
  while (block) {
    thread.took(block);
    try {
      thread.session ??= await logInAgain(thread);
      await fetchBlock(thread, thread.session, block, window);
    } catch (error) {
      throw failureOfPart(thread, block, error);
    }
    block = await window.take();
  }
}

async function logInAgain(thread: FtpThread): Promise<Session> {
  const { whole, file } = thread;
  const target = whole.target!;
  const session = await openSession(thread, target, whole.tlsSetup!, accountOf(target, whole.task));
  await enterFolder(session, file.directories);
  await asTheyAre(session);
  return session;
}

async function fetchBlock(thread: FtpThread, session: Session, block: Block, window: Window): Promise<void> {
  const { control, log } = session;
  thread.bytes = 0;
  const data = await openData(session, { onFirstByte: () => thread.whole.timeline.firstByte() });
  if (block.from > 0) accept(session, 'REST', await control.ask('REST', String(block.from)), [350]);
  thread.timeline.enter('response');
  const begun = await control.ask('RETR', thread.file.name);
  if (begun.code < 100 || begun.code >= 200) {
    const known = check('FILE_PRESENT', 'the server knows the file and does not send it');
    throw new StepFailure(replyEvidence('RETR', begun, log), known);
  }
  const ending = new Ending(session, 'RETR');
  await data.secure();
  thread.timeline.enter('transfer');
  await receive(thread, data, ending, block, window);
  data.destroy();
  if (await ending.settled()) return;
  // The next block needs a login of its own.
  thread.session = null;
  if (block.to < (thread.whole.expectedBytes ?? 0)) thread.sayReopened();
}

async function receive(
  thread: FtpThread,
  data: DataConnection,
  ending: Ending,
  block: Block,
  window: Window,
): Promise<void> {
  const length = block.to - block.from;
  await new Promise<void>((done) => {
    data.stream.divert((chunk) => {
      const room = length - block.received;
      const wanted = chunk.length > room ? chunk.subarray(0, room) : chunk;
      thread.received(wanted.length);
      window.write(block, wanted);
      if (block.received === length) done();
      const passes = thread.rate?.passes(wanted.length, () => data.stream.goOn()) ?? true;
      return passes && block.received < length;
    });
    data.stream.over.then(done);
    ending.trouble(data.stream.over).then(done);
  });
  if (block.received === length) return;
  const short = check('SHORT_OF_LENGTH', `${block.received} of ${length} bytes`);
  const broken = data.endedBadly();
  throw new StepFailure(...broken, ...(broken.length ? [] : await ending.lastWord()), short);
}
