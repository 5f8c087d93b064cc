/**
 * The head of a request: which headers, in which order, and how they are spelled. The order is curl's, so that a task taken from
 * a curl command sends the bytes that curl sends. undici frames the request but writes names of its own in an order of its own;
 * its head is put right on the way out.
 */
import type { Task } from '../../../shared/task.ts';
import type { HttpRequest } from './exchange.ts';
import { has, type Presented } from './identity.ts';

type Headers = HttpRequest['headers'];

const USER_AGENT = 'catprobe';
const FORM = 'application/x-www-form-urlencoded';

/** What the request carries. */
export interface SentContent {
  size: number;
  /** Headers that belong to it. */
  headers: Readonly<Record<string, string>>;
  /** A text, which is a form where the task says nothing else. */
  form: boolean;
}

/** The task's own header replaces ours of the same name; as an empty list it leaves it out. */
export function requestHeaders(
  task: Task,
  presented: Presented & {
    proxyAuthorization: string | null;
    /** Of this request alone, lower case. */
    more: Readonly<Record<string, string>>;
    content: SentContent | null;
  },
): Headers {
  const { request } = task;
  const own = presented.headers;
  const headers: Headers = {};
  const add = (name: string, value: string | null): void => {
    if (value !== null && !has(own, name.toLowerCase())) headers[name] = bytesOf(value);
  };
  add('Proxy-Authorization', presented.proxyAuthorization);
  add('Authorization', presented.authorization);
  for (const [name, value] of Object.entries(presented.more)) add(capitalized(name), value);
  add('User-Agent', request.userAgent ?? USER_AGENT);
  add('Accept', '*/*');
  add('Cookie', presented.cookie);
  for (const [name, value] of Object.entries(own)) {
    if (typeof value === 'string') headers[name] = bytesOf(value);
    else if (value.length) headers[name] = value.map(bytesOf);
  }
  const { content } = presented;
  if (content) {
    for (const [name, value] of Object.entries(content.headers)) add(capitalized(name), value);
    headers['Content-Length'] = String(content.size);
    if (content.form) add('Content-Type', FORM);
  }
  return headers;
}

/** UTF-8 in a header's Latin-1: each character stands for one byte. */
function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * Without those that undici takes for orders to itself and refuses, or obeys: they are written all the same. Content is none of its
 * business, so its length is not either.
 */
const ORDERS = /^(connection|content-length|expect|keep-alive)$/i;

export function headersForUndici(headers: Headers): Headers {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (ORDERS.test(name)) return [];
      const host = /^host$/i.test(name) && Array.isArray(value);
      return [[name, host ? (value[0] ?? '') : value]];
    }),
  );
}

export function lowerCased(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const CRLF = '\r\n';
const HEAD_END = Buffer.from(CRLF + CRLF);

/**
 * undici's first write, with the request line as it stands, then Host, then the wanted headers, then what undici alone
 * knows (the framing of a body). Keeping the connection is HTTP/1.1's own way and needs no word.
 */
export function writtenHead(written: Buffer, wanted: Headers): Buffer {
  const end = written.indexOf(CRLF + CRLF);
  if (end < 0) return written;
  const [requestLine = '', ...lines] = written.toString('latin1', 0, end).split(CRLF);
  const named = new Set(Object.keys(wanted).map((name) => name.toLowerCase()));
  const added = lines.filter((line) => {
    const name = nameOf(line);
    return !named.has(name) && name !== 'connection';
  });
  const host = added.filter((line) => nameOf(line) === 'host');
  const framing = added.filter((line) => nameOf(line) !== 'host');
  return Buffer.concat([composed(requestLine, host, wanted, framing), written.subarray(end)]);
}

/** The same head, of a request without content, where undici has written none. */
export function ownHead({ origin, path, method, headers }: HttpRequest): Buffer {
  const named = Object.keys(headers).some((name) => /^host$/i.test(name));
  const host = named ? [] : [`host: ${new URL(origin).host}`];
  const head = composed(`${method} ${path} HTTP/1.1`, host, headers, []);
  return Buffer.concat([head, HEAD_END]);
}

/** Without the empty line at its end. */
function composed(
  requestLine: string,
  host: readonly string[],
  wanted: Headers,
  framing: readonly string[],
): Buffer {
  const own = Object.entries(wanted).flatMap(([name, value]) =>
    [value].flat().map((one) => (one === '' ? `${name}:` : `${name}: ${one}`)),
  );
  const isHost = (line: string): boolean => nameOf(line) === 'host';
  const head = [
    requestLine,
    ...host.map(capitalized),
    ...own.filter(isHost),
    ...own.filter((line) => !isHost(line)),
    ...framing.map(capitalized),
  ];
  return Buffer.from(head.join(CRLF), 'latin1');
}

function nameOf(line: string): string {
  return line.slice(0, line.indexOf(':')).toLowerCase();
}

/** `content-length: 5` as `Content-Length: 5`; a name alone, too. */
function capitalized(line: string): string {
  const [name = '', ...value] = line.split(/(?=:)/);
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()) + value.join('');
}
