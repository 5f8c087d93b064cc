/** A request over an open link, up to the head of its response. */
import type { Task } from '../../../shared/task.ts';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import type { Target } from '../preflight.ts';
import { Exchange, type HttpExchange, type HttpRequest, type ResponseHead } from './exchange.ts';
import { Exchange2 } from './exchange2.ts';
import { exchangeFailure } from './failure.ts';
import type { Link } from './link.ts';

const USER_AGENT = 'catprobe';

/** A response whose body is still to be read. */
export interface Response {
  head: ResponseHead;
  exchange: HttpExchange;
  /** Resolves when the body is over, with undici's error if there is one. */
  bodyEnd: Promise<Error | null>;
}

export interface RequestOptions {
  /** Beside those of every request. A header of the task's own of the same name goes first. */
  headers?: HttpRequest['headers'];
  /** Of the request before over the same link, one that has a `next`; without it this is the first one. */
  exchange?: HttpExchange;
}

/** Throws a StepFailure (608, 609, 613, 628, 630, 637, 638, …). */
export async function request(
  attempt: Attempt,
  target: Target,
  link: Link,
  options: RequestOptions = {},
): Promise<Response> {
  const { task, timeline, signal } = attempt;
  attempt.stream = link.stream;
  timeline.enter('request');
  attempt.frames = link.frames;
  attempt.httpVersion = link.frames ? '2' : '1.1';
  const wanted = httpRequest(task, target, link, options.headers);
  const exchange = options.exchange ?? newExchange(link, wanted);
  if (options.exchange) exchange.next?.(wanted);
  else attempt.own(() => exchange.destroy());

  const limit = deadline(
    'RESPONSE_TIMEOUT',
    'no complete response header',
    task.timeouts.responseMs,
    attempt,
  );
  const bodyEnd = Promise.withResolvers<Error | null>();
  try {
    const head = await within<ResponseHead>(
      limit,
      signal,
      (done, fail) => {
        exchange.start(bodyEnd.resolve).then(done, fail);
      },
      () => {},
    );
    attempt.head = head;
    return { head, exchange, bodyEnd: bodyEnd.promise };
  } catch (error) {
    throw exchangeFailure(error, link, attempt);
  }
}

function newExchange(link: Link, wanted: HttpRequest): HttpExchange {
  return link.frames ? new Exchange2(link.stream, wanted, link.frames) : new Exchange(link.stream, wanted);
}

function httpRequest(
  task: Task,
  target: Target,
  { forward }: Link,
  more: HttpRequest['headers'] = {},
): HttpRequest {
  const headers: HttpRequest['headers'] = {
    accept: '*/*',
    'user-agent': task.request.userAgent ?? USER_AGENT,
    ...(forward?.authorization && { 'proxy-authorization': forward.authorization }),
    ...more,
  };
  // The user's own header replaces ours of the same name.
  for (const [name, value] of Object.entries(task.request.headers)) headers[name.toLowerCase()] = value;
  return {
    origin: target.url.origin,
    path: `${forward ? target.url.origin : ''}${target.url.pathname}${target.url.search}`,
    method: task.request.method?.toUpperCase() ?? 'GET',
    headers,
  };
}
