/**
 * One HTTP/1.1 request and its response, over a stream that is already open. undici writes the head of the request and parses the
 * response; the content of the request, the connection, its timers and its ending are ours.
 */
import { Client, type Dispatcher } from 'undici';
import type { Framing } from '../../classify/facts.ts';
import { countBody } from '../lane/body.ts';
import { Spout } from '../lane/spout.ts';
import type { Wire } from '../wire.ts';
import { headersForUndici, writtenHead } from './head.ts';

export interface HttpRequest {
  origin: string;
  path: string;
  method: string;
  /** In the order they are sent in, as they are spelled; each character one byte. */
  headers: Record<string, string | string[]>;
  /** The head is on its way to the wire (HTTP/1.1, where content follows). */
  onHead?: () => void;
}

export interface ResponseHead {
  status: number;
  /** By lower-case name; a repeated header as a list. */
  headers: Record<string, string | string[] | undefined>;
  /** `Name: value`, as the server spelled them. */
  lines: string[];
  framing: Framing;
  /** Content-Length; null when the header names none. */
  contentLength: number | null;
}

export interface BodyReader {
  /** False: wait, and call `resume` when there is room again. */
  onData(chunk: Buffer, resume: () => void): boolean;
}

/** undici's own limit is 16 KiB; some servers send more cookies than that. */
const MAX_HEAD_BYTES = 64 * 1024;

/** A request over an open stream, whatever the version of HTTP. */
export interface HttpExchange {
  /** Sends the request, its content excepted. Resolves with the head of the response, whose body then waits; rejects with the library's error. */
  start(onEnd: (error: Error | null) => void): Promise<ResponseHead>;
  /** Lets the body flow to the reader; its end is told by `onEnd`. */
  read(reader: BodyReader): void;
  /** The next request over the same connection, to be started when the body before it is over. Absent: there is none. */
  next?(request: HttpRequest): void;
  /** Ends whatever is under way, and the stream with it. */
  destroy(): void;
}

/** What undici has of a connection. */
interface Parser {
  client: Client;
  spout: Spout;
}

export class Exchange implements HttpExchange {
  readonly #wire: Wire;
  #request: HttpRequest;
  /** What has come already, where the request has been sent by somebody else. */
  #came: Buffer | null;
  /** null: undici has not seen a body through, and is of no use for the next request. */
  #parser: Parser | null = null;
  #head: ResponseHead | null = null;
  #onEnd: (error: Error | null) => void = () => {};
  #reader: BodyReader | null = null;
  /** The response begins only when somebody wants its body. */
  #controller: Dispatcher.DispatchController | null = null;

  constructor(wire: Wire, request: HttpRequest, came: Buffer | null = null) {
    this.#wire = wire;
    this.#request = request;
    this.#came = came;
  }

  start(onEnd: (error: Error | null) => void): Promise<ResponseHead> {
    const { path, method, headers, onHead } = this.#request;
    const came = this.#came;
    this.#onEnd = onEnd;
    // undici's head is put in order on the way out.
    if (!came) {
      this.#wire.rewriteNext((head) => {
        onHead?.();
        return writtenHead(head, headers);
      });
    }
    this.#parser ??= parserOver(this.#wire, this.#request.origin, came);
    const { client } = this.#parser;
    return new Promise<ResponseHead>((resolve, reject) => {
      let begun = false;
      client.dispatch(
        {
          path,
          method: method as Dispatcher.HttpMethod,
          headers: headersForUndici(headers),
          idempotent: false,
        },
        {
          onRequestStart: () => {},
          onResponseStart: (controller, status, responseHeaders) => {
            if (status < 200) return; // 100, 102, 103: read and dropped
            begun = true;
            this.#controller = controller;
            controller.pause();
            this.#head = headOf(method, status, responseHeaders, headerLines(controller.rawHeaders));
            resolve(this.#head);
          },
          onResponseData: (controller, chunk) => {
            const more = this.#reader?.onData(chunk, () => controller.resume()) ?? true;
            if (!more) controller.pause();
          },
          onResponseEnd: () => onEnd(null),
          onResponseError: (_controller, error) => {
            if (begun) onEnd(error);
            else reject(error);
          },
        },
      );
    });
  }

  next(request: HttpRequest): void {
    this.#request = request;
    this.#came = null;
    this.#reader = null;
    this.#controller = null;
  }

  read(reader: BodyReader): void {
    const length = this.#head && countable(this.#head);
    if (length && this.#parser) {
      this.#count(this.#parser, length, reader);
      return;
    }
    this.#reader = reader;
    this.#controller?.resume();
  }

  /** undici has the head; the body it never sees. */
  #count({ client, spout }: Parser, length: number, reader: BodyReader): void {
    const closes = this.#head !== null && saysClose(this.#head);
    const onEnd = this.#onEnd;
    this.#parser = null;
    countBody({
      wire: this.#wire,
      cutOff: (take) => spout.cutOff(take),
      length,
      reader,
      onEnd: (error) => {
        client.destroy().catch(() => {});
        if (closes) this.#wire.destroy();
        onEnd(error);
      },
    });
  }

  destroy(): void {
    this.#parser?.client.destroy().catch(() => {});
    this.#wire.destroy();
  }
}

function parserOver(wire: Wire, origin: string, came: Buffer | null): Parser {
  const spout = new Spout(wire, came);
  let given = false;
  const client = new Client(origin, {
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEAD_BYTES,
    connect: (_options, callback) => {
      // One connection, the one we were given: a second one would be a hidden retry.
      const answer = given
        ? () => callback(new Error('the connection is used up'), null)
        : () => callback(null, spout as never);
      given = true;
      // undici does not look for work again when it is answered before it has returned.
      queueMicrotask(answer);
    },
  });
  return { client, spout };
}

/** The bytes of a body that can be counted without a parser; null: it is framed, coded, ended by the connection, or there is none. */
export function countable({ headers, framing, contentLength }: ResponseHead): number | null {
  const coding = single(headers['content-encoding']) ?? 'identity';
  if (framing !== 'length' || headers['transfer-encoding'] !== undefined) return null;
  return coding.trim().toLowerCase() === 'identity' ? contentLength : null;
}

/** The connection is of no use for another request. */
export function saysClose({ headers }: ResponseHead): boolean {
  return /(^|,)\s*close\s*(,|$)/i.test(single(headers.connection) ?? '');
}

/** `lines`: the headers as the server spelled them. */
export function headOf(
  method: string,
  status: number,
  headers: ResponseHead['headers'],
  lines: string[],
): ResponseHead {
  const length = single(headers['content-length']);
  const bodiless = method === 'HEAD' || status === 204 || status === 304;
  const chunked = /(^|,)\s*chunked\s*$/i.test(single(headers['transfer-encoding']) ?? '');
  const contentLength = length !== undefined && /^\d+$/.test(length) && !chunked ? Number(length) : null;
  const framing: Framing = bodiless || contentLength !== null ? 'length' : chunked ? 'chunked' : 'close';
  return { status, headers, lines, framing, contentLength: bodiless ? 0 : contentLength };
}

export function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}

function headerLines(raw: Dispatcher.DispatchController['rawHeaders']): string[] {
  if (!Array.isArray(raw)) return [];
  const text = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return text.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${text[index + 1] ?? ''}`] : []));
}
