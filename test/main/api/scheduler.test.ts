/** Schedules under a clock that the test moves. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Scheduler } from '../../../src/main/api/scheduler.ts';
import type { ApiEvent, Run } from '../../../src/shared/api.ts';
import type { TransferResult } from '../../../src/shared/result.ts';
import type { Alert } from '../../../src/shared/schedule.ts';
import { type Task, type TaskInput, taskSchema } from '../../../src/shared/task.ts';
import { sampleResult } from '../../support/sample-result.ts';

const MINUTE = 60_000;

class FakeClock {
  time = new Date(2026, 10, 24, 8, 0, 30).getTime();
  #waking: { at: number; action: () => void } | null = null;

  now = (): Date => new Date(this.time);

  wake = (ms: number, action: () => void): (() => void) => {
    const own = { at: this.time + ms, action };
    this.#waking = own;
    return () => {
      if (this.#waking === own) this.#waking = null;
    };
  };

  get waits(): boolean {
    return this.#waking !== null;
  }

  /** Time goes by, and every timer that falls into it fires when it is due. */
  pass(ms: number): void {
    const end = this.time + ms;
    while (this.#waking && this.#waking.at <= end) this.#fire(this.#waking.at);
    this.time = end;
  }

  /** The computer sleeps: timers stand still, and the one under way fires after the sleep. */
  sleep(ms: number): void {
    this.time += ms;
    if (this.#waking) this.#fire(this.time);
  }

  #fire(at: number): void {
    const { action } = this.#waking!;
    this.#waking = null;
    this.time = Math.max(this.time, at);
    action();
  }
}

let clock: FakeClock;
let tasks: Task[];
let started: string[];
let alerts: Alert[];
let content: unknown;
let refuse: string | null;
let scheduler: Scheduler;

const task = (name: string, repeat: TaskInput['repeat']): Task =>
  taskSchema.parse({ name, url: 'http://host/file', repeat });

function open(): Scheduler {
  const opened: Scheduler = new Scheduler({
    tasks: () => tasks,
    start(one) {
      if (refuse) throw new Error(refuse);
      expect(one.repeat).toEqual({ count: 1, intervalMs: 0 });
      started.push(one.name!);
      return aRun(`run-${started.length}`, 'running');
    },
    describe: (error) => (error as Error).message,
    emit: (event) => event.type === 'alert' && alerts.push(event.alert),
    clock,
    file: {
      read: () => content,
      write: (next) => {
        content = structuredClone(next);
      },
    },
  });
  opened.refresh();
  return opened;
}

function aRun(id: string, state: Run['state']): Run {
  return {
    id,
    startedAt: new Date(clock.time).toISOString(),
    state,
    total: 1,
    done: 1,
    failed: 0,
    tasks: ['a'],
    concurrency: 1,
    bytes: 0,
    endedAt: null,
    startedBy: 'schedule',
  };
}

/** The newest run ends with this result. */
function end(result: Partial<TransferResult> = {}, state: Run['state'] = 'done'): void {
  const id = `run-${started.length}`;
  const events: ApiEvent[] = [
    { type: 'result', result: sampleResult(`result-${started.length}`, { ...result, runId: id }) },
    { type: 'run', run: aRun(id, state) },
  ];
  for (const event of events) scheduler.hear(event);
}

const failure = { outcome: 'failed', code: 601, expected: false } as const;

beforeEach(() => {
  clock = new FakeClock();
  tasks = [task('a', { cron: '*/5 * * * *' })];
  started = [];
  alerts = [];
  content = null;
  refuse = null;
});

describe('times', () => {
  test('a cron pattern runs at its minutes, in local time', () => {
    scheduler = open();
    expect(new Date(scheduler.list()[0]!.nextAt!)).toEqual(new Date(2026, 10, 24, 8, 5));
    clock.pass(4 * MINUTE);
    expect(started).toEqual([]);
    clock.pass(MINUTE);
    expect(started).toEqual(['a']);
    end();
    clock.pass(5 * MINUTE);
    expect(started).toEqual(['a', 'a']);
  });

  test('an interval counts from the last run, over a restart of the program too', () => {
    tasks = [task('a', { intervalMs: 10 * MINUTE })];
    scheduler = open();
    clock.pass(10 * MINUTE);
    end();
    expect(started).toHaveLength(1);
    scheduler.close();
    expect(clock.waits).toBe(false);
    clock.pass(4 * MINUTE);

    scheduler = open();
    expect(scheduler.list()[0]).toMatchObject({ last: { state: 'ok', code: 0 } });
    clock.pass(5 * MINUTE);
    expect(started).toHaveLength(1);
    clock.pass(MINUTE);
    expect(started).toHaveLength(2);
  });

  test('a task without a schedule, and a repetition, wait to be told', () => {
    tasks = [task('b', {}), task('c', { count: 3, intervalMs: MINUTE })];
    scheduler = open();
    expect(scheduler.list()).toEqual([]);
    expect(clock.waits).toBe(false);
  });

  test('a changed task, a new one and a removed one are taken over', () => {
    scheduler = open();
    tasks = [task('a', { cron: '30 8 * * *' }), task('b', { cron: '0 9 * * *' })];
    scheduler.refresh();
    expect(scheduler.list().map(({ nextAt }) => new Date(nextAt!).getMinutes())).toEqual([30, 0]);
    tasks = [];
    scheduler.refresh();
    expect(scheduler.list()).toEqual([]);
    expect(clock.waits).toBe(false);
  });
});

