/** From the store to what a report, an export or a bundle shows of a subject. */
import type { Dimension, ResultFilter, Scope, TopErrors } from '../../shared/analysis.ts';
import type { ResultPage } from '../../shared/api.ts';
import type { Subject } from '../../shared/report.ts';
import type { TransferResult } from '../../shared/result.ts';
import { familyOfName } from '../../shared/verdict.ts';
import type { ReportContent } from './page.ts';

/** What is needed of the store and the analysis. */
export interface ReportSource {
  get(id: string): Promise<TransferResult | null | undefined>;
  list(filter: ResultFilter, offset: number, limit: number): Promise<ResultPage>;
  topErrors(question: Scope & { by: Dimension | null }): Promise<TopErrors>;
}

/** Attempts that a report lists. */
const LISTED = 100;
const PAGE = 500;

/** null: there is no such result, or no result of such a run. */
export async function loadContent(subject: Subject, source: ReportSource): Promise<ReportContent | null> {
  if (subject.kind === 'result') {
    const result = await source.get(subject.id);
    return result ? { kind: 'result', result } : null;
  }
  const { filter, by } = scopeOf(subject);
  // Failures first: they are what a report is read for. What is left of the room goes to the others.
  const failed = filter.outcome === undefined ? { ...filter, outcome: 'failed' as const } : filter;
  const [page, failures, summary] = await Promise.all([
    source.list(filter, 0, LISTED),
    source.list(failed, 0, LISTED),
    source.topErrors({ ...filter, by }),
  ]);
  if (subject.kind === 'run' && page.total === 0) return null;
  const rows = new Map([...failures.rows, ...page.rows].slice(0, LISTED).map((row) => [row.id, row]));
  const examples = await Promise.all(
    summary.top.map(async ({ code, name }) => {
      const { rows: found } = await source.list({ ...filter, outcome: 'failed', code }, 0, 20);
      return found.find(({ family }) => family === familyOfName(name));
    }),
  );
  return {
    kind: subject.kind,
    summary,
    results: [...rows.values()].sort((a, b) => (a.id < b.id ? 1 : -1)),
    total: page.total,
    examples: examples.filter((result) => result !== undefined),
    since: filter.since ?? null,
    until: filter.until ?? null,
  };
}

/** Newest first, page by page, so that a large store does not fill the memory. */
export async function* resultsOf(
  subject: Subject,
  source: Pick<ReportSource, 'get' | 'list'>,
  limit = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<TransferResult> {
  if (subject.kind === 'result') {
    const result = await source.get(subject.id);
    if (result) yield result;
    return;
  }
  const { filter } = scopeOf(subject);
  for (let offset = 0; offset < limit; offset += PAGE) {
    const { rows } = await source.list(filter, offset, Math.min(PAGE, limit - offset));
    yield* rows;
    if (rows.length < PAGE) return;
  }
}

export function scopeOf(subject: Exclude<Subject, { kind: 'result' }>): {
  filter: ResultFilter;
  by: Dimension | null;
} {
  if (subject.kind === 'run') return { filter: { runId: subject.id }, by: null };
  return subject;
}
