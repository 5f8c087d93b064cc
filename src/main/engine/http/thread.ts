/** One thread of a download over HTTP: byte ranges, one after the other over the same connection as long as the server keeps it open. */
import { type Circumstances, check } from '../../classify/facts.ts';
import { StepFailure } from '../failure.ts';
import { failureOfPart, PartAttempt } from '../parts.ts';
import type { TlsSetup } from '../preflight.ts';
import type { Block, Window } from '../window.ts';
import type { HttpExchange } from './exchange.ts';
import { exchangeFailure } from './failure.ts';
import { type Link, openLink } from './link.ts';
import type { Order } from './order.ts';
import { rangeFindings, rangeHeaders } from './range-answer.ts';
import { type Response, request } from './request.ts';

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

export class ThreadAttempt extends PartAttempt {
  channel: Channel | null = null;
  /** Bytes in and out before the request under way: the connection is used for one range after the other. */
  #before = { in: 0, out: 0 };

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
      throw failureOfPart(thread, block, error);
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
