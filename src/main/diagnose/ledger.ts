/** The steps of a diagnosis as they begin and end, and what they have seen: with nothing that is secret in the task. */
import type { Diagnosis, DiagnosisStep, DiagnosisStepName, Note, Seen } from '../../shared/diagnosis.ts';
import type { Redactor } from '../../shared/redact.ts';
import type { Evidence } from '../../shared/result.ts';
import type { Clock } from '../engine/clock.ts';
import { findingOf } from './findings.ts';

/** What a step gives when it has nothing to show. */
export class Skip {
  readonly note: Note;

  constructor(key: Note['key'], params: Note['params'] = {}) {
    this.note = { key, params };
  }
}

export type StepWork = () => Promise<Skip | { seen?: Seen; evidence?: readonly Evidence[] }>;

export interface LedgerOptions {
  clock: Clock;
  redactor: Redactor;
  /** The user's cancel. */
  canceled: AbortSignal;
  /** That, or the end of the time. */
  signal: AbortSignal;
  onChange: ((diagnosis: Diagnosis) => void) | undefined;
}

export class Ledger {
  readonly diagnosis: Diagnosis;
  readonly #options: LedgerOptions;

  constructor(diagnosis: Diagnosis, options: LedgerOptions) {
    this.diagnosis = diagnosis;
    this.#options = options;
  }

  get seen(): Seen {
    return this.diagnosis.seen;
  }

  /** Does nothing for a step that this diagnosis does not have. */
  async step(name: DiagnosisStepName, work: StepWork): Promise<void> {
    const entry = this.diagnosis.steps.find(({ step }) => step === name);
    if (!entry) return;
    const { clock } = this.#options;
    const startedAt = clock.now();
    entry.state = 'running';
    this.tell();
    try {
      this.#options.signal.throwIfAborted();
      const done = await work();
      this.#options.signal.throwIfAborted();
      if (done instanceof Skip) this.#skip(entry, done);
      else {
        Object.assign(this.seen, this.#redacted(done.seen ?? {}));
        entry.evidence = this.#options.redactor.data([...(done.evidence ?? [])]);
        this.#conclude(entry);
      }
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      const why = this.#options.canceled.aborted
        ? 'canceled'
        : this.#options.signal.aborted
          ? 'timeOver'
          : 'broken';
      this.#skip(entry, new Skip(why, why === 'broken' ? { detail } : {}));
    }
    entry.ms = clock.now() - startedAt;
    this.tell();
  }

  /** What was seen since then may say more of a step. */
  reconsider(name: DiagnosisStepName): void {
    const entry = this.diagnosis.steps.find(({ step }) => step === name);
    if (entry && findingOf(name, this.seen)) this.#conclude(entry);
  }

  #skip(entry: DiagnosisStep, { note }: Skip): void {
    entry.state = 'skipped';
    // `key` is a word of ours here.
    entry.note = { key: note.key, params: this.#options.redactor.data(note.params) };
  }

  #conclude(entry: DiagnosisStep): void {
    const found = findingOf(entry.step, this.seen);
    entry.state = found?.state ?? 'skipped';
    entry.note = found?.note ?? { key: 'timeOver', params: {} };
  }

  /** Results have words of our own in them that must stay, whatever the password is. */
  #redacted({ transfer: moved, curl, tls, ...rest }: Seen): Seen {
    const { result, data } = this.#options.redactor;
    return {
      ...data(rest),
      ...(moved && { transfer: result(moved) }),
      ...(curl && { curl: result(curl) }),
      ...(tls && {
        tls: {
          ...tls,
          result: result(tls.result),
          versions: tls.versions.map((one) => ({ ...one, why: data(one.why) })),
        },
      }),
    };
  }

  /** Gives the picture that it tells. */
  tell(): Diagnosis {
    const { steps, seen } = this.diagnosis;
    const picture = { ...this.diagnosis, steps: steps.map((step) => ({ ...step })), seen: { ...seen } };
    this.#options.onChange?.(picture);
    return picture;
  }
}
