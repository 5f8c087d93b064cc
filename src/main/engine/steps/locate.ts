/** Step "resolve" as a whole: where a target is reached, pinned by the task or by DNS, and whether it may be. */
import { isIP } from 'node:net';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { deadline } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { handlesExhausted } from '../handles.ts';
import type { Pin } from '../pins.ts';
import type { Target } from '../preflight.ts';
import { entersPrivate, scopeOf } from '../scope.ts';
import { resolve } from './resolve.ts';

export interface Place {
  address: string;
  port: number;
}

/** Throws a StepFailure (600, 605, 643, 721, 722). */
export async function locate(attempt: Attempt, target: Target): Promise<Place> {
  attempt.timeline.enter('resolve');
  if (attempt.samePlace) {
    attempt.addresses = [attempt.samePlace.address];
    return attempt.samePlace;
  }
  const pin = attempt.pins.get(target.host);
  attempt.addresses = pin ? [pin.address] : await resolveHost(attempt, target.host);
  if (pin) notePin(attempt, target, pin);
  else if (!isIP(target.host)) attempt.lookups.push({ host: target.host, addresses: attempt.addresses });
  const address = attempt.addresses[0]!;
  refusePrivate(attempt, target.host, address);
  return { address, port: pin?.port ?? target.port };
}

/** The same for a proxy that resolves names by itself: an address the task has pinned, else the name. */
export function placeBeyond(attempt: Attempt, target: Target): Place {
  const pin = attempt.pins.get(target.host);
  if (pin) notePin(attempt, target, pin);
  return { address: pin?.address ?? target.host, port: pin?.port ?? target.port };
}

/** A proxy that fetches is told the URL, and finds the host as it likes. */
export function notePinUnused(attempt: Attempt, target: Target): void {
  if (!attempt.pins.has(target.host)) return;
  attempt.notes.push(check('HOST_PINNED', `${target.host} is pinned, but the proxy finds it by itself`));
}

/** A name to its addresses, by the task's DNS and within what is left of its limit. */
export async function resolveHost(attempt: Attempt, host: string): Promise<string[]> {
  const { task, clock, signal } = attempt;
  const startedAt = clock.now();
  const addresses = await resolve(host, {
    servers: task.dns.servers,
    family: task.ipFamily,
    limit: deadline('DNS_LIMIT', `no DNS answer for ${host}`, attempt.dnsLeftMs, attempt),
    signal,
  }).catch((error: unknown) => {
    // A question that could not even be sent looks like a refused one, or like a fault of ours.
    const exhausted = handlesExhausted();
    if (!exhausted) throw error;
    throw new StepFailure(exhausted, ...(error instanceof StepFailure ? error.evidence : []));
  });
  attempt.spentOnDns(clock.now() - startedAt);
  return addresses;
}

function notePin(attempt: Attempt, target: Target, pin: Pin): void {
  const port = pin.port === undefined ? '' : ` port ${pin.port}`;
  const among = pin.among > 1 ? `, one of ${pin.among} (${attempt.task.hostsPick})` : '';
  const detail = `${target.host} is pinned to ${pin.address}${port}${among}; DNS was not asked`;
  attempt.note(check('HOST_PINNED', detail));
}

/** The name a redirect leads to may be public and its address not. A literal address was judged when the redirect came. */
function refusePrivate(attempt: Attempt, host: string, address: string): void {
  if (attempt.hop === 0 || attempt.task.redirects.allowPrivate) return;
  if (!entersPrivate(attempt.previousAddress, address)) return;
  const detail = `redirect to ${host}, whose address ${address} is ${scopeOf(address)}`;
  throw new StepFailure(check('REDIRECT_TO_PRIVATE', detail));
}
