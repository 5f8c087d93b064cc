/** The way curl is to take: to an address that was found here, or through a proxy. */
import { isIP } from 'node:net';
import type { Attempt } from '../attempt.ts';
import { locateProxy, noteProxy } from '../http/proxied.ts';
import type { Target } from '../preflight.ts';
import { type ChosenProxy, chooseProxy } from '../proxy-choice.ts';
import { ownAddress } from '../steps/connect.ts';
import { locate, notePinUnused, type Place, placeBeyond } from '../steps/locate.ts';

export interface Way {
  /** Where the target is: an address, or for a proxy that resolves, a name. null: the proxy is told the URL and finds it. */
  place: Place | null;
  proxy: { chosen: ChosenProxy; address: string } | null;
  /** The address to connect from. */
  from: string | null;
  /** A tunnel has to be opened first. */
  tunnels: boolean;
  /** TLS is spoken with the server, and with the proxy. */
  secures: boolean;
  securesProxy: boolean;
}

/** Names are resolved here, as for the other kernel: the limit of DNS, its servers and what they answered are the task's. Throws a StepFailure. */
export async function findWay(attempt: Attempt, target: Target): Promise<Way> {
  const chosen = await chooseProxy(attempt, target);
  const { protocol } = target;
  const secures = protocol === 'https' || protocol === 'ftps' || attempt.task.ftp?.tls === 'explicit';
  if (!chosen) {
    const place = await locate(attempt, target);
    const from = fromAddress(attempt, place.address);
    return { place, proxy: null, from, tunnels: false, secures, securesProxy: false };
  }
  const { address, place } = await locateProxy(attempt, target, chosen);
  const forwards = target.protocol === 'http' && !chosen.scheme.startsWith('socks');
  noteProxy(attempt, chosen, forwards);
  if (forwards) notePinUnused(attempt, target);
  return {
    place: forwards ? null : (place ?? placeBeyond(attempt, target)),
    proxy: { chosen, address },
    from: fromAddress(attempt, address),
    tunnels: !forwards,
    secures,
    securesProxy: chosen.scheme === 'https',
  };
}

function fromAddress({ task, timeline }: Attempt, address: string): string | null {
  if (task.localAddress === undefined) return null;
  timeline.enter('connect');
  return ownAddress(task.localAddress, isIP(address));
}
