/** The diagnoses of this session: begun, told step by step, canceled, and kept until the program ends. Nothing of them is stored. */
import type { ApiEvent } from '../../shared/api.ts';
import type { Diagnosis } from '../../shared/diagnosis.ts';
import type { Task } from '../../shared/task.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { DiagnosisContent } from '../report/page.ts';
import type { ApiDeps } from './deps.ts';
import { ApiFailure } from './failure.ts';
import type { Handlers } from './handlers.ts';
import type { CheckedInput } from './input.ts';

/** Each holds a few results. */
const REMEMBERED = 20;

interface Course {
  abort: AbortController;
  ended: Promise<unknown>;
}

export interface DiagnosesDeps extends Pick<ApiDeps, 'engine' | 'settings' | 'newId' | 'report'> {
  language(): Language;
  emit(event: ApiEvent): void;
  /** The task with the secrets that are kept of it. */
  ready(task: Task): Task;
}

export class Diagnoses {
  readonly #deps: DiagnosesDeps;
  /** As each was last told. */
  readonly #pictures = new Map<string, Diagnosis>();
  readonly #courses = new Map<string, Course>();

  constructor(deps: DiagnosesDeps) {
    this.#deps = deps;
  }

  get handlers(): Pick<Handlers, 'diagnose.start' | 'diagnose.cancel' | 'diagnose.list'> {
    return {
      'diagnose.start': (input) => this.#start(input),
      'diagnose.cancel': ({ id }) => this.#cancel(id),
      'diagnose.list': () => [...this.#pictures.values()].reverse(),
    };
  }

  /** For a report; null: there is no such diagnosis any more, or it has not ended. */
  content(id: string): DiagnosisContent | null {
    const diagnosis = this.#pictures.get(id);
    return diagnosis && diagnosis.state !== 'running' ? { kind: 'diagnosis', diagnosis } : null;
  }

  /** Cancels what still runs. */
  async close(): Promise<void> {
    const courses = [...this.#courses.values()];
    for (const { abort } of courses) abort.abort();
    await Promise.all(courses.map(({ ended }) => ended));
  }

  /** Resolves when the first picture of it is there. */
  #start({ task, secondDns, send = false }: CheckedInput<'diagnose.start'>): Promise<Diagnosis> {
    const { engine, settings, newId, emit, report, ready } = this.#deps;
    const id = newId();
    const abort = new AbortController();
    const first = Promise.withResolvers<Diagnosis>();
    const course = engine.diagnose(ready(task), {
      id,
      signal: abort.signal,
      secondDns: secondDns === undefined ? settings.get().secondDns : secondDns,
      send,
      onChange: (diagnosis) => {
        this.#pictures.set(id, diagnosis);
        emit({ type: 'diagnosis', diagnosis });
        first.resolve(diagnosis);
      },
    });
    const ended = course.then(
      () => this.#forgetOldest(),
      (error: unknown) => {
        report(error);
        first.reject(error);
      },
    );
    this.#courses.set(id, { abort, ended });
    return first.promise;
  }

  async #cancel(id: string): Promise<Diagnosis> {
    const course = this.#courses.get(id);
    course?.abort.abort();
    await course?.ended;
    const diagnosis = this.#pictures.get(id);
    if (diagnosis) return diagnosis;
    throw new ApiFailure('NOT_FOUND', say(hostTexts.noSuchDiagnosis, this.#deps.language(), { id }));
  }

  #forgetOldest(): void {
    const ended = [...this.#pictures.values()].filter(({ state }) => state !== 'running');
    for (const { id } of ended.slice(0, Math.max(0, ended.length - REMEMBERED))) {
      this.#pictures.delete(id);
      this.#courses.delete(id);
    }
  }
}
