/** A run: tasks, each repeated as it says, a bounded number at a time. */
import type { Progress, TransferResult } from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import type { ClientFiles } from './client-identity.ts';
import type { Clock } from './clock.ts';
import { copiesMade } from './lane/copies.ts';
import type { SaveTo } from './saved-file.ts';
import type { SystemProxy } from './system-proxy.ts';
import { transfer } from './transfer.ts';

export interface RunOptions {
  runId: string;
  /** Attempts at the same time, over all tasks. Default 1. */
  concurrency?: number;
  signal: AbortSignal;
  clock: Clock;
  /** Picks among pinned hosts: 0 to 1, 1 excluded. Default: chance. */
  random?: () => number;
  /** For tasks whose proxy is `system`. Default: the environment variables. */
  systemProxy?: SystemProxy;
  /** For tasks that show the identity of this computer. Default: the environment variables. */
  machine?: ClientFiles | null;
  onProgress?: (progress: Progress) => void;
  /** Where the content of each download goes. */
  saveTo?: SaveTo;
  /** In the order in which attempts finish; the next one does not wait until a result is kept, but the end of the run does. */
  onResult: (result: TransferResult) => void | Promise<void>;
}

/** More results than this do not wait to be kept: then the run waits for them. */
const MAX_UNKEPT = 500;

/** Bytes of objects that an attempt leaves behind: in a run of thousands the runtime lets them stand until it holds 100 MB more. */
const LEFT_BY_A_TRANSFER = 64 * 1024;

/** Number of attempts the tasks ask for. */
export function plannedAttempts(tasks: readonly Task[]): number {
  return tasks.reduce((sum, task) => sum + repetition(task).count, 0);
}

/**
 * Resolves when every attempt has finished or the run is canceled; what is under way then still gives its result.
 * Rejects when `onResult` does: nothing new is started, and what is under way is waited for.
 */
export async function runTasks(tasks: readonly Task[], options: RunOptions): Promise<void> {
  const queue = schedule(tasks);
  const startedAt = options.clock.now();
  let failure: { error: unknown } | null = null;
  const fail = (error: unknown): void => {
    failure ??= { error };
  };
  const unkept = new Set<Promise<void>>();
  const keep = (result: TransferResult): Promise<void> | undefined => {
    const keeping = options.onResult(result);
    if (!keeping) return;
    const kept = keeping.catch(fail).finally(() => unkept.delete(kept));
    unkept.add(kept);
    return unkept.size < MAX_UNKEPT ? undefined : Promise.race(unkept);
  };
  const work = async (): Promise<void> => {
    // One iterator serves all workers: each takes the next attempt that nobody has.
    for (const { task, dueMs, round } of queue) {
      await sleepUntil(startedAt + dueMs, options);
      if (failure || options.signal.aborted) return;
      try {
        await keep(await transfer(task, { ...options, round }));
        copiesMade(LEFT_BY_A_TRANSFER);
      } catch (error) {
        fail(error);
      }
    }
  };
  await Promise.all(Array.from({ length: options.concurrency ?? 1 }, work));
  await Promise.all(unkept);
  if (failure) throw (failure as { error: unknown }).error;
}

interface Planned {
  task: Task;
  /** Not before this, in ms from the start of the run. */
  dueMs: number;
  /** Which attempt of its task it is, from 0. */
  round: number;
}

/** Round after round over all tasks, so that no task waits for the whole of another. */
function* schedule(tasks: readonly Task[]): Generator<Planned, void, void> {
  const rounds = Math.max(0, ...tasks.map((task) => repetition(task).count));
  for (let round = 0; round < rounds; round++) {
    for (const task of tasks) {
      const { count, intervalMs } = repetition(task);
      if (round < count) yield { task, dueMs: round * intervalMs, round };
    }
  }
}

function repetition(task: Task): { count: number; intervalMs: number } {
  if ('count' in task.repeat) return task.repeat;
  throw new Error(`${task.url}: a cron schedule is not a run`);
}

function sleepUntil(time: number, { clock, signal }: RunOptions): Promise<void> {
  const ms = time - clock.now();
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake, { once: true });
  });
}
