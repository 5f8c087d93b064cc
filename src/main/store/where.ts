/** A filter as an SQL condition. Values go in as parameters only. */
import type { ResultFilter } from '../../shared/analysis.ts';
import type { SqlParams } from './database.ts';

/** One condition per field of the filter. `since` belongs to the range, `until` does not. */
const CONDITIONS: Readonly<Record<keyof ResultFilter, string>> = {
  since: 'started_at >= $since::TIMESTAMPTZ',
  until: 'started_at < $until::TIMESTAMPTZ',
  origin: `(coalesce(labels['source'], '') = 'lab') = ($origin = 'lab')`,
  code: 'code = $code',
  outcome: 'outcome = $outcome',
  host: 'host = $host',
  task: 'task = $task',
  phase: 'phase = $phase',
  side: 'side = $side',
  runId: 'run_id = $runId',
  text: `contains(lower(concat_ws(chr(10), url, host, task, name)), lower($text))`,
};

/** `sql` is never empty. Throws RangeError where `since` or `until` is not a time. */
export function where(filter: ResultFilter): { sql: string; params: SqlParams } {
  const parts: string[] = [];
  const params: SqlParams = {};
  for (const [field, condition] of Object.entries(CONDITIONS)) {
    const value = filter[field as keyof ResultFilter];
    if (value === undefined) continue;
    parts.push(condition);
    params[field] = field === 'since' || field === 'until' ? new Date(value).toISOString() : value;
  }
  return { sql: parts.length ? parts.join(' AND ') : 'TRUE', params };
}
