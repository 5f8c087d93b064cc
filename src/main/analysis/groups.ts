/** How the listed results fall into groups; unlike the other analyses this counts canceled attempts too, and no hourly sums. */
import type { Dimension, ResultFilter } from '../../shared/analysis.ts';
import type { ResultGroup } from '../../shared/api.ts';
import { where } from '../store/where.ts';
import { keyOf, type Queries } from './tests.ts';

/** More are not for people to read. */
const MOST = 500;

export async function resultGroups(
  store: Queries,
  filter: ResultFilter,
  by: Dimension,
): Promise<ResultGroup[]> {
  const range = where(filter);
  const { sql, column, params } = keyOf(by, 'byLabel');
  return store.query<ResultGroup>(
    `SELECT ${sql} AS key, sum(count)::DOUBLE AS count, sum(failed)::DOUBLE AS failed FROM (
       SELECT ${column}, count(*) AS count, count(*) FILTER (outcome = 'failed') AS failed
       FROM results WHERE ${range.sql} GROUP BY ALL)
     GROUP BY key ORDER BY count DESC, key LIMIT ${MOST}`,
    { ...range.params, ...params },
  );
}
