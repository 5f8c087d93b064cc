/** The way to a server up to an open TCP connection: directly, or through the proxy of the task. */
import type { Attempt } from './attempt.ts';
import { deadline } from './deadline.ts';
import { connectThroughProxy, type ProxyRoute } from './http/proxied.ts';
import type { Target, TlsSetup } from './preflight.ts';
import { chooseProxy } from './proxy-choice.ts';
import { connect } from './steps/connect.ts';
import { locate, type Place } from './steps/locate.ts';

export type { ProxyRoute } from './http/proxied.ts';

/** What it opens is the attempt's to free. Throws a StepFailure of the step it came to. */
export async function openRoute(attempt: Attempt, target: Target, tls: TlsSetup): Promise<ProxyRoute> {
  const proxy = await chooseProxy(attempt, target);
  if (proxy) return connectThroughProxy(attempt, target, tls, proxy);

  const place = await locate(attempt, target);
  attempt.timeline.enter('connect');
  const route = await connectDirectly(attempt, place);
  attempt.remoteAddress = place.address;
  attempt.remotePort = place.port;
  return route;
}

/** One TCP connection to that place, within the task's limit for connections. */
export async function connectDirectly(attempt: Attempt, { address, port }: Place): Promise<ProxyRoute> {
  const { task, signal } = attempt;
  const what = `no answer from ${address} port ${port}`;
  const limit = deadline('CONNECT_TIMEOUT', what, task.timeouts.connectMs, attempt);
  const socket = await connect({ address, port, from: task.localAddress, limit, signal });
  attempt.own(() => socket.destroy());
  return { socket, forward: null, secured: null };
}
