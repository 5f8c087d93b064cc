/** After very many transfers this process holds no more than after the first ones: no socket, no open file, no thread, no timer. */
import { readdirSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { startLab } from '../../../src/lab/lab.ts';
import { systemClock } from '../../../src/main/engine/clock.ts';
import { runTasks } from '../../../src/main/engine/run.ts';

/** By protocol; each as it should be, and in ways to fail: before, within and after the answer. */
const CASES = {
  HTTP: ['ok-http', 'connect-refused', 'short-of-length', 'invalid-binary'],
  HTTPS: ['ok-https', 'handshake-reset', 'certificate-expired', 'end-no-answer-https'],
  FTP: ['ftp-ok-plain', 'ftp-ok-explicit', 'ftp-greeting-reset', 'ftp-user-530'],
};

/** What the warm-up may leave for later use is there after so many. */
const FEW = 60;
const MANY = 1000;
/** A socket that is destroyed closes within a few turns of the event loop. */
const TURNS = 200;

describe.each(Object.entries(CASES))('%s', (_protocol, ids) => {
  test(`${MANY} transfers leave nothing behind`, async () => {
    await transfers(ids, FEW);
    const before = await settled(held);
    expect(await transfers(ids, MANY)).toBe(MANY);
    const after = await settled(held, before);
    expect(after).toEqual(before);
  }, 300_000);
});

/** How many ended as their cases should. The servers are gone when it resolves. */
async function transfers(ids: readonly string[], count: number): Promise<number> {
  const lab = await startLab(ids);
  let good = 0;
  try {
    const tasks = ids.map((id) => ({
      ...lab.task(id),
      repeat: { count: count / ids.length, intervalMs: 0 },
    }));
    await runTasks(tasks, {
      runId: 'growth',
      concurrency: 16,
      signal: new AbortController().signal,
      clock: systemClock,
      onResult: ({ expected }) => {
        if (expected) good++;
      },
    });
  } finally {
    await lab.close();
  }
  return good;
}

/** What this process holds, each kind with its number. */
function held(): Record<string, number> {
  const kinds = Object.groupBy(process.getActiveResourcesInfo(), (kind) => kind);
  const counts = Object.fromEntries(Object.entries(kinds).map(([kind, all = []]) => [kind, all.length]));
  return { ...counts, files: entries('/proc/self/fd'), threads: entries('/proc/self/task') };
}

/** 0 where the system has no such folder. */
function entries(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}

/** As soon as it is as wanted, else after all the turns that closing may take. */
async function settled<T>(look: () => T, wanted?: T): Promise<T> {
  for (let n = 0; n < TURNS; n++) {
    if (wanted !== undefined && JSON.stringify(look()) === JSON.stringify(wanted)) break;
    await turn();
  }
  return look();
}
