/** The header of the response, from the lines that curl shows of it. */
import { headOf, type ResponseHead } from '../http/exchange.ts';

/** curl's own limit is 300 KB; what it lets through beyond this is not kept. */
const MAX_BYTES = 512 * 1024;

export class Heads {
  /** Of the response itself, when all of it is here; what comes before (100, 103) is dropped. */
  head: ResponseHead | null = null;
  /** Of all heads and trailers. */
  bytes = 0;
  /** Of the response, as far as it is told apart. */
  version: '1.1' | '2' | null = null;
  readonly #method: string;
  #lines: string[] = [];

  constructor(method: string) {
    this.#method = method;
  }

  /** A response has begun, and its header is not complete. */
  get open(): boolean {
    return this.#lines.length > 0;
  }

  /** True when this line has completed the header. */
  line(text: string): boolean {
    this.bytes += text.length + 2;
    // What comes behind the header are trailers.
    if (this.head) return false;
    if (text !== '') {
      if (this.bytes < MAX_BYTES) this.#add(text);
      return false;
    }
    const [statusLine = '', ...lines] = this.#lines;
    this.#lines = [];
    if (isInterim(statusLine)) return false;
    const status = Number(STATUS_LINE.exec(statusLine)?.[1] ?? 0);
    this.version = statusLine.startsWith('HTTP/2') ? '2' : '1.1';
    this.head = headOf(this.#method, status, byName(lines), lines);
    return true;
  }

  /** A line that begins with a blank goes on with the one before (RFC 9112 section 5.2). */
  #add(text: string): void {
    // curl does not show the end of an interim header.
    if (STATUS_LINE.test(text) && isInterim(this.#lines[0] ?? '')) this.#lines = [];
    const folded = /^[ \t]/.test(text) && this.#lines.length > 1;
    if (folded) this.#lines[this.#lines.length - 1] += ` ${text.trim()}`;
    else this.#lines.push(text);
  }
}

const STATUS_LINE = /^HTTP\/[\d.]+ (\d{3})/;

function isInterim(statusLine: string): boolean {
  return /^HTTP\/[\d.]+ 1(?!01)\d\d/.test(statusLine);
}

function byName(lines: readonly string[]): ResponseHead['headers'] {
  const headers: Record<string, string | string[]> = Object.create(null);
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
}
