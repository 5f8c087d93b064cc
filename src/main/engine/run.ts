/** A run: tasks, each repeated as it says, a bounded number at a time. */
import type { Progress, TransferResult } from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import type { Clock } from './clock.ts';

export interface RunOptions {
  runId: string;
  /** Attempts at the same time, over all tasks. Default 1. */
  concurrency?: number;
  signal: AbortSignal;
  clock: Clock;
  onProgress?: (progress: Progress) => void;
  /** Awaited: an attempt counts as finished when this has. */
  onResult: (result: TransferResult) => void | Promise<void>;
}

/** Number of attempts the tasks ask for. */
export function plannedAttempts(tasks: readonly Task[]): number {
  return tasks.reduce((sum, task) => sum + ('count' in task.repeat ? task.repeat.count : 0), 0);
}

/** Resolves when every attempt has finished or the run is canceled. */
export async function runTasks(tasks: readonly Task[], options: RunOptions): Promise<void> {
  throw new Error(`being written: ${tasks.length} ${options.runId}`);
}
