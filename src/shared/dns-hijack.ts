/** The rules that tell a hijacked DNS answer, in CAT's syntax: `domain:rule|rule`, several domains on lines of their own (or after `;`). */
import { z } from 'zod';

/** What an answer may be held against. `prefix` is the part of `202.0.3.*` before the star; `alias` a name in the chain of CNAMEs. */
export type HijackRule =
  | { kind: 'any' }
  | { kind: 'address'; address: string }
  | { kind: 'prefix'; prefix: string }
  | { kind: 'network'; address: string; bits: number }
  | { kind: 'alias'; name: string };

/** By domain, in lower case. */
export type HijackRules = ReadonlyMap<string, readonly HijackRule[]>;

/** `bad` holds the parts that are no rule, as they were written. */
export function parseHijackRules(text: string): { rules: HijackRules; bad: string[] } {
  const rules = new Map<string, HijackRule[]>();
  const bad: string[] = [];
  const lines = text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (!lines.length) bad.push(text);
  for (const line of lines) {
    const colon = line.indexOf(':');
    const domain = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!NAME.test(domain)) {
      bad.push(line);
      continue;
    }
    // CAT's own lists end with a bar.
    const parts = line
      .slice(colon + 1)
      .replace(/\|\s*$/, '')
      .split('|');
    for (const part of parts) {
      const rule = ruleOf(part.trim());
      if (rule) rules.set(domain, [...(rules.get(domain) ?? []), rule]);
      else bad.push(part.trim() || line);
    }
  }
  return { rules, bad };
}

const NAME =
  /^(?!\d+(\.\d+)*\.?$)[a-z0-9_\u0080-\uffff]([a-z0-9_\u0080-\uffff-]*)(\.[a-z0-9_\u0080-\uffff-]+)*\.?$/i;
const PREFIX = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){1,3}\*$/;

const valid = (schema: z.ZodType, text: string): boolean => schema.safeParse(text).success;

function ruleOf(text: string): HijackRule | null {
  if (text === '*') return { kind: 'any' };
  if (valid(z.ipv4(), text) || valid(z.ipv6(), text)) return { kind: 'address', address: text };
  if (PREFIX.test(text)) return { kind: 'prefix', prefix: text.slice(0, -1) };
  if (valid(z.cidrv4(), text) || valid(z.cidrv6(), text)) {
    const [address = '', bits] = text.split('/');
    return { kind: 'network', address, bits: Number(bits) };
  }
  return NAME.test(text) ? { kind: 'alias', name: text.toLowerCase().replace(/\.$/, '') } : null;
}
