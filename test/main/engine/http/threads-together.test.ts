/** Threads together with what else a task may ask for: pinned hosts, digest authentication, a rate limit. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { runTask, serveHttp } from '../../../support/server.ts';

const FILE = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * 31) % 251));
const md5 = createHash('md5').update(FILE).digest('hex');

function answerRange(request: IncomingMessage, response: ServerResponse): void {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (first === undefined) {
    response.end(FILE);
    return;
  }
  const part = FILE.subarray(Number(first), Number(last) + 1);
  const range = `bytes ${first}-${Number(first) + part.length - 1}/${FILE.length}`;
  response.writeHead(206, { 'content-range': range, 'content-length': part.length, etag: '"one"' }).end(part);
}

test('every thread goes to the pinned host', async () => {
  await using server = await serveHttp(answerRange);
  const result = await runTask({
    url: `http://nowhere.test:${server.port}/file`,
    hosts: [{ ip: '127.0.0.1', host: 'nowhere.test' }],
    threads: 4,
    verify: { md5 },
  });
  expect(result).toMatchObject({ code: 0, threads: 4, bytes: FILE.length, md5, remoteAddress: '127.0.0.1' });
  expect(server.connections()).toBe(4);
});

test('every thread answers the digest challenge, each with a count of its own', async () => {
  const counts: string[] = [];
  await using server = await serveHttp((request, response) => {
    const count = /\bnc=([0-9a-f]{8})/.exec(request.headers.authorization ?? '')?.[1];
    if (count) {
      counts.push(count);
      answerRange(request, response);
    } else {
      const challenge = 'Digest realm="lab", nonce="n1", qop="auth", algorithm=SHA-256';
      response.writeHead(401, { 'www-authenticate': challenge, 'content-length': 0 }).end();
    }
  });
  const result = await runTask({
    url: server.url('/file'),
    request: { auth: { type: 'digest', user: 'me', password: 'hush' } },
    threads: 4,
    verify: { md5 },
  });
  expect(result).toMatchObject({ code: 0, threads: 4, md5 });
  expect(counts.length).toBeGreaterThanOrEqual(4);
  expect(new Set(counts).size).toBe(counts.length);
  expect(JSON.stringify(result)).not.toContain('hush');
});

test('a rate limit holds for all threads together, and nothing is lost by it', async () => {
  await using server = await serveHttp(answerRange);
  const result = await runTask({
    url: server.url('/file'),
    rateLimitKBps: 2000,
    threads: 4,
    verify: { md5 },
  });
  expect(result).toMatchObject({ code: 0, threads: 4, bytes: FILE.length, md5 });
});
