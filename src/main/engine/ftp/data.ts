/** The data connection: opened, secured with the session of the control connection, and told apart from it in every failure. RFC 4217. */
import type { Socket } from 'node:net';
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { deadline } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { statusHooks } from '../revocation/check.ts';
import { connectDirectly, openRoute } from '../route.ts';
import { opensslEvidence, secure } from '../steps/secure.ts';
import { recordHooks, TlsRecords } from '../tls-records.ts';
import { Wire, type WireOptions } from '../wire.ts';
import { passivePort } from './passive.ts';
import type { Session } from './session.ts';

/** Told as the content moves. */
export type DataHooks = Pick<WireOptions, 'onFirstByte' | 'onFlushed'>;

export class DataConnection {
  /** What the content goes over: the plain side of TLS, where there is TLS. */
  stream: Wire;
  readonly transport: Wire;
  readonly #session: Session;
  readonly #records: TlsRecords | null;
  readonly #hooks: DataHooks;

  constructor(session: Session, socket: Socket, proxied: boolean, hooks: DataHooks) {
    this.#session = session;
    this.#hooks = hooks;
    this.#records = session.security ? new TlsRecords() : null;
    const records = this.#records;
    this.transport = new Wire(socket, {
      probeEnd: !proxied,
      ...(records ? recordHooks(records) : hooks),
    });
    this.stream = this.transport;
    session.attempt.own(() => this.destroy());
  }

  /** TLS, once the server has said that the transfer begins: some refuse a handshake that comes earlier. Throws a StepFailure. */
  async secure(): Promise<void> {
    const { attempt, security, tls, target, log } = this.#session;
    if (!security || !this.#records) return;
    log.begin('dataTls');
    const { task, signal, clock } = attempt;
    const what = 'the TLS handshake of the data connection did not end';
    const { socket } = await secure({
      ...tls,
      ...statusHooks(attempt, tls.ownLists),
      wire: this.transport,
      records: this.#records,
      host: task.tls.serverName ?? target.host,
      session: security.session(),
      note: (fact) => attempt.note(fact),
      limit: deadline('TLS_TIMEOUT', what, task.timeouts.tlsMs, attempt),
      signal,
      now: clock.wallTime(),
      clock,
    }).catch((error: unknown) => {
      throw this.failure(error, 'FTP_DATA_TLS');
    });
    // The final reply says whether all of it came; the records need not.
    this.#records.stop();
    log.sessionReused = socket.isSessionReused();
    log.tell(`${socket.getProtocol()}, ${log.sessionReused ? 'session reused' : 'new session'}`);
    this.stream = new Wire(socket, { probeEnd: false, ...this.#hooks, below: this.transport });
  }

  /** The same failure, said to be the data connection's. */
  failure(error: unknown, where: 'FTP_DATA' | 'FTP_DATA_TLS' = 'FTP_DATA'): unknown {
    return error instanceof StepFailure ? new StepFailure(...error.evidence, this.#where(where)) : error;
  }

  /** How it ended, where that was no proper end. */
  endedBadly(): Evidence[] {
    const { stream, transport } = this;
    if (stream.ending === 'end' || stream.ending === 'open') {
      const below = transport.ending === 'reset' || transport.ending === 'error' ? transport.evidence() : [];
      return below.length ? [...below, this.#where('FTP_DATA')] : [];
    }
    const seen = [...opensslEvidence(stream.error), ...stream.evidence()];
    // TLS names its own error; that the stream broke off with it says nothing more.
    const named = seen.filter(({ source }) => source === 'openssl');
    return [...(named.length ? named : seen), this.#where('FTP_DATA')];
  }

  /** Our side of the end. Some servers confirm the transfer only when TLS has been closed from both sides (vsftpd). */
  close(): void {
    this.stream.end();
  }

  destroy(): void {
    this.stream.destroy();
    this.transport.destroy();
  }

  #where(name: 'FTP_DATA' | 'FTP_DATA_TLS'): Evidence {
    const { dataAddress, dataPort } = this.#session.log;
    return check(name, `data connection to ${dataAddress} port ${dataPort}`);
  }
}

/** An open data connection, in the clear as yet. Throws a StepFailure (601, 604, 620, 628, 721, …). */
export async function openData(session: Session, hooks: DataHooks = {}): Promise<DataConnection> {
  const { attempt, log, target, tls } = session;
  const port = await passivePort(session);
  log.begin('data');
  const { remoteAddress, remotePort } = attempt;
  log.dataAddress = remoteAddress;
  log.tell(`${remoteAddress} port ${port}`);
  try {
    const route = attempt.proxy
      ? await openRoute(attempt, { ...target, port }, tls)
      : await connectDirectly(attempt, { address: remoteAddress!, port });
    return new DataConnection(session, route.socket, route.secured !== null, hooks);
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    throw new StepFailure(
      ...error.evidence,
      check('FTP_DATA', `data connection to ${remoteAddress} port ${port}`),
    );
  } finally {
    Object.assign(attempt, { remoteAddress, remotePort });
    attempt.timeline.enter('request');
  }
}