describe('what can be in the way', () => {
  test('a run that is still under way: no second one, and it is told', () => {
    scheduler = open();
    clock.pass(5 * MINUTE);
    clock.pass(10 * MINUTE);
    expect(started).toHaveLength(1);
    expect(scheduler.list()[0]).toMatchObject({ overlapped: 2, runId: 'run-1' });
    expect(scheduler.run('a')).toBe('running');
    end();
    clock.pass(5 * MINUTE);
    expect(started).toHaveLength(2);
  });

  test('what was slept through is counted, not caught up', () => {
    scheduler = open();
    clock.sleep(58 * MINUTE);
    expect(started).toEqual([]);
    expect(scheduler.list()[0]).toMatchObject({ missed: 11 });
    expect(new Date(scheduler.list()[0]!.nextAt!)).toEqual(new Date(2026, 10, 24, 9, 0));
    clock.pass(2 * MINUTE);
    expect(started).toEqual(['a']);
  });

  test('a time just before the awakening is kept', () => {
    scheduler = open();
    clock.sleep(29.6 * MINUTE);
    expect(started).toEqual(['a']);
    expect(scheduler.list()[0]).toMatchObject({ missed: 5 });
  });

  test('a task that cannot be run says why, and is tried again at its next time', () => {
    refuse = 'not supported yet: kernel';
    scheduler = open();
    clock.pass(5 * MINUTE);
    expect(scheduler.list()[0]).toMatchObject({ problem: refuse, last: null });
    refuse = null;
    clock.pass(5 * MINUTE);
    expect(scheduler.list()[0]).toMatchObject({ problem: null, runId: 'run-1' });
  });

  test('paused: no run, no time, also after a restart; then on from now', () => {
    scheduler = open();
    expect(scheduler.pause('a', true)).toBe(true);
    clock.pass(60 * MINUTE);
    expect(started).toEqual([]);
    scheduler.close();
    scheduler = open();
    expect(scheduler.list()[0]).toMatchObject({ paused: true, nextAt: null });
    scheduler.pause('a', false);
    expect(scheduler.list()[0]).toMatchObject({ missed: 0 });
    clock.pass(5 * MINUTE);
    expect(started).toEqual(['a']);
    expect(scheduler.pause('x', true)).toBe(false);
  });
});

describe('alerts', () => {
  const runs = (...results: (Partial<TransferResult> | 'cancel')[]): string[] => {
    for (const result of results) {
      clock.pass(5 * MINUTE);
      if (result === 'cancel') end({ outcome: 'canceled', code: null, expected: false }, 'canceled');
      else end(result);
    }
    return alerts.map(({ state }) => state);
  };

  test('come when the state changes, and then only', () => {
    scheduler = open();
    expect(runs({}, {}, failure, failure, {}, {})).toEqual(['failed', 'ok']);
    expect(alerts[0]).toMatchObject({ task: 'a', outcome: { code: 601, runId: 'run-3', state: 'failed' } });
  });

  test('a canceled run changes nothing', () => {
    scheduler = open();
    expect(runs(failure, 'cancel', failure)).toEqual(['failed']);
    expect(scheduler.list()[0]!.last).toMatchObject({ state: 'failed' });
  });

  test('a failure that the task expects is well', () => {
    scheduler = open();
    expect(runs({ ...failure, expected: true })).toEqual([]);
  });

  test('the state is remembered over a restart; a spoilt file is an empty one', () => {
    scheduler = open();
    runs(failure);
    scheduler.close();
    scheduler = open();
    expect(runs(failure)).toEqual(['failed']);
    scheduler.close();
    content = { a: { paused: 'yes' } };
    scheduler = open();
    expect(scheduler.list()[0]).toMatchObject({ paused: false, last: null });
  });
});
