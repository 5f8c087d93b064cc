/** The control connection: commands out, replies in, one line of the conversation for each. RFC 959 section 4. */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { type Deadline, deadline, type Limits, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { opensslEvidence } from '../steps/secure.ts';
import type { Wire } from '../wire.ts';
import type { FtpLog } from './log.ts';
import { NoReply, type Reply, ReplyParser, replyText } from './reply.ts';

export class Control {
  readonly log: FtpLog;
  readonly #limits: Limits;
  readonly #responseMs: number;
  #wire: Wire;
  #parser = new ReplyParser();
  readonly #replies: Reply[] = [];
  #failure: Evidence[] | null = null;
  #wake: () => void = () => {};
  /** Ends the wait for a reply that somebody else will take. */
  #giveWay: () => void = () => {};

  constructor(wire: Wire, log: FtpLog, limits: Limits, responseMs: number) {
    this.log = log;
    this.#limits = limits;
    this.#responseMs = responseMs;
    this.#wire = wire;
    this.#listen();
  }

  /** Sends a command and waits for its reply, whatever it says. Throws a StepFailure when none comes. */
  ask(command: string, argument?: string): Promise<Reply> {
    this.send(command, argument);
    return this.reply(command);
  }

  /** `argument` must have no line end in it. A `secret` one is not shown. */
  send(command: string, argument?: string, secret = false): void {
    const line = argument === undefined ? command : `${command} ${argument}`;
    this.log.line('client', secret ? `${command} ***` : line);
    // A write that fails comes as the wire's own end.
    this.#wire.write(`${line}\r\n`);
  }

  /**
   * The next reply, to that command. Without a limit of its own the response time is it. Whoever still waits for an earlier one
   * is told that it will not come.
   */
  reply(to: string, limit: Deadline = this.#limit(to)): Promise<Reply> {
    this.#giveWay();
    return within<Reply>(
      limit,
      this.#limits.signal,
      (done, fail) => {
        this.#giveWay = () => fail(new StepFailure(waiting(to)));
        this.#wake = () => {
          const reply = this.#replies.shift();
          if (!reply && !this.#failure) return;
          this.#wake = () => {};
          if (reply) done(reply);
          else fail(new StepFailure(...(this.#failure ?? []), waiting(to)));
        };
        this.#wake();
      },
      () => {
        this.#wake = () => {};
      },
    ).catch((error: unknown) => {
      const overdue =
        error instanceof StepFailure && !error.evidence.some(({ name }) => name === 'FTP_CONTROL');
      throw overdue ? new StepFailure(...error.evidence, waiting(to)) : error;
    });
  }

  #limit(to: string): Deadline {
    return deadline('RESPONSE_TIMEOUT', `no answer to ${to}`, this.#responseMs, this.#limits);
  }

  /** Lets go of the wire, paused, so that TLS can be spoken over it. Throws a StepFailure when more came than was asked for. */
  release(): void {
    this.#wire.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onEnd);
    this.#wire.pause();
    if (!this.#parser.pending && !this.#replies.length) return;
    const detail = 'bytes in the clear behind the answer to AUTH TLS: somebody could have put them there';
    throw new StepFailure(check('FTP_REPLY_INVALID', detail));
  }

  /** Goes on over this wire: the same connection, now inside TLS. */
  adopt(wire: Wire): void {
    this.#wire = wire;
    this.#parser = new ReplyParser();
    this.#listen();
  }

  /** Says goodbye and waits a moment for the server's, so that no reset is the last thing it sees. */
  async quit(ms: number): Promise<void> {
    if (this.#failure) return;
    const limit = deadline('RESPONSE_TIMEOUT', 'no answer to QUIT', ms, this.#limits);
    this.send('QUIT');
    await this.reply('QUIT', limit).catch(() => {});
  }

  #listen(): void {
    this.#wire.on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onEnd);
    this.#wire.resume();
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#failure) return;
    try {
      for (const reply of this.#parser.read(chunk)) {
        for (const line of reply.lines) this.log.line('server', line);
        this.#replies.push(reply);
      }
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      this.log.line('server', error.message);
      this.#failure = [check('FTP_REPLY_INVALID', this.log.hide(error.message))];
      this.#wire.destroy();
    }
    this.#wake();
  };

  /** What the wire knows of its end; a TLS error is told by name. */
  readonly #onEnd = (): void => {
    const seen = [...opensslEvidence(this.#wire.error), ...this.#wire.evidence()];
    this.#failure ??= seen.length
      ? seen
      : [{ source: 'os', name: 'FIN', detail: 'the connection was closed' }];
    this.#wake();
  };
}

/** Where the session stood: the control connection, and the command whose answer was awaited. */
function waiting(to: string): Evidence {
  return check('FTP_CONTROL', `waiting for the answer to ${to}`);
}

/** A reply as evidence: `RETR: 550 No such file`. The command comes first; classification reads both. */
export function replyEvidence(command: string, reply: Reply, log: FtpLog): Evidence {
  return { source: 'ftp', name: String(reply.code), detail: log.hide(`${command}: ${replyText(reply)}`) };
}
