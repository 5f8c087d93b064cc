/** Replies on the control connection, taken out of the bytes that come in. RFC 959 section 4.2. */

export interface Reply {
  code: number;
  /** As they came, the first one with the code; without line ends. */
  lines: readonly string[];
}

/** A reply in one line, for people and for classification. */
export function replyText({ lines }: Reply): string {
  return lines.join(' / ');
}

/** What came is no FTP, or more of it than any server has to say. */
export class NoReply extends Error {}

/** A feature list or a long notice has some KB. */
const MAX_REPLY_BYTES = 64 * 1024;
const FIRST_LINE = /^([1-6]\d\d)(?:([ -]).*)?$/;
const LF = 0x0a;

export class ReplyParser {
  #waiting: Buffer[] = [];
  #bytes = 0;
  #open: { code: string; lines: string[] } | null = null;

  /** Bytes that have come and are no whole reply yet. */
  get pending(): number {
    return this.#bytes;
  }

  /** The replies that these bytes complete, one after the other. Throws NoReply where there is none. */
  *read(chunk: Buffer): Generator<Reply, void, void> {
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(LF, from);
      const to = end < 0 ? chunk.length : end + 1;
      this.#keep(chunk.subarray(from, to));
      from = to;
      if (end < 0) return;
      const reply = this.#line(this.#takeLine());
      if (reply) {
        this.#bytes = 0;
        yield reply;
      }
    }
  }

  #keep(bytes: Buffer): void {
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes > MAX_REPLY_BYTES) throw new NoReply(`a reply of more than ${MAX_REPLY_BYTES} bytes`);
  }

  #takeLine(): string {
    const line = Buffer.concat(this.#waiting)
      .toString('utf8')
      .replace(/\r?\n$/, '');
    this.#waiting = [];
    return line;
  }

  #line(line: string): Reply | null {
    if (this.#open) return this.#continue(this.#open, line);
    // Some servers put empty lines between their replies.
    if (line.trim() === '') {
      this.#bytes = 0;
      return null;
    }
    const [, code, separator] = FIRST_LINE.exec(line) ?? [];
    if (code === undefined) throw new NoReply(`not an FTP reply: ${printable(line)}`);
    if (separator !== '-') return { code: Number(code), lines: [line] };
    this.#open = { code, lines: [line] };
    return null;
  }

  /** What begins with the same code and a blank is the last line; anything else in between is the server's own business. */
  #continue(open: { code: string; lines: string[] }, line: string): Reply | null {
    open.lines.push(line);
    if (line !== open.code && !line.startsWith(`${open.code} `)) return null;
    this.#open = null;
    return { code: Number(open.code), lines: open.lines };
  }
}

/** What a server sent that is no text of FTP, safe to show. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '.').slice(0, 80);
}
