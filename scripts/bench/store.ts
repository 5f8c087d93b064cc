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
          Promise.all(DIMENSIONS.map((by) => topErrors(store, { by } as never))),
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

/** Results of 60 days, 50 hosts, one failure in ten. The columns alone: the analysis reads nothing else. */
async function fill(store: ResultStore, count: number): Promise<void> {
  await store.query(
    `INSERT INTO results BY NAME
     SELECT printf('bench-%010d', i) AS id, 'bench' AS run_id, now() - to_seconds(i % 5184000) AS started_at,
       'host' || (hash(i) % 50)::INTEGER AS host, ['http', 'https', 'ftp', 'ftps'][1 + (hash(i, 1) % 1000000)::INTEGER % 4] AS protocol,
       'download' AS direction, 'node' AS kernel, CASE WHEN f THEN 'failed' ELSE 'ok' END AS outcome,
       CASE WHEN f THEN 600 + (hash(i, 2) % 1000000)::INTEGER % 40 ELSE 0 END AS code, CASE WHEN f THEN 'transfer' ELSE 'success' END AS family,
       ['connect', 'secure', 'response', 'transfer'][1 + (hash(i, 3) % 1000000)::INTEGER % 4] AS phase, 1000 + (hash(i, 4) % 1000000)::INTEGER % 100000 AS speed_kbps,
       (hash(i, 5) % 1000000)::INTEGER % 3000 AS first_packet_ms, (hash(i, 6) % 1000000)::INTEGER % 10000 AS total_ms, MAP {'site': 's' || (hash(i, 7) % 1000000)::INTEGER % 20} AS labels
     FROM (SELECT range AS i, hash(range, 9) % 10 = 0 AS f FROM range(${count}))`,
  );
}
