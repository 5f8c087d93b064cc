/** The reply that ends a transfer: it comes on the control connection while the data goes over another. RFC 959 section 5.4. */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { isStillMoving } from '../../classify/ftp-replies.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { replyEvidence } from './control.ts';
import type { DataConnection } from './data.ts';
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';

/** After a broken data connection the server may still say why; if it does, then soon. */
const LAST_WORD_MS = 1000;

const NEVER = new Promise<never>(() => {});

/** No transfer ends with this one. */
const NOOP_DONE = 200;

export class Ending {
  readonly command: string;
  readonly #session: Session;
  /** Never rejects: a lost control connection is an ending too. */
  readonly #outcome: Promise<Reply | StepFailure>;

  /** To be made when the server has said that the transfer begins. Rejects with the signal's reason alone. */
  constructor(session: Session, command: string) {
    this.#session = session;
    this.command = command;
    this.#outcome = this.#follow();
    this.#outcome.catch(() => {});
  }

  /**
   * Resolves when the transfer cannot end well any more: the server has refused it, or the session is lost. What is on its way over
   * the data connection is still waited for, for a moment; `over` tells when that is all.
   */
  async trouble(over: Promise<void>): Promise<void> {
    // A cancel ends the transfer by itself.
    const outcome = await this.#outcome.catch(() => null);
    if (!outcome || (!(outcome instanceof StepFailure) && outcome.code < 400)) return NEVER;
    const { attempt } = this.#session;
    const limit = deadline('TRANSFER_TIMEOUT', 'the data did not end', LAST_WORD_MS, attempt);
    await within<void>(
      limit,
      attempt.signal,
      (done) => void over.then(done),
      () => {},
    ).catch(() => {});
  }

  /** TLS on the data connection. Where it fails the server may say why. Throws a StepFailure. */
  async secure(data: Pick<DataConnection, 'secure'>): Promise<void> {
    await data.secure().catch(async (error: unknown) => {
      if (!(error instanceof StepFailure)) throw error;
      throw new StepFailure(...error.evidence, ...(await this.lastWord()));
    });
  }

  /** All the content has gone over: what the server says to that. Throws a StepFailure (609, 620). */
  async reply(): Promise<Reply> {
    const { attempt } = this.#session;
    const { responseMs } = attempt.task.timeouts;
    const limit = {
      ...deadline('RESPONSE_TIMEOUT', `no answer to the end of ${this.command}`, responseMs, attempt),
      failure: () => new StepFailure(this.#missing()),
    };
    const outcome = await this.#within(limit);
    if (!(outcome instanceof StepFailure)) return outcome;
    // With all of the content here it is the confirmation that is late, whichever limit it came to.
    throw outcome.evidence.some(({ name }) => name === 'TRANSFER_TIMEOUT') ? limit.failure() : outcome;
  }

  /** What the server says to a transfer that broke off, as evidence: nothing, if it says nothing soon. */
  async lastWord(): Promise<Evidence[]> {
    const { attempt, log } = this.#session;
    const limit = deadline('RESPONSE_TIMEOUT', 'no last word', LAST_WORD_MS, attempt);
    const outcome = await this.#within(limit).catch((error: unknown) => {
      if (error instanceof StepFailure) return null;
      throw error;
    });
    if (!outcome) return [];
    return outcome instanceof StepFailure
      ? [...outcome.evidence]
      : [replyEvidence(this.command, outcome, log)];
  }

  /**
   * After a transfer that was cut off on purpose: whether the session is ready for the next command. Some servers say nothing at
   * all to the cut (Pure-FTPd), so another command is sent whose answer cannot be mistaken.
   */
  async settled(): Promise<boolean> {
    const { attempt, control } = this.#session;
    const limit = deadline('RESPONSE_TIMEOUT', 'no word on the end of the transfer', LAST_WORD_MS, attempt);
    control.send('NOOP');
    try {
      const outcome = await this.#within(limit);
      if (outcome instanceof StepFailure || outcome.code === 421) return false;
      if (outcome.code !== NOOP_DONE) return (await control.reply('NOOP', limit)).code === NOOP_DONE;
      return !isStillMoving(outcome) || (await control.reply(this.command, limit)).code !== 421;
    } catch (error) {
      if (error instanceof StepFailure) return false;
      throw error;
    }
  }

  #within(limit: ReturnType<typeof deadline>): Promise<Reply | StepFailure> {
    const { attempt } = this.#session;
    return within(
      limit,
      attempt.signal,
      (done, fail) => void this.#outcome.then(done, fail),
      () => {},
    );
  }

  #missing(): Evidence {
    return check(
      'NO_FINAL_REPLY',
      `the content went over, and the server did not confirm the end of ${this.command}`,
    );
  }

  async #follow(): Promise<Reply | StepFailure> {
    const { attempt, control } = this.#session;
    const { totalMs } = attempt.task.timeouts;
    try {
      for (;;) {
        const limit = deadline('TRANSFER_TIMEOUT', 'the transfer did not end', totalMs, attempt);
        const reply = await control.reply(this.command, limit);
        if (reply.code >= 200) return reply;
      }
    } catch (error) {
      if (error instanceof StepFailure) return error;
      throw error;
    }
  }
}
