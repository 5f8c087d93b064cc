/** Pieces of HTTP and TLS that scripts are put together from. */
import type { Script, Step } from '../script.ts';

const REASONS: Record<number, string> = {
  200: 'OK',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Content Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

export function head(status: number, headers: Record<string, string | number> = {}): Step {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return { send: `HTTP/1.1 ${status} ${REASONS[status] ?? 'Lab'}\r\n${lines.join('')}\r\n` };
}

/** A whole answer with so many bytes of content. */
export function answer(length: number, headers: Record<string, string | number> = {}, status = 200): Script {
  return [head(status, { 'Content-Length': length, ...headers }), { content: length }];
}

/** A whole answer with this body. */
export function answerWith(
  body: string | Uint8Array,
  headers: Record<string, string | number> = {},
  status = 200,
): Script {
  return [head(status, { 'Content-Length': body.length, ...headers }), { send: body }];
}

export function redirectTo(location: string, status = 302): Script {
  return [head(status, { Location: location, 'Content-Length': 0 })];
}

/** A chunk of the chunked coding. */
export function chunk(length: number): Script {
  return [{ send: `${length.toString(16)}\r\n` }, { content: length }, { send: '\r\n' }];
}

export const lastChunk: Step = { send: '0\r\n\r\n' };

/** 5000 bytes of 100000. */
export const begunBody = [head(200, { 'Content-Length': 100_000 }), { content: 5000 }] as const;
export const begunBodyThenClose = [
  head(200, { 'Content-Length': 100_000, Connection: 'close' }),
  { content: 5000 },
] as const;
export const begunUnmeasured = [head(200, { Connection: 'close' }), { content: 5000 }] as const;
export const begunChunks = [head(200, { 'Transfer-Encoding': 'chunked' }), ...chunk(5000)] as const;
export const begunChunksThenClose = [
  head(200, { 'Transfer-Encoding': 'chunked', Connection: 'close' }),
  ...chunk(5000),
] as const;

/** So much that a step behind it is seen as an event of its own. */
export const aMoment: Step = { pauseMs: 60 };

const RECORD_ALERT = 0x15;
const RECORD_HANDSHAKE = 0x16;
const SERVER_HELLO = 0x02;
const LEVEL_FATAL = 2;

/** A fatal alert in an unprotected record. */
export function alert(description: number): Step {
  return { send: Uint8Array.of(RECORD_ALERT, 3, 3, 0, 2, LEVEL_FATAL, description) };
}

/** A record that announces 122 bytes of ServerHello and holds the first few. */
export const serverHelloBegins: Step = {
  send: Uint8Array.of(RECORD_HANDSHAKE, 3, 3, 0, 122, SERVER_HELLO, 0, 0, 118, 3, 3, 1, 2, 3, 4),
};
