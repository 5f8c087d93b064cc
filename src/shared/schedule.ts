/** Schedules: when a saved task runs by itself, and how it stands with it. */
import { Cron } from 'croner';
import type { Outcome } from './result.ts';
import type { TaskInput } from './task.ts';
import type { Task } from './task-schema.ts';

export type When = { cron: string } | { everyMs: number };

/** Shorter intervals are repetitions of one run, not a schedule. */
const SHORTEST_MS = 1000;

/** Five fields: minute, hour, day, month, weekday; in local time. */
export function isCron(pattern: string): boolean {
  try {
    return new Cron(pattern, { mode: '5-part', paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

/** When a saved task runs by itself; null: only when it is told to. An interval without a count goes on for good. */
export function scheduleOf({ repeat = {} }: Pick<TaskInput, 'repeat'>): When | null {
  if ('cron' in repeat) return { cron: repeat.cron };
  const { count = 1, intervalMs = 0 } = repeat;
  return count === 1 && intervalMs >= SHORTEST_MS ? { everyMs: intervalMs } : null;
}

/** The first time after `after`; null: never. Intervals count from `from`. */
export function nextTime(when: When, from: Date, after: Date): Date | null {
  if ('cron' in when) return new Cron(when.cron, { mode: '5-part', paused: true }).nextRun(after);
  const passed = Math.max(0, Math.floor((after.getTime() - from.getTime()) / when.everyMs));
  return new Date(from.getTime() + (passed + 1) * when.everyMs);
}

/** The task for one run, whatever its schedule. */
export function once(task: Task): Task {
  return scheduleOf(task) ? { ...task, repeat: { count: 1, intervalMs: 0 } } : task;
}

/** What came of a scheduled run. `ok` is what the task expects, which may be a failure. */
export interface ScheduledOutcome {
  at: string;
  runId: string;
  state: 'ok' | 'failed' | 'canceled';
  outcome: Outcome;
  /** Of its last attempt. */
  code: number | null;
}

export interface Schedule {
  /** Name of the task. */
  task: string;
  when: When;
  paused: boolean;
  /** ISO 8601; null while paused, and when there is no further time. */
  nextAt: string | null;
  /** The run under way. */
  runId: string | null;
  last: ScheduledOutcome | null;
  /** Times that went by while the computer slept; they are not caught up. Since the program was started. */
  missed: number;
  /** Times at which the run before was still under way. */
  overlapped: number;
  /** Why it could not be started the last time. */
  problem: string | null;
}

/** A scheduled task that failed after it was well, or is well again. */
export interface Alert {
  task: string;
  state: 'failed' | 'ok';
  outcome: ScheduledOutcome;
}
