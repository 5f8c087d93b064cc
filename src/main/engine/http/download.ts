/** A download over HTTP or HTTPS: hop after hop until there is content, then the content and its checks. */
import { withoutCredentials } from '../../../shared/task.ts';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { allowProtocol, type Target, targetOf, tlsSetup } from '../preflight.ts';
import { contentFindings } from '../verify.ts';
import { Content } from './content.ts';
import { type ResponseHead, single } from './exchange.ts';
import { endedBadly, exchangeFailure } from './failure.ts';
import { type Link, openLink } from './link.ts';
import { rangeHeaders } from './range-answer.ts';
import { isRedirect, nextTarget } from './redirects.ts';
import { type Response, request } from './request.ts';
import { firstRange, judgeFirst, receiveSegments } from './segments.ts';

/** Resolves when the content is complete and as the task wants it; throws a StepFailure otherwise. */
export async function download(attempt: Attempt): Promise<void> {
  const { task, timeline } = attempt;
  let target = targetOf(task.url);
  allowProtocol(target, task);
  attempt.target = target;
  const tls = tlsSetup(task);
  let range = firstRange(attempt);

  for (;;) {
    const link = await openLink(attempt, target, tls);
    const response = await request(
      attempt,
      target,
      link,
      range ? { headers: rangeHeaders(range, null) } : {},
    );
    const { head } = response;
    if (!isRedirect(head)) {
      const allows = range ? judgeFirst(attempt, head, range) : 'one';
      if (allows === 'again') {
        range = null;
        timeline.nextHop();
        startHop(attempt, target);
        continue;
      }
      if (allows === 'threads') await receiveSegments(attempt, { target, tls, link, response });
      else await receive(attempt, response, link);
      return verify(attempt, head);
    }
    const timings = timeline.nextHop();
    const next = nextTarget(head, target, task, attempt.hop);
    attempt.redirects.push({
      from: withoutCredentials(target.url.href),
      to: withoutCredentials(next.url.href),
      status: head.status,
      timings,
    });
    attempt.previousProtocol = target.protocol;
    startHop(attempt, next);
    target = next;
  }
}

function startHop(attempt: Attempt, to: Target): void {
  attempt.release();
  attempt.target = to;
  attempt.addresses = [];
  attempt.remoteAddress = null;
  attempt.proxy = null;
  attempt.stream = null;
  attempt.head = null;
  attempt.frames = null;
  attempt.httpVersion = null;
  attempt.tls = null;
}

async function receive(attempt: Attempt, response: Response, link: Link): Promise<void> {
  const { task, signal } = attempt;
  const { head, exchange, bodyEnd } = response;
  const content = new Content({
    coding: task.decode && head.status < 400 ? (single(head.headers['content-encoding']) ?? null) : null,
    md5: task.verify.md5 !== undefined,
    sha256: task.verify.sha256 !== undefined,
  });
  attempt.own(() => content.discard());
  attempt.timeline.enter('transfer');
  const stopAfter = task.transferKB === undefined ? Number.POSITIVE_INFINITY : task.transferKB * 1024;
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
          attempt.garbage.add(wanted.length);
          const more = content.write(wanted, resume);
          if (attempt.bytes < stopAfter) return more;
          done(null);
          return false;
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

function verify(attempt: Attempt, head: ResponseHead): void {
  attempt.timeline.enter('verify');
  const summary = attempt.content ?? { md5: null, sha256: null, bytes: 0, evidence: [] };
  const findings = contentFindings(attempt.task, head, summary, attempt.bytes);
  if (findings.length) throw new StepFailure(...findings);
}
