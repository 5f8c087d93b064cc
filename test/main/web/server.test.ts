/** The loopback HTTP door against everyone who is not our own page. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http, { type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Api } from '../../../src/main/api/handlers.ts';
import { PortError, startWeb, type Web } from '../../../src/main/web/server.ts';
import type { ApiEvent } from '../../../src/shared/api.ts';

/** The door hands over whatever an API says; this one says what it was asked. */
function echoApi(): Api & { emit(event: ApiEvent): void; listeners: Set<(event: ApiEvent) => void> } {
  const listeners = new Set<(event: ApiEvent) => void>();
  return {
    listeners,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    invoke: async (command, input) => ({ ok: true, value: { command, input } }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    handOver: () => {},
    close: async () => {},
  };
}

const PAGE =
  '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><script src="./assets/a.js"></script>';
const api = echoApi();
let folder: string;
let web: Web;
let origin: string;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-web-'));
  await writeFile(path.join(folder, 'index.html'), PAGE);
  await writeFile(path.join(folder, 'a.js'), 'let a;');
  await writeFile(`${folder}-secret.txt`, 'secret');
  web = await startWeb({ api, rendererFolder: folder });
  const url = new URL(web.url);
  origin = url.origin;
  token = url.hash.replace('#token=', '');
});

afterAll(async () => {
  await web.close();
  await rm(folder, { recursive: true, force: true });
  await rm(`${folder}-secret.txt`, { force: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A raw request: `fetch` would not let Host, Origin or a path with dots through. */
function ask(
  method: string,
  target: string,
  headers: OutgoingHttpHeaders = {},
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const request = http.request(
      { hostname, port, path: target, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const good = (): OutgoingHttpHeaders => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
});
const invoke = (
  headers: OutgoingHttpHeaders,
  body: string | Buffer = '{"command":"app.info","input":null}',
): Promise<Answer> => ask('POST', '/api/invoke', headers, body);

test('the address is on 127.0.0.1 with 32 random bytes in the fragment', () => {
  expect(web.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
});

test('our own page is answered', async () => {
  const answer = await invoke({ ...good(), origin });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { command: 'app.info', input: null } });
});

test.each([
  ['no token', { authorization: undefined }, 401],
  ['a wrong token', { authorization: 'Bearer x' }, 401],
  ['the token without its scheme', { authorization: 'TOKEN' }, 401],
  ['a foreign name for this machine', { host: 'evil.example:80' }, 421],
  ['localhost, which is not our authority', { host: 'localhost' }, 421],
  ['a foreign page', { origin: 'https://evil.example' }, 403],
  ['a page without an origin of its own', { origin: 'null' }, 403],
  ['a form, which needs no leave to be sent', { 'content-type': 'text/plain' }, 415],
] as const)('%s is refused', async (_what, change, status) => {
  const headers: Record<string, string | undefined> = { ...(good() as Record<string, string>), ...change };
  if (headers.authorization === undefined) delete headers.authorization;
  if (headers.authorization === 'TOKEN') headers.authorization = token;
  const answer = await invoke(headers);
  expect(answer.status).toBe(status);
  expect(answer.body).toBe('');
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test('a preflight of a foreign page gets no leave', async () => {
  const answer = await ask('OPTIONS', '/api/invoke', {
    origin: 'https://evil.example',
    'access-control-request-method': 'POST',
  });
  expect(answer.status).toBe(403);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test('a ticket leads to the token once', async () => {
  const { pathname, search } = new URL(web.newTicketUrl());
  const first = await ask('GET', pathname + search);
  expect([first.status, first.headers.location]).toEqual([303, `/#token=${token}`]);
  for (const target of [pathname + search, '/open', '/open?ticket=x']) {
    const answer = await ask('GET', target);
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  }
});

test('the events need the token too', async () => {
  expect((await ask('GET', '/api/events')).status).toBe(401);
});

test('a body above 24 MB is refused, whether its length is told or not', async () => {
  const body = Buffer.alloc(24 * 1024 * 1024 + 1, 0x20);
  expect((await invoke({ ...good(), 'content-length': body.length }, body)).status).toBe(413);
  expect((await invoke({ ...good(), 'transfer-encoding': 'chunked' }, body)).status).toBe(413);
});

test('a body of exactly 24 MB is taken', async () => {
  const text = JSON.stringify({ command: 'a', input: '' });
  const body = text.padEnd(24 * 1024 * 1024, ' ');
  expect((await invoke({ ...good(), 'content-length': body.length }, body)).status).toBe(200);
});

test.each(['', '{', '3', 'null'])('a body that is no message is refused: %s', async (body) => {
  expect((await invoke(good(), body)).status).toBe(400);
});

test.each([
  ['GET', '/api/invoke', 405],
  ['POST', '/api/events', 405],
  ['GET', '/api/other', 404],
  ['POST', '/', 405],
] as const)('%s %s is %d', async (method, target, status) => {
  expect((await ask(method, target, good(), method === 'POST' ? '{}' : undefined)).status).toBe(status);
});

test('the page has a policy without inline script, and a nonce of its own each time', async () => {
  const [first, second] = [await ask('GET', '/'), await ask('GET', '/index.html')];
  expect(first.status).toBe(200);
  const policy = first.headers['content-security-policy'] as string;
  const nonce = /content="([^"]+)"/.exec(first.body)![1]!;
  expect(policy).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; ` +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(first.body).not.toContain('__CSP_NONCE__');
  expect(second.body).not.toContain(nonce);
  expect(first.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
  });
});

test('HEAD gives the headers alone', async () => {
  const answer = await ask('HEAD', '/a.js');
  expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    '',
  ]);
});

test.each([
  '/..%2f..%2fetc/passwd',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cwindows',
  '/a.js%00.html',
  '/%zz',
  '//',
  '/missing.js',
])('nothing outside the folder is served: %s', async (target) => {
  expect((await ask('GET', target)).status).not.toBe(200);
});

test('a folder beside ours whose name begins alike is outside', async () => {
  expect((await ask('GET', `/..%2f${path.basename(folder)}-secret.txt`)).status).toBe(404);
});

/** The lines of the event stream, as they come. */
async function* events(
  after?: number,
): AsyncGenerator<{ seq?: number; complete?: boolean; event?: ApiEvent }> {
  const query = after === undefined ? '' : `?after=${after}`;
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${origin}/api/events${query}`, { headers });
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  let rest = '';
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    yield* lines.filter(Boolean).map((line) => JSON.parse(line));
  }
}

const runEvent = (id: string): ApiEvent => ({ type: 'run', run: { id } }) as unknown as ApiEvent;
const progress = { type: 'progress', progress: { id: 'p' } } as unknown as ApiEvent;

test('events come as numbered JSON lines, and who was cut off gets what was missed', async () => {
  const stream = events();
  const first = (await stream.next()).value;
  expect(first).toEqual({ seq: expect.any(Number), complete: false });
  const { seq } = first;
  api.emit(runEvent('a'));
  api.emit(progress);
  expect((await stream.next()).value).toEqual({ seq: seq + 1, event: runEvent('a') });
  expect((await stream.next()).value).toEqual({ event: progress });
  await stream.return(undefined);

  api.emit(runEvent('b'));
  api.emit(progress);
  api.emit(runEvent('c'));
  const again = events(seq + 1);
  expect((await again.next()).value).toEqual({ seq: seq + 1, complete: true });
  expect((await again.next()).value).toEqual({ seq: seq + 2, event: runEvent('b') });
  expect((await again.next()).value).toEqual({ seq: seq + 3, event: runEvent('c') });
  await again.return(undefined);

  const stranger = events(seq + 1000);
  expect((await stranger.next()).value).toEqual({ seq: seq + 3, complete: false });
  await stranger.return(undefined);
});

test('a port in use is told with its number and the way out', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as net.AddressInfo;
  const started = startWeb({ api, rendererFolder: folder, port });
  await expect(started).rejects.toThrow(PortError);
  await expect(started).rejects.toMatchObject({
    params: { port },
    text: { en: expect.stringContaining('--port') },
  });
  other.close();
});

test('closing ends open event streams', async () => {
  const own = await startWeb({ api, rendererFolder: folder });
  const url = new URL(own.url);
  const authorization = `Bearer ${url.hash.replace('#token=', '')}`;
  const response = await fetch(`${url.origin}/api/events`, { headers: { authorization } });
  const ended = response.text().catch(() => 'cut off');
  await own.close();
  await ended;
  await expect(fetch(url.origin)).rejects.toThrow();
});
