/** Runs saved tasks at their times, as long as the program runs: one run of a task at a time, and what was slept through is told, not caught up. */
import type { ApiEvent, Run } from '../../shared/api.ts';
import type { TransferResult } from '../../shared/result.ts';
import { type Alert, nextTime, once, type Schedule, scheduleOf, type When } from '../../shared/schedule.ts';
import { type Task, taskName } from '../../shared/task.ts';
import { localStamp } from '../engine/clock.ts';
import { readKept, type ScheduleFile } from './schedule-file.ts';

/** Timers stand still while the computer sleeps, so the wall clock is looked at this often. */
const LOOK_EVERY_MS = 30_000;
/** A time that was passed by more than this was slept through. */
const LATE_MS = 90_000;
/** A minute pattern over two weeks of sleep; beyond it counting says nothing more. */
const MAX_MISSED = 20_000;

export interface SchedulerClock {
  now(): Date;
  /** Calls once after that time; returns the function that calls it off. */
  wake(ms: number, action: () => void): () => void;
}

export interface SchedulerDeps {
  /** The saved tasks. */
  tasks(): Task[];
  /** Throws with a message for the user where the task cannot be run. */
  start(task: Task): Run;
  describe(error: unknown): string;
  emit(event: ApiEvent): void;
  clock: SchedulerClock;
  file: ScheduleFile;
}

interface Entry {
  task: Task;
  when: When;
  /** Intervals count from here. */
  from: Date;
  nextAt: Date | null;
  /** As it is told. */
  told: Schedule;
  /** How the task stood after its last run that was not canceled. */
  standing: 'ok' | 'failed' | null;
  run: { id: string; startedAt: string; unexpected: boolean; last: TransferResult | null } | null;
}

