/** The state of one attempt: what the steps have done and seen so far, and what they own that must be freed. */
import type {
  Evidence,
  Protocol,
  ProxySummary,
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
import type { Http2Frames } from './http/frames.ts';
import type { Target } from './preflight.ts';
import { environmentProxy, type SystemProxy } from './system-proxy.ts';
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
  readonly systemProxy: SystemProxy;
  /** The proxy of this hop. */
  proxy: ProxySummary | null = null;
  /** The stream the request goes over: the plain side of TLS, where there is TLS. */
  stream: Wire | null = null;
  head: ResponseHead | null = null;
  httpVersion: TransferResult['httpVersion'] = null;
  /** Of an HTTP/2 connection. */
  frames: Http2Frames | null = null;
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

  constructor(task: Task, options: { clock: Clock; signal: AbortSignal; systemProxy?: SystemProxy }) {
    this.task = task;
    this.clock = options.clock;
    this.signal = options.signal;
    this.systemProxy = options.systemProxy ?? environmentProxy(process.env);
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

  /** An HTTP/2 connection goes on talking of itself when the request has left. */
  get #requestSent(): boolean {
    if (this.frames) return this.timeline.phase !== 'request';
    return this.stream !== null && this.stream.bytesOut > 0 && this.stream.unsent === 0;
  }

  circumstances(): Circumstances {
    const { stream, task } = this;
    return {
      direction: task.direction,
      protocol: this.target?.protocol ?? null,
      hop: this.hop,
      previousProtocol: this.previousProtocol,
      requestSent: this.#requestSent,
      responseBytes: this.frames ? this.frames.answerBytes : (stream?.bytesIn ?? 0),
      status: this.head?.status ?? null,
      framing: this.head?.framing ?? null,
      ownCa: task.tls.caFile !== undefined,
      clientCertificate: 'none',
    };
  }

  /** The part of the result that was seen on the way. */
  seen(): Partial<TransferResult> {
    const { target, head, proxy } = this;
    const remotePort = proxy?.resolvedBy === 'proxy' ? proxy.port : target?.port;
    return {
      ...(target && { protocol: target.protocol, host: target.host, finalUrl: shownUrl(target) }),
      remoteAddress: this.remoteAddress,
      remotePort: (this.remoteAddress && remotePort) || null,
      ipFamily: this.remoteAddress ? (this.remoteAddress.includes(':') ? 6 : 4) : null,
      addresses: this.addresses,
      bytes: this.bytes,
      expectedBytes: this.expectedBytes,
      httpVersion: this.httpVersion,
      httpStatus: head?.status ?? null,
      md5: this.content?.md5 ?? null,
      sha256: this.content?.sha256 ?? null,
      redirects: this.redirects,
      ...(this.threads !== null && { threads: this.threads }),
      segments: this.segments(),
      tls: this.tls,
      proxy: proxy && { ...proxy, ms: this.timeline.timings().proxy },
    };
  }
}

function shownUrl(target: Target): string {
  const url = new URL(target.url);
  url.username = url.password = '';
  return url.href;
}
