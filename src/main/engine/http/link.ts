/** The way to the server, opened step by step: resolve, connect, secure. */
import type { Attempt } from '../attempt.ts';
import { deadline } from '../deadline.ts';
import type { Target, TlsSetup } from '../preflight.ts';
import { statusHooks } from '../revocation/check.ts';
import { openRoute, type ProxyRoute } from '../route.ts';
import { secure } from '../steps/secure.ts';
import { recordHooks, TlsRecords } from '../tls-records.ts';
import { Wire } from '../wire.ts';
import { Http2Frames } from './frames.ts';
import { withoutContinue } from './interim.ts';
import type { Forward } from './proxied.ts';

/** What a request goes over, and below it what shows how it ended. */
export interface Link {
  stream: Wire;
  /** The TCP connection; the same as `stream` without TLS. */
  transport: Wire;
  records: TlsRecords | null;
  /** Set where the other end is a proxy that fetches for us. */
  forward: Forward | null;
  /** What the frames show; null for HTTP/1.1. */
  frames: Http2Frames | null;
}

/** Everything it opens is the attempt's to free. Throws a StepFailure of the step it came to. */
export async function openLink(attempt: Attempt, target: Target, tls: TlsSetup): Promise<Link> {
  return linkOver(attempt, target, tls, await openRoute(attempt, target, tls));
}

/** Over a connection that leads to the server, directly or through a proxy: TLS where the target wants it. */
async function linkOver(attempt: Attempt, target: Target, tls: TlsSetup, route: ProxyRoute): Promise<Link> {
  const { task, timeline, signal, clock } = attempt;
  const { socket, forward } = route;

  const overTls = target.protocol === 'https';
  const records = overTls ? new TlsRecords() : null;
  // What a proxy fetches for us is asked of it in HTTP/1.1.
  const overHttp2 = task.request.httpVersion === '2' && !forward;
  const frames = overHttp2 ? new Http2Frames(() => attempt.answerBegan()) : null;
  const hooks = {
    // The first bytes of HTTP/2 are the connection's own and no answer.
    ...(frames
      ? { observe: (chunk: Buffer) => frames.read(chunk) }
      : { filter: withoutContinue(), onFirstByte: () => attempt.answerBegan() }),
    onFlushed: () => attempt.flushed(),
  };
  const transport = new Wire(socket, {
    probeEnd: !route.secured,
    ...(records && recordHooks(records)),
    ...(overTls ? {} : hooks),
    below: route.secured?.transport,
  });
  attempt.own(() => transport.destroy());
  if (!records) return { stream: transport, transport, records: null, ...route.secured, forward, frames };

  timeline.enter('secure');
  for (const fact of tls.notes) attempt.note(fact);
  const secured = await secure({
    ...tls,
    ...statusHooks(attempt, tls.ownLists),
    wire: transport,
    records,
    host: task.tls.serverName ?? target.host,
    alpn: frames ? 'h2' : 'http/1.1',
    seen: (summary) => {
      attempt.tls = summary;
    },
    note: (fact) => attempt.note(fact),
    limit: deadline('TLS_TIMEOUT', 'the TLS handshake did not end', task.timeouts.tlsMs, attempt),
    signal,
    now: clock.wallTime(),
    clock,
  });
  attempt.own(() => secured.socket.destroy());
  const stream = new Wire(secured.socket, { probeEnd: false, ...hooks, below: transport });
  attempt.own(() => stream.destroy());
  return { stream, transport, records, frames, forward: null };
}
