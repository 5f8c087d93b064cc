/** One deadline for one step: the step's own limit or what is left of the attempt's, whichever is shorter. */
import type { CheckName } from '../classify/facts.ts';
import { check } from '../classify/facts.ts';
import type { Clock } from './clock.ts';
import { StepFailure } from './failure.ts';

/** What every step is given to end itself by. */
export interface Limits {
  clock: Clock;
  /** The user's cancel. */
  signal: AbortSignal;
  /** On the clock: when the attempt's total time is over. */
  endsAt: number;
}

export interface Deadline {
  /** ms this deadline allows, from now. */
  limitMs: number;
  /** What to say when it has passed. */
  failure: () => StepFailure;
}

export function deadline(name: CheckName, what: string, stepMs: number, limits: Limits): Deadline {
  const left = Math.max(0, limits.endsAt - limits.clock.now());
  const limitMs = Math.min(stepMs, left);
  const which = stepMs <= left ? `limit ${Math.round(stepMs)} ms` : 'the total time of the task is over';
  return { limitMs, failure: () => new StepFailure(check(name, `${what}: ${which}`)) };
}

/**
 * Runs a step that ends by its result, its deadline or the user's cancel; `stop` ends whatever the step has under way.
 * Rejects with the deadline's StepFailure, the signal's reason, or what the step rejects with.
 */
export function within<T>(
  limit: Deadline,
  signal: AbortSignal,
  step: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
  stop: () => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let settled = false;
    const settle = (): void => {
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown): void => {
      if (settled) return;
      settle();
      stop();
      reject(error);
    };
    const onAbort = (): void => fail(signal.reason);
    const timer = setTimeout(() => fail(limit.failure()), limit.limitMs);
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    step((value) => {
      if (settled) return;
      settle();
      resolve(value);
    }, fail);
  });
}
