/** What the analysis of stored results asks and answers. */

import type { Outcome, Phase, Side } from './result.ts';

/** Dimensions every result has; any label is one more, written `label.NAME`. */
export const DIMENSIONS = [
  'host',
  'protocol',
  'task',
  'direction',
  'kernel',
  'phase',
  'side',
  'day',
] as const;
export type Dimension = (typeof DIMENSIONS)[number] | `label.${string}`;

export function isDimension(text: string): text is Dimension {
  return (DIMENSIONS as readonly string[]).includes(text) || /^label\.[^\s]+$/.test(text);
}

/** `own`: the user's tests; `lab`: those of the fault lab, which labels its tasks `source: lab`. */
export const ORIGINS = ['own', 'lab'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Which results a question is about. */
export interface Scope {
  /** ISO 8601; absent: no bound on this side. */
  since?: string;
  until?: string;
  /** Absent: both. */
  origin?: Origin;
}

export interface ErrorType {
  code: number;
  /** CAT's name in English, or "HTTP 404". */
  name: string;
  count: number;
  /** Of all failures in the same scope, 0 to 1. */
  share: number;
}

/** Figures of one scope: everything, or one value of a dimension. Percentiles are over successful transfers; null when there is none. */
export interface Summary {
  /** Valid tests: canceled attempts do not count. */
  total: number;
  failed: number;
  /** 0 to 1; null when there are no valid tests. */
  successRate: number | null;
  speedKBps: { median: number | null; p95: number | null };
  firstPacketMs: { median: number | null; p95: number | null };
  top: ErrorType[];
}

export interface Group extends Summary {
  key: string;
}

/** The top five error types overall, and for each value of the dimension (most failures first). */
export interface TopErrors extends Summary {
  by: Dimension | null;
  groups: Group[];
}

export interface ResultFilter extends Scope {
  code?: number;
  outcome?: Outcome;
  host?: string;
  task?: string;
  phase?: Phase;
  side?: Side;
  runId?: string;
  /** Found in the URL, host, task or name of the code, in any case. */
  text?: string;
}
