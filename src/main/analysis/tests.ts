/** What every analysis counts: the valid tests in scope, those stored one by one and those that are hourly sums by now. */
import {
  type Averages,
  DIMENSIONS,
  type Dimension,
  type Grouping,
  isDimension,
  NO_VALUE,
  type ResultFilter,
} from '../../shared/analysis.ts';
import { findCode } from '../../shared/codes.ts';
import type { Family } from '../../shared/result.ts';
import type { SqlParams } from '../store/database.ts';
import type { ResultStore } from '../store/results.ts';
import { TRANSFER_MS } from '../store/thin.ts';
import { DIMENSION_COLUMNS, labelPath, where } from '../store/where.ts';

export type Queries = Pick<ResultStore, 'query'>;

/** Canceled attempts are no tests. */
const OUTCOMES = ['ok', 'failed'] as const;
type TestOutcome = (typeof OUTCOMES)[number];

export interface Cells {
  /**
   * A SELECT for a WITH: `key`, `and_key`, outcome, code, family, `n` and sums over so many. Rows may share their keys. Grouped
   * by what is stored before anything is worked out, and each outcome by no more than is asked of it, which is what makes a million
   * results quick: successes have no code and no family (unless that is the key), failures no sums.
   */
  sql: string;
  /** The keys, and where they are found together with every successful result that is stored one by one. */
  keys: string;
  successes: string;
  params: SqlParams;
}

/** Keys that are not asked for are ''. `also`: a further column to group by. Throws RangeError for an unknown dimension. */
export function cellsOf(selection: ResultFilter, { by, and }: Grouping, also = ''): Cells {
  const range = where(selection);
  const [first, second] = [keyOf(by, 'byLabel'), keyOf(and ?? null, 'andLabel')];
  const keys = `${first.sql} AS key, ${second.sql} AS and_key`;
  const columns = [...new Set([first.column, second.column, also])].filter(Boolean);
  const tests = { columns, condition: range.sql };
  const parts = OUTCOMES.filter((outcome) => (selection.outcome ?? outcome) === outcome).flatMap(
    (outcome) => [
      cellsIn(RESULTS, outcome, tests),
      // Sums know neither their runs nor their addresses.
      ...(selection.runId === undefined && selection.text === undefined
        ? [cellsIn(HOURLY, outcome, tests)]
        : []),
    ],
  );
  return {
    sql: `SELECT ${keys}, * FROM (${parts.join(' UNION ALL ')})`,
    keys,
    successes: `results WHERE outcome = 'ok' AND ${range.sql}`,
    params: { ...range.params, ...first.params, ...second.params },
  };
}

interface Table {
  name: string;
  n: string;
  /** Of those with TLS. */
  tlsN: string;
  transferMs: string;
}

const RESULTS: Table = {
  name: 'results',
  n: 'count(*)',
  tlsN: 'count(tls_version)',
  transferMs: TRANSFER_MS,
};
const HOURLY: Table = {
  name: 'hourly',
  n: 'sum(n)',
  tlsN: 'sum(n) FILTER (tls_version IS NOT NULL)',
  transferMs: 'transfer_ms',
};

function cellsIn(
  { name, n, tlsN, transferMs }: Table,
  outcome: TestOutcome,
  { columns, condition }: { columns: readonly string[]; condition: string },
): string {
  const kind = ['code', 'family'].filter((column) => !columns.includes(column));
  const found = outcome === 'failed' ? kind : kind.map((column) => `NULL AS ${column}`);
  const sums =
    outcome === 'failed'
      ? 'NULL AS tls_n, NULL AS speed_kbps, NULL AS first_packet_ms, NULL AS transfer_ms, NULL AS dns_ms, NULL AS connect_ms, NULL AS tls_ms'
      : `${tlsN} AS tls_n, sum(speed_kbps) AS speed_kbps, sum(first_packet_ms) AS first_packet_ms,
         sum(${transferMs}) AS transfer_ms, sum(dns_ms) AS dns_ms, sum(connect_ms) AS connect_ms,
         sum(tls_ms) FILTER (tls_version IS NOT NULL) AS tls_ms`;
  return `SELECT ${[...columns, ...found].join(', ')}, '${outcome}' AS outcome, ${n} AS n, ${sums}
    FROM ${name} WHERE outcome = '${outcome}' AND ${condition} GROUP BY ALL`;
}

interface Key {
  sql: string;
  /** Empty where no column is needed. */
  column: string;
  params: SqlParams;
}

/** The value of a dimension. What the user wrote goes in as a parameter at most. */
export function keyOf(by: Dimension | null, parameter: string): Key {
  if (by === null) return { sql: `''`, column: '', params: {} };
  const known = DIMENSIONS.find((name) => name === by);
  if (known) {
    const column = DIMENSION_COLUMNS[known];
    return { sql: `coalesce(${column}::VARCHAR, '${NO_VALUE}')`, column, params: {} };
  }
  if (!isDimension(by)) throw new RangeError(`not a dimension: ${by}`);
  return {
    sql: `coalesce(json_extract_string(labels, $${parameter}), '${NO_VALUE}')`,
    column: 'labels',
    params: { [parameter]: labelPath(by.slice('label.'.length)) },
  };
}

/** Aggregates over cells, for `toAverages`. */
export const AVERAGES = `
  sum(speed_kbps) FILTER (outcome = 'ok') / sum(n) FILTER (outcome = 'ok') AS speed,
  sum(first_packet_ms) FILTER (outcome = 'ok') / sum(n) FILTER (outcome = 'ok') AS first,
  sum(transfer_ms) FILTER (outcome = 'ok') / sum(n) FILTER (outcome = 'ok') AS transfer,
  sum(dns_ms) FILTER (outcome = 'ok') / sum(n) FILTER (outcome = 'ok') AS dns,
  sum(connect_ms) FILTER (outcome = 'ok') / sum(n) FILTER (outcome = 'ok') AS connect,
  sum(tls_ms) FILTER (outcome = 'ok') / nullif(sum(tls_n) FILTER (outcome = 'ok'), 0) AS tls`;

export type AverageRow = Record<'speed' | 'first' | 'transfer' | 'dns' | 'connect' | 'tls', number | null>;

export function toAverages({ speed, first, transfer, dns, connect, tls }: AverageRow): Averages {
  return {
    speedKBps: speed,
    firstPacketMs: first,
    transferMs: transfer,
    dnsMs: dns,
    connectMs: connect,
    tlsMs: tls,
  };
}

/** A server may answer with a status that is also the number of a code: the family tells them apart. */
export function nameOf(code: number, family: Family): string {
  return family === 'http' ? `HTTP ${code}` : (findCode(code)?.name.en ?? String(code));
}
