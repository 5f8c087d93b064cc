/**
 * One of several connections that share a download. It is an attempt in the small: its own steps, phase and circumstances, so that
 * a failure is judged by what this connection saw; hops, cancel and total time are those of the whole.
 */
import type { SegmentSummary } from '../../../shared/result.ts';
import { type Circumstances, check } from '../../classify/facts.ts';
import { Attempt } from '../attempt.ts';
import { StepFailure } from '../failure.ts';
import type { TlsSetup } from '../preflight.ts';
import type { HttpExchange } from './exchange.ts';
import { exchangeFailure } from './failure.ts';
import { type Link, openLink } from './link.ts';
import type { Order } from './order.ts';
import { rangeFindings, rangeHeaders } from './range-answer.ts';
import { type Response, request } from './request.ts';
import type { Block, Window } from './window.ts';

/** What a thread speaks over, and keeps for its next range. */
export interface Channel {
  link: Link;
  exchange: HttpExchange;
}

/** The answer to the first range, and where it came from. */
export interface FirstAnswer {
  order: Order;
  tls: TlsSetup;
  link: Link;
  response: Response;
}

export class ThreadAttempt extends Attempt {
  /** From 1. */
  readonly number: number;
  channel: Channel | null = null;
  readonly #whole: Attempt;
  #segment: SegmentSummary | null = null;
  #segmentStart = 0;
  /** Bytes in and out before the request under way: the connection is used for one range after the other. */
  #before = { in: 0, out: 0 };

  constructor(whole: Attempt, number: number, signal: AbortSignal) {
    super(whole.task, { clock: whole.clock, signal, systemProxy: whole.systemProxy, whole });
    this.#whole = whole;
    this.number = number;
    this.target = whole.target;
    this.previousProtocol = whole.previousProtocol;
    this.redirects.push(...whole.redirects);
    this.pins = whole.pins;
    const { remoteAddress: address, remotePort: port } = whole;
    this.samePlace = address === null || port === null ? null : { address, port };
    whole.own(() => this.release());
  }

  /** The whole watches over the total time; a step of a thread has its own limit alone. */
  override get endsAt(): number {
    return Number.POSITIVE_INFINITY;
  }

  /** A connection that can still be used, or null: none yet, or either side has closed it, or it is for one request (HTTP/2). */
  get openChannel(): Channel | null {
    const { channel } = this;
    if (!channel?.exchange.next) return null;
    const { stream, transport } = channel.link;
    return transport.ending === 'open' && stream.ending === 'open' && !stream.destroyed ? channel : null;
  }

  /** From here on a new request is judged, over this stream. */
  beginRequest({ stream }: Link): void {
    this.#before = { in: stream.bytesIn, out: stream.bytesOut };
    this.head = null;
    this.bytes = 0;
  }

  override circumstances(): Circumstances {
    const { stream } = this;
    const seen = super.circumstances();
    if (!stream || this.frames) return seen;
    return {
      ...seen,
      requestSent: stream.bytesOut > this.#before.out && stream.unsent === 0,
      responseBytes: stream.bytesIn - this.#before.in,
    };
  }

  /** The thread has been given this block. */
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
    this.#whole.bytes += bytes;
    this.#whole.garbage.add(bytes);
    if (!this.#segment) return;
    this.#segment.bytes += bytes;
    this.#segment.ms = this.clock.now() - this.#segmentStart;
  }

  /** A note for the result, once. */
  sayReopened(): void {
    const { notes } = this.#whole;
    if (notes.some((note) => note.name === 'REOPENED')) return;
    const detail =
      'the server closed a connection between two ranges: the next one was asked for over a new one';
    notes.push(check('REOPENED', detail));
  }

  /** Null while the thread has been given nothing. */
  get segment(): SegmentSummary | null {
    return this.#segment;
  }
}

