/** One run of curl as a child process: its config goes in, the body and the lines of its trace come out, and it never outlives us. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Environment } from './find.ts';

export interface CurlEvents {
  /** False: wait, until `resume` is called. */
  onBody(chunk: Buffer, resume: () => void): boolean;
  /** A line of what curl says of itself, without its end; each character one byte. */
  onLine(line: string): void;
}

export interface CurlEnd {
  exit: number | null;
  signal: string | null;
  /** It could not even be started. */
  error: NodeJS.ErrnoException | null;
}

/** Of what curl says in one line only so much is kept: the longest is its report, with the certificates in it. */
const MAX_LINE = 1024 * 1024;

/** Variables that would make another transfer of it than the task's, or write keys down; and our own, which may hold a passphrase. */
const UNWANTED =
  /^(https?|ftps?|all|no)_proxy$|^(CURL_HOME|SSLKEYLOGFILE|CURL_SSL_BACKEND|QLOGDIR)$|^CATPROBE_/i;

export class CurlProcess {
  /** Resolves when curl is gone and all it said has been heard; never rejects. */
  readonly ended: Promise<CurlEnd>;
  readonly #child: ChildProcess;
  readonly #events: CurlEvents;
  #rest: Buffer[] = [];
  #restLength = 0;

  constructor(file: string, config: Buffer, env: Environment, events: CurlEvents) {
    this.#events = events;
    this.#child = spawn(file, ['-q', '--config', '-'], {
      env: childEnvironment(env),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.ended = this.#follow();
    const { stdin, stdout, stderr } = this.#child;
    // A curl that ends before it has read everything says why by itself.
    stdin?.on('error', () => {}).end(config);
    stdout?.on('error', () => {}).on('data', (chunk: Buffer) => this.#body(chunk));
    stderr?.on('error', () => {}).on('data', (chunk: Buffer) => this.#lines(chunk));
    endWithUs(this.#child);
  }

  /** No more of the body is wanted: curl finds its output closed and ends, with a report. */
  closeBody(): void {
    this.#child.stdout?.destroy();
  }

  kill(): void {
    this.#child.stdout?.destroy();
    this.#child.kill('SIGKILL');
  }

  #follow(): Promise<CurlEnd> {
    return new Promise((resolve) => {
      this.#child.once('error', (error) => resolve({ exit: null, signal: null, error }));
      this.#child.once('close', (exit, signal) => {
        if (this.#restLength) this.#line(Buffer.concat(this.#rest));
        resolve({ exit, signal, error: null });
      });
    });
  }

  #body(chunk: Buffer): void {
    const { stdout } = this.#child;
    if (!this.#events.onBody(chunk, () => void stdout?.resume())) stdout?.pause();
  }

  #lines(chunk: Buffer): void {
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(0x0a, from);
      const part = chunk.subarray(from, end < 0 ? chunk.length : end);
      if (this.#restLength < MAX_LINE) {
        this.#rest.push(part);
        this.#restLength += part.length;
      }
      if (end < 0) return;
      const line = this.#rest.length === 1 ? part : Buffer.concat(this.#rest);
      this.#rest = [];
      this.#restLength = 0;
      this.#line(line);
      from = end + 1;
    }
  }

  #line(line: Buffer): void {
    this.#events.onLine(line.toString('latin1').replace(/\r$/, ''));
  }
}

/** In the words that classification knows, whatever the language of this computer. */
function childEnvironment(env: Environment): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !UNWANTED.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/** Those that are running. The end of this program is one event for all of them. */
const running = new Set<ChildProcess>();

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

function endWithUs(child: ChildProcess): void {
  if (!running.size) process.on('exit', killAll);
  running.add(child);
  const gone = (): void => {
    if (running.delete(child) && !running.size) process.off('exit', killAll);
  };
  child.once('exit', gone).once('error', gone);
}
