import { expect, onTestFinished, test } from 'vitest';
import { storedRuns } from '../../../src/main/analysis/runs.ts';
import { openResults } from '../../../src/main/store/results.ts';
import { failedResult, sampleResult } from '../../support/sample-result.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

test('runs as their results show them: newest first, in pages, those of the lab marked', async () => {
  const store = await openResults(temporaryFolder());
  onTestFinished(() => store.close());
  const lab = { source: 'lab' };
  for (const result of [
    sampleResult('1', { runId: 'old', task: 'a', startedAt: '2026-05-01T10:00:00.000Z', labels: lab }),
    failedResult('2', 601, { runId: 'old', task: 'b', startedAt: '2026-05-01T10:00:05.000Z', labels: lab }),
    sampleResult('3', { runId: 'new', task: 'a', startedAt: '2026-05-02T10:00:00.000Z', labels: lab }),
    failedResult('4', 404, { runId: 'new', task: 'a', startedAt: '2026-05-02T10:00:01.000Z' }),
    sampleResult('5', { runId: undefined }),
  ]) {
    await store.append(result);
  }

  const all = await storedRuns(store, 0, 10);
  expect(all.total).toBe(2);
  expect(all.rows).toMatchObject([
    { id: 'new', attempts: 2, failed: 1, tasks: ['a'], taskCount: 1, lab: false },
    { id: 'old', attempts: 2, failed: 1, tasks: ['a', 'b'], taskCount: 2, lab: true },
  ]);
  expect(all.rows[1]!.startedAt).toBe('2026-05-01T10:00:00.000Z');
  expect((await storedRuns(store, 1, 1)).rows.map(({ id }) => id)).toEqual(['old']);
});
