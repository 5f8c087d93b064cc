/** One hop over HTTP: a run of curl, its answer, and what is to be said of it. */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { StepFailure } from '../failure.ts';
import type { ResponseHead } from '../http/exchange.ts';
import type { Order } from '../http/order.ts';
import { isRedirect } from '../http/redirects.ts';
import { RefusalPage } from '../http/refusal.ts';
import { Body } from './body.ts';
import type { CurlOption } from './config.ts';
import { CurlContent } from './content.ts';
import type { Environment } from './find.ts';
import { curlFailure, overdue } from './findings.ts';
import { Heads } from './heads.ts';
import type { RunSettings } from './options.ts';
import type { CurlEnd } from './process.ts';
import { recordAddress, recordTls } from './record.ts';
import { CurlRun } from './run.ts';
import { partsOf } from './times.ts';
import { type CurlTrace, phaseOf } from './trace.ts';
import type { Way } from './way.ts';

export interface Answer {
  head: ResponseHead;
  /** The server asked for digest authentication, and the next request will answer it. */
  challenged: boolean;
}

/** Throws a StepFailure. */
export async function exchange(
  attempt: Attempt,
  order: Order,
  settings: RunSettings,
  options: readonly CurlOption[],
  env: Environment,
): Promise<Answer> {
  const { way, target } = settings;
  const heads = new Heads(order.method);
  const content = order.body && new CurlContent(order.body.size);
  if (content) attempt.carries(content, order.uploads);
  let challenged = false;

  const onHead = (head: ResponseHead): void => {
    attempt.head = head;
    attempt.httpVersion = heads.version;
    challenged = attempt.identity.takesChallenge(head, target, attempt);
    if (challenged || isRedirect(head)) {
      body.discard();
      run.satisfied();
    } else {
      const { status } = head;
      // Some servers say in HTTP what they think of our certificate.
      if (way.secures && (status === 400 || status === 403)) attempt.refusal = new RefusalPage();
      body.begin(head);
      run.follow();
    }
  };
  const run = new CurlRun(attempt, settings, {
    onSent: () => {},
    onReceived: (line) => {
      if (heads.line(line)) onHead(heads.head!);
    },
    onBody: (chunk, resume) => body.take(chunk, resume),
    phase: (trace) => {
      const { marks } = trace;
      const allSent = !order.uploads || marks.uploaded !== undefined || content?.complete;
      if (marks.requested === undefined) return phaseOf(marks, way);
      if (!allSent) return 'request';
      return attempt.head ? 'transfer' : 'response';
    },
  });
  const body = new Body(attempt, () => run.satisfied());
  const seen = (): { trace: CurlTrace; way: Way; answerBytes: number } => ({
    trace: run.trace,
    way,
    answerBytes: heads.bytes + attempt.bytes,
  });

  let end: CurlEnd;
  try {
    end = await run.start(options, env);
  } catch (error) {
    note(attempt, run, way, content);
    throw error instanceof StepFailure ? overdue(attempt, error, seen()) : error;
  }
  note(attempt, run, way, content);

  const { head } = attempt;
  if (head && run.satisfiedAt !== null) return done(attempt, body, head, challenged);
  // A server that says no while we still send may cut the connection behind its answer: what it said is enough.
  if (head && head.status >= 300 && content && !content.complete)
    return done(attempt, body, head, challenged);
  if (end.exit !== 0 || end.signal || !head) throw curlFailure(attempt, { end, ...seen() });
  const lengths = differingLengths(head);
  if (lengths.length) throw curlFailure(attempt, { end, ...seen() }, ...lengths);
  if (cutInTls(attempt, head, run.trace, way)) throw curlFailure(attempt, { end, ...seen() });
  refuseOtherVersion(attempt, way);
  return done(attempt, body, head, challenged);
}

async function done(
  { timeline }: Attempt,
  body: Body,
  head: ResponseHead,
  challenged: boolean,
): Promise<Answer> {
  if (!challenged && !isRedirect(head)) timeline.stop();
  await body.finish();
  return { head, challenged };
}

/** What the run has shown besides the answer, however it ended. */
function note(attempt: Attempt, run: CurlRun, way: Way, content: CurlContent | null): void {
  const { trace, satisfiedAt } = run;
  const { marks, report } = trace;
  if (content) content.sent = sentOf(content, trace);
  run.follow();
  recordAddress(attempt, run, way);
  recordTls(attempt, run, way);
  // Last: what follows must not count.
  if (report) {
    const uploads = content !== null && attempt.task.direction === 'upload';
    attempt.timeline.measured(partsOf({ report, marks, way, uploads, satisfiedAt }));
  }
}

function sentOf({ size }: CurlContent, { report, marks }: CurlTrace): number {
  if (report) return Math.min(size, report.uploaded);
  return marks.uploaded === undefined ? 0 : size;
}

/** curl takes the last one. */
function differingLengths(head: ResponseHead): Evidence[] {
  const lengths = [head.headers['content-length'] ?? []].flat();
  return new Set(lengths).size > 1 ? [check('LENGTHS_DIFFER', `Content-Length: ${lengths.join(', ')}`)] : [];
}

/** curl (with OpenSSL 3, some builds) takes any end of the connection for the end of a body without a length. */
function cutInTls({ httpVersion }: Attempt, head: ResponseHead, trace: CurlTrace, { secures }: Way): boolean {
  return (
    head.framing === 'close' && httpVersion === '1.1' && secures && trace.tellsTls && !trace.closeNotified
  );
}

/** curl falls back to HTTP/1.1; the task has not allowed that. */
function refuseOtherVersion(attempt: Attempt, { secures }: Way): void {
  if (attempt.task.request.httpVersion !== '2' || attempt.httpVersion === '2' || !secures) return;
  const failure = new StepFailure(check('ALPN_REFUSED', 'HTTP/2 was offered, and the server chose HTTP/1.1'));
  failure.place = { phase: 'secure', circumstances: attempt.circumstances() };
  throw failure;
}
