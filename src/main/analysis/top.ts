/** The top five error types, over everything and by any dimension. Canceled attempts are no tests and do not count. */
import {
  DIMENSIONS,
  type Dimension,
  type ErrorType,
  isDimension,
  type Scope,
  type Summary,
  type TopErrors,
} from '../../shared/analysis.ts';
import { findCode } from '../../shared/codes.ts';
import type { Family } from '../../shared/result.ts';
import type { SqlParams } from '../store/database.ts';
import type { ResultStore } from '../store/results.ts';
import { where } from '../store/where.ts';

const TOP = 5;
/** The group of results that have no value of the dimension: no protocol, no such label. */
const NO_VALUE = '-';

type Queries = Pick<ResultStore, 'query'>;

interface Row {
  /** null: everything. */
  key: string | null;
  total: number;
  failed: number;
  /** [median, p95]; null without a successful transfer. */
  speed: [number, number] | null;
  firstPacket: [number, number] | null;
  /** Most frequent first; null without a failure. */
  top: { code: number; family: Family; count: number }[] | null;
}

/** `since` belongs to the range, `until` does not. Groups: most failures first, then by key. Throws RangeError for an unknown dimension. */
export async function topErrors(
  store: Queries,
  question: Scope & { runId?: string; by: Dimension | null },
): Promise<TopErrors> {
  const { by, ...scope } = question;
  const range = where(scope);
  const dimension = by === null ? { sql: `''`, params: {} } : keyOf(by);
  // The empty grouping set is everything; there `key` is NULL, and nowhere else.
  const key = by === null ? 'NULL' : 'key';
  const sets = (together: string, perKey: string) => (by === null ? together : `${together}, ${perKey}`);

  // One query, so that all figures are of the same moment while results come in.
  const rows = await store.query<Row>(
    `WITH tests AS (
       SELECT *, coalesce(${dimension.sql}, '${NO_VALUE}') AS key FROM results
       WHERE outcome IN ('ok', 'failed') AND ${range.sql}
     ), summaries AS (
       SELECT ${key} AS key, count(*)::INTEGER AS total, (count(*) FILTER (outcome = 'failed'))::INTEGER AS failed,
         ${percentiles('speed_kbps')} AS speed, ${percentiles('first_packet_ms')} AS "firstPacket"
       FROM tests GROUP BY GROUPING SETS (${sets('()', '(key)')})
     ), types AS (
       SELECT ${key} AS key, code, family, count(*)::INTEGER AS count
       FROM tests WHERE outcome = 'failed'
       GROUP BY GROUPING SETS (${sets('(code, family)', '(key, code, family)')})
       QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY count DESC, code, family) <= ${TOP}
     ), tops AS (
       SELECT key, list({ code: code, family: family, count: count } ORDER BY count DESC, code, family) AS top
       FROM types GROUP BY key
     )
     SELECT summaries.*, top FROM summaries LEFT JOIN tops ON summaries.key IS NOT DISTINCT FROM tops.key
     ORDER BY failed DESC, summaries.key`,
    { ...range.params, ...dimension.params },
  );
  const overall = rows.find(({ key }) => key === null)!;
  const groups = rows.flatMap((row) => (row.key === null ? [] : [{ key: row.key, ...toSummary(row) }]));
  return { by, ...toSummary(overall), groups };
}

/** The dimensions that stored results have: the fixed ones, then `label.NAME` for each label seen. */
export async function dimensions(store: Queries): Promise<string[]> {
  const labels = await store.query<{ name: string }>(
    'SELECT DISTINCT unnest(map_keys(labels)) AS name FROM results ORDER BY name',
  );
  return [...DIMENSIONS, ...labels.map(({ name }) => `label.${name}`)];
}

/** Columns have the names of their dimensions; what the user wrote goes in as a parameter at most. */
function keyOf(by: Dimension): { sql: string; params: SqlParams } {
  const column = DIMENSIONS.find((name) => name === by);
  if (column) return { sql: column, params: {} };
  if (!isDimension(by)) throw new RangeError(`not a dimension: ${by}`);
  return { sql: 'labels[$label]', params: { label: by.slice('label.'.length) } };
}

function percentiles(column: string): string {
  return `quantile_cont(${column}, [0.5, 0.95]) FILTER (outcome = 'ok')`;
}

function toSummary(row: Row): Summary {
  const { total, failed, speed, firstPacket } = row;
  return {
    total,
    failed,
    successRate: total ? (total - failed) / total : null,
    speedKBps: { median: speed?.[0] ?? null, p95: speed?.[1] ?? null },
    firstPacketMs: { median: firstPacket?.[0] ?? null, p95: firstPacket?.[1] ?? null },
    top: (row.top ?? []).map(
      ({ code, family, count }): ErrorType => ({
        code,
        name: nameOf(code, family),
        count,
        share: count / failed,
      }),
    ),
  };
}

/** A server may answer with a status that is also the number of a code: the family tells them apart. */
function nameOf(code: number, family: Family): string {
  return family === 'http' ? `HTTP ${code}` : (findCode(code)?.name.en ?? String(code));
}
