/** The loopback HTTP door: the built GUI, and the API for whoever has the token of this start. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostTexts } from '../../shared/texts/host.ts';
import type { Params, Text } from '../../shared/texts/text.ts';
import { PLAIN_HEADERS, readAsset } from '../api/document.ts';
import type { Api } from '../api/handlers.ts';
import { createEventStreams } from './events.ts';
import { createGuard } from './guard.ts';

const HOST = '127.0.0.1';
/** A support bundle at its largest (16 MB), in base64. */
const BODY_LIMIT = 24 * 1024 * 1024;

export interface WebOptions {
  api: Api;
  /** Folder of the built GUI. */
  rendererFolder: string;
  /** 0 or absent: a free one. */
  port?: number;
}

export interface Web {
  /** With the token in the fragment, which no browser sends anywhere. */
  url: string;
  /** An address that leads there once, for whoever opens the browser. */
  newTicketUrl(): string;
  close(): Promise<void>;
}

/** The port cannot be had; `text` with `params` says why and what to do. */
export class PortError extends Error {
  readonly text: Text;
  readonly params: Params;

  constructor(text: Text, params: Params, cause: unknown) {
    super(text.en, { cause });
    this.text = text;
    this.params = params;
  }
}

/** Throws `PortError` when the port is taken or forbidden. */
export async function startWeb({ api, rendererFolder, port = 0 }: WebOptions): Promise<Web> {
  const server = createServer();
  await listen(server, port);
  const authority = `${HOST}:${(server.address() as AddressInfo).port}`;
  const guard = createGuard(authority);
  const streams = createEventStreams(api);

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = guard.refusesOrigin(request.headers);
    if (refused) return send(response, refused);
    const url = URL.parse(request.url ?? '/', `http://${authority}`);
    if (!url) return send(response, 400);
    const { pathname } = url;
    if (pathname === '/open') return answerTicket(response, url.searchParams.get('ticket') ?? '');
    if (!pathname.startsWith('/api/')) return answerAsset(request, response, pathname);
    if (!guard.hasToken(request.headers)) return send(response, 401);
    if (pathname === '/api/invoke') return answerInvoke(request, response);
    if (pathname === '/api/events') return answerEvents(request, response, url.searchParams.get('after'));
    return send(response, 404);
  }

  /** A used ticket leads to the page without the token, which then says what to do. */
  function answerTicket(response: ServerResponse, ticket: string): void {
    send(response, 303, { location: guard.redeem(ticket) ? `/#token=${guard.token}` : '/' });
  }

  async function answerAsset(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
  ): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(response, 405, { allow: 'GET, HEAD' });
    const asset = await readAsset(rendererFolder, pathname, "'self'");
    if (!asset) return send(response, 404);
    return send(response, 200, asset.headers, asset.body);
  }

  async function answerInvoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return send(response, 405, { allow: 'POST' });
    if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) return send(response, 415);
    const body = await readBody(request);
    if (body === null) return send(response, 413, { connection: 'close' });
    const message = parseMessage(body);
    if (!message) return send(response, 400);
    const reply = await api.invoke(message.command, message.input);
    return send(response, 200, { 'content-type': 'application/json' }, JSON.stringify(reply));
  }

  function answerEvents(request: IncomingMessage, response: ServerResponse, after: string | null): void {
    const seen = after !== null && /^\d{1,15}$/.test(after) ? Number(after) : null;
    if (request.method === 'GET') streams.open(response, PLAIN_HEADERS, seen);
    else send(response, 405, { allow: 'GET' });
  }

  return {
    url: `http://${authority}/#token=${guard.token}`,
    newTicketUrl: () => `http://${authority}/open?ticket=${guard.newTicket()}`,
    close: () =>
      new Promise((resolve) => {
        streams.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new PortError(hostTexts.portInUse, { port }, error));
      else if (error.code === 'EACCES') reject(new PortError(hostTexts.portForbidden, { port }, error));
      else reject(error);
    });
    server.listen(port, HOST, () => {
      server.removeAllListeners('error');
      server.on('error', () => {});
      resolve();
    });
  });
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): void {
  response.writeHead(status, {
    ...PLAIN_HEADERS,
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  });
  response.end(body);
}

/** null: larger than the limit. The request is left open, so that the answer can still be sent. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return resolve(null);
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) return chunks.push(chunk);
      chunks = [];
      resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function parseMessage(body: Buffer): { command?: unknown; input?: unknown } | null {
  try {
    const message: unknown = JSON.parse(body.toString());
    return typeof message === 'object' && message !== null ? message : null;
  } catch {
    return null;
  }
}
