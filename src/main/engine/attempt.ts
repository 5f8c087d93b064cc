/** The state of one attempt: what the steps have done and seen so far, and what they own that must be freed. */
import type {
  Evidence,
  Protocol,
  RedirectHop,
  SegmentSummary,
  TlsSummary,
  TransferResult,
} from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import type { Circumstances } from '../classify/facts.ts';
import type { Clock } from './clock.ts';
import type { Limits } from './deadline.ts';
import { Garbage } from './garbage.ts';
import type { ContentSummary } from './http/content.ts';
import { declaredBytes } from './http/content-range.ts';
import type { ResponseHead } from './http/exchange.ts';
import type { Target } from './preflight.ts';
import { Timeline } from './timeline.ts';
import type { Wire } from './wire.ts';

export class Attempt implements Limits {
  readonly task: Task;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeline: Timeline;
  /** Facts worth telling that are no failure. */
  readonly notes: Evidence[] = [];
  readonly redirects: RedirectHop[] = [];
  target: Target | null = null;
  previousProtocol: Protocol | null = null;
  addresses: string[] = [];
  remoteAddress: string | null = null;
  /** Addresses to go to without asking for them again: those that another connection of the same transfer found. */
  pinned: string[] | null = null;
  /** The stream the request goes over: the plain side of TLS, where there is TLS. */
  stream: Wire | null = null;
  head: ResponseHead | null = null;
  tls: TlsSummary | null = null;
  /** Bytes of the body so far. */
  bytes = 0;
  content: ContentSummary | null = null;
  readonly garbage = new Garbage();
  /** Bytes of the whole content, where byte ranges are what comes. */
  size: number | null = null;
  /** Connections that share the content; null while that is not settled. */
  threads: number | null = null;
  /** What each of them has brought so far; none when there is only one. */
  segments: () => SegmentSummary[] = () => [];
  #dnsMs = 0;
  #owned: (() => void)[] = [];

  constructor(task: Task, options: { clock: Clock; signal: AbortSignal }) {
    this.task = task;
    this.clock = options.clock;
    this.signal = options.signal;
    this.timeline = new Timeline(options.clock);
  }

  get hop(): number {
    return this.redirects.length;
  }

  get endsAt(): number {
    return this.timeline.startedAt + this.task.timeouts.totalMs;
  }

  /** Names are resolved on every hop; the DNS limit is for all of them together. */
  get dnsLeftMs(): number {
    return Math.max(0, this.task.dns.limitMs - this.#dnsMs);
  }

  spentOnDns(ms: number): void {
    this.#dnsMs += ms;
  }

  /** What the header promises, cut to what the task wants. */
  get expectedBytes(): number | null {
    const length = this.size ?? (this.head && declaredBytes(this.head));
    const wanted = this.task.transferKB === undefined ? null : this.task.transferKB * 1024;
    if (length === null || wanted === null) return length ?? wanted;
    return Math.min(length, wanted);
  }

  /** Everything opened on the way is handed over here and freed by `end`, newest first. */
  own(free: () => void): void {
    this.#owned.push(free);
  }

  release(): void {
    for (const free of this.#owned.reverse()) free();
    this.#owned = [];
  }

  end(): void {
    this.timeline.stop();
    this.release();
  }

  circumstances(): Circumstances {
    const { stream, task } = this;
    return {
      direction: task.direction,
      protocol: this.target?.protocol ?? null,
      hop: this.hop,
      previousProtocol: this.previousProtocol,
      requestSent: stream !== null && stream.bytesOut > 0 && stream.unsent === 0,
      responseBytes: stream?.bytesIn ?? 0,
      status: this.head?.status ?? null,
      framing: this.head?.framing ?? null,
      ownCa: task.tls.caFile !== undefined,
      clientCertificate: 'none',
    };
  }

  /** The part of the result that was seen on the way. */
  seen(): Partial<TransferResult> {
    const { target, head } = this;
    return {
      ...(target && { protocol: target.protocol, host: target.host, finalUrl: shownUrl(target) }),
      remoteAddress: this.remoteAddress,
      remotePort: this.remoteAddress && target ? target.port : null,
      ipFamily: this.remoteAddress ? (this.remoteAddress.includes(':') ? 6 : 4) : null,
      addresses: this.addresses,
      bytes: this.bytes,
      expectedBytes: this.expectedBytes,
      httpStatus: head?.status ?? null,
      md5: this.content?.md5 ?? null,
      sha256: this.content?.sha256 ?? null,
      redirects: this.redirects,
      ...(this.threads !== null && { threads: this.threads }),
      segments: this.segments(),
      tls: this.tls,
    };
  }
}

function shownUrl(target: Target): string {
  const url = new URL(target.url);
  url.username = url.password = '';
  return url.href;
}
