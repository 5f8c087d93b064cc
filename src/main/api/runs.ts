/** The runs of this process: started, followed, canceled, and each of their results stored before it is told. */
import type { ApiError, ApiEvent, Run } from '../../shared/api.ts';
import type { TransferResult } from '../../shared/result.ts';
import { type Task, taskName } from '../../shared/task.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { localStamp } from '../engine/clock.ts';
import type { RunOptions } from '../engine/run.ts';
import type { ApiDeps } from './deps.ts';
import { ApiFailure, toApiError } from './failure.ts';

/** Finished runs that the list still shows; their results are in the store for good. */
const REMEMBERED = 100;

interface Entry {
  run: Run;
  tasks: readonly Task[];
  abort: AbortController;
  /** An attempt was broken off by the cancel. */
  brokenOff: boolean;
  finished: Promise<void>;
}

export interface RunsDeps
  extends Pick<ApiDeps, 'engine' | 'results' | 'keepAside' | 'clock' | 'newId' | 'report'> {
  language(): Language;
  emit(event: ApiEvent): void;
}

/** Rejects when the run has broken off. */
export type Perform = (options: RunOptions) => Promise<unknown>;

export class Runs {
  readonly #deps: RunsDeps;
  readonly #entries = new Map<string, Entry>();
  #closing = false;

  constructor(deps: RunsDeps) {
    this.#deps = deps;
  }

  /** Answers as soon as the run has begun. `perform` does the attempts; by default the engine, task by task. */
  start(
    tasks: readonly Task[],
    concurrency?: number,
    startedBy: Run['startedBy'] = 'user',
    perform: Perform = (options) => this.#deps.engine.runTasks(tasks, options),
  ): Run {
    if (this.#closing) throw new ApiFailure('INTERNAL', say(hostTexts.closing, this.#deps.language()));
    const run: Run = {
      id: this.#deps.newId(),
      startedAt: localStamp(this.#deps.clock.wallTime()),
      state: 'running',
      total: this.#deps.engine.plannedAttempts(tasks),
      done: 0,
      failed: 0,
      tasks: tasks.map(taskName),
      concurrency: concurrency ?? 1,
      bytes: 0,
      endedAt: null,
      startedBy,
    };
    const abort = new AbortController();
    const entry: Entry = { run, tasks, abort, brokenOff: false, finished: Promise.resolve() };
    this.#entries.set(run.id, entry);
    this.#tell(entry);
    entry.finished = this.#follow(entry, perform, concurrency);
    return { ...run };
  }

  /** Resolves when the run has stopped. One that has already finished stays as it is. */
  async cancel(id: string): Promise<Run> {
    const entry = this.#entries.get(id);
    if (!entry) throw new ApiFailure('NOT_FOUND', say(hostTexts.noSuchRun, this.#deps.language(), { id }));
    entry.abort.abort();
    await entry.finished;
    return { ...entry.run };
  }

  /** Resolves when all have stopped. */
  async cancelAll(): Promise<Run[]> {
    const running = [...this.#entries.values()].filter(({ run }) => run.state === 'running');
    return Promise.all(running.map(({ run }) => this.cancel(run.id)));
  }

  /** Newest first. */
  list(): Run[] {
    return [...this.#entries.values()].map(({ run }) => ({ ...run })).reverse();
  }

  /** The task that a result came from; undefined when its run is not remembered. */
  taskOf({ runId, task: name }: TransferResult): Task | undefined {
    return this.#entries.get(runId)?.tasks.find((task) => taskName(task) === name);
  }

  /** Of the user's own runs that are remembered; what the lab's tasks call a password is none. */
  tasks(): Task[] {
    return [...this.#entries.values()].flatMap(({ run, tasks }) => (run.startedBy === 'lab' ? [] : tasks));
  }

  /** Cancels what still runs and waits until its results are stored. */
  async close(): Promise<void> {
    this.#closing = true;
    const entries = [...this.#entries.values()];
    for (const { abort } of entries) abort.abort();
    await Promise.all(entries.map(({ finished }) => finished));
  }

  async #follow(entry: Entry, perform: Perform, concurrency: number | undefined): Promise<void> {
    const { run, abort } = entry;
    try {
      await perform({
        runId: run.id,
        ...(concurrency === undefined ? {} : { concurrency }),
        signal: abort.signal,
        clock: this.#deps.clock,
        onProgress: (progress) => this.#deps.emit({ type: 'progress', progress }),
        onResult: (result) => this.#finish(entry, result),
      });
    } catch (error) {
      run.problem = this.#describe(error);
    }
    // A cancel that came after the last attempt changed nothing.
    run.state = abort.signal.aborted && (entry.brokenOff || run.done < run.total) ? 'canceled' : 'done';
    run.endedAt = localStamp(this.#deps.clock.wallTime());
    this.#tell(entry);
    this.#forgetOldest();
  }

  /** Stores first, tells then: who hears of a result can find it. A store that fails does not end the run. */
  async #finish(entry: Entry, result: TransferResult): Promise<void> {
    const { run } = entry;
    try {
      await this.#deps.results.append(result);
    } catch (error) {
      run.problem = await this.#keepAside(result, this.#describe(error));
    }
    run.done += 1;
    run.bytes += result.bytes;
    if (result.outcome === 'failed') run.failed += 1;
    if (result.outcome === 'canceled') entry.brokenOff = true;
    this.#deps.emit({ type: 'result', result });
    this.#tell(entry);
  }

  async #keepAside(result: TransferResult, problem: ApiError): Promise<ApiError> {
    const language = this.#deps.language();
    try {
      const folder = await this.#deps.keepAside(result);
      return { ...problem, message: say(hostTexts.keptAside, language, { folder, reason: problem.message }) };
    } catch {
      return { ...problem, message: say(hostTexts.notKept, language, { reason: problem.message }) };
    }
  }

  #describe(error: unknown): ApiError {
    return toApiError(error, this.#deps.language(), this.#deps.report);
  }

  #tell({ run }: Entry): void {
    this.#deps.emit({ type: 'run', run: { ...run } });
  }

  #forgetOldest(): void {
    const finished = [...this.#entries.values()].filter(({ run }) => run.state !== 'running');
    for (const { run } of finished.slice(0, Math.max(0, finished.length - REMEMBERED)))
      this.#entries.delete(run.id);
  }
}
