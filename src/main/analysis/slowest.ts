/** The five slowest groups, by one or two dimensions: CAT's "top five slowest". */
import type { Dimension, Selection, Slowest } from '../../shared/analysis.ts';
import { AVERAGES, type AverageRow, cellsOf, type Queries } from './tests.ts';

const TOP = 5;

interface Row extends AverageRow {
  key: string;
  and_key: string;
  ok: number;
}

export async function slowest(
  store: Queries,
  question: Selection & { by: Dimension; and?: Dimension | null },
): Promise<Slowest> {
  const { by, and = null, ...selection } = question;
  const cells = cellsOf({ ...selection, outcome: 'ok' }, { by, and });
  const rows = await store.query<Row>(
    `WITH cells AS (${cells.sql})
     SELECT key, and_key, sum(n)::DOUBLE AS ok, ${AVERAGES} FROM cells
     GROUP BY key, and_key HAVING speed IS NOT NULL ORDER BY speed, key, and_key LIMIT ${TOP}`,
    cells.params,
  );
  return {
    by,
    ...(and && { and }),
    groups: rows.map(({ key, and_key, ok, speed, first }) => ({
      key,
      ...(and && { andKey: and_key }),
      ok,
      speedKBps: speed!,
      firstPacketMs: first,
    })),
  };
}
