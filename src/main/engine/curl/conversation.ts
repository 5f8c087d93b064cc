/** One run of curl over FTP, followed line by line: each command has its time, and what was said stands in the result. */
import type { Evidence, Phase } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { type Deadline, deadline } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import type { FtpLog } from '../ftp/log.ts';
import type { Lookup } from '../ftp/lookup.ts';
import { Body } from './body.ts';
import type { CurlOption } from './config.ts';
import type { CurlContent } from './content.ts';
import type { Environment } from './find.ts';
import { curlFailure, overdue } from './findings.ts';
import type { RunSettings } from './options.ts';
import type { CurlEnd } from './process.ts';
import { recordAddress, recordTls } from './record.ts';
import { CurlRun } from './run.ts';
import { FtpTalk, type Standing } from './talk.ts';
import { type Marks, phaseOf } from './trace.ts';

/** Exits of a TLS handshake; once the transfer has been asked for it is that of the data connection. */
const TLS_EXITS = new Set([35, 51, 60, 83, 90, 91, 98]);

export class Conversation {
  readonly #attempt: Attempt;
  readonly #settings: RunSettings;
  readonly #log: FtpLog;
  /** Of an upload. */
  readonly #content: CurlContent | null;
  readonly #talk: FtpTalk;
  readonly #run: CurlRun;
  readonly #body: Body;
  readonly #implicit: boolean;
  #transferringSince: number | null = null;

  constructor(attempt: Attempt, settings: RunSettings, log: FtpLog, content: CurlContent | null) {
    this.#attempt = attempt;
    this.#settings = settings;
    this.#log = log;
    this.#content = content;
    this.#implicit = settings.target.protocol === 'ftps';
    this.#talk = new FtpTalk(attempt, log, (standing) => this.#stands(standing));
    this.#run = new CurlRun(attempt, settings, {
      onSent: (line) => this.#talk.sent(line),
      onReceived: (line) => this.#talk.received(line),
      onBody: (chunk, resume) => this.#receive(chunk, resume),
      onMark: (mark) => this.#reached(mark),
      phase: ({ marks }) => this.#phase(marks),
    });
    this.#body = new Body(attempt, () => this.#run.satisfied());
    // No header comes before the content.
    this.#body.begin(null);
    if (content) attempt.carries(content, true);
  }

  /** What is known of the file, when all of the content has gone over. Throws a StepFailure. */
  async hold(options: readonly CurlOption[], env: Environment): Promise<Lookup> {
    const end = await this.#run.start(options, env).catch((error: unknown) => {
      this.#note();
      if (!(error instanceof StepFailure)) throw error;
      throw overdue(this.#attempt, error, this.#seen, ...this.#talk.evidence());
    });
    this.#note();
    if (this.#run.satisfiedAt === null && (end.exit !== 0 || end.signal)) {
      throw curlFailure(this.#attempt, { end, ...this.#seen }, ...this.#broken(end));
    }
    this.#log.done();
    this.#attempt.timeline.stop();
    await this.#body.finish();
    return this.#talk.lookup;
  }

  get #seen(): { trace: CurlRun['trace']; way: RunSettings['way']; answerBytes: number } {
    return { trace: this.#run.trace, way: this.#settings.way, answerBytes: this.#attempt.bytes };
  }

  #phase({ asked, answered, ...marks }: Marks): Phase {
    if (answered !== undefined || asked !== undefined) return this.#talk.phase;
    const phase = phaseOf(marks, { ...this.#settings.way, secures: this.#implicit });
    return phase === 'request' ? 'login' : phase;
  }

  #stands(standing: Standing): void {
    const { clock, timeline } = this.#attempt;
    if (standing === 'transferring') {
      this.#transferringSince = clock.now();
      timeline.packetSent();
    }
    this.#attempt.size = this.#talk.size;
    this.#run.follow();
    this.#run.watch(this.#limitOf(standing));
  }

  #limitOf(standing: Standing): Deadline | null {
    const { responseMs, connectMs } = this.#attempt.task.timeouts;
    const { host, port } = this.#settings.target;
    switch (standing) {
      case 'connected':
        return deadline(
          'CONNECT_TIMEOUT',
          `no FTP greeting from ${host} port ${port}`,
          connectMs,
          this.#attempt,
        );
      case 'asked':
        return deadline('RESPONSE_TIMEOUT', `no answer to ${this.#talk.awaiting}`, responseMs, this.#attempt);
      case 'opening':
        return deadline('CONNECT_TIMEOUT', 'no data connection', connectMs, this.#attempt);
      case 'over':
        return deadline('NO_FINAL_REPLY', 'the server did not confirm the end', responseMs, this.#attempt);
      default:
        return null;
    }
  }

  #receive(chunk: Buffer, resume: () => void): boolean {
    const attempt = this.#attempt;
    attempt.timeline.firstByte();
    const more = this.#body.take(chunk, resume);
    const { size } = this.#talk;
    if (size !== null && attempt.bytes >= size) this.#talk.downloaded(attempt.bytes);
    return more;
  }

  #reached(mark: keyof Marks): void {
    if (mark === 'uploaded') this.#uploaded();
    if (this.#run.trace.marks.answered !== undefined) return;
    if (mark === (this.#settings.way.tunnels ? 'tunneled' : 'connected')) {
      recordAddress(this.#attempt, this.#run, this.#settings.way);
      this.#log.tell(`${this.#attempt.remoteAddress} port ${this.#attempt.remotePort}`);
      if (this.#implicit) this.#talk.securing();
      else this.#talk.connected();
    } else if (mark === 'secured' && this.#implicit) {
      const { tls } = this.#run.trace;
      this.#log.tell(`${tls?.version} ${tls?.cipher}`);
      this.#talk.connected();
    }
  }

  #uploaded(): void {
    if (this.#content) this.#content.sent = this.#content.size;
    this.#moved(this.#attempt.clock.now());
    this.#talk.uploaded();
  }

  /** The content has moved until then. */
  #moved(until: number): void {
    if (this.#transferringSince !== null) this.#attempt.movingMs = until - this.#transferringSince;
  }

  /** What the run has shown, however it ended. */
  #note(): void {
    const { trace, satisfiedAt, timesAtEnd } = this.#run;
    const { way } = this.#settings;
    const content = this.#content;
    if (content) content.sent = Math.min(content.size, trace.report?.uploaded ?? content.sent);
    else this.#moved(satisfiedAt ?? trace.marks.reported ?? this.#attempt.clock.now());
    recordAddress(this.#attempt, this.#run, way);
    recordTls(this.#attempt, this.#run, way);
    if (way.secures && this.#talk.begun) this.#log.sessionReused = trace.sessionReused;
    // The goodbye and the end of curl are no part of the transfer.
    if (timesAtEnd) this.#attempt.timeline.measured(timesAtEnd);
  }

  /** Where it broke off. A handshake is no matter of the conversation, but which of the two connections it was on is. */
  #broken({ exit }: CurlEnd): Evidence[] {
    const talk = this.#talk;
    const inTls = TLS_EXITS.has(exit ?? -1);
    if (inTls && this.#run.trace.marks.answered === undefined) return [];
    const onData = talk.begun || talk.awaiting === 'RETR' || talk.awaiting === 'STOR';
    const where = `TLS of the data connection to port ${this.#log.dataPort}`;
    return [...talk.evidence(), ...(inTls && onData ? [check('FTP_DATA_TLS', where)] : [])];
  }
}
