/** A filter as an SQL condition. Values go in as parameters only. */
import { type FixedDimension, NO_VALUE, type ResultFilter } from '../../shared/analysis.ts';
import type { SqlParams } from './database.ts';

/** Where a dimension stands in the tables. */
export const DIMENSION_COLUMNS: Readonly<Record<FixedDimension, string>> = {
  host: 'host',
  protocol: 'protocol',
  task: 'task',
  direction: 'direction',
  kernel: 'kernel',
  remoteAddress: 'remote_address',
  ipFamily: 'ip_family',
  family: 'family',
  phase: 'phase',
  side: 'side',
  hour: 'hour',
  day: 'day',
  weekday: 'weekday',
  tlsVersion: 'tls_version',
};

/** Results of the fault lab. */
export const FROM_LAB = labelled(`coalesce(json_extract_string(labels, '/source'), '') = 'lab'`);

/** One condition per other field of the filter. `since` belongs to the range, `until` does not. */
const CONDITIONS: Readonly<Record<Exclude<keyof ResultFilter, FixedDimension | 'labels'>, string>> = {
  since: 'started_at >= $since::TIMESTAMPTZ',
  until: 'started_at < $until::TIMESTAMPTZ',
  origin: `(${FROM_LAB}) = ($origin = 'lab')`,
  code: 'code = $code',
  outcome: 'outcome = $outcome',
  runId: 'run_id = $runId',
  text: `contains(lower(concat_ws(chr(10), url, host, task, name)), lower($text))`,
};

/** `sql` is never empty. Throws RangeError where `since` or `until` is not a time. */
export function where(filter: ResultFilter): { sql: string; params: SqlParams } {
  const parts: string[] = [];
  const params: SqlParams = {};
  const take = (name: string, value: string | number, condition: string): void => {
    parts.push(condition);
    params[name] = value;
  };
  const { labels, ...rest } = filter;
  for (const [field, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    const column = DIMENSION_COLUMNS[field as FixedDimension];
    if (column && value === NO_VALUE) parts.push(`${column} IS NULL`);
    else if (column === 'ip_family') take(field, value, 'ip_family = TRY_CAST($ipFamily AS TINYINT)');
    else if (column) take(field, value, `${column} = $${field}`);
    else if (field === 'since' || field === 'until')
      take(field, new Date(value).toISOString(), CONDITIONS[field]);
    else if (field in CONDITIONS) take(field, value, CONDITIONS[field as keyof typeof CONDITIONS]);
  }
  Object.entries(labels ?? {}).forEach(([name, value], index) => {
    const label = `json_extract_string(labels, $label${index})`;
    params[`label${index}`] = labelPath(name);
    if (value === NO_VALUE) parts.push(labelled(`${label} IS NULL`));
    else take(`value${index}`, value, labelled(`${label} = $value${index}`));
  });
  return { sql: parts.length ? parts.join(' AND ') : 'TRUE', params };
}

/** Where a label stands in the JSON of all labels (RFC 6901). */
export function labelPath(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Few sets of labels are shared by many results: the condition is asked of each set once. */
function labelled(condition: string): string {
  const sets = 'SELECT DISTINCT labels FROM results UNION SELECT DISTINCT labels FROM hourly';
  return `labels IN (SELECT labels FROM (${sets}) WHERE ${condition})`;
}
