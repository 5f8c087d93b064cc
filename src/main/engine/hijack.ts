/** Whether the addresses DNS gave are those it should have given, by the task's own rules. It counts; it never fails a transfer. */
import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { type HijackRule, type HijackRules, parseHijackRules } from '../../shared/dns-hijack.ts';
import type { HijackCount } from '../../shared/result.ts';
import { check } from '../classify/facts.ts';
import type { Attempt } from './attempt.ts';
import { StepFailure } from './failure.ts';
import { aliasesOf } from './steps/aliases.ts';

/** A name DNS was asked for, and its answer. */
export interface Lookup {
  host: string;
  addresses: readonly string[];
}

/** The transfer is over by then, so that a question for aliases costs it no time. Their limit is short: they are only counted. */
const ALIAS_LIMIT_MS = 5000;

/** Null when the task has no rules. A name whose aliases matter and cannot be had is not judged, and a note says so. */
export async function countHijacks(attempt: Attempt): Promise<HijackCount | null> {
  const { dnsHijack } = attempt.task;
  if (!dnsHijack) return null;
  const allow = rulesOf(dnsHijack.allow);
  const block = rulesOf(dnsHijack.block);

  const hijacked = new Map<string, Set<string>>();
  for (const host of new Set(attempt.lookups.map((lookup) => lookup.host))) {
    const allowed = allow.get(host);
    const blocked = block.get(host);
    const named = [...(allowed ?? []), ...(blocked ?? [])].some((rule) => rule.kind === 'alias');
    const aliases = named ? await aliasesSeen(attempt, host) : [];
    if (!aliases) continue;
    const addresses = attempt.lookups.filter((lookup) => lookup.host === host).flatMap((l) => l.addresses);
    const wrong = addresses.filter((address) => isHijacked({ address, aliases }, allowed, blocked));
    if (wrong.length) hijacked.set(host, new Set(wrong));
  }
  const count = [...hijacked.values()].reduce((sum, addresses) => sum + addresses.size, 0);
  return { count, domains: hijacked.size };
}

interface Seen {
  address: string;
  aliases: readonly string[];
}

/** Outside the list of what is allowed, or inside the list of what is not. A list without the domain says nothing about it. */
export function isHijacked(
  seen: Seen,
  allowed: readonly HijackRule[] | undefined,
  blocked: readonly HijackRule[] | undefined,
): boolean {
  const outside = allowed !== undefined && !allowed.some((rule) => matches(rule, seen));
  return outside || (blocked ?? []).some((rule) => matches(rule, seen));
}

function matches(rule: HijackRule, { address, aliases }: Seen): boolean {
  switch (rule.kind) {
    case 'any':
      return true;
    case 'alias':
      return aliases.includes(rule.name);
    case 'prefix':
      return address.startsWith(rule.prefix);
    case 'address':
    case 'network': {
      const list = new BlockList();
      if (rule.kind === 'address') list.addAddress(rule.address, familyOf(rule.address));
      else list.addSubnet(rule.address, rule.bits, familyOf(rule.address));
      return list.check(address, familyOf(address));
    }
  }
}

function rulesOf(text: string | undefined): HijackRules {
  const { rules } = parseHijackRules(text ?? '');
  return new Map([...rules].map(([domain, list]) => [domainToASCII(domain) || domain, list]));
}

async function aliasesSeen(attempt: Attempt, host: string): Promise<string[] | null> {
  const detail = `the aliases of ${host} could not be asked for, so it is not judged`;
  const unknown = check('HIJACK_UNKNOWN', detail);
  try {
    return await aliasesOf(host, {
      servers: attempt.task.dns.servers,
      limit: { limitMs: ALIAS_LIMIT_MS, failure: () => new StepFailure(unknown) },
      signal: attempt.signal,
    });
  } catch {
    attempt.notes.push(unknown);
    return null;
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
