/** The same task by two kernels: where they disagree is a finding, because the network and the server were the same. */
import { codeName } from './codes.ts';
import type { TransferResult } from './result.ts';
import { compareTexts } from './texts/compare.ts';
import { type Language, say } from './texts/text.ts';

export interface KernelPair {
  node: TransferResult;
  curl: TransferResult;
}

export type FindingKind = keyof typeof compareTexts.kinds;

/** What each kernel saw. Codes are numbers, times in ms, speeds in KB/s; anything else is a text. */
export interface Finding {
  kind: FindingKind;
  node: string | number;
  curl: string | number;
}

/** Measured values differ from one transfer to the next: only so much is worth a word. */
const FACTOR = 2;
const LEAST_MS = 200;
/** Speed says something of transfers that take a while. */
const LEAST_BYTES = 1024 * 1024;

/** The attempts of a run that belong together: of each task the first of one kernel with the first of the other, and so on. */
export function kernelPairs(results: readonly TransferResult[]): KernelPair[] {
  const inOrder = [...results].sort((a, b) => (a.id < b.id ? -1 : 1));
  const waiting = new Map<string, TransferResult[]>();
  const pairs: KernelPair[] = [];
  for (const result of inOrder) {
    const key = JSON.stringify([result.task, result.url, result.direction]);
    const before = waiting.get(key) ?? [];
    if (!before.length || before[0]!.kernel === result.kernel) {
      waiting.set(key, [...before, result]);
      continue;
    }
    const [first, ...rest] = before as [TransferResult, ...TransferResult[]];
    waiting.set(key, rest);
    pairs.push(first.kernel === 'node' ? { node: first, curl: result } : { node: result, curl: first });
  }
  return pairs;
}

/** The weightiest first; [] when they agree, or when one of them was canceled. */
export function compareKernels({ node, curl }: KernelPair): Finding[] {
  if (node.outcome === 'canceled' || curl.outcome === 'canceled') return [];
  const findings: Finding[] = [];
  const differ = (
    kind: FindingKind,
    of: (result: TransferResult) => string | number | null | undefined,
  ): void => {
    const [a, b] = [of(node), of(curl)];
    // What one of them did not see is no disagreement.
    if (a === null || a === undefined || b === null || b === undefined || a === b) return;
    findings.push({ kind, node: a, curl: b });
  };
  differ('code', ({ code }) => code);
  const bothOk = node.outcome === 'ok' && curl.outcome === 'ok';
  if (node.code === curl.code && !bothOk) differ('phase', ({ phase }) => phase);
  differ('httpStatus', ({ httpStatus }) => httpStatus);
  differ('md5', ({ md5 }) => md5);
  differ('sha256', ({ sha256 }) => sha256);
  if (bothOk) differ('bytes', ({ bytes }) => bytes);
  differ('certificate', ({ tls }) => tls?.chain[0]?.sha256);
  differ('tlsVersion', ({ tls }) => tls?.version);
  differ('httpVersion', ({ httpVersion }) => httpVersion);
  differ('finalUrl', ({ finalUrl }) => finalUrl);
  differ('address', ({ remoteAddress }) => remoteAddress);
  differ('proxy', ({ proxy }) => proxy?.url);
  if (bothOk) findings.push(...slower({ node, curl }));
  return findings;
}

/** Speed where there is enough to move, else the time. */
function slower({ node, curl }: KernelPair): Finding[] {
  const finding = (kind: FindingKind, of: (result: TransferResult) => number): Finding[] => {
    const [a, b] = [of(node), of(curl)];
    return Math.max(a, b) >= FACTOR * Math.min(a, b) ? [{ kind, node: a, curl: b }] : [];
  };
  const apart = Math.abs(node.timings.total - curl.timings.total) >= LEAST_MS;
  if (!apart) return [];
  const large = Math.min(node.bytes, curl.bytes) >= LEAST_BYTES;
  return large
    ? finding('speed', ({ speedKBps }) => speedKBps)
    : finding('total', ({ timings }) => timings.total);
}

/** One sentence. */
export function sayFinding({ kind, node, curl }: Finding, language: Language): string {
  const shown = (value: string | number): string => {
    if (kind === 'code') return `${value} ${codeName(Number(value), language)}`;
    return typeof value === 'number' ? String(Math.round(value)) : value;
  };
  return say(compareTexts.kinds[kind], language, { node: shown(node), curl: shown(curl) });
}
