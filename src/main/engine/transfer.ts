/** One attempt of one task: the steps in order, from the URL to the result. */
import type { Progress, TransferResult } from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import type { Clock } from './clock.ts';

export interface TransferContext {
  runId: string;
  /** Aborting it cancels the attempt at any moment; the result then says `canceled`. */
  signal: AbortSignal;
  clock: Clock;
  onProgress?: (progress: Progress) => void;
}

export async function transfer(task: Task, context: TransferContext): Promise<TransferResult> {
  throw new Error(`being written: ${task.url} ${context.runId}`);
}
