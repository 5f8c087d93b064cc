/** Where the time of an attempt goes. Each phase begins where the one before ended, so the parts add up to the total. */
import {
  type Direction,
  emptyTimings,
  PART_OF_PHASE,
  type Phase,
  TIME_PARTS,
  type Timings,
} from '../../shared/result.ts';
import type { Clock } from './clock.ts';

export class Timeline {
  readonly #clock: Clock;
  readonly #direction: Direction;
  #start: number;
  #hopStart: number;
  #since: number;
  #phase: Phase = 'preflight';
  #answered = false;
  #running = true;
  #timings = emptyTimings();

  constructor(clock: Clock, direction: Direction = 'download') {
    this.#clock = clock;
    this.#direction = direction;
    this.#start = this.#hopStart = this.#since = clock.now();
  }

  get phase(): Phase {
    return this.#phase;
  }

  get startedAt(): number {
    return this.#start;
  }

  /** The phase before ends, this one begins. The clock starts with the first one after preflight. */
  enter(phase: Phase): void {
    if (this.#phase === 'preflight') this.#start = this.#hopStart = this.#since = this.#clock.now();
    this.#book();
    this.#phase = phase;
  }

  /** The first packet of an upload is the first one that leaves, of a download the first one that comes. */
  packetSent(): void {
    if (this.#direction === 'upload' && this.#timings.firstPacket === 0) this.#firstPacket();
  }

  /** The first byte of a response is here: from now on we receive, though its header may not be complete yet. */
  firstByte(): void {
    if (this.#phase === 'request') this.enter('response');
    this.#book();
    this.#answered = true;
    if (this.#direction === 'download') this.#firstPacket();
  }

  #firstPacket(): void {
    this.#timings.firstPacket = this.#clock.now() - this.#start;
  }

  /** Ends a hop that led to a redirect and returns its own timings; they go into `redirect` from now on. */
  nextHop(): Timings {
    this.#book();
    const now = this.#since;
    const { redirect, ...hop } = this.#timings;
    const own: Timings = {
      ...hop,
      redirect: 0,
      firstPacket: Math.max(0, hop.firstPacket - redirect),
      total: now - this.#hopStart,
    };
    this.#timings = { ...emptyTimings(), redirect: redirect + own.total };
    this.#hopStart = now;
    this.#answered = false;
    this.#phase = 'redirect';
    return own;
  }

  /** What has passed since the phase began is no part of the attempt: a program had to be started first. */
  skip(): void {
    if (!this.#running) return;
    const now = this.#clock.now();
    this.#shift(now - this.#since);
    this.#since = now;
  }

  /**
   * The parts of this hop behind `dns` as another program has measured them, in place of ours; `firstPacket` counts from where they begin.
   * What passed besides is no part of the attempt.
   */
  measured(parts: Partial<Omit<Timings, 'dns' | 'redirect' | 'total'>>): void {
    if (!this.#running) return;
    const { dns, redirect } = this.#timings;
    const firstPacket = parts.firstPacket ? redirect + dns + parts.firstPacket : 0;
    this.#timings = { ...emptyTimings(), ...parts, dns, redirect, firstPacket };
    const hop = TIME_PARTS.reduce((sum, part) => sum + this.#timings[part], 0);
    this.#since = this.#clock.now();
    this.#shift(this.#since - this.#hopStart - hop);
  }

  #shift(ms: number): void {
    this.#start += ms;
    this.#hopStart += ms;
  }

  /** The last byte is here, or the attempt has failed: nothing counts after this. */
  stop(): void {
    if (!this.#running) return;
    this.#book();
    this.#timings.total = this.#since - this.#start;
    this.#running = false;
  }

  /** As it stands now. */
  timings(): Timings {
    if (this.#running) {
      this.#book();
      this.#timings.total = this.#since - this.#start;
    }
    return { ...this.#timings };
  }

  /** Time spent in a phase without a part stays open and goes to the next part. */
  #book(): void {
    const part = this.#answered ? 'receive' : PART_OF_PHASE[this.#phase];
    if (!this.#running || !part) return;
    const now = this.#clock.now();
    this.#timings[part] += now - this.#since;
    this.#since = now;
  }
}
