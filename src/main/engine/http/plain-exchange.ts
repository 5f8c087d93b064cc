/**
 * A request without content, and an answer of the common kind: its head is in the first piece that comes, in good order, and names the
 * length of a body without coding. Making undici's client takes longer than such a transfer. Whatever else comes is undici's, from its
 * first byte on, as if nobody had looked at it.
 */
import { errors } from 'undici';
import { countBody } from '../lane/body.ts';
import { copyOf } from '../lane/copies.ts';
import type { Take } from '../lane/reads.ts';
import type { Wire } from '../wire.ts';
import {
  type BodyReader,
  countable,
  Exchange,
  type HttpExchange,
  type HttpRequest,
  headOf,
  type ResponseHead,
  saysClose,
} from './exchange.ts';
import { ownHead } from './head.ts';

const HEAD_END = Buffer.from('\r\n\r\n');
const STATUS_LINE = /^HTTP\/1\.1 ([2-5]\d\d) [\t\x20-\x7e]*$/;
const FIELD =
  /^([!#$%&'*+\-.^`|~\dA-Za-z][\w!#$%&'*+\-.^`|~]*):[\t ]*((?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?)$/;

const SENDABLE_PATH = /^[\x21-\x7e]+$/;
const SENDABLE_NAME = /^[\w!#$%&'*+\-.^`|~]+$/;
const SENDABLE_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** undici has an opinion of its own about these. */
const SPECIAL = /^(content-length|transfer-encoding|upgrade|expect|keep-alive)$/i;

/** Whether it can be asked in this way at all. */
export function isPlain({ method, path, headers }: HttpRequest): boolean {
  if (method !== 'GET' || !SENDABLE_PATH.test(path)) return false;
  return Object.entries(headers).every(
    ([name, value]) =>
      SENDABLE_NAME.test(name) &&
      !SPECIAL.test(name) &&
      [value].flat().every((one) => SENDABLE_VALUE.test(one)),
  );
}

export class PlainExchange implements HttpExchange {
  readonly #wire: Wire;
  #request: HttpRequest;
  #head: ResponseHead | null = null;
  /** Of the body: what came before anybody wanted it. */
  #begun: Buffer[] = [];
  #onEnd: (error: Error | null) => void = () => {};
  /** Where the answer was of another kind. */
  #other: Exchange | null = null;

  constructor(wire: Wire, request: HttpRequest) {
    this.#wire = wire;
    this.#request = request;
  }

  start(onEnd: (error: Error | null) => void): Promise<ResponseHead> {
    if (this.#other) return this.#other.start(onEnd);
    const wire = this.#wire;
    this.#onEnd = onEnd;
    const answer = new Promise<ResponseHead>((resolve, reject) => {
      let begun = false;
      const forget = wire.whenOver(() => {
        if (!begun) reject(wire.error ?? new errors.SocketError('other side closed'));
      });
      wire.divert((piece) => {
        // TLS goes on delivering for a moment after a pause.
        if (begun) {
          this.#begun.push(copyOf(piece));
          return false;
        }
        begun = true;
        forget();
        const plain = readPlainHead(piece);
        if (plain) {
          this.#head = plain.head;
          if (plain.end < piece.length) this.#begun.push(copyOf(piece.subarray(plain.end)));
          resolve(plain.head);
          return false;
        }
        this.#other = new Exchange(wire, this.#request, copyOf(piece));
        resolve(this.#other.start(onEnd));
        return true;
      });
    });
    wire.writeHead(ownHead(this.#request));
    return answer;
  }

  read(reader: BodyReader): void {
    if (this.#other || !this.#head) {
      this.#other?.read(reader);
      return;
    }
    const [wire, head, onEnd] = [this.#wire, this.#head, this.#onEnd];
    countBody({
      wire,
      cutOff: (take: Take) => wire.divert(take, this.#takeBegun()),
      length: head.contentLength!,
      reader,
      onEnd: (error) => {
        if (saysClose(head)) wire.destroy();
        onEnd(error);
      },
    });
  }

  #takeBegun(): Buffer | null {
    const begun = this.#begun;
    this.#begun = [];
    return begun.length > 1 ? Buffer.concat(begun) : (begun[0] ?? null);
  }

  next(request: HttpRequest): void {
    this.#request = request;
    this.#head = null;
    this.#other?.next(request);
  }

  destroy(): void {
    this.#other?.destroy();
    this.#wire.destroy();
  }
}

/** Null where anything about it is out of the common. `end`: where the body begins. */
function readPlainHead(piece: Buffer): { head: ResponseHead; end: number } | null {
  const end = piece.indexOf(HEAD_END);
  if (end < 0) return null;
  const [statusLine = '', ...lines] = piece.toString('latin1', 0, end).split('\r\n');
  const status = Number(STATUS_LINE.exec(statusLine)?.[1]);
  // Content that may not be there, or another protocol.
  if (!status || status === 204 || status === 304) return null;
  const headers: Record<string, string | string[]> = {};
  const spelled: string[] = [];
  for (const line of lines) {
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    if (name === undefined) return null;
    const key = name.toLowerCase();
    const before = headers[key];
    headers[key] = before === undefined ? value : [before, value].flat();
    spelled.push(`${name}: ${value}`);
  }
  if (typeof headers['content-length'] !== 'string' || headers.upgrade !== undefined) return null;
  const head = headOf('GET', status, headers, spelled);
  return countable(head) && Number.isSafeInteger(head.contentLength)
    ? { head, end: end + HEAD_END.length }
    : null;
}
