/** Results in memory, as reports ask for them. */

import type { ReportSource } from '../../../src/main/report/content.ts';
import type { TopErrors } from '../../../src/shared/analysis.ts';
import type { TransferResult } from '../../../src/shared/result.ts';

/** Filters by run and outcome and code; the top five is counted here. */
export function sourceOfResults(results: readonly TransferResult[]): ReportSource {
  const newest = results.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return {
    get: async (id) => results.find((result) => result.id === id) ?? null,
    async list({ runId, outcome, code }, offset, limit) {
      const rows = newest.filter(
        (row) =>
          (runId === undefined || row.runId === runId) &&
          (outcome === undefined || row.outcome === outcome) &&
          (code === undefined || row.code === code),
      );
      return { rows: rows.slice(offset, offset + limit), total: rows.length };
    },
    async topErrors({ by }): Promise<TopErrors> {
      const failed = newest.filter((row) => row.outcome === 'failed');
      const codes = Map.groupBy(failed, ({ code }) => code!);
      const top = [...codes].map(([code, rows]) => ({
        code,
        name: rows[0]!.name,
        count: rows.length,
        share: rows.length / failed.length,
      }));
      const summary = {
        total: newest.length,
        failed: failed.length,
        successRate: newest.length ? 1 - failed.length / newest.length : null,
        speedKBps: { median: 1000, p95: 2000 },
        firstPacketMs: { median: 5, p95: 9 },
        averages: { speedKBps: 1000, firstPacketMs: 5, transferMs: 1, dnsMs: 1, connectMs: 1, tlsMs: null },
        top,
      };
      return { by, ...summary, more: false, groups: by === null ? [] : [{ key: 'host.test', ...summary }] };
    },
  };
}
