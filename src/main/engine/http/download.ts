/** A download over HTTP or HTTPS: hop after hop until there is content, then the content and its checks. */
import type { Evidence } from '../../../shared/result.ts';
import { type Task, withoutCredentials } from '../../../shared/task.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { allowProtocol, type Target, type TlsSetup, targetOf, tlsSetup } from '../preflight.ts';
import { connect } from '../steps/connect.ts';
import { resolve } from '../steps/resolve.ts';
import { opensslEvidence, secure } from '../steps/secure.ts';
import { TlsRecords } from '../tls-records.ts';
import { contentFindings } from '../verify.ts';
import { Wire } from '../wire.ts';
import { Content } from './content.ts';
import { Exchange, type HttpRequest, type ResponseHead, single } from './exchange.ts';
import { isRedirect, nextTarget } from './redirects.ts';

const USER_AGENT = 'catprobe';

/** Resolves when the content is complete and as the task wants it; throws a StepFailure otherwise. */
export async function download(attempt: Attempt): Promise<void> {
  const { task, timeline } = attempt;
  let target = targetOf(task.url);
  allowProtocol(target, task);
  attempt.target = target;
  const tls = tlsSetup(task);

  for (;;) {
    const link = await openLink(attempt, target, tls);
    const head = await request(attempt, target, link);
    if (!isRedirect(head)) {
      await receive(attempt, head, link);
      timeline.stop();
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
    startHop(attempt, target, next);
    target = next;
  }
}

function startHop(attempt: Attempt, from: Target, to: Target): void {
  attempt.release();
  attempt.previousProtocol = from.protocol;
  attempt.target = to;
  attempt.addresses = [];
  attempt.remoteAddress = null;
  attempt.stream = null;
  attempt.head = null;
  attempt.tls = null;
}

/** An open way to the server: what the request goes over, and below it what shows how it ended. */
interface Link {
  stream: Wire;
  /** The TCP connection; the same as `stream` without TLS. */
  transport: Wire;
  records: TlsRecords | null;
  exchange: Exchange | null;
  /** Told when the body is over, with undici's error if there is one. */
  bodyEnd: Promise<Error | null>;
}

async function openLink(attempt: Attempt, target: Target, tls: TlsSetup): Promise<Link> {
  const { task, timeline, signal, clock } = attempt;

  timeline.enter('resolve');
  const startedAt = clock.now();
  attempt.addresses = await resolve(target.host, {
    servers: task.dns.servers,
    family: task.ipFamily,
    limit: deadline('DNS_LIMIT', `no DNS answer for ${target.host}`, attempt.dnsLeftMs, attempt),
    signal,
  });
  attempt.spentOnDns(clock.now() - startedAt);

  timeline.enter('connect');
  const address = attempt.addresses[0]!;
  const socket = await connect({
    address,
    port: target.port,
    from: task.localAddress,
    limit: deadline(
      'CONNECT_TIMEOUT',
      `no answer from ${address} port ${target.port}`,
      task.timeouts.connectMs,
      attempt,
    ),
    signal,
  });
  attempt.own(() => socket.destroy());
  attempt.remoteAddress = address;

  const overTls = target.protocol === 'https';
  const records = overTls ? new TlsRecords() : null;
  const hooks = {
    onFirstByte: () => timeline.firstByte(),
    onFlushed: () => {
      if (timeline.phase === 'request') timeline.enter('response');
    },
  };
  const transport = new Wire(socket, {
    probeEnd: true,
    observe: records ? (chunk) => records.read(chunk) : undefined,
    ...(overTls ? {} : hooks),
  });
  attempt.own(() => transport.destroy());
  if (!records) return newLink(transport, transport, null);

  timeline.enter('secure');
  const secured = await secure({
    wire: transport,
    records,
    host: task.tls.serverName ?? target.host,
    context: tls.context,
    caPem: tls.caPem,
    limit: deadline('TLS_TIMEOUT', 'the TLS handshake did not end', task.timeouts.tlsMs, attempt),
    signal,
    now: clock.wallTime(),
  });
  attempt.own(() => secured.socket.destroy());
  attempt.tls = secured.summary;
  const stream = new Wire(secured.socket, { probeEnd: false, ...hooks });
  attempt.own(() => stream.destroy());
  return newLink(stream, transport, records);
}

function newLink(stream: Wire, transport: Wire, records: TlsRecords | null): Link {
  return { stream, transport, records, exchange: null, bodyEnd: Promise.resolve(null) };
}

async function request(attempt: Attempt, target: Target, link: Link): Promise<ResponseHead> {
  const { task, timeline, signal } = attempt;
  attempt.stream = link.stream;
  timeline.enter('request');
  const exchange = new Exchange(link.stream, httpRequest(task, target));
  link.exchange = exchange;
  attempt.own(() => exchange.destroy());

  const limit = deadline(
    'RESPONSE_TIMEOUT',
    'no complete response header',
    task.timeouts.responseMs,
    attempt,
  );
  let endBody: (error: Error | null) => void = () => {};
  link.bodyEnd = new Promise((end) => {
    endBody = end;
  });
  try {
    attempt.head = await within<ResponseHead>(
      limit,
      signal,
      (done, fail) => {
        exchange.start((error) => endBody(error)).then(done, fail);
      },
      () => {},
    );
    return attempt.head;
  } catch (error) {
    throw exchangeFailure(error, link, null, attempt);
  }
}

function httpRequest(task: Task, target: Target): HttpRequest {
  const headers: HttpRequest['headers'] = {
    accept: '*/*',
    'user-agent': task.request.userAgent ?? USER_AGENT,
  };
  // The user's own header replaces ours of the same name.
  for (const [name, value] of Object.entries(task.request.headers)) headers[name.toLowerCase()] = value;
  return {
    origin: target.url.origin,
    path: `${target.url.pathname}${target.url.search}`,
    method: task.request.method?.toUpperCase() ?? 'GET',
    headers,
  };
}

async function receive(attempt: Attempt, head: ResponseHead, link: Link): Promise<void> {
  const { task, signal } = attempt;
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
      link.exchange?.read({
        onData(chunk, resume) {
          const room = stopAfter - attempt.bytes;
          const wanted = chunk.length > room ? chunk.subarray(0, room) : chunk;
          attempt.bytes += wanted.length;
          const more = content.write(wanted, resume);
          if (attempt.bytes < stopAfter) return more;
          done(null);
          return false;
        },
      });
      link.bodyEnd.then(done);
    },
    () => {},
  ).catch((reason: unknown) => {
    throw exchangeFailure(reason, link, head, attempt);
  });

  const enough = attempt.bytes >= stopAfter;
  if (!enough && (error || endedBadly(head, link))) throw exchangeFailure(error, link, head, attempt);
  attempt.timeline.stop();
  attempt.content = await content.finish();
}

