/** A download over HTTP or HTTPS: hop after hop until there is content, then the content and its checks. */
import { withoutCredentials } from '../../../shared/task.ts';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { pinHosts } from '../pins.ts';
import { allowProtocol, type Target, targetOf, tlsSetup } from '../preflight.ts';
import { contentFindings } from '../verify.ts';
import { Content } from './content.ts';
import { type ResponseHead, single } from './exchange.ts';
import { endedBadly, exchangeFailure } from './failure.ts';
import { type Link, openLink } from './link.ts';
import { downloadOrder, nextOrder, type Order } from './order.ts';
import { rangeHeaders } from './range-answer.ts';
import { isRedirect, nextTarget } from './redirects.ts';
import { readRefusal, refusalPage } from './refusal.ts';
import { type Response, request } from './request.ts';
import { firstRange, judgeFirst, receiveSegments } from './segments.ts';
import { shutDown } from './shutdown.ts';

/** Resolves when the content is complete and as the task wants it; throws a StepFailure otherwise. */
export function download(attempt: Attempt): Promise<void> {
  return run(attempt, async (target) => downloadOrder(attempt.task, target));
}

/** `prepare` says what is asked for first, when everything else that can be wrong with the task is not. */
export async function run(attempt: Attempt, prepare: (target: Target) => Promise<Order>): Promise<void> {
  const { task, timeline } = attempt;
  let target = targetOf(task.url);
  allowProtocol(target, task);
  attempt.target = target;
  attempt.pins = pinHosts(task, attempt.choice);
  const tls = await tlsSetup(task, attempt.signal, attempt.machine);
  attempt.tlsSetup = tls;
  let order = await prepare(target);
  target = attempt.target = order.target;
  let range = firstRange(attempt, order);

  for (;;) {
    const link = await openLink(attempt, target, tls);
    const response = await request(attempt, order, link, range ? { headers: rangeHeaders(range, null) } : {});
    const { head } = response;
    if (attempt.identity.takesChallenge(head, target, attempt)) {
      askAgain(attempt, target, head.status);
      continue;
    }
    if (!isRedirect(head)) {
      const allows = range ? judgeFirst(attempt, head, range) : 'one';
      if (allows === 'again') {
        range = null;
        timeline.nextHop();
        startHop(attempt, target);
        continue;
      }
      if (allows === 'threads') await receiveSegments(attempt, { order, tls, link, response });
      // A server that says no while we still send may cut the connection behind its answer: what it said is enough.
      else if (!attempt.requestBody || attempt.requestBody.complete) await receive(attempt, response, link);
      else await readRefusal(attempt, link, response);
      verify(attempt, head);
      if (task.tls.strictShutdown) await shutDown(attempt, link);
      return;
    }
    order = followRedirect(attempt, head, target, order);
    target = order.target;
  }
}

/** What is asked for next, and of whom; the hop before becomes a part of the result. Throws a StepFailure that says what forbids it. */
export function followRedirect(attempt: Attempt, head: ResponseHead, target: Target, order: Order): Order {
  const timings = attempt.timeline.nextHop();
  const next = nextTarget(head, target, attempt.task, {
    followed: attempt.hop,
    uploads: order.uploads,
    fromAddress: attempt.serverAddress,
  });
  attempt.redirects.push({
    from: withoutCredentials(target.url.href),
    to: withoutCredentials(next.url.href),
    status: head.status,
    timings,
  });
  attempt.previousProtocol = target.protocol;
  attempt.previousAddress = attempt.serverAddress;
  startHop(attempt, next);
  return nextOrder(order, head.status, next);
}

function startHop(attempt: Attempt, to: Target): void {
  attempt.release();
  attempt.target = to;
  attempt.addresses = [];
  attempt.remoteAddress = null;
  attempt.remotePort = null;
  attempt.proxy = null;
  attempt.stream = null;
  attempt.requestBody = null;
  attempt.head = null;
  attempt.refusal = null;
  attempt.frames = null;
  attempt.httpVersion = null;
  attempt.tls = null;
  attempt.revocation = null;
}

/** The same request once more over a fresh connection, now with the answer to the server's challenge. Its time is a hop of its own. */
export function askAgain(attempt: Attempt, target: Target, status: number): void {
  const shown = withoutCredentials(target.url.href);
  attempt.redirects.push({ from: shown, to: shown, status, timings: attempt.timeline.nextHop() });
  startHop(attempt, target);
}

async function receive(attempt: Attempt, response: Response, link: Link): Promise<void> {
  const { task, signal } = attempt;
  const { head, exchange, bodyEnd } = response;
  attempt.refusal = refusalPage(link, response);
  const coding = task.decode && head.status < 400 ? (single(head.headers['content-encoding']) ?? null) : null;
  const content = new Content({
    coding,
    size: coding === null ? attempt.expectedBytes : null,
    sums: task.verify,
    // The page of an error is not what was wanted.
    ...(attempt.save && head.status < 400 && { save: attempt.save }),
  });
  attempt.own(() => content.discard());
  // How TLS ends says nothing more of a body whose length is known, and looking at every record costs.
  if (head.framing === 'length' && !task.tls.strictShutdown) link.records?.stop();
  attempt.timeline.enter('transfer');
  const stopAfter = attempt.stopAfter ?? Number.POSITIVE_INFINITY;
  const rate = task.direction === 'download' ? attempt.rate : null;
  const limit = deadline('TRANSFER_TIMEOUT', 'the transfer did not end', task.timeouts.totalMs, attempt);

  const error = await within<Error | null>(
    limit,
    signal,
    (done) => {
      exchange.read({
        onData(chunk, resume) {
          const room = stopAfter - attempt.bytes;
          const wanted = chunk.length > room ? chunk.subarray(0, room) : chunk;
          attempt.bytes += wanted.length;
          attempt.refusal?.add(wanted);
          let holds = 0;
          const release = (): void => {
            if (--holds === 0) resume();
          };
          if (!content.write(wanted, release)) holds++;
          if (attempt.bytes >= stopAfter) {
            if (rate?.passes(wanted.length, () => done(null)) ?? true) done(null);
            return false;
          }
          if (rate && !rate.passes(wanted.length, release)) holds++;
          return holds === 0;
        },
      });
      bodyEnd.then(done);
    },
    () => {},
  ).catch((reason: unknown) => {
    throw exchangeFailure(reason, link, attempt);
  });

  const enough = attempt.bytes >= stopAfter;
  if (!enough && (error || endedBadly(head, link))) throw exchangeFailure(error, link, attempt);
  attempt.timeline.stop();
  attempt.content = await content.finish();
}

/** Throws a StepFailure with all that is wrong with a complete response. */
export function verify(attempt: Attempt, head: ResponseHead): void {
  attempt.timeline.enter('verify');
  const summary = attempt.content ?? { md5: null, sha256: null, bytes: 0, evidence: [] };
  const findings = contentFindings(attempt, head, summary);
  if (findings.length) throw new StepFailure(...findings);
}