export class Scheduler {
  readonly #deps: SchedulerDeps;
  readonly #entries = new Map<string, Entry>();
  #callOff: () => void = () => {};
  #closed = false;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
  }

  /** Takes over what the saved tasks say now. */
  refresh(): void {
    if (this.#closed) return;
    const names = new Set<string>();
    for (const task of this.#deps.tasks()) {
      const when = scheduleOf(task);
      if (!when) continue;
      const name = taskName(task);
      names.add(name);
      const known = this.#entries.get(name);
      if (known && JSON.stringify(known.when) === JSON.stringify(when)) known.task = task;
      else this.#entries.set(name, this.#entryOf(task, when, known));
    }
    for (const name of this.#entries.keys()) if (!names.has(name)) this.#entries.delete(name);
    this.#changed();
    this.#arm();
  }

  list(): Schedule[] {
    return [...this.#entries.values()].map(({ told, nextAt, run }) => ({
      ...told,
      nextAt: nextAt && !told.paused ? localStamp(nextAt) : null,
      runId: run?.id ?? null,
    }));
  }

  /** False: no saved task of that name has a schedule. */
  pause(name: string, paused: boolean): boolean {
    const entry = this.#entries.get(name);
    if (!entry) return false;
    entry.told.paused = paused;
    entry.nextAt = this.#after(entry);
    this.#changed();
    this.#arm();
    return true;
  }

  /** Now. `unknown`: no such schedule; `running`: its run before is still under way. Throws where the task cannot be run. */
  run(name: string): Run | 'unknown' | 'running' {
    const entry = this.#entries.get(name);
    if (!entry) return 'unknown';
    if (entry.run) return 'running';
    const run = this.#start(entry);
    this.#changed();
    return run;
  }

  /** What happens to its runs. */
  hear(event: ApiEvent): void {
    if (event.type !== 'result' && event.type !== 'run') return;
    const id = event.type === 'run' ? event.run.id : event.result.runId;
    const entry = [...this.#entries.values()].find(({ run }) => run?.id === id);
    if (!entry?.run) return;
    if (event.type === 'result') {
      entry.run.last = event.result;
      if (!event.result.expected) entry.run.unexpected = true;
    } else if (event.run.state !== 'running') this.#conclude(entry, event.run);
  }

  close(): void {
    this.#closed = true;
    this.#callOff();
  }

  #entryOf(task: Task, when: When, known: Entry | undefined): Entry {
    const name = taskName(task);
    const kept = readKept(this.#deps.file, name);
    const last = known?.told.last ?? kept.last;
    const entry: Entry = {
      task,
      when,
      from: last ? new Date(last.at) : this.#deps.clock.now(),
      nextAt: null,
      standing: known?.standing ?? kept.standing,
      run: known?.run ?? null,
      told: {
        task: name,
        when,
        paused: known?.told.paused ?? kept.paused,
        nextAt: null,
        runId: null,
        last,
        missed: 0,
        overlapped: 0,
        problem: null,
      },
    };
    entry.nextAt = this.#after(entry);
    return entry;
  }

  #after({ when, from }: Entry): Date | null {
    return nextTime(when, from, this.#deps.clock.now());
  }

  #arm(): void {
    this.#callOff();
    if (this.#closed) return;
    const times = [...this.#entries.values()].flatMap(({ nextAt, told }) =>
      nextAt && !told.paused ? [nextAt.getTime()] : [],
    );
    if (!times.length) return;
    const ms = Math.min(...times) - this.#deps.clock.now().getTime();
    this.#callOff = this.#deps.clock.wake(Math.min(Math.max(ms, 0), LOOK_EVERY_MS), () => this.#look());
  }

  #look(): void {
    const now = this.#deps.clock.now();
    const due = [...this.#entries.values()].filter(
      ({ nextAt, told }) => nextAt && nextAt <= now && !told.paused,
    );
    for (const entry of due) this.#due(entry, now);
    if (due.length) this.#changed();
    this.#arm();
  }

  #due(entry: Entry, now: Date): void {
    const { latest, count } = passed(entry, now);
    const late = now.getTime() - latest.getTime() > LATE_MS;
    entry.told.missed += late ? count : count - 1;
    entry.nextAt = this.#after(entry);
    if (late) return;
    if (entry.run) {
      entry.told.overlapped += 1;
      return;
    }
    try {
      this.#start(entry);
    } catch (error) {
      entry.told.problem = this.#deps.describe(error);
    }
  }

  #start(entry: Entry): Run {
    const run = this.#deps.start(once(entry.task));
    entry.run = { id: run.id, startedAt: run.startedAt, unexpected: false, last: null };
    entry.told.problem = null;
    return run;
  }

  #conclude(entry: Entry, run: Run): void {
    const { startedAt, unexpected, last } = entry.run!;
    entry.run = null;
    if (!last) entry.told.problem = run.problem?.message ?? null;
    else {
      const canceled = run.state === 'canceled' || last.outcome === 'canceled';
      const state = canceled ? 'canceled' : unexpected ? 'failed' : 'ok';
      const { outcome, code } = last;
      entry.told.last = { at: startedAt, runId: run.id, state, outcome, code };
      if (state !== 'canceled') this.#stand(entry, state);
    }
    this.#changed();
  }

  /** A task that was never run counts as well: its first failure is news. */
  #stand(entry: Entry, state: Alert['state']): void {
    const before = entry.standing ?? 'ok';
    entry.standing = state;
    if (before === state) return;
    this.#deps.emit({
      type: 'alert',
      alert: { task: entry.told.task, state, outcome: entry.told.last! },
    });
  }

  #changed(): void {
    const kept = [...this.#entries.values()].map(({ told, standing }) => {
      return [told.task, { paused: told.paused, standing, last: told.last }] as const;
    });
    this.#deps.file.write(Object.fromEntries(kept));
    this.#deps.emit({ type: 'schedules', schedules: this.list() });
  }
}

/** The times from the one that was waited for until now: the latest, and how many. */
function passed({ when, from, nextAt }: Entry, now: Date): { latest: Date; count: number } {
  let latest = nextAt!;
  let count = 1;
  for (;;) {
    const next = nextTime(when, from, latest);
    if (!next || next > now || count >= MAX_MISSED) return { latest, count };
    latest = next;
    count += 1;
  }
}