/** undici takes any end of a body without a length for its proper end, a reset included. */
function endedBadly(head: ResponseHead, link: Link): boolean {
  if (head.framing !== 'close') return false;
  return link.transport.ending === 'reset' || link.transport.ending === 'error' || cutInTls(link);
}

/** TCP ended inside the TLS stream: without a goodbye nobody can say that all is here (RFC 9112 section 9.8). */
function cutInTls(link: Link): boolean {
  return link.records !== null && link.transport.ending !== 'open' && !link.records.closedProperly;
}

/** Everything that can be seen of an exchange that did not come to its end. */
function exchangeFailure(error: unknown, link: Link, head: ResponseHead | null, attempt: Attempt): unknown {
  if (error instanceof StepFailure)
    return new StepFailure(...error.evidence, ...countEvidence(head, attempt));
  if (attempt.signal.aborted) return error;
  if (isOurMistake(error)) return error;

  const evidence: Evidence[] = [...link.transport.evidence()];
  if (link.records) {
    const { error: tlsError } = link.stream;
    evidence.push(...opensslEvidence(tlsError), ...link.records.evidence());
    if (link.records.closedProperly) {
      evidence.push({ source: 'tls-alert', name: 'close_notify', detail: 'the server said goodbye' });
    } else if (link.transport.ending === 'end') {
      evidence.push(check('NO_CLOSE_NOTIFY', 'TCP ended inside the TLS stream, without close_notify'));
    }
  }
  evidence.push(...countEvidence(head, attempt), ...httpEvidence(error));
  return new StepFailure(...evidence);
}

function countEvidence(head: ResponseHead | null, attempt: Attempt): Evidence[] {
  const length = head?.contentLength ?? null;
  if (length === null || attempt.bytes >= length) return [];
  return [check('SHORT_OF_LENGTH', `${attempt.bytes} of ${length} bytes`)];
}

/** undici's own finding. Its "socket closed" only repeats what the wire has said better. */
function httpEvidence(error: unknown): Evidence[] {
  if (!(error instanceof Error)) return [];
  const { code, name, message } = error as NodeJS.ErrnoException;
  if (code && !/^(UND_|HPE_)/.test(code)) return [];
  return [{ source: 'http', name: code ?? name, detail: message }];
}

/** A misuse of undici or a bug: no fact of the network. */
function isOurMistake(error: unknown): boolean {
  const { code = '', name = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (
    /^UND_ERR_(INVALID_ARG|NOT_SUPPORTED|INVALID_RETURN_VALUE|REQ_CONTENT_LENGTH)|^ERR_(ASSERTION|INVALID_ARG)/.test(
      code,
    )
  )
    return true;
  return ['TypeError', 'RangeError', 'ReferenceError', 'AssertionError'].includes(name);
}

function verify(attempt: Attempt, head: ResponseHead): void {
  attempt.timeline.enter('verify');
  const summary = attempt.content ?? { md5: null, sha256: null, bytes: 0, evidence: [] };
  const findings = contentFindings(attempt.task, head, summary, attempt.bytes);
  if (findings.length) throw new StepFailure(...findings);
}
