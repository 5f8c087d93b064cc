/** Failures by a dimension and by error type, for a heat map. */
import type { Dimension, HeatMap, Selection } from '../../shared/analysis.ts';
import type { Family } from '../../shared/result.ts';
import { cellsOf, nameOf, type Queries } from './tests.ts';

/** As many as can be read. */
const KEYS = 15;
const CODES = 12;

interface Row {
  key: string;
  code: number;
  family: Family;
  count: number;
  /** Of the key, of the code, of all. */
  of_key: number;
  of_code: number;
  of_all: number;
  key_rank: number;
  code_rank: number;
  all_keys: number;
  all_codes: number;
}

export async function heatMap(store: Queries, question: Selection & { by: Dimension }): Promise<HeatMap> {
  const { by, ...selection } = question;
  const cells = cellsOf({ ...selection, outcome: 'failed' }, { by });
  const rows = await store.query<Row>(
    `WITH cells AS (${cells.sql}),
     counts AS (SELECT key, code, family, sum(n)::DOUBLE AS count FROM cells GROUP BY key, code, family),
     sums AS (
       SELECT *, sum(count) OVER (PARTITION BY key) AS of_key, sum(count) OVER (PARTITION BY code, family) AS of_code,
         sum(count) OVER () AS of_all FROM counts
     ), ranks AS (
       SELECT *, (dense_rank() OVER (ORDER BY of_key DESC, key))::INTEGER AS key_rank,
         (dense_rank() OVER (ORDER BY of_code DESC, code, family))::INTEGER AS code_rank FROM sums
     )
     SELECT *, (max(key_rank) OVER ())::INTEGER AS all_keys, (max(code_rank) OVER ())::INTEGER AS all_codes FROM ranks
     QUALIFY key_rank <= ${KEYS} AND code_rank <= ${CODES} ORDER BY key_rank, code_rank`,
    cells.params,
  );
  const map: HeatMap = {
    by,
    keys: [],
    codes: [],
    cells: [],
    allKeys: rows[0]?.all_keys ?? 0,
    allCodes: rows[0]?.all_codes ?? 0,
  };
  // A rank may be missing where all its cells are outside, so positions are made anew.
  const codes = new Map<number, number>();
  for (const row of [...rows].sort((a, b) => a.code_rank - b.code_rank)) {
    const { code, family, of_code: count, of_all } = row;
    if (codes.has(row.code_rank)) continue;
    codes.set(row.code_rank, map.codes.length);
    map.codes.push({ code, name: nameOf(code, family), count, share: count / of_all });
  }
  for (const { key, of_key, code_rank, count } of rows) {
    if (map.keys.at(-1)?.key !== key) map.keys.push({ key, failed: of_key });
    map.cells.push([map.keys.length - 1, codes.get(code_rank)!, count]);
  }
  return map;
}
