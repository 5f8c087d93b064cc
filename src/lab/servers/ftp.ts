/** An FTP server: on each command it plays what its script says, or does what a good server would (see ftp-usual.ts). */
import type { TLSSocketOptions } from 'node:tls';
import type { FtpSpec, Script } from '../script.ts';
import type { Connection } from './connection.ts';
import { type DataPort, openDataPort } from './ftp-data.ts';
import { Files, resolvePath } from './ftp-files.ts';
import { doAsUsual } from './ftp-usual.ts';
import { play, type Stage } from './play.ts';
import { type Listener, listenTcp } from './tcp.ts';

/** What all sessions of a server have in common. */
interface House {
  readonly spec: FtpSpec;
  readonly files: Files;
  readonly stage: Stage;
  /** One for all connections, so that TLS sessions can go on. */
  tls(): Promise<TLSSocketOptions>;
  /** How often this command has come, this time included. */
  count(command: string): number;
}

export async function listenFtp(spec: FtpSpec, stage: Stage): Promise<Listener> {
  const counts = new Map<string, number>();
  const sessions = new Set<Promise<void>>();
  let tls: Promise<TLSSocketOptions> | undefined;
  const house: House = {
    spec,
    files: new Files(spec.files),
    stage,
    tls() {
      if (!spec.tls) throw new Error('this server has no TLS');
      tls ??= stage.tls(spec.tls);
      return tls;
    },
    count(command) {
      const count = (counts.get(command) ?? 0) + 1;
      counts.set(command, count);
      return count;
    },
  };
  const listener = await listenTcp((control) => {
    const session = new FtpSession(house, control).serve();
    sessions.add(session);
    return session.finally(() => sessions.delete(session));
  });
  return {
    port: listener.port,
    async close() {
      await listener.close();
      await Promise.allSettled(sessions);
    },
  };
}

/** One control connection, and the data connections that belong to it. */
export class FtpSession {
  readonly house: House;
  readonly control: Connection;
  user = '';
  loggedIn = false;
  folder: string;
  ascii = true;
  /** Of REST, for the next transfer. */
  from = 0;
  secured = false;
  /** PROT P. */
  private = false;
  /** The newest port, for the next transfer. */
  #port: DataPort | null = null;
  readonly #ports: DataPort[] = [];

  constructor(house: House, control: Connection) {
    this.house = house;
    this.control = control;
    this.folder = house.spec.home ?? '/';
  }

  async serve(): Promise<void> {
    try {
      if (this.house.spec.implicit && !(await this.secure())) return;
      if (!(await this.#answer('GREETING', ''))) return;
      for (;;) {
        const line = await this.control.takeLine();
        if (line === null) return;
        // A client interrupts with signs of Telnet in front (RFC 959, ABOR); they are no UTF-8.
        const [, command = '', argument = ''] = /^\ufffd*(\S*) ?(.*)$/.exec(line) ?? [];
        if (!(await this.#answer(command.toUpperCase(), argument))) return;
      }
    } finally {
      await Promise.all(this.#ports.map((port) => port.close()));
    }
  }

  sizeOf(path: string): number | undefined {
    return this.house.files.sizeOf(resolvePath(this.folder, path));
  }

  /** Without its last line end. */
  async reply(text: string): Promise<void> {
    await this.control.send(Buffer.from(`${text}\r\n`));
  }

  async secure(): Promise<boolean> {
    this.secured = await this.control.secure(await this.house.tls());
    return this.secured;
  }

  async openPort(reply: string): Promise<void> {
    const port = await openDataPort();
    this.#ports.push(port);
    this.#port = port;
    const values: Record<string, number> = { PORT: port.port, HIGH: port.port >> 8, LOW: port.port & 255 };
    await this.reply(reply.replace(/PORT|HIGH|LOW/g, (name) => String(values[name])));
  }

  /** After a transfer as it should be: the next one needs a port of its own. */
  forgetPort(): void {
    this.#port = null;
  }

  get hasPort(): boolean {
    return this.#port !== null;
  }

  /**
   * What the work with the data connection comes to: null, or a reply. A client that leaves, quits or interrupts (ABOR) ends the
   * connection, wherever the work is.
   */
  async withData(work: (data: Connection) => Promise<string | null>, plain = false): Promise<string | null> {
    const port = this.#port;
    if (!port) return '425 Use EPSV or PASV first.';
    let over = false;
    void this.control.waitForText(/^(\xff\xf4\xff\xf2)?(ABOR|QUIT)\b/im).then(async () => {
      if (!over) await port.close();
    });
    try {
      const data = await port.connection;
      if (!data) return '425 Failed to establish connection.';
      const refusal = this.private && !plain ? await this.#secureData(data) : null;
      if (refusal === null) return await work(data);
      void data.closeClean();
      return refusal;
    } finally {
      over = true;
    }
  }

  async #secureData(data: Connection): Promise<string | null> {
    const { demandsSession } = this.house.spec;
    if (!data.secured && !(await data.secure(await this.house.tls()))) return '522 SSL connection failed.';
    return demandsSession && !data.resumed ? '522 SSL connection failed; session reuse required.' : null;
  }

  /** False: the session is over. */
  async #answer(command: string, argument: string): Promise<boolean> {
    const { spec, stage } = this.house;
    const usual = async (): Promise<boolean> => {
      const reply = await doAsUsual(this, command, argument);
      if (reply !== null) await this.reply(reply);
      return !this.control.gone.aborted;
    };
    const answer = spec.answers?.[command];
    if (answer === undefined) return usual();
    if (typeof answer === 'string') {
      await this.reply(stage.fill(answer));
      return !this.control.gone.aborted;
    }
    return play(answer, this.control, stage, {
      head: `${command} ${argument}`,
      number: this.house.count(command),
      ftp: {
        usual,
        openPort: (reply) => this.openPort(reply),
        withData: (script, plain) => this.#playOnData(script, plain),
      },
    });
  }

  async #playOnData(script: Script, plain?: boolean): Promise<void> {
    await this.withData(async (data) => {
      await Promise.race([play(script, data, this.house.stage), data.over]);
      return null;
    }, plain);
  }
}
