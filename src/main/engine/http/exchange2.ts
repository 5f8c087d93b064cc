/**
 * One HTTP/2 request and its response, over a stream that is already open: the same as `Exchange`, by `node:http2`.
 * undici's own HTTP/2 would send a refused request a second time and take a stream that was reset for a complete answer (ADR 10).
 */
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import type { Duplex } from 'node:stream';
import type { BodyReader, HttpExchange, HttpRequest, ResponseHead } from './exchange.ts';
import type { Http2Frames } from './frames.ts';

/** What may be under way to us: enough that our window never is what limits the speed (16 MiB: 1 Gbit/s at 130 ms). */
const WINDOW_BYTES = 16 * 1024 * 1024;
/** As for HTTP/1.1. */
const MAX_HEAD_BYTES = 64 * 1024;
/** Node's own limit of 128 is less than some servers send. */
const MAX_HEADERS = 1000;

export class Exchange2 implements HttpExchange {
  readonly #session: ClientHttp2Session;
  readonly #link: Duplex;
  readonly #frames: Http2Frames;
  readonly #request: HttpRequest;
  #stream: ClientHttp2Stream | null = null;

  /** `frames` must see all that comes in over `link`. */
  constructor(link: Duplex, request: HttpRequest, frames: Http2Frames) {
    this.#link = link;
    this.#request = request;
    this.#frames = frames;
    this.#session = connect(request.origin, {
      createConnection: () => link,
      maxHeaderListPairs: MAX_HEADERS,
      settings: { enablePush: false, initialWindowSize: WINDOW_BYTES, maxHeaderListSize: MAX_HEAD_BYTES },
    });
    this.#session.once('connect', () => this.#session.setLocalWindowSize(WINDOW_BYTES));
  }

  start(onEnd: (error: Error | null) => void): Promise<ResponseHead> {
    return new Promise<ResponseHead>((resolve, reject) => {
      let begun = false;
      let over = false;
      const end = (error: Error | null): void => {
        if (over) return;
        over = true;
        if (begun) onEnd(error);
        else reject(error ?? new Error('the stream was closed without an answer'));
      };
      this.#session.on('error', end);
      // Node ends a stream quietly when its connection ends; the end is only good when the server has said so.
      this.#link.once('end', () => {
        if (!this.#frames.ended) setImmediate(end, new Error('the connection ended'));
      });

      const stream = this.#session.request(this.#headers(), { endStream: true });
      this.#stream = stream;
      stream.on('response', (headers, _flags, raw) => {
        begun = true;
        resolve(headOf(this.#request.method, headers, raw));
      });
      stream.on('error', end);
      stream.on('close', () => {
        const complete = this.#frames.ended && stream.rstCode === 0;
        end(complete ? null : new Error('the stream was closed before its end'));
      });
    });
  }

  read(reader: BodyReader): void {
    const stream = this.#stream;
    stream?.on('data', (chunk: Buffer) => {
      if (!reader.onData(chunk, () => stream.resume())) stream.pause();
    });
  }

  /** The session goes with its stream. Destroyed by itself it would write a last frame, which Node fails at when an end is under way. */
  destroy(): void {
    this.#link.destroy();
  }

  #headers(): OutgoingHttpHeaders {
    const { origin, path, method, headers } = this.#request;
    const { protocol, host } = new URL(origin);
    const { host: authority = host, ...others } = headers;
    return {
      ':method': method,
      ':scheme': protocol.slice(0, -1),
      ':authority': authority,
      ':path': path,
      ...others,
    };
  }
}

/** `raw`: name and value in turn, as they came. */
function headOf(
  method: string,
  headers: IncomingHttpHeaders & { ':status'?: number },
  raw: readonly string[],
): ResponseHead {
  const { ':status': status = 0, ...fields } = headers;
  const length = fields['content-length'];
  const bodiless = method === 'HEAD' || status === 204 || status === 304;
  const contentLength = bodiless ? 0 : length !== undefined && /^\d+$/.test(length) ? Number(length) : null;
  const named = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
  return {
    status,
    headers: fields as ResponseHead['headers'],
    lines: named.filter(([name]) => !name?.startsWith(':')).map(([name, value]) => `${name}: ${value}`),
    // The end of the stream is part of the protocol, as the last chunk of the chunked coding is.
    framing: contentLength === null ? 'chunked' : 'length',
    contentLength,
  };
}
