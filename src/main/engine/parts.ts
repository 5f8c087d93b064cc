/**
 * Several connections that share a download. Each is an attempt in the small: its own steps, phase and circumstances, so that a
 * failure is judged by what this connection saw; hops, cancel and total time are those of the whole.
 */
import type { Evidence, SegmentSummary } from '../../shared/result.ts';
import { check } from '../classify/facts.ts';
import { Attempt } from './attempt.ts';
import { deadline, within } from './deadline.ts';
import { StepFailure } from './failure.ts';
import type { Block, Window } from './window.ts';

export class PartAttempt extends Attempt {
  /** From 1. */
  readonly number: number;
  readonly whole: Attempt;
  #segment: SegmentSummary | null = null;
  #segmentStart = 0;

  constructor(whole: Attempt, number: number, signal: AbortSignal) {
    super(whole.task, {
      clock: whole.clock,
      signal,
      systemProxy: whole.systemProxy,
      machine: whole.machine,
      whole,
    });
    this.whole = whole;
    this.number = number;
    this.target = whole.target;
    this.previousProtocol = whole.previousProtocol;
    this.redirects.push(...whole.redirects);
    this.pins = whole.pins;
    this.tlsSetup = whole.tlsSetup;
    const { remoteAddress: address, remotePort: port } = whole;
    this.samePlace = address === null || port === null ? null : { address, port };
    whole.own(() => this.release());
  }

  override note(fact: Evidence): void {
    this.whole.note(fact);
  }

  /** The whole watches over the total time; a step of a part has its own limit alone. */
  override get endsAt(): number {
    return Number.POSITIVE_INFINITY;
  }

  /** The part has been given this block. */
  took(block: Block): void {
    if (this.#segment) {
      this.#segment.to = block.to - 1;
      return;
    }
    this.#segmentStart = this.clock.now();
    this.#segment = { from: block.from, to: block.to - 1, bytes: 0, ms: 0 };
  }

  /** So many bytes have come. */
  received(bytes: number): void {
    this.bytes += bytes;
    this.whole.bytes += bytes;
    if (!this.#segment) return;
    this.#segment.bytes += bytes;
    this.#segment.ms = this.clock.now() - this.#segmentStart;
  }

  /** A note for the result, once. */
  sayReopened(): void {
    const detail =
      'the server closed a connection between two ranges: the next one was asked for over a new one';
    this.note(check('REOPENED', detail));
  }

  /** Null while the part has been given nothing. */
  get segment(): SegmentSummary | null {
    return this.#segment;
  }
}

/** A note that the transfer has only one connection, and why. */
export function oneThread(attempt: Attempt, why: string): null {
  attempt.threads = 1;
  attempt.notes.push(check('FEWER_THREADS', `${why}: one connection`));
  return null;
}

export interface PartsPlan<P extends PartAttempt> {
  /** Connections to use. */
  threads: number;
  /** Bytes of the whole. */
  size: number;
  window: Window;
  make: (number: number, signal: AbortSignal) => P;
  /** One block after the other until none is left. Throws a StepFailure with the place it was seen in. */
  work: (part: P) => Promise<void>;
}

/** Resolves when all parts have brought what they were given; throws a StepFailure, of the first one that could not. */
export async function receiveParts<P extends PartAttempt>(
  attempt: Attempt,
  { threads, size, window, make, work }: PartsPlan<P>,
): Promise<void> {
  const { task } = attempt;
  const siblings = new AbortController();
  const signal = AbortSignal.any([attempt.signal, siblings.signal]);
  const parts = Array.from({ length: threads }, (_, index) => make(index + 1, signal));
  attempt.threads = threads;
  attempt.segments = () => parts.flatMap((part) => part.segment ?? []);
  if (threads < task.threads) {
    const detail = `${size} bytes are enough for ${threads}, the task allows ${task.threads}`;
    attempt.notes.push(check('FEWER_THREADS', detail));
  }

  attempt.timeline.enter('transfer');
  const limit = deadline('TRANSFER_TIMEOUT', 'the transfer did not end', task.timeouts.totalMs, attempt);
  await within<unknown>(
    limit,
    attempt.signal,
    (done, fail) => {
      Promise.all(parts.map(work))
        .then(() => window.emptied())
        .then(done, fail);
    },
    () => {
      siblings.abort();
      for (const part of parts) part.release();
    },
  ).catch((error: unknown) => {
    if (!(error instanceof StepFailure) || error.place) throw error;
    const missing = `bytes ${window.frontier}-${size - 1} of ${size} are not complete`;
    throw new StepFailure(...error.evidence, check('RANGE', missing));
  });
}

/** With the range it happened in, and judged by what this part saw. A cancel and an exception of ours stay what they are. */
export function failureOfPart(part: PartAttempt, block: Block, error: unknown): unknown {
  if (!(error instanceof StepFailure)) return error;
  const range = check('RANGE', `thread ${part.number}, bytes ${block.from}-${block.to - 1}`);
  const failure = new StepFailure(...error.evidence, range);
  const circumstances = part.circumstances();
  // Only a new connection tells when a request has left.
  const { phase } = part.timeline;
  failure.place = {
    phase: phase === 'request' && circumstances.requestSent ? 'response' : phase,
    circumstances,
  };
  return failure;
}
