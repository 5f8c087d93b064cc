/** Runs as their stored results show them. */
import type { StoredRun, StoredRunPage } from '../../shared/api.ts';
import type { ResultStore } from '../store/results.ts';
import { FROM_LAB } from '../store/where.ts';

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
      `WITH tasks AS (
         SELECT run_id, task, min(id) AS first, min(epoch_ms(started_at)) AS started,
           max(epoch_ms(started_at) + coalesce(total_ms, 0)) AS ended, count(*) AS attempts,
           count(*) FILTER (outcome = 'failed') AS failed, count(*) FILTER (outcome = 'canceled') AS canceled,
           sum(bytes) AS bytes, bool_and(coalesce(${FROM_LAB}, false)) AS lab
         FROM results WHERE run_id IS NOT NULL AND started_at IS NOT NULL
         GROUP BY run_id, task
       )
       SELECT run_id AS id, min(started)::DOUBLE AS "startedMs", max(ended)::DOUBLE AS "endedMs",
         sum(attempts)::INTEGER AS attempts, sum(failed)::INTEGER AS failed, sum(canceled)::INTEGER AS canceled,
         coalesce(sum(bytes), 0)::DOUBLE AS bytes, count(*)::INTEGER AS "taskCount",
         list_slice(list(task ORDER BY first), 1, ${NAMES}) AS tasks, bool_and(lab) AS lab
       FROM tasks GROUP BY run_id ORDER BY min(started) DESC, run_id DESC LIMIT $limit OFFSET $offset`,
      { limit, offset },
    ),
    store.query<{ total: number }>(
      'SELECT count(DISTINCT run_id)::INTEGER AS total FROM results WHERE run_id IS NOT NULL AND started_at IS NOT NULL',
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
