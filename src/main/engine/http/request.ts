/** A request over an open link, up to the head of its response. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import { Exchange, type HttpExchange, type HttpRequest, type ResponseHead } from './exchange.ts';
import { Exchange2 } from './exchange2.ts';
import { exchangeFailure } from './failure.ts';
import { lowerCased, requestHeaders } from './head.ts';
import type { Link } from './link.ts';
import type { Order } from './order.ts';
import type { Outgoing } from './outgoing.ts';
import { isPlain, PlainExchange } from './plain-exchange.ts';

const LATE_TURNS = 5;

/** A response whose body is still to be read. */
export interface Response {
  head: ResponseHead;
  exchange: HttpExchange;
  /** Resolves when the body is over, with undici's error if there is one. */
  bodyEnd: Promise<Error | null>;
}

export interface RequestOptions {
  /** Beside those of every request, lower case; the task's own win over them. */
  headers?: Readonly<Record<string, string>>;
  /** Of the request before over the same link, one that has a `next`; without it this is the first one. */
  exchange?: HttpExchange;
}

/** Throws a StepFailure (608, 609, 613, 628, 630, 636, 637, 638, 665, …). */
export async function request(
  attempt: Attempt,
  order: Order,
  link: Link,
  options: RequestOptions = {},
): Promise<Response> {
  const { task, timeline, signal } = attempt;
  attempt.stream = link.stream;
  const body = order.body && attempt.sends(order.body, link, order.uploads);
  timeline.enter('request');
  attempt.frames = link.frames;
  attempt.httpVersion = link.frames ? '2' : '1.1';
  const headWritten = Promise.withResolvers<void>();
  const wanted = {
    ...httpRequest(attempt, order, body, link, options.headers),
    onHead: headWritten.resolve,
  };
  const exchange = exchangeOver(link, wanted, options.exchange);
  if (exchange !== options.exchange) attempt.own(() => exchange.destroy());

  const bodyEnd = Promise.withResolvers<Error | null>();
  try {
    const answer = exchange.start(bodyEnd.resolve);
    if (body) await send(attempt, body, headWritten.promise, answer, bodyEnd.promise);
    const limit = deadline(
      'RESPONSE_TIMEOUT',
      'no complete response header',
      task.timeouts.responseMs,
      attempt,
    );
    const head = await within<ResponseHead>(
      limit,
      signal,
      (done, fail) => {
        answer.then(done, fail);
      },
      () => {},
    );
    attempt.head = head;
    return { head, exchange, bodyEnd: bodyEnd.promise };
  } catch (error) {
    await settled(link);
    throw exchangeFailure(error, link, attempt);
  }
}

/** TLS says a few turns late that the connection has taken what it wrote; an end that comes meanwhile must not pass for "unsent". */
async function settled({ stream, transport }: Link): Promise<void> {
  for (let n = 0; n < LATE_TURNS && stream.unsent > 0 && transport.unsent === 0; n++) await turn();
}

/** HTTP/2 knows names in lower case alone. */
function exchangeOver({ stream, frames }: Link, wanted: HttpRequest, before?: HttpExchange): HttpExchange {
  if (frames) return new Exchange2(stream, { ...wanted, headers: lowerCased(wanted.headers) }, frames);
  if (!before?.next)
    return isPlain(wanted) ? new PlainExchange(stream, wanted) : new Exchange(stream, wanted);
  before.next(wanted);
  return before;
}

/**
 * Until all of it is sent, or the server has answered that it does not want it. After an early yes the rest is still sent,
 * as curl does: many servers answer from the header alone and read on.
 */
async function send(
  attempt: Attempt,
  body: Outgoing,
  headWritten: Promise<void>,
  answer: Promise<ResponseHead>,
  bodyEnd: Promise<Error | null>,
): Promise<void> {
  const { task, signal, timeline, stream } = attempt;
  const limit = deadline('TRANSFER_TIMEOUT', 'the content was not sent', task.timeouts.totalMs, attempt);
  await within<void>(
    limit,
    signal,
    (done, fail) => {
      headWritten.then(() => body.send()).catch(fail);
      body.whenSent.then(done);
      answer.then((head) => {
        attempt.head = head;
        if (head.status >= 300) done();
        else stream?.gone.then(() => fail(null));
      }, fail);
      bodyEnd.then((error) => error && fail(error));
    },
    () => {},
  );
  if (body.complete) attempt.requestSent();
  else timeline.firstByte();
}

function httpRequest(
  { task, identity }: Attempt,
  order: Order,
  body: Outgoing | null,
  { forward }: Link,
  more: Readonly<Record<string, string>> = {},
): HttpRequest {
  const { target, method } = order;
  const { origin } = target.url;
  const path = `${target.url.pathname}${target.url.search}`;
  const headers = requestHeaders(task, {
    ...identity.present(target, method, path),
    proxyAuthorization: forward?.authorization ?? null,
    more,
    content: body && { size: body.size, headers: order.headers, form: !order.uploads },
  });
  return { origin, path: forward ? origin + path : path, method, headers };
}
