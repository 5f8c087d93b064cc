/** What the result shows of an FTP session: the conversation, and the steps with their times. */
import type { FtpLine, FtpStepName, FtpSummary } from '../../../shared/result.ts';
import type { Clock } from '../clock.ts';

/** So many lines of the beginning and of the end are kept. */
const KEPT_LINES = 150;
const LINE_LENGTH = 500;

export class FtpLog {
  passive: FtpSummary['passive'] = null;
  dataAddress: string | null = null;
  dataPort: number | null = null;
  sessionReused: boolean | null = null;
  readonly #clock: Clock;
  readonly #timeline: { readonly startedAt: number };
  readonly #secrets: readonly string[];
  #head: FtpLine[] = [];
  #tail: FtpLine[] = [];
  #omitted = 0;
  readonly #steps: FtpSummary['steps'] = [];
  #stepSince = 0;

  /** `secrets`: texts that must not be shown, wherever they turn up. */
  constructor(clock: Clock, timeline: { readonly startedAt: number }, secrets: readonly string[]) {
    this.#clock = clock;
    this.#timeline = timeline;
    this.#secrets = secrets.filter((secret) => secret !== '');
  }

  /** The step before has been done, this one is under way. */
  begin(step: FtpStepName): void {
    this.done();
    this.#stepSince = this.#clock.now();
    this.#steps.push({ step, state: 'failed', ms: 0, detail: '' });
  }

  /** A word on the step under way: an address, the reply that ended it. */
  tell(detail: string): void {
    const step = this.#steps.at(-1);
    if (step) step.detail = this.hide(detail);
  }

  /** The step under way has been done. */
  done(): void {
    const step = this.#steps.at(-1);
    if (step?.state !== 'failed') return;
    step.state = 'ok';
    step.ms = this.#clock.now() - this.#stepSince;
  }

  /** Where the session stands, it stops: what is under way has failed. */
  stop(): void {
    const step = this.#steps.at(-1);
    if (step?.state === 'failed' && step.ms === 0) step.ms = this.#clock.now() - this.#stepSince;
  }

  line(from: FtpLine['from'], text: string): void {
    const shown = this.hide(text).slice(0, LINE_LENGTH);
    const line: FtpLine = { atMs: this.#clock.now() - this.#timeline.startedAt, from, text: shown };
    if (this.#head.length < KEPT_LINES) {
      this.#head.push(line);
      return;
    }
    this.#tail.push(line);
    if (this.#tail.length <= KEPT_LINES) return;
    this.#tail.shift();
    this.#omitted += 1;
  }

  /** A server may repeat what it was told. A short secret is hidden only as a word of its own, or nothing could be read. */
  hide(text: string): string {
    return this.#secrets.reduce((shown, secret) => {
      const pattern = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const whole = secret.length < 4 ? `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])` : pattern;
      return shown.replace(new RegExp(whole, 'gu'), '***');
    }, text);
  }

  get summary(): FtpSummary {
    const omitted: FtpLine[] = this.#omitted
      ? [{ atMs: this.#tail[0]!.atMs, from: 'server', text: `… (${this.#omitted})` }]
      : [];
    return {
      passive: this.passive,
      dataAddress: this.dataAddress,
      dataPort: this.dataPort,
      sessionReused: this.sessionReused,
      steps: this.#steps.map((step) => ({ ...step })),
      transcript: [...this.#head, ...omitted, ...this.#tail],
    };
  }
}
