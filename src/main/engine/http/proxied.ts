/** The way to the server through a proxy: resolve, connect and, where a tunnel is needed, the step "proxy". */
import type { Socket } from 'node:net';
import { type CheckName, check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { type Deadline, deadline } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import type { Target, TlsSetup } from '../preflight.ts';
import type { ChosenProxy } from '../proxy-choice.ts';
import { connect } from '../steps/connect.ts';
import { openTunnel, proxyAuthorization } from '../steps/proxy.ts';
import { resolve } from '../steps/resolve.ts';
import { secure } from '../steps/secure.ts';
import { TlsRecords } from '../tls-records.ts';
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
  const resolvesHere = proxy.scheme === 'socks5';
  const { from, host, port, shown, scheme } = proxy;
  const used = {
    url: shown,
    from,
    address: null as string | null,
    port,
    resolvedBy: resolvesHere ? 'probe' : 'proxy',
  } as const;
  attempt.proxy = { ...used, ms: 0 };

  timeline.enter('resolve');
  const [address] = await atProxy('AT_PROXY', `resolving the proxy ${shown}`, resolveHost(attempt, host));
  attempt.proxy.address = address!;
  if (resolvesHere) attempt.addresses = await resolveHost(attempt, target.host);

  timeline.enter('connect');
  const limit = deadline(
    'CONNECT_TIMEOUT',
    `no answer from ${address} port ${port}`,
    task.timeouts.connectMs,
    attempt,
  );
  const tcp = await atProxy(
    'AT_PROXY',
    `connecting to the proxy ${shown}`,
    connect({ address: address!, port, from: task.localAddress, limit, signal }),
  );
  attempt.own(() => tcp.destroy());
  attempt.remoteAddress = resolvesHere ? attempt.addresses[0]! : address!;

  const forwards = !scheme.startsWith('socks') && target.protocol === 'http';
  note(attempt, proxy, forwards);
  const forward = forwards ? { authorization: proxyAuthorization(proxy) } : null;
  if (forwards && scheme === 'http') return { socket: tcp, forward, secured: null };

  timeline.enter('proxy');
  const startedAt = clock.now();
  const left = (whole: Deadline): Deadline => ({
    ...whole,
    limitMs: Math.max(0, whole.limitMs - (clock.now() - startedAt)),
  });
  const tunnelLimit = deadline(
    'PROXY_TIMEOUT',
    `no tunnel through the proxy ${shown}`,
    task.timeouts.connectMs,
    attempt,
  );
  let socket = tcp;
  let secured: ProxyRoute['secured'] = null;
  if (scheme === 'https') {
    const over = await atProxy(
      'PROXY_TLS',
      `TLS with the proxy ${shown}`,
      secureProxy(attempt, tcp, proxy, tls),
    );
    socket = over.socket;
    secured = over;
  }
  if (!forwards) {
    await atProxy(
      'AT_PROXY',
      `asking the proxy ${shown} for a connection`,
      openTunnel({
        socket,
        proxy,
        host: resolvesHere ? attempt.remoteAddress : target.host,
        port: target.port,
        limit: left(tunnelLimit),
        signal,
      }),
    );
  }
  return { socket, forward, secured };
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
  const transport = new Wire(tcp, { probeEnd: true, observe: (chunk) => records.read(chunk) });
  attempt.own(() => transport.destroy());
  const { socket } = await secure({
    wire: transport,
    records,
    host: proxy.host,
    context: tls.context,
    caPem: tls.caPem,
    limit: deadline(
      'TLS_TIMEOUT',
      'the TLS handshake with the proxy did not end',
      task.timeouts.connectMs,
      attempt,
    ),
    signal,
    now: clock.wallTime(),
  });
  attempt.own(() => socket.destroy());
  // Whoever speaks above must hear what kind of end it was, not only that it was one.
  transport.prependListener('error', (error) => socket.destroy(error));
  return { socket, transport, records };
}

async function resolveHost(attempt: Attempt, host: string): Promise<string[]> {
  const { task, signal, clock } = attempt;
  const startedAt = clock.now();
  const addresses = await resolve(host, {
    servers: task.dns.servers,
    family: task.ipFamily,
    limit: deadline('DNS_LIMIT', `no DNS answer for ${host}`, attempt.dnsLeftMs, attempt),
    signal,
  });
  attempt.spentOnDns(clock.now() - startedAt);
  return addresses;
}

/** The failure of a step that has only the proxy at its other end says so. */
async function atProxy<T>(
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
function note(attempt: Attempt, { shown, from }: ChosenProxy, forwards: boolean): void {
  const whose = from === 'task' ? 'of the task' : 'of this computer';
  const doubt = forwards
    ? "an answer of its own cannot be told from the server's"
    : "an end or a silence of its own cannot be told from the server's";
  const detail = `through the proxy ${shown} ${whose}; ${doubt}`;
  if (!attempt.notes.some((known) => known.detail === detail)) attempt.notes.push(check('VIA_PROXY', detail));
}
