/** One run of curl for one hop: started, followed phase by phase, ended by itself, by the task's limits or by a cancel. */
import { randomUUID } from 'node:crypto';
import type { Phase, Timings } from '../../../shared/result.ts';
import { speaksFtp } from '../../../shared/task.ts';
import type { CheckName } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { type Deadline, deadline, within } from '../deadline.ts';
import { type CurlOption, configText } from './config.ts';
import type { Environment } from './find.ts';
import type { RunSettings } from './options.ts';
import { type CurlEnd, CurlProcess } from './process.ts';
import { CurlTrace, type Marks } from './trace.ts';

export interface RunEvents {
  onSent(line: string): void;
  onReceived(line: string): void;
  /** As of `CurlProcess`. */
  onBody(chunk: Buffer, resume: () => void): boolean;
  onMark?(mark: keyof Marks): void;
  /** How far it is. */
  phase(trace: CurlTrace): Phase;
}

/** curl ends itself at its own limits; we do when it has not, so much later. */
const GRACE_MS = 500;
/** A curl that has brought all that was wanted has so long to report. */
const LAST_WORD_MS = 250;

export class CurlRun {
  readonly trace: CurlTrace;
  /** On our clock: when everything that was wanted was here. */
  satisfiedAt: number | null = null;
  /** Where the time had gone when curl reported. */
  timesAtEnd: Timings | null = null;
  readonly #attempt: Attempt;
  readonly #settings: RunSettings;
  readonly #events: RunEvents;
  #process: CurlProcess | null = null;
  #timer: NodeJS.Timeout | undefined;
  #overdue: (error: unknown) => void = () => {};

  constructor(attempt: Attempt, settings: RunSettings, events: RunEvents) {
    this.#attempt = attempt;
    this.#settings = settings;
    this.#events = events;
    this.trace = new CurlTrace(settings.marker, () => attempt.clock.now(), {
      onMark: (mark) => this.#reached(mark),
      onSent: events.onSent,
      onReceived: events.onReceived,
    });
  }

  /** Resolves when curl is gone. Throws a StepFailure when a limit of the task has passed, the signal's reason when canceled; curl is gone then too. */
  async start(options: readonly CurlOption[], env: Environment): Promise<CurlEnd> {
    const { timeline, signal } = this.#attempt;
    const { limitMs, failure } = this.#total();
    timeline.enter('connect');
    const process = new CurlProcess(this.#settings.program.path, configText(options), env, {
      onLine: (line) => this.trace.line(line),
      onBody: this.#events.onBody,
    });
    this.#process = process;
    this.watch(this.#limitOf(timeline.phase));
    try {
      return await within<CurlEnd>(
        { limitMs: limitMs + GRACE_MS, failure },
        signal,
        (done, fail) => {
          this.#overdue = fail;
          process.ended.then((end) => done(this.#asReported(end)));
        },
        () => {},
      );
    } finally {
      clearTimeout(this.#timer);
      process.kill();
      await process.ended;
    }
  }

  /** All that is wanted of this hop is here. */
  satisfied(): void {
    if (this.satisfiedAt !== null) return;
    this.satisfiedAt = this.#attempt.clock.now();
    this.#endSoon();
    this.#process?.closeBody();
  }

  /** A curl that was ended behind its report has ended as it reported. */
  #asReported(end: CurlEnd): CurlEnd {
    const { report } = this.trace;
    return end.signal && report ? { ...end, exit: report.exit, signal: null } : end;
  }

  /** What is left for it to do is a goodbye. */
  #endSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#process?.kill(), LAST_WORD_MS);
  }

  /** Tells the timeline how far it is, and gives the phase its limit. */
  follow(): void {
    const phase = this.#events.phase(this.trace);
    const { timeline } = this.#attempt;
    if (phase === timeline.phase || this.satisfiedAt !== null) return;
    timeline.enter(phase);
    this.watch(this.#limitOf(phase));
  }

  /** What it does now has this limit, or none, beside that of the whole. */
  watch(limit: Deadline | null): void {
    clearTimeout(this.#timer);
    if (limit && this.satisfiedAt === null)
      this.#timer = setTimeout(() => this.#overdue(limit.failure()), limit.limitMs);
  }

  #reached(mark: keyof Marks): void {
    const { timeline, task } = this.#attempt;
    if (mark === 'started') timeline.skip();
    else if (mark === 'reported') {
      this.timesAtEnd = timesOf(timeline.timings());
      this.#endSoon();
    } else this.follow();
    this.#events.onMark?.(mark);
    if (speaksFtp(task.url)) return;
    if (mark === 'answered') timeline.firstByte();
    if (mark === 'requested' && task.direction === 'upload') timeline.packetSent();
  }

  #total(): Deadline {
    const { task } = this.#attempt;
    return deadline('TRANSFER_TIMEOUT', 'the transfer did not end', task.timeouts.totalMs, this.#attempt);
  }

  /** What curl has no limit for, or one only together with other things. */
  #limitOf(phase: Phase): Deadline | null {
    const { connectMs, tlsMs, responseMs } = this.#attempt.task.timeouts;
    const { tunnels, secures, securesProxy } = this.#settings.way;
    const of = (name: CheckName, what: string, ms: number): Deadline =>
      deadline(name, what, ms, this.#attempt);
    switch (phase) {
      case 'connect': {
        const limit = of('CONNECT_TIMEOUT', 'curl could not connect', connectMs);
        const curls = !tunnels && !secures && !securesProxy;
        return curls ? { ...limit, limitMs: limit.limitMs + GRACE_MS } : limit;
      }
      case 'proxy':
        return of('PROXY_TIMEOUT', 'no tunnel through the proxy', connectMs);
      case 'secure':
        return of('TLS_TIMEOUT', 'the TLS handshake did not end', tlsMs);
      case 'response':
        return of('RESPONSE_TIMEOUT', 'no complete response header', responseMs);
      default:
        return null;
    }
  }
}

/** As of one hop, counted from where its connection begins. */
function timesOf({ firstPacket, redirect, dns, ...parts }: Timings): Timings {
  return { ...parts, redirect, dns, firstPacket: firstPacket && Math.max(0, firstPacket - redirect - dns) };
}

/** The beginning of the line with the report, which no server can make up. */
export function newMarker(): string {
  return `catprobe-${randomUUID()} `;
}
