/**
 * A download by several threads: ranges of bytes side by side, each thread over a connection of its own to the same address. The
 * first request asks for the beginning and so learns the size and whether the server knows ranges; what it brings is kept.
 */
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { StepFailure } from '../failure.ts';
import { oneThread, receiveParts } from '../parts.ts';
import { Window } from '../window.ts';
import { Content } from './content.ts';
import { contentRange } from './content-range.ts';
import { type ResponseHead, single } from './exchange.ts';
import type { Order } from './order.ts';
import { type Asked, rangeFindings } from './range-answer.ts';
import { type FirstAnswer, ThreadAttempt, work } from './thread.ts';

const KB = 1024;
/** Bytes of the first request. Few: the other threads begin when it is answered. */
const FIRST_BYTES = 16 * KB;
/** Smaller blocks cost more in requests than they gain. */
const MIN_BLOCK_BYTES = 16 * KB;
/** Each block costs a round trip, so no less where there is enough; more would cost memory. Where round trips are short, less will do. */
const MAX_BLOCK_BYTES = { near: KB * KB, far: 4 * KB * KB };
/** What may wait for an earlier block, where the order matters. */
const MAX_WAITING_BYTES = 20 * KB * KB;
/** A connection that opens in so many ms leads to somewhere near. */
const NEAR_MS = 5;
/** So many blocks ahead, beyond one for each thread, that a slow thread does not stop the others at once. */
const SPARE_BLOCKS = 2;

/** What the first request asks for when the task is to use threads; null when it is not, with a note where it was meant to. */
export function firstRange(attempt: Attempt, order: Order): Asked | null {
  const { task } = attempt;
  if (task.threads === 1) return null;
  const own = Object.keys(task.request.headers).find((name) => /^(if-)?range$/i.test(name));
  if (order.method !== 'GET') return oneThread(attempt, `ranges are for GET, not ${order.method}`);
  if (order.body) return oneThread(attempt, 'the request carries content');
  if (own !== undefined) return oneThread(attempt, `the task names its own ${own}`);
  return { from: 0, to: Math.min(FIRST_BYTES, attempt.stopAfter ?? FIRST_BYTES) };
}

/**
 * What the answer to the first range allows: `threads`, or only `one` connection, whose answer this is (the whole, or an error of
 * the server's), or to ask `again` without a range. Throws a StepFailure when the answer is wrong (628, 629, 723).
 */
export function judgeFirst(attempt: Attempt, head: ResponseHead, asked: Asked): 'threads' | 'one' | 'again' {
  const coding = single(head.headers['content-encoding']) ?? 'identity';
  if (head.status === 416 || (head.status === 206 && coding !== 'identity')) {
    const what = head.status === 416 ? 'HTTP 416' : `Content-Encoding: ${coding}`;
    oneThread(attempt, `a range is answered with ${what}`);
    return 'again';
  }
  if (head.status !== 206) {
    if (head.status < 400) oneThread(attempt, `a range is answered with HTTP ${head.status}`);
    return 'one';
  }
  const whole = contentRange(head)?.whole ?? null;
  const findings = rangeFindings(head, { from: 0, to: Math.min(asked.to, whole ?? asked.to) }, null);
  if (findings.length) {
    throw new StepFailure(...findings, check('RANGE', `bytes 0-${asked.to - 1} were asked for`));
  }
  attempt.size = whole;
  return 'threads';
}

/** Resolves when all threads have brought their parts; throws a StepFailure, of the first one that could not. */
export async function receiveSegments(attempt: Attempt, first: FirstAnswer): Promise<void> {
  const { task } = attempt;
  const size = attempt.expectedBytes!;
  const content = new Content({
    coding: null,
    size,
    sums: task.verify,
    save: attempt.save,
  });
  attempt.own(() => content.discard());
  const ordered = task.verify.md5 !== undefined || task.verify.sha256 !== undefined;
  const near = attempt.timeline.timings().connect < NEAR_MS;
  const plan = planOf(size, first.response.head, { wanted: task.threads, near, ordered });
  const window = new Window({
    ...plan,
    size,
    ordered,
    pass: (chunk, onRoom, at) => content.write(chunk, onRoom, at),
  });

  await receiveParts(attempt, {
    threads: plan.threads,
    size,
    window,
    make: (number, signal) => new ThreadAttempt(attempt, number, signal),
    work: (thread) => work(thread, window, first),
  });
  attempt.timeline.stop();
  attempt.content = await content.finish();
}

/** How the rest behind the first range is divided. */
function planOf(
  size: number,
  head: ResponseHead,
  { wanted, near, ordered }: { wanted: number; near: boolean; ordered: boolean },
): { firstBytes: number; blockBytes: number; blocksAhead: number; threads: number } {
  const firstBytes = Math.min(size, contentRange(head)!.to + 1);
  const rest = size - firstBytes;
  const waiting = ordered
    ? Math.floor(MAX_WAITING_BYTES / (wanted + SPARE_BLOCKS))
    : Number.POSITIVE_INFINITY;
  const most = Math.min(waiting, near ? MAX_BLOCK_BYTES.near : MAX_BLOCK_BYTES.far);
  const blockBytes = Math.min(most, Math.max(MIN_BLOCK_BYTES, Math.ceil(rest / wanted)));
  const threads = Math.min(wanted, 1 + Math.ceil(rest / blockBytes));
  return { firstBytes, blockBytes, blocksAhead: threads + SPARE_BLOCKS, threads };
}
