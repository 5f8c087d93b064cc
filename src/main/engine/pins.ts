/** The addresses a task has pinned to its hosts: one of them is picked for each host, once per attempt. */
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Task } from '../../shared/task.ts';
import { check } from '../classify/facts.ts';
import { StepFailure } from './failure.ts';

/** Where a pinned host is reached. */
export interface Pin {
  address: string;
  /** Undefined: the port of the URL. */
  port: number | undefined;
  /** How many usable entries it was picked from. */
  among: number;
}

/** By host as it stands in a parsed URL, without the brackets of an IPv6 literal. */
export type Pins = ReadonlyMap<string, Pin>;

/** What picks: the number of the attempt in its run (from 0), and chance (0 to 1, 1 excluded). */
export interface Choice {
  round: number;
  random: () => number;
}

/** Throws a StepFailure (720) when the list is empty or a host of it has no usable entry. */
export function pinHosts(task: Task, { round, random }: Choice): Pins {
  const { hosts, hostsPick, ipFamily } = task;
  if (hosts === undefined) return new Map();
  if (!hosts.length) throw unusable('the list of pinned targets is empty');

  const pins = new Map<string, Pin>();
  for (const host of new Set(hosts.map((entry) => hostKey(entry.host)))) {
    const usable = hosts.filter((entry) => hostKey(entry.host) === host && fits(entry.ip, ipFamily));
    const index = hostsPick === 'random' ? Math.floor(random() * usable.length) : round % usable.length;
    const entry = usable[index];
    if (!entry) {
      const what = ipFamily === 'auto' ? 'IP address' : `IPv${ipFamily} address`;
      throw unusable(`no usable ${what} is pinned to ${host}`);
    }
    pins.set(host, { address: entry.ip, port: entry.port, among: usable.length });
  }
  return pins;
}

function fits(ip: string, family: Task['ipFamily']): boolean {
  const own = isIP(ip);
  return own !== 0 && (family === 'auto' || String(own) === family);
}

/** As a URL's host is written: lower case, Punycode, no brackets. */
function hostKey(host: string): string {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return domainToASCII(bare) || bare;
}

function unusable(detail: string): StepFailure {
  return new StepFailure(check('HOSTS_UNUSABLE', detail));
}
