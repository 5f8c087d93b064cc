/** What the analysis of stored results asks and answers. */

import type { Outcome } from './result.ts';

/** Dimensions every result has; any label is one more, written `label.NAME`. */
export const DIMENSIONS = [
  'host',
  'protocol',
  'task',
  'direction',
  'kernel',
  'remoteAddress',
  'ipFamily',
  'family',
  'phase',
  'side',
  /** Of the probe's own clock: `00` to `23`. */
  'hour',
  'day',
  /** ISO: `1` is Monday, `7` Sunday. */
  'weekday',
  'tlsVersion',
] as const;
export type FixedDimension = (typeof DIMENSIONS)[number];
export type Dimension = FixedDimension | `label.${string}`;

export function isDimension(text: string): text is Dimension {
  return (DIMENSIONS as readonly string[]).includes(text) || /^label\.[^\s]+$/.test(text);
}

/** The value of results that have none of the dimension: no protocol, no such label. */
export const NO_VALUE = '-';

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

/** A scope, narrowed by values of dimensions, each under its own name. */
export interface Selection extends Scope, Partial<Record<FixedDimension, string>> {
  code?: number;
  outcome?: Outcome;
  labels?: Record<string, string>;
}

export interface ResultFilter extends Selection {
  runId?: string;
  /** Found in the URL, host, task or name of the code, in any case. */
  text?: string;
}

export interface ErrorType {
  code: number;
  /** CAT's name in English, or "HTTP 404". */
  name: string;
  count: number;
  /** Of all failures in the same scope, 0 to 1. */
  share: number;
}

/** CAT's averages, over successful transfers; null when there is none. */
export interface Averages {
  speedKBps: number | null;
  firstPacketMs: number | null;
  /** The time that the speed is of. */
  transferMs: number | null;
  dnsMs: number | null;
  connectMs: number | null;
  /** Over transfers with TLS. */
  tlsMs: number | null;
}

/** Figures of one scope: everything, or one value of a dimension. */
export interface Summary {
  /** Valid tests: canceled attempts do not count. */
  total: number;
  failed: number;
  /** 0 to 1; null when there are no valid tests. */
  successRate: number | null;
  /** Of successful transfers that are still stored one by one; null when there is none. */
  speedKBps: { median: number | null; p95: number | null };
  firstPacketMs: { median: number | null; p95: number | null };
  averages: Averages;
  top: ErrorType[];
}

export interface Group extends Summary {
  key: string;
  /** The value of the second dimension, where two were asked for. */
  andKey?: string;
}

/** By one dimension, or by two of them together. */
export interface Grouping {
  by: Dimension | null;
  and?: Dimension | null;
}

/** The top five error types overall, and for each value of the dimension (most failures first). */
export interface TopErrors extends Summary, Grouping {
  groups: Group[];
  /** There were more groups than were asked for. */
  more: boolean;
}

export interface SlowGroup {
  key: string;
  andKey?: string;
  /** Successful transfers, and their averages. */
  ok: number;
  speedKBps: number;
  firstPacketMs: number | null;
}

/** The five groups with the lowest average speed, slowest first. */
export interface Slowest extends Grouping {
  groups: SlowGroup[];
}

/** Failures by a dimension and by error type. */
export interface HeatMap {
  by: Dimension;
  /** Those with most failures, most first. */
  keys: { key: string; failed: number }[];
  codes: ErrorType[];
  /** Positions in `keys` and in `codes`; what is not there is 0. */
  cells: [key: number, code: number, count: number][];
  /** Values of the dimension that have failures, shown or not. */
  allKeys: number;
  allCodes: number;
}

export interface Moment {
  /** ISO 8601: where the bucket begins. */
  at: string;
  total: number;
  failed: number;
  speedKBps: number | null;
  firstPacketMs: number | null;
}

/** How the figures went over time; of the five most tested values, where a dimension is asked for. */
export interface Timeline {
  by: Dimension | null;
  bucketMs: number;
  lines: { key: string | null; moments: Moment[] }[];
}

/** Results whose details were given up for hourly sums. */
export interface Thinned {
  count: number;
  /** ISO 8601; null when there are none. */
  since: string | null;
  until: string | null;
}
