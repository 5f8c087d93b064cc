/** How fast the analysis answers over very many results. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { topErrors } from '../../src/main/analysis/top.ts';
import { openResults, type ResultStore } from '../../src/main/store/results.ts';
import { median } from './process.ts';
import type { Row } from './rows.ts';

const DIMENSIONS = ['host', 'protocol', 'phase', 'label.site'] as const;

export function storeRow(count: number, goals: { top: number; percentiles: number }): Row {
  return {
    name: `analysis of ${count.toLocaleString('en')} results`,
    missing: null,
    async measure(rounds) {
      const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-bench-'));
      try {
        const store = await openResults(folder);
        await fill(store, count);
        const week = new Date(Date.now() - 7 * 86_400_000).toISOString();
        const top = await msOf(rounds, () =>
          Promise.all(DIMENSIONS.map((by) => topErrors(store, { by, percentiles: false }))),
        );
        const percentiles = await msOf(rounds, () =>
          store.query(
            `SELECT host, quantile_cont(speed_kbps, [0.5, 0.95]), quantile_cont(total_ms, [0.5, 0.95]) FROM results
             WHERE started_at >= $week::TIMESTAMPTZ GROUP BY host`,
            { week },
          ),
        );
        await store.close();
        return [
          { what: 'top five by 4 dimensions', value: top, goal: goals.top, unit: 'ms' },
          { what: 'percentiles by host, 7 days', value: percentiles, goal: goals.percentiles, unit: 'ms' },
        ];
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function msOf(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const startedAt = performance.now();
    await work();
    if (round > 0) times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** Results of 60 days in the order of their times, 50 hosts, one failure in ten. The columns alone: the analysis reads nothing else. */
async function fill(store: ResultStore, count: number): Promise<void> {
  const among = (values: number, seed: number): string => `(hash(i, ${seed}) % ${values})::INTEGER`;
  await store.query(
    `INSERT INTO results BY NAME
     SELECT printf('bench-%010d', i) AS id, 'run-' || i // 50 AS run_id, began AS started_at,
       strftime(began, '%Y-%m-%d') AS day, strftime(began, '%H') AS hour, isodow(began::DATE)::VARCHAR AS weekday,
       'task' || ${among(60, 0)} AS task, 'host' || ${among(50, 0)} AS host,
       ['http', 'https', 'ftp', 'ftps'][1 + ${among(4, 1)}] AS protocol, 'download' AS direction, 'node' AS kernel,
       CASE WHEN f THEN 'failed' ELSE 'ok' END AS outcome, CASE WHEN f THEN 600 + ${among(40, 2)} ELSE 0 END AS code,
       CASE WHEN f THEN 'transfer' ELSE 'success' END AS family,
       ['connect', 'secure', 'response', 'transfer'][1 + ${among(4, 3)}] AS phase, 'server' AS side,
       '198.51.100.' || ${among(50, 0)} AS remote_address, 4 AS ip_family, 1048576 AS bytes,
       1000 + ${among(100_000, 4)} AS speed_kbps, ${among(30, 10)} AS dns_ms, ${among(90, 11)} AS connect_ms,
       ${among(200, 12)} AS tls_ms, 'TLSv1.3' AS tls_version, ${among(3000, 5)} AS first_packet_ms,
       ${among(10_000, 6)} AS total_ms, json_object('site', 's' || ${among(20, 7)})::VARCHAR AS labels
     FROM (
       SELECT range AS i, hash(range, 9) % 10 = 0 AS f, now() - to_seconds(5184000 * (1 - range / ${count})) AS began
       FROM range(${count})
     )`,
  );
}
