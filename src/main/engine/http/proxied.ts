/** The way to the server through a proxy: resolve, connect and, where a tunnel is needed, the step "proxy". */
import type { Socket } from 'node:net';
import type { ProxySummary } from '../../../shared/result.ts';
import { type CheckName, check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { deadline } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import type { Target, TlsSetup } from '../preflight.ts';
import type { ChosenProxy } from '../proxy-choice.ts';
import { connect } from '../steps/connect.ts';
import { locate, notePinUnused, type Place, placeBeyond, resolveHost } from '../steps/locate.ts';
import { openTunnel, proxyAuthorization } from '../steps/proxy.ts';
import { secure } from '../steps/secure.ts';
import { recordHooks, TlsRecords } from '../tls-records.ts';
import { Wire } from '../wire.ts';

/** What a proxy has opened for us. */
export interface ProxyRoute {
  socket: Socket;
  /** Set where no tunnel stands and the proxy itself fetches: the request names the whole URL (RFC 9112 section 3.2.2). */
  forward: Forward | null;
  /** TLS with the proxy, below whatever is spoken with the server. */
  secured: { transport: Wire; records: TlsRecords } | null;
}

export interface Forward {
  /** Value of Proxy-Authorization. */
  authorization: string | null;
}

/** Everything it opens is the attempt's to free. Throws a StepFailure of the step it came to; where the proxy is at fault, that names it. */
export async function connectThroughProxy(
  attempt: Attempt,
  target: Target,
  tls: TlsSetup,
  proxy: ChosenProxy,
): Promise<ProxyRoute> {
  const { task, timeline, signal, clock } = attempt;
  const { scheme, shown } = proxy;
  const { socket: tcp, place } = await reachProxy(attempt, target, proxy);

  const forwards = !scheme.startsWith('socks') && target.protocol === 'http';
  const forward = forwards ? { authorization: proxyAuthorization(proxy) } : null;
  noteProxy(attempt, proxy, forwards);
  if (forwards) notePinUnused(attempt, target);
  if (forwards && scheme === 'http') return { socket: tcp, forward, secured: null };

  timeline.enter('proxy');
  const { connectMs } = task.timeouts;
  const limit = deadline('PROXY_TIMEOUT', `no tunnel through the proxy ${shown}`, connectMs, attempt);
  const startedAt = clock.now();
  const secured = scheme === 'https' ? await secureProxy(attempt, tcp, proxy, tls) : null;
  const socket = secured?.socket ?? tcp;
  if (!forwards) {
    const { address: host, port } = place ?? placeBeyond(attempt, target);
    const tunnel = openTunnel({
      socket,
      proxy,
      host,
      port,
      limit: { ...limit, limitMs: Math.max(0, limit.limitMs - (clock.now() - startedAt)) },
      signal,
    });
    await atProxy('AT_PROXY', `asking the proxy ${shown} for a connection`, tunnel);
  }
  return { socket, forward, secured };
}

/** Where the proxy is; where the target is resolved here, also where that is. */
export async function locateProxy(
  attempt: Attempt,
  target: Target,
  proxy: ChosenProxy,
): Promise<{ address: string; place: Place | null }> {
  const { from, host, port, shown } = proxy;
  const here = resolvesHere(proxy);
  const used: ProxySummary = {
    url: shown,
    from,
    address: null,
    port,
    ms: 0,
    resolvedBy: here ? 'probe' : 'proxy',
  };
  attempt.proxy = used;

  attempt.timeline.enter('resolve');
  const found = await atProxy('AT_PROXY', `resolving the proxy ${shown}`, resolveHost(attempt, host));
  used.address = found[0]!;
  return { address: used.address, place: here ? await locate(attempt, target) : null };
}

/** An open TCP connection to the proxy; where the target is resolved here, also where that is. */
async function reachProxy(
  attempt: Attempt,
  target: Target,
  proxy: ChosenProxy,
): Promise<{ socket: Socket; place: Place | null }> {
  const { task, timeline, signal } = attempt;
  const { port, shown } = proxy;
  const { address, place } = await locateProxy(attempt, target, proxy);

  timeline.enter('connect');
  const what = `no answer from ${address} port ${port}`;
  const limit = deadline('CONNECT_TIMEOUT', what, task.timeouts.connectMs, attempt);
  const opening = connect({ address, port, from: task.localAddress, limit, signal });
  const socket = await atProxy('AT_PROXY', `connecting to the proxy ${shown}`, opening);
  attempt.own(() => socket.destroy());
  attempt.remoteAddress = place?.address ?? address;
  attempt.remotePort = place?.port ?? port;
  return { socket, place };
}

function resolvesHere({ scheme }: ChosenProxy): boolean {
  return scheme === 'socks5';
}

/** Its certificate must be good for the proxy's name; the task's own choices for the server (name, pins) are not the proxy's. */
async function secureProxy(
  attempt: Attempt,
  tcp: Socket,
  proxy: ChosenProxy,
  tls: TlsSetup,
): Promise<{ socket: Socket; transport: Wire; records: TlsRecords }> {
  const { task, signal, clock } = attempt;
  const records = new TlsRecords();
  const transport = new Wire(tcp, { probeEnd: true, ...recordHooks(records) });
  attempt.own(() => transport.destroy());
  const what = 'the TLS handshake with the proxy did not end';
  const handshake = secure({
    ...tls.proxy,
    wire: transport,
    records,
    host: proxy.host,
    alpn: 'http/1.1',
    limit: deadline('TLS_TIMEOUT', what, task.timeouts.connectMs, attempt),
    signal,
    now: clock.wallTime(),
    clock,
  });
  const { socket } = await atProxy('PROXY_TLS', `TLS with the proxy ${proxy.shown}`, handshake);
  attempt.own(() => socket.destroy());
  // Whoever speaks above must hear what kind of end it was, not only that it was one.
  transport.prependListener('error', (error) => socket.destroy(error));
  return { socket, transport, records };
}

/** The failure of a step that has only the proxy at its other end says so. */
export async function atProxy<T>(
  name: CheckName & ('AT_PROXY' | 'PROXY_TLS'),
  what: string,
  step: Promise<T>,
): Promise<T> {
  try {
    return await step;
  } catch (error) {
    throw error instanceof StepFailure ? new StepFailure(...error.evidence, check(name, what)) : error;
  }
}

/** What nobody can tell from here is part of the evidence. */
export function noteProxy(attempt: Attempt, { shown, from }: ChosenProxy, forwards: boolean): void {
  const whose = from === 'task' ? 'of the task' : 'of this computer';
  const doubt = forwards
    ? "an answer of its own cannot be told from the server's"
    : "an end or a silence of its own cannot be told from the server's";
  const detail = `through the proxy ${shown} ${whose}; ${doubt}`;
  attempt.note(check('VIA_PROXY', detail));
}
