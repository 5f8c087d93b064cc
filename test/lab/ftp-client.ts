/** A raw FTP client: says what it is told, and shows what the server really does. */
import { once } from 'node:events';
import net from 'node:net';
import tls, { type SecureVersion } from 'node:tls';

/** How a connection ended, and what came until then. */
export interface Received {
  bytes: Buffer;
  ending: 'end' | 'reset';
}

export class FtpClient {
  #socket: net.Socket;
  #text = '';
  #ended = false;
  #changed = Promise.withResolvers<void>();
  #session: Buffer | undefined;
  readonly #ca: string | undefined;
  readonly #maxVersion: SecureVersion | undefined;

  constructor(port: number, secure: { ca?: string; maxVersion?: SecureVersion } = {}) {
    this.#ca = secure.ca;
    this.#maxVersion = secure.maxVersion;
    this.#socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.#listen();
  }

  #listen(): void {
    const changed = (): void => {
      this.#changed.resolve();
      this.#changed = Promise.withResolvers<void>();
    };
    this.#socket.on('data', (chunk) => {
      this.#text += chunk;
      changed();
    });
    this.#socket.on('error', () => {});
    for (const event of ['end', 'close']) {
      this.#socket.on(event, () => {
        this.#ended = true;
        changed();
      });
    }
  }

  send(data: string | Buffer): void {
    this.#socket.write(data);
  }

  /** The next reply with all of its lines; what came before the end, when the server ends before it is complete. */
  async reply(): Promise<string> {
    for (;;) {
      const found = /^(?:\d{3} .*|(\d{3})-[\s\S]*?\r\n\1 .*)\r\n/.exec(this.#text);
      if (found) {
        this.#text = this.#text.slice(found[0].length);
        return found[0].trimEnd();
      }
      if (this.#ended) return this.#text;
      await this.#changed.promise;
    }
  }

  /** Sends each command and gives the replies. */
  async talk(...commands: string[]): Promise<string[]> {
    const replies: string[] = [];
    for (const command of commands) {
      this.send(`${command}\r\n`);
      replies.push(await this.reply());
    }
    return replies;
  }

  /** Past the greeting and the login. */
  async login(user = 'probe', password = 'secret'): Promise<void> {
    await this.reply();
    await this.talk(`USER ${user}`, `PASS ${password}`);
  }

  /** TLS as client on the control connection. */
  async secure(): Promise<void> {
    for (const event of ['data', 'end', 'close']) this.#socket.removeAllListeners(event);
    const secured = tls.connect(this.#options(this.#socket));
    secured.on('session', (session) => {
      this.#session = session;
    });
    this.#socket = secured;
    this.#listen();
    await once(secured, 'secureConnect');
  }

  /** TLS on a data connection, with the session of the control connection or a new one. */
  async secureData(socket: net.Socket, resume: boolean): Promise<tls.TLSSocket> {
    const secured = tls.connect({ ...this.#options(socket), session: resume ? this.#session : undefined });
    await once(secured, 'secureConnect');
    return secured;
  }

  #options(socket: net.Socket): tls.ConnectionOptions {
    return { socket, ca: this.#ca, host: 'good.lab.test', maxVersion: this.#maxVersion };
  }

  /** A data connection to the port that EPSV names. */
  async openData(): Promise<net.Socket> {
    const [answer = ''] = await this.talk('EPSV');
    const [, port] = /\(\|\|\|(\d+)\|\)/.exec(answer) ?? [];
    const socket = net.connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    return socket;
  }

  /** The file: the replies to RETR (without those still to come), and what the data connection gave. */
  async retrieve(path: string): Promise<Received & { beginning: string }> {
    const data = await this.openData();
    const [beginning = ''] = await this.talk(`RETR ${path}`);
    return { beginning, ...(await receive(data)) };
  }

  /** How the server ends the control connection. */
  async ending(): Promise<'end' | 'reset'> {
    return (await receive(this.#socket)).ending;
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** Reads until the server ends the connection. */
export function receive(socket: net.Socket): Promise<Received> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const finish = (ending: Received['ending']): void => {
      socket.destroy();
      resolve({ bytes: Buffer.concat(chunks), ending });
    };
    if (socket.readableEnded) return finish('end');
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A reset right behind data reaches Node as an end; only a write tells.
    socket.on('end', () => socket.write(Buffer.alloc(0), (error) => error ?? finish('end')));
    socket.on('error', () => finish('reset'));
  });
}
