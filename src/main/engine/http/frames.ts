/**
 * Reads the HTTP/2 frames that come in, for the facts the library does not tell apart: who ended a stream, the server or we
 * ourselves; whether the answer came to its end; what a GOAWAY says of our request. RFC 9113 section 4.1 and 6.
 */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';

const FRAME_HEADER = 9;
const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
const GOAWAY = 7;
const END_STREAM = 0x1;
const PADDED = 0x8;

/** The first stream a client opens, and the only one of an exchange. */
const OUR_STREAM = 1;
/** Of a GOAWAY's own words, no more than this is shown. */
const MAX_WORDS = 200;
/** Of an answer that is no HTTP/2, the first line up to here. */
const MAX_LINE = 80;

/** RFC 9113 section 7. */
const ERROR_CODES = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
] as const;
const NO_ERROR = 0;
const REFUSED_STREAM = 7;

interface Goaway {
  code: number;
  /** The last of our streams that the server may have worked on. */
  lastStream: number;
  words: string;
}

export class Http2Frames {
  /** Bytes from the first HEADERS of our stream on: the answer, and not the connection's own talk. */
  answerBytes = 0;
  /** Bytes of content on our stream, as the server sent them. */
  contentBytes = 0;
  /** The server said that its answer is complete. */
  ended = false;
  reset: number | null = null;
  goaway: Goaway | null = null;
  /** The start of what came in place of HTTP/2; null when it is HTTP/2. */
  notHttp2: string | null = null;

  readonly #onAnswer: () => void;
  #header = Buffer.alloc(FRAME_HEADER);
  #headerLength = 0;
  #type = 0;
  #flags = 0;
  #stream = 0;
  /** Bytes of the current frame still to come. */
  #left = 0;
  /** So many of its first bytes are kept. */
  #wanted = 0;
  #payload: Buffer = Buffer.alloc(0);
  #frames = 0;

  /** `onAnswer` is called when the answer begins. */
  constructor(onAnswer: () => void) {
    this.#onAnswer = onAnswer;
  }

  read(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && this.notHttp2 === null) {
      if (this.#left === 0) {
        const n = Math.min(FRAME_HEADER - this.#headerLength, chunk.length - at);
        chunk.copy(this.#header, this.#headerLength, at, at + n);
        this.#headerLength += n;
        at += n;
        if (this.#headerLength === FRAME_HEADER) this.#beginFrame(chunk.subarray(at));
      } else {
        const n = Math.min(this.#left, chunk.length - at);
        const keep = Math.min(n, this.#wanted - this.#payload.length);
        if (keep > 0) this.#payload = Buffer.concat([this.#payload, chunk.subarray(at, at + keep)]);
        if (this.answerBytes > 0) this.answerBytes += n;
        this.#left -= n;
        at += n;
        if (this.#left === 0) this.#endFrame();
      }
    }
  }

  /** The server will not answer this request, or has said so and ended it. */
  get stopped(): boolean {
    return (
      this.reset !== null || (this.goaway !== null && this.goaway.code !== NO_ERROR) || this.#unprocessed
    );
  }

  get #unprocessed(): boolean {
    return this.reset === REFUSED_STREAM || (this.goaway !== null && this.goaway.lastStream < OUR_STREAM);
  }

  evidence(): Evidence[] {
    const found: Evidence[] = [];
    if (this.notHttp2 !== null) {
      found.push(check('NOT_HTTP2', `the server does not speak HTTP/2, its first bytes: ${this.notHttp2}`));
    }
    const after = `after ${this.contentBytes} bytes of content`;
    if (this.reset !== null) {
      const name = `RST_STREAM_${errorName(this.reset)}`;
      found.push({ source: 'http', name, detail: `the server ended the stream ${after}` });
    }
    if (this.goaway) {
      const { code, lastStream, words } = this.goaway;
      const said = words ? `, saying ${JSON.stringify(words)}` : '';
      found.push({
        source: 'http',
        name: `GOAWAY_${errorName(code)}`,
        detail: `the server gives up the connection ${after}, last stream ${lastStream}${said}`,
      });
    }
    if (this.#unprocessed) {
      found.push(check('REQUEST_NOT_PROCESSED', 'the server says that it did nothing for this request'));
    }
    return found;
  }

  #beginFrame(rest: Buffer): void {
    const header = this.#header;
    this.#headerLength = 0;
    this.#left = header.readUIntBE(0, 3);
    this.#type = header[3]!;
    this.#flags = header[4]!;
    this.#stream = header.readUInt32BE(5) & 0x7fffffff;
    this.#payload = Buffer.alloc(0);
    this.#wanted = this.#wantedBytes();
    // A server's first frame is its SETTINGS (RFC 9113 section 3.4).
    if (this.#frames++ === 0 && this.#type !== SETTINGS) {
      this.notHttp2 = firstLine(Buffer.concat([header, rest]));
      return;
    }
    if (this.#type === HEADERS && this.#stream === OUR_STREAM && this.answerBytes === 0) this.#onAnswer();
    if (this.answerBytes > 0 || (this.#type === HEADERS && this.#stream === OUR_STREAM)) {
      this.answerBytes += FRAME_HEADER;
    }
    if (this.#left === 0) this.#endFrame();
  }

  #wantedBytes(): number {
    if (this.#type === RST_STREAM) return 4;
    if (this.#type === GOAWAY) return 8 + MAX_WORDS;
    return this.#type === DATA && this.#flags & PADDED ? 1 : 0;
  }

  #endFrame(): void {
    const payload = this.#payload;
    if (this.#type === GOAWAY && payload.length >= 8) {
      this.goaway = {
        code: payload.readUInt32BE(4),
        lastStream: payload.readUInt32BE(0) & 0x7fffffff,
        words: printable(payload.subarray(8)),
      };
    }
    if (this.#stream !== OUR_STREAM) return;
    if (this.#type === RST_STREAM && payload.length === 4) this.reset ??= payload.readUInt32BE(0);
    if (this.#type === DATA) this.contentBytes += this.#contentOfFrame();
    if ((this.#type === DATA || this.#type === HEADERS) && this.#flags & END_STREAM) this.ended = true;
  }

  #contentOfFrame(): number {
    const length = this.#header.readUIntBE(0, 3);
    return this.#flags & PADDED ? Math.max(0, length - 1 - (this.#payload[0] ?? 0)) : length;
  }
}

function errorName(code: number): string {
  return ERROR_CODES[code] ?? `0x${code.toString(16)}`;
}

function firstLine(bytes: Buffer): string {
  const line = bytes.subarray(0, MAX_LINE).toString('latin1').split('\r\n')[0] ?? '';
  return JSON.stringify(printable(Buffer.from(line, 'latin1')));
}

function printable(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[^\x20-\x7e]/g, '.');
}