/** One block after the other until none is left; then the connection is closed. Throws a StepFailure that says which thread and which range. */
export async function work(thread: ThreadAttempt, window: Window, first: FirstAnswer): Promise<void> {
  let response = thread.number === 1 ? adopt(thread, first) : null;
  let block = response ? window.first : await window.take();
  while (block) {
    thread.took(block);
    try {
      response ??= await ask(thread, block, first);
      await receive(thread, response, block, window);
    } catch (error) {
      throw failureOf(thread, block, error);
    }
    response = null;
    block = await window.take();
  }
  thread.release();
}

/** The first thread goes on with the connection that the first range came over. */
function adopt(thread: ThreadAttempt, { link, response }: FirstAnswer): Response {
  thread.channel = { link, exchange: response.exchange };
  thread.stream = link.stream;
  thread.head = response.head;
  thread.timeline.enter('transfer');
  return response;
}

async function ask(thread: ThreadAttempt, block: Block, first: FirstAnswer): Promise<Response> {
  const open = thread.openChannel;
  try {
    return await askOver(open, thread, block, first);
  } catch (error) {
    // A server may close a connection between two requests at any time (RFC 9112 section 9.3.1): that is no failure, but said.
    const closedBetween = open && !thread.openChannel && thread.circumstances().responseBytes === 0;
    if (!closedBetween || !(error instanceof StepFailure)) throw error;
    thread.sayReopened();
    return askOver(null, thread, block, first);
  }
}

async function askOver(
  open: Channel | null,
  thread: ThreadAttempt,
  block: Block,
  first: FirstAnswer,
): Promise<Response> {
  if (!open) thread.release();
  const link = open?.link ?? (await openLink(thread, first.order.target, first.tls));
  thread.beginRequest(link);
  const response = await request(thread, first.order, link, {
    headers: rangeHeaders(block, first.response.head),
    exchange: open?.exchange,
  });
  thread.channel = { link, exchange: response.exchange };
  const findings = rangeFindings(response.head, block, first.response.head);
  if (findings.length) {
    if (response.head.status >= 400) thread.timeline.enter('verify');
    throw new StepFailure(...findings);
  }
  thread.timeline.enter('transfer');
  return response;
}

async function receive(
  thread: ThreadAttempt,
  { exchange, bodyEnd }: Response,
  block: Block,
  window: Window,
): Promise<void> {
  const length = block.to - block.from;
  const { link } = thread.channel!;
  // Ended by the deadline or a cancel of the whole, too: the connection is closed then.
  const error = await new Promise<Error | null>((done) => {
    exchange.read({
      onData(chunk, resume) {
        if (chunk.length > length - block.received) {
          done(new StepFailure(check('RANGE_INVALID', `more than ${length} bytes of content`)));
          return false;
        }
        thread.received(chunk.length);
        window.write(block, chunk);
        return thread.rate?.passes(chunk.length, resume) ?? true;
      },
    });
    bodyEnd.then(done);
  });
  if (!error && block.received === length) return;
  if (error instanceof StepFailure) throw error;
  const failure = exchangeFailure(error, link, thread);
  const ended = error === null || link.stream.ending !== 'open';
  if (!(failure instanceof StepFailure) || !ended) throw failure;
  // The range says how much must come, even where the framing does not.
  throw new StepFailure(
    ...failure.evidence.filter((e) => e.name !== 'SHORT_OF_LENGTH'),
    check('SHORT_OF_LENGTH', `${block.received} of ${length} bytes`),
  );
}

/** With the range it happened in, and judged by what this thread saw. A cancel and an exception of ours stay what they are. */
function failureOf(thread: ThreadAttempt, block: Block, error: unknown): unknown {
  if (!(error instanceof StepFailure)) return error;
  const range = check('RANGE', `thread ${thread.number}, bytes ${block.from}-${block.to - 1}`);
  const failure = new StepFailure(...error.evidence, range);
  const circumstances = thread.circumstances();
  // Only a new connection tells when a request has left.
  const { phase } = thread.timeline;
  failure.place = {
    phase: phase === 'request' && circumstances.requestSent ? 'response' : phase,
    circumstances,
  };
  return failure;
}
