/** A request over an open link, up to the head of its response. */
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import type { Target } from '../preflight.ts';
import { Exchange, type HttpRequest, type ResponseHead } from './exchange.ts';
import { exchangeFailure } from './failure.ts';
import { requestHeaders, writtenHead } from './head.ts';
import type { Link } from './link.ts';

/** A response whose body is still to be read. */
export interface Response {
  head: ResponseHead;
  exchange: Exchange;
  /** Resolves when the body is over, with undici's error if there is one. */
  bodyEnd: Promise<Error | null>;
}

/** Throws a StepFailure (608, 609, 613, 628, 630, 637, 638, …). */
export async function request(attempt: Attempt, target: Target, link: Link): Promise<Response> {
  const { task, timeline, signal } = attempt;
  attempt.stream = link.stream;
  timeline.enter('request');
  const wanted = httpRequest(attempt, target, link);
  const exchange = new Exchange(link.stream, wanted);
  link.stream.rewriteNext((head) => writtenHead(head, wanted.headers));
  attempt.own(() => exchange.destroy());

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

function httpRequest({ task, identity }: Attempt, target: Target, { forward }: Link): HttpRequest {
  const method = task.request.method?.toUpperCase() ?? 'GET';
  const path = `${target.url.pathname}${target.url.search}`;
  const headers = requestHeaders(task, {
    ...identity.present(target, method, path),
    proxyAuthorization: forward?.authorization ?? null,
  });
  const { origin } = target.url;
  return { origin, path: forward ? origin + path : path, method, headers };
}
