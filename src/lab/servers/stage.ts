/** What scripts need from the lab, as its certificates give it. */
import type { Pki } from '../pki.ts';
import type { Stage } from './play.ts';
import { listOf, ocspAnswer } from './status.ts';
import { serverTls } from './tls.ts';

/** `fill` puts addresses in place of `{name}`. */
export function stageOf(pki: Pki, fill: Stage['fill']): Stage {
  return {
    fill,
    tls: (spec) => serverTls(fillAll(spec, fill), pki),
    ocsp: (spec, request) => ocspAnswer(spec, request, pki),
    list: (spec) => listOf(spec, pki),
  };
}

/** Fills every text inside a value. */
export function fillAll<T>(value: T, fill: (text: string) => string): T;
export function fillAll(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((item) => fillAll(item, fill));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillAll(item, fill)]));
}
