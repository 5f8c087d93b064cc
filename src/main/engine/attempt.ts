/** The state of one attempt: what the steps have done and seen so far, and what they own that must be freed. */
import { isIP } from 'node:net';
import type {
  CurlSummary,
  Evidence,
  Protocol,
  ProxySummary,
  RedirectHop,
  RevocationSummary,
  SegmentSummary,
  Timings,
  TlsSummary,
  TransferResult,
} from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import type { Circumstances } from '../classify/facts.ts';
import { type ClientFiles, machineIdentity } from './client-identity.ts';
import type { Clock } from './clock.ts';
import type { Limits } from './deadline.ts';
import type { FtpLog } from './ftp/log.ts';
import type { Lookup } from './hijack.ts';
import type { BodySource } from './http/body.ts';
import type { ContentSummary, Save } from './http/content.ts';
import { declaredBytes } from './http/content-range.ts';
import type { ResponseHead } from './http/exchange.ts';
import type { Http2Frames } from './http/frames.ts';
import { Identity } from './http/identity.ts';
import type { Link } from './http/link.ts';
import { Outgoing, type Sending } from './http/outgoing.ts';
import type { RefusalPage } from './http/refusal.ts';
import type { Choice, Pins } from './pins.ts';
import type { Target, TlsSetup } from './preflight.ts';
import { RateLimit } from './rate.ts';
import type { Answer } from './revocation/answer.ts';
import type { Place } from './steps/locate.ts';
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
  /** For the content, in the direction of the task. */
  readonly rate: RateLimit | null;
  /** Sees the content of the response, decoded; `at`: its place in it. */
  readonly save: Save | undefined;
  target: Target | null = null;
  previousProtocol: Protocol | null = null;
  /** What picks among pinned targets. */
  readonly choice: Choice;
  pins: Pins = new Map();
  /** What DNS answered, hop after hop. */
  readonly lookups: Lookup[] = [];
  addresses: string[] = [];
  remoteAddress: string | null = null;
  remotePort: number | null = null;
  /** Where to go without looking for it again: where another connection of the same transfer went. */
  samePlace: Place | null = null;
  /** The address of the server of the hop before this one. */
  previousAddress: string | null = null;
  readonly identity: Identity;
  readonly systemProxy: SystemProxy;
  readonly machine: ClientFiles | null;
  /** The proxy of this hop. */
  proxy: ProxySummary | null = null;
  /** The stream the request goes over: the plain side of TLS, where there is TLS. */
  stream: Wire | null = null;
  head: ResponseHead | null = null;
  /** The page of an answer that may speak of our certificate. */
  refusal: RefusalPage | null = null;
  httpVersion: TransferResult['httpVersion'] = null;
  /** Of an HTTP/2 connection. */
  frames: Http2Frames | null = null;
  tls: TlsSummary | null = null;
  revocation: RevocationSummary | null = null;
  /** What was asked about the revocation of certificates, by their fingerprints: once is enough, for all connections of an attempt. */
  readonly answers: Map<string, Promise<Answer | null>>;
  /** What TLS needs; made ready before anything is sent. */
  tlsSetup: TlsSetup | null = null;
  /** Ours, where another program makes TLS ready. */
  clientCertificate: Circumstances['clientCertificate'] = 'none';
  /** null as long as no FTP was spoken. */
  ftp: FtpLog | null = null;
  /** ms in which the content moved, where that is not what a part of the time says. */
  movingMs: number | null = null;
  /** The program of the curl kernel. */
  curl: CurlSummary | null = null;
  /** Content of the request on this hop. */
  requestBody: Sending | null = null;
  /** Bytes of the response's body so far. */
  bytes = 0;
  content: ContentSummary | null = null;
  /** Bytes of the whole content, where byte ranges are what comes. */
  size: number | null = null;
  /** Connections that share the content; null while that is not settled. */
  threads: number | null = null;
  /** What each of them has brought so far; none when there is only one. */
  segments: () => SegmentSummary[] = () => [];
  /** The upload, and the hop it was last sent on. */
  #upload: { content: Sending; hop: number } | null = null;
  #dnsMs = 0;
  #owned: (() => void)[] = [];
  #kept: (() => void)[] = [];

  constructor(
    task: Task,
    options: {
      clock: Clock;
      signal: AbortSignal;
      systemProxy?: SystemProxy;
      machine?: ClientFiles | null;
      save?: Save;
      /** What this is a part of: as whom requests go out, the rate, and what was found out are one for all its parts. */
      whole?: Attempt;
    } & Partial<Choice>,
  ) {
    this.task = task;
    this.clock = options.clock;
    this.signal = options.signal;
    this.choice = { round: options.round ?? 0, random: options.random ?? Math.random };
    this.identity = options.whole?.identity ?? new Identity(task);
    this.systemProxy = options.systemProxy ?? environmentProxy(process.env);
    this.machine = options.machine === undefined ? machineIdentity(process.env) : options.machine;
    this.save = options.save;
    this.timeline = new Timeline(options.clock, task.direction);
    this.answers = options.whole?.answers ?? new Map();
    this.rate = options.whole ? options.whole.rate : rateLimit(task, options.clock);
  }

  /** Redirects followed. A 401 that was answered is a hop in the timings, and leads nowhere. */
  get hop(): number {
    return this.redirects.filter((hop) => hop.status < 400).length;
  }

  /** The address of the server itself; null where only a proxy knows it. */
  get serverAddress(): string | null {
    const { proxy, target, remoteAddress } = this;
    if (proxy?.resolvedBy !== 'proxy') return remoteAddress;
    return target && isIP(target.host) ? target.host : null;
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

  /** A download ends after so many bytes; null: with the file. */
  get stopAfter(): number | null {
    const { direction, transferKB } = this.task;
    return direction === 'upload' || transferKB === undefined ? null : transferKB * 1024;
  }

  /** Upload: the size of the content. Download: what the header promises, cut to what the task wants. */
  get expectedBytes(): number | null {
    if (this.task.direction === 'upload') return this.#upload?.content.size ?? null;
    const length = this.size ?? (this.head && declaredBytes(this.head));
    const wanted = this.stopAfter;
    if (length === null || wanted === null) return length ?? wanted;
    return Math.min(length, wanted);
  }

  /** Content moved in the direction of the task. */
  get moved(): number {
    return this.task.direction === 'upload' ? (this.#upload?.content.sent ?? 0) : this.bytes;
  }

  /** ms it took to move it. Upload: until the server has begun to answer, on the hop that took it. */
  moveMs(timings: Timings): number {
    if (this.movingMs !== null) return this.movingMs;
    if (this.task.direction === 'download') return timings.receive;
    const { send, wait } = this.redirects[this.#upload?.hop ?? 0]?.timings ?? timings;
    return send + wait;
  }

  /** Makes the content of a request ready to be sent over the link. */
  sends(source: BodySource, link: Link, uploads: boolean): Outgoing {
    const content = new Outgoing(source, link, uploads ? this.rate : null, this.clock);
    this.carries(content, uploads);
    return content;
  }

  /** The request of this hop has that content. */
  carries(content: Sending, uploads: boolean): void {
    if (uploads) this.#upload = { content, hop: this.redirects.length };
    this.requestBody = content;
  }

  /** The stream has got rid of all that it had; there may be more of the content to come. */
  flushed(): void {
    this.timeline.packetSent();
    if (this.requestBody) this.requestBody.flushed();
    else this.requestSent();
  }

  /** The whole request has left: what comes now is waiting, or the answer. */
  requestSent(): void {
    if (this.timeline.phase !== 'request') return;
    if (this.stream?.bytesIn) this.timeline.firstByte();
    else this.timeline.enter('response');
  }

  /** The first byte of an answer. As long as content is to be sent, that is what takes the time. */
  answerBegan(): void {
    if (this.requestBody?.complete ?? true) this.timeline.firstByte();
  }

  /** A fact worth telling, once. */
  note(fact: Evidence): void {
    const known = this.notes.some(({ name, detail }) => name === fact.name && detail === fact.detail);
    if (!known) this.notes.push(fact);
  }

  /** Everything opened on the way is handed over here and freed by `end`, newest first. */
  own(free: () => void): void {
    this.#owned.push(free);
  }

  release(): void {
    for (const free of this.#owned.reverse()) free();
    this.#owned = [];
  }

  /** As `own`, for what is needed on every hop: freed by `end` alone. */
  keep(free: () => void): void {
    this.#kept.push(free);
  }

  end(): void {
    this.timeline.stop();
    this.ftp?.stop();
    this.rate?.stop();
    this.release();
    for (const free of this.#kept) free();
    this.#kept = [];
  }

  /** An HTTP/2 connection goes on talking of itself when the request has left. */
  get #whollySent(): boolean {
    if (this.frames) return this.timeline.phase !== 'request';
    const { stream, requestBody } = this;
    return stream !== null && stream.bytesOut > 0 && stream.unsent === 0 && (requestBody?.complete ?? true);
  }

  circumstances(): Circumstances {
    const { stream, task } = this;
    return {
      direction: task.direction,
      protocol: this.target?.protocol ?? null,
      hop: this.hop,
      previousProtocol: this.previousProtocol,
      requestSent: this.#whollySent,
      responseBytes: this.frames ? this.frames.answerBytes : (stream?.bytesIn ?? 0),
      status: this.head?.status ?? null,
      framing: this.head?.framing ?? null,
      ownCa: task.tls.caFile !== undefined,
      clientCertificate: this.tlsSetup?.clientCertificate ?? this.clientCertificate,
    };
  }

  /** The part of the result that was seen on the way. */
  seen(): Partial<TransferResult> {
    const { target, head, proxy } = this;
    const remotePort = proxy?.resolvedBy === 'proxy' ? proxy.port : this.remotePort;
    return {
      ...(target && { protocol: target.protocol, host: target.host, finalUrl: shownUrl(target) }),
      remoteAddress: this.remoteAddress,
      remotePort: (this.remoteAddress && remotePort) || null,
      ipFamily: this.remoteAddress ? (this.remoteAddress.includes(':') ? 6 : 4) : null,
      addresses: this.addresses,
      bytes: this.moved,
      expectedBytes: this.expectedBytes,
      httpVersion: this.httpVersion,
      httpStatus: head?.status ?? null,
      md5: this.content?.md5 ?? null,
      sha256: this.content?.sha256 ?? null,
      redirects: this.redirects,
      ...(this.threads !== null && { threads: this.threads }),
      segments: this.segments(),
      tls: this.tls && { ...this.tls, revocation: this.revocation },
      ftp: this.ftp?.summary ?? null,
      curl: this.curl,
      proxy: proxy && { ...proxy, ms: this.timeline.timings().proxy },
    };
  }
}

function rateLimit({ rateLimitKBps }: Task, clock: Clock): RateLimit | null {
  return rateLimitKBps === undefined ? null : new RateLimit(rateLimitKBps * 1024, clock);
}

function shownUrl(target: Target): string {
  const url = new URL(target.url);
  url.username = url.password = '';
  return url.href;
}
