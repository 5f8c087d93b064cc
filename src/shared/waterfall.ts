/** The geometry of the waterfall: where each step of a transfer begins on the time axis, and how long it took. */
import {
  PART_OF_PHASE,
  type Phase,
  type RedirectHop,
  TIME_PARTS,
  type TimePart,
  type Timings,
} from './result.ts';

export interface Segment {
  step: TimePart;
  /** ms from the start of the attempt. */
  start: number;
  ms: number;
}

export interface HopRow {
  hop: RedirectHop;
  segments: Segment[];
  ms: number;
}

export interface StepRow extends Segment {
  /** The attempt failed or was stopped in this step. */
  ended: boolean;
}

export interface Waterfall {
  hops: HopRow[];
  steps: StepRow[];
  /** Length of the axis in ms, never 0. */
  total: number;
}

/** Steps that a plain transfer does not have; they get a row only when they took time or ended the attempt. */
const OPTIONAL: readonly TimePart[] = ['proxy', 'tls', 'login'];

/** `endedIn`: the phase in which an attempt that did not succeed ended; null for a good one or one under way. */
export function waterfallOf(
  timings: Timings,
  redirects: readonly RedirectHop[],
  endedIn: Phase | null,
  secure: boolean,
): Waterfall {
  let at = 0;
  const hops = redirects.map((hop): HopRow => {
    const segments = segmentsOf(hop.timings, at);
    const ms = segments.reduce((sum, segment) => sum + segment.ms, 0);
    at += ms;
    return { hop, segments, ms };
  });

  // The earlier hops as the result counts them: what lies between the steps belongs to it too.
  const begin = Math.max(at, timings.redirect);
  const ended = endedIn ? PART_OF_PHASE[endedIn] : undefined;
  const steps = segmentsOf(timings, begin)
    .map((segment, index, all): StepRow => {
      // An answer that failed by its status may still have been read to its end.
      const last = all.slice(index + 1).every(({ ms }) => ms === 0);
      return { ...segment, ended: segment.step === ended && last };
    })
    .filter(
      ({ step, ms, ended }) => ms > 0 || ended || !OPTIONAL.includes(step) || (step === 'tls' && secure),
    );
  const end = begin + TIME_PARTS.reduce((sum, step) => sum + timings[step], 0);
  return { hops, steps, total: Math.max(timings.total, end, 0.001) };
}

function segmentsOf(timings: Timings, from: number): Segment[] {
  let start = from;
  return TIME_PARTS.map((step) => {
    const segment = { step, start, ms: timings[step] };
    start += segment.ms;
    return segment;
  });
}
