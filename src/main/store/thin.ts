/** Old results become sums, one row for each hour and kind: their details go, their counts stay. */
import type { Thinned } from '../../shared/analysis.ts';
import type { Database } from './database.ts';

const HOUR_US = 3_600_000_000;

/** What a sum is of. Everything that the analysis can group by stands here. */
const KIND = [
  'day',
  'hour',
  'weekday',
  'task',
  'host',
  'protocol',
  'direction',
  'kernel',
  'outcome',
  'code',
  'family',
  'phase',
  'side',
  'remote_address',
  'ip_family',
  'tls_version',
  'labels',
].join(', ');

/** The time that a transfer's speed is of, from the two of them: the columns have no other. */
export const TRANSFER_MS = 'bytes / nullif(speed_kbps, 0) / 1.024';

/** Everything that began before the hour of `before`, in one transaction. Gives the number of results that were thinned. */
export async function thin(database: Database, before: Date): Promise<number> {
  const hour = new Date(Math.floor(before.getTime() / 3_600_000) * 3_600_000).toISOString();
  const old = `started_at < '${hour}'::TIMESTAMPTZ`;
  const [found] = await database.query<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM results WHERE ${old}`,
  );
  if (!found?.n) return 0;
  await database.transaction([
    `INSERT INTO hourly BY NAME
     SELECT make_timestamptz(epoch_us(started_at) // ${HOUR_US} * ${HOUR_US}) AS started_at, ${KIND}, count(*) AS n,
       sum(bytes) AS bytes, sum(speed_kbps) AS speed_kbps, sum(first_packet_ms) AS first_packet_ms,
       sum(${TRANSFER_MS}) AS transfer_ms, sum(dns_ms) AS dns_ms, sum(connect_ms) AS connect_ms, sum(tls_ms) AS tls_ms
     FROM results WHERE ${old} GROUP BY ALL`,
    `DELETE FROM results WHERE ${old}`,
  ]);
  return found.n;
}

export async function thinned(database: Pick<Database, 'query'>): Promise<Thinned> {
  const [row] = await database.query<{ count: number; since: Date | null; until: Date | null }>(
    `SELECT coalesce(sum(n), 0)::DOUBLE AS count, min(started_at) AS since,
       max(started_at) + INTERVAL 1 HOUR AS until FROM hourly`,
  );
  const { count, since, until } = row!;
  return { count, since: since?.toISOString() ?? null, until: until?.toISOString() ?? null };
}
