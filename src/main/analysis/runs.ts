/** Runs as their stored results show them. */
import type { StoredRun, StoredRunPage } from '../../shared/api.ts';
import type { ResultStore } from '../store/results.ts';

/** Names that a line of a list can show. */
const NAMES = 3;

type Row = Omit<StoredRun, 'startedAt' | 'endedAt' | 'lab'> & {
  startedMs: number;
  endedMs: number;
  lab: boolean;
};

/** Newest first. */
export async function storedRuns(
  store: Pick<ResultStore, 'query'>,
  offset: number,
  limit: number,
): Promise<StoredRunPage> {
  const [rows, counted] = await Promise.all([
    store.query<Row>(
      `SELECT run_id AS id,
         epoch_ms(min(started_at))::DOUBLE AS "startedMs",
         max(epoch_ms(started_at) + coalesce(total_ms, 0))::DOUBLE AS "endedMs",
         count(*)::INTEGER AS attempts,
         (count(*) FILTER (outcome = 'failed'))::INTEGER AS failed,
         (count(*) FILTER (outcome = 'canceled'))::INTEGER AS canceled,
         coalesce(sum(bytes), 0)::DOUBLE AS bytes,
         count(DISTINCT task)::INTEGER AS "taskCount",
         list_slice(list_sort(list_distinct(list(task))), 1, ${NAMES}) AS tasks,
         bool_and(coalesce(labels['source'], '') = 'lab') AS lab
       FROM results WHERE run_id IS NOT NULL AND started_at IS NOT NULL
       GROUP BY run_id ORDER BY min(started_at) DESC, run_id DESC LIMIT $limit OFFSET $offset`,
      { limit, offset },
    ),
    store.query<{ total: number }>(
      'SELECT count(DISTINCT run_id)::INTEGER AS total FROM results WHERE started_at IS NOT NULL',
    ),
  ]);
  return {
    rows: rows.map(({ startedMs, endedMs, ...row }) => ({
      ...row,
      startedAt: new Date(startedMs).toISOString(),
      endedAt: new Date(endedMs).toISOString(),
    })),
    total: counted[0]?.total ?? 0,
  };
}
