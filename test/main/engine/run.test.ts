/** A run: how many attempts, in which order, how many at a time, and how it ends. */
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/main/engine/clock.ts';
import { plannedAttempts, type RunOptions, runTasks } from '../../../src/main/engine/run.ts';
import type { TransferResult } from '../../../src/shared/result.ts';
import { makeTask, serveHttp } from '../../support/server.ts';

function collect(options: Partial<RunOptions> = {}): { results: TransferResult[]; options: RunOptions } {
  const results: TransferResult[] = [];
  return {
    results,
    options: {
      runId: 'run-1',
      signal: new AbortController().signal,
      clock: systemClock,
      onResult: (result) => {
        results.push(result);
      },
      ...options,
    },
  };
}

describe('runTasks', () => {
  test('round after round over all tasks', async () => {
    await using server = await serveHttp((_request, response) => response.end());
    const tasks = [
      makeTask({ name: 'a', url: server.url('/'), repeat: { count: 3 } }),
      makeTask({ name: 'b', url: server.url('/'), repeat: { count: 2 } }),
    ];
    const { results, options } = collect();
    await runTasks(tasks, options);
    expect(plannedAttempts(tasks)).toBe(5);
    expect(results.map((result) => result.task)).toEqual(['a', 'b', 'a', 'b', 'a']);
    expect(new Set(results.map((result) => result.id)).size).toBe(5);
    expect(results.every((result) => result.runId === 'run-1')).toBe(true);
  });

  test('never more at a time than asked for, and as many', async () => {
    let open = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    await using server = await serveHttp((_request, response) => {
      most = Math.max(most, ++open);
      waiting.push(() => {
        open--;
        response.end();
      });
      // Answers only when four are here: with fewer at a time this would never end.
      if (waiting.length === 4) for (const answer of waiting.splice(0)) answer();
    });
    const { results, options } = collect({ concurrency: 4 });
    await runTasks([makeTask({ url: server.url('/'), repeat: { count: 12 } })], options);
    expect(results).toHaveLength(12);
    expect(most).toBe(4);
  });

  test('cancel: what is under way gives its result, nothing more is started', async () => {
    const controller = new AbortController();
    let asked = 0;
    await using server = await serveHttp(() => {
      if (++asked === 2) controller.abort();
    });
    const { results, options } = collect({ concurrency: 2, signal: controller.signal });
    await runTasks([makeTask({ url: server.url('/'), repeat: { count: 100, intervalMs: 0 } })], options);
    expect(results.map((result) => result.outcome)).toEqual(['canceled', 'canceled']);
  });

  test('cancel while waiting for the next round', async () => {
    const controller = new AbortController();
    await using server = await serveHttp((_request, response) => response.end());
    const { results, options } = collect({
      signal: controller.signal,
      onResult: (result) => {
        results.push(result);
        controller.abort();
      },
    });
    await runTasks(
      [makeTask({ url: server.url('/'), repeat: { count: 2, intervalMs: 3_600_000 } })],
      options,
    );
    expect(results).toHaveLength(1);
  });

  test('a result that cannot be kept ends the run', async () => {
    await using server = await serveHttp((_request, response) => response.end());
    let kept = 0;
    const { options } = collect({
      onResult: () => {
        kept++;
        throw new Error('disk full');
      },
    });
    const run = runTasks([makeTask({ url: server.url('/'), repeat: { count: 5 } })], options);
    await expect(run).rejects.toThrow('disk full');
    expect(kept).toBe(1);
  });

  test('so does one that turns out later not to be kept; meanwhile others go on', async () => {
    await using server = await serveHttp((_request, response) => response.end());
    const started: number[] = [];
    const { promise, reject } = Promise.withResolvers<void>();
    const { options } = collect({
      onResult: async () => {
        if (started.push(server.connections()) === 3) reject(new Error('disk full'));
        await promise;
      },
    });
    const run = runTasks([makeTask({ url: server.url('/'), repeat: { count: 1000 } })], options);
    await expect(run).rejects.toThrow('disk full');
    expect(started.length).toBeGreaterThanOrEqual(3);
    expect(started.length).toBeLessThan(1000);
  });

  test('not more than so many results wait to be kept', async () => {
    await using server = await serveHttp((_request, response) => response.end());
    const { promise, resolve } = Promise.withResolvers<void>();
    let given = 0;
    let asked = 0;
    const { options } = collect({
      concurrency: 8,
      onResult: async () => {
        // No transfer is under way any more when all who work wait.
        if (++given === 500 + 7) {
          asked = server.connections();
          resolve();
        }
        await promise;
      },
    });
    await runTasks([makeTask({ url: server.url('/'), repeat: { count: 600 } })], options);
    expect(asked).toBe(507);
    expect(given).toBe(600);
  });
});
