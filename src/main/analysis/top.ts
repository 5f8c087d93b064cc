/** The top five error types, over everything and by one or two dimensions. Canceled attempts are no tests and do not count. */
import {
  DIMENSIONS,
  type ErrorType,
  type Grouping,
  type Selection,
  type Summary,
  type TopErrors,
} from '../../shared/analysis.ts';
import type { Family } from '../../shared/result.ts';
import { AVERAGES, type AverageRow, cellsOf, nameOf, type Queries, toAverages } from './tests.ts';

const TOP = 5;

interface Row extends AverageRow {
  /** null: everything. */
  key: string | null;
  and_key: string | null;
  total: number;
  failed: number;
  /** [median, p95]; null without a successful transfer. */
  speeds: [number, number] | null;
  firsts: [number, number] | null;
  /** Most frequent first; null without a failure. */
  top: { code: number; family: Family; count: number }[] | null;
}

export interface TopQuestion extends Selection, Grouping {
  /** Of one run: only as long as its results are stored one by one. */
  runId?: string;
  /** Groups at most; default: all. */
  limit?: number;
  /** Default: true. They cost several times what all the rest does; left out, they are null. */
  percentiles?: boolean;
}

/** `since` belongs to the range, `until` does not. Groups: most failures first, then by key. Throws RangeError for an unknown dimension. */
export async function topErrors(store: Queries, question: TopQuestion): Promise<TopErrors> {
  const { by, and = null, limit, percentiles = true, ...selection } = question;
  const cells = cellsOf(selection, { by, and });
  // The empty grouping set is everything; there `key` is NULL, and nowhere else.
  const sets = (rest: string): string =>
    `GROUPING SETS ((${rest})${by === null ? '' : `, (key, and_key${rest && `, ${rest}`})`})`;
  const group = by === null ? 'NULL AS key, NULL AS and_key' : 'key, and_key';
  const partition = by === null ? '' : 'PARTITION BY key, and_key';
  const found = `quantile_cont(speed_kbps, [0.5, 0.95]) AS speeds, quantile_cont(first_packet_ms, [0.5, 0.95]) AS firsts`;
  const successful = `FROM ${cells.successes}`;
  const everything = `SELECT NULL AS key, NULL AS and_key, ${found} ${successful}`;
  const each = by === null ? '' : `UNION ALL SELECT ${cells.keys}, ${found} ${successful} GROUP BY ALL`;
  const none = 'SELECT NULL AS key, NULL AS and_key, NULL AS speeds, NULL AS firsts WHERE false';

  // One query, so that all figures are of the same moment while results come in.
  const rows = await store.query<Row>(
    `WITH cells AS (${cells.sql}),
     summaries AS (
       SELECT ${group}, coalesce(sum(n), 0)::DOUBLE AS total,
         coalesce(sum(n) FILTER (outcome = 'failed'), 0)::DOUBLE AS failed, ${AVERAGES}
       FROM cells GROUP BY ${sets('')} ORDER BY failed DESC, key, and_key
       LIMIT ${limit === undefined ? 'ALL' : limit + 2}
     ), types AS (
       SELECT ${group}, code, family, sum(n)::DOUBLE AS count
       FROM cells WHERE outcome = 'failed' GROUP BY ${sets('code, family')}
       QUALIFY row_number() OVER (${partition} ORDER BY count DESC, code, family) <= ${TOP}
     ), tops AS (
       SELECT key, and_key, list({ code: code, family: family, count: count } ORDER BY count DESC, code, family) AS top
       FROM types GROUP BY key, and_key
     ), percentiles AS (${percentiles ? `${everything} ${each}` : none})
     SELECT summaries.*, top, speeds, firsts FROM summaries
     LEFT JOIN tops ${same('tops')} LEFT JOIN percentiles ${same('percentiles')}
     ORDER BY failed DESC, summaries.key, summaries.and_key`,
    cells.params,
  );
  const overall = rows.find(({ key }) => key === null)!;
  const groups = rows.flatMap((row) =>
    row.key === null ? [] : [{ key: row.key, ...(and && { andKey: row.and_key! }), ...toSummary(row) }],
  );
  return {
    by,
    ...(and && { and }),
    ...toSummary(overall),
    groups: groups.slice(0, limit),
    more: limit !== undefined && groups.length > limit,
  };
}

/** The dimensions that stored results have: the fixed ones, then `label.NAME` for each label seen. */
export async function dimensions(store: Queries): Promise<string[]> {
  const labels = await store.query<{ name: string }>(
    `SELECT DISTINCT unnest(json_keys(labels)) AS name
     FROM (SELECT DISTINCT labels FROM results UNION SELECT DISTINCT labels FROM hourly) ORDER BY name`,
  );
  return [...DIMENSIONS, ...labels.map(({ name }) => `label.${name}`)];
}

/** NULL is a key here: everything. */
function same(table: string): string {
  return `ON summaries.key IS NOT DISTINCT FROM ${table}.key AND summaries.and_key IS NOT DISTINCT FROM ${table}.and_key`;
}

function toSummary(row: Row): Summary {
  const { total, failed, speeds, firsts, top } = row;
  return {
    total,
    failed,
    successRate: total ? (total - failed) / total : null,
    speedKBps: { median: speeds?.[0] ?? null, p95: speeds?.[1] ?? null },
    firstPacketMs: { median: firsts?.[0] ?? null, p95: firsts?.[1] ?? null },
    averages: toAverages(row),
    top: (top ?? []).map(
      ({ code, family, count }): ErrorType => ({
        code,
        name: nameOf(code, family),
        count,
        share: count / failed,
      }),
    ),
  };
}
