/** How the figures went over time. */
import type { Dimension, Moment, Selection, Timeline } from '../../shared/analysis.ts';
import { where } from '../store/where.ts';
import { AVERAGES, type AverageRow, cellsOf, type Queries } from './tests.ts';

const LINES = 5;
/** A line has about so many points. */
const POINTS = 60;
const MINUTE_MS = 60_000;
const BUCKETS_MS = [1, 5, 15, 60, 180, 360, 720, 1440, 10_080, 43_200].map((minutes) => minutes * MINUTE_MS);

interface Row extends AverageRow {
  key: string;
  moment: number;
  total: number;
  failed: number;
}

export interface TimelineQuestion extends Selection {
  by: Dimension | null;
  /** Of the user's clock, east of UTC: a bucket of a day begins at the user's midnight. */
  offsetMinutes?: number;
}

export async function timeline(store: Queries, question: TimelineQuestion): Promise<Timeline> {
  const { by, offsetMinutes = 0, ...selection } = question;
  const range = where(selection);
  const [span] = await store.query<{ first: number | null; last: number | null }>(
    `SELECT min(first)::DOUBLE AS first, max(last)::DOUBLE AS last FROM (
       SELECT epoch_ms(min(started_at)) AS first, epoch_ms(max(started_at)) AS last FROM results WHERE ${range.sql}
       UNION ALL SELECT epoch_ms(min(started_at)), epoch_ms(max(started_at)) FROM hourly WHERE ${range.sql})`,
    range.params,
  );
  if (!span || span.first === null || span.last === null) return { by, bucketMs: MINUTE_MS, lines: [] };
  const length = span.last - span.first;
  const bucketMs = BUCKETS_MS.find((bucket) => length / bucket <= POINTS) ?? BUCKETS_MS.at(-1)!;

  const shift = offsetMinutes * MINUTE_MS;
  const bucket = `(epoch_ms(started_at) + ${shift}) // ${bucketMs} * ${bucketMs} - ${shift} AS moment`;
  const cells = cellsOf(selection, { by }, bucket);
  const rows = await store.query<Row>(
    `WITH cells AS (${cells.sql}),
     most AS (SELECT key FROM cells GROUP BY key ORDER BY sum(n) DESC, key LIMIT ${LINES})
     SELECT key, moment::DOUBLE AS moment, sum(n)::DOUBLE AS total,
       coalesce(sum(n) FILTER (outcome = 'failed'), 0)::DOUBLE AS failed, ${AVERAGES}
     FROM cells WHERE key IN (SELECT key FROM most) AND moment IS NOT NULL GROUP BY key, moment ORDER BY key, moment`,
    cells.params,
  );
  const lines = Map.groupBy(rows, ({ key }) => key);
  return {
    by,
    bucketMs,
    lines: [...lines].map(([key, of]) => ({ key: by === null ? null : key, moments: of.map(toMoment) })),
  };
}

function toMoment({ moment, total, failed, speed, first }: Row): Moment {
  return { at: new Date(moment).toISOString(), total, failed, speedKBps: speed, firstPacketMs: first };
}
