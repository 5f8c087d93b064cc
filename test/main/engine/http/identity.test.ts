/** As whom a request goes out, and to whom that is shown. The lab proves each way of authentication; here is what may not leak. */
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { TaskInput } from '../../../../src/shared/task.ts';
import { serveRaw } from '../../../support/raw-server.ts';
import { listen, runTask, sumOfParts } from '../../../support/server.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const redirect = (to: string): string => `HTTP/1.1 302 Found\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`;
const basic = (login: string): string => `Authorization: Basic ${Buffer.from(login).toString('base64')}\r\n`;

const everything: TaskInput['request'] = {
  auth: { type: 'basic', user: 'me', password: 'hush' },
  cookies: { sid: 'hush' },
  headers: { 'X-Plain': '1', Host: 'named.example' },
};

describe('credentials', () => {
  test('of the URL are basic authentication, decoded, and are in no result', async () => {
    await using server = await serveRaw();
    const url = `http://m%40e:hu%3Ash%zz@127.0.0.1:${server.port}/x`;
    const result = await runTask({ url });
    expect(server.requests[0]).toContain(basic('m@e:hu%3Ash%zz'));
    expect(result.code).toBe(0);
    expect(JSON.stringify(result)).not.toContain('sh%zz');
  });

  test('of the task come before those of the URL', async () => {
    await using server = await serveRaw();
    const request: TaskInput['request'] = { auth: { type: 'bearer', token: 'abc' } };
    await runTask({ url: `http://me:hush@127.0.0.1:${server.port}/x`, request });
    expect(server.requests[0]).toContain('Authorization: Bearer abc\r\n');
  });

  test("the task's own header comes before both", async () => {
    await using server = await serveRaw();
    await runTask({
      url: server.url('/'),
      request: { ...everything, headers: { authorization: 'Own 1', COOKIE: 'own=1' } },
    });
    expect(server.requests[0]).toMatch(/^authorization: Own 1\r$/m);
    expect(server.requests[0]).toMatch(/^COOKIE: own=1\r$/m);
    expect(server.requests[0]).not.toMatch(/Basic|sid/);
  });

  test('of the source of an upload are for the source alone', async () => {
    await using server = await serveRaw();
    const url = `http://me:hush@127.0.0.1:${server.port}/from`;
    const result = await runTask({
      direction: 'upload',
      upload: { source: { url } },
      url: server.url('/to'),
    });
    expect(result).toMatchObject({ code: 0, bytes: 2 });
    expect(server.requests[0]).toContain(basic('me:hush'));
    expect(server.requests[1]).not.toMatch(/authorization/i);
    expect(JSON.stringify(result)).not.toContain('hush');
  });

  test('no result holds one, whatever the transfer ends with', async () => {
    await using server = await serveRaw(() => 'HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n');
    for (const url of [server.url('/'), 'http://127.0.0.1:1/', 'http://[bad']) {
      expect(JSON.stringify(await runTask({ url, request: everything }))).not.toContain('hush');
    }
  });
});

describe('redirects', () => {
  test('inside the origin everything is shown again', async () => {
    await using server = await serveRaw((request) => (request.startsWith('GET / ') ? redirect('/next') : OK));
    await runTask({ url: server.url('/'), request: everything });
    expect(server.requests).toHaveLength(2);
    for (const request of server.requests) {
      expect(request).toContain(basic('me:hush'));
      expect(request).toContain('Cookie: sid=hush\r\n');
      expect(request).toContain('Host: named.example\r\n');
    }
  });

  test.each(['127.0.0.1', 'localhost'])('another port or host (%s) sees none of it', async (host) => {
    await using other = await serveRaw();
    await using server = await serveRaw(() => redirect(`http://u:p@${host}:${other.port}/`));
    const personal = { ...everything.headers, Authorization: 'hush', Cookie: 'hush=1' };
    await runTask({ url: server.url('/'), ipFamily: '4', request: everything });
    await runTask({ url: server.url('/'), ipFamily: '4', request: { ...everything, headers: personal } });
    expect(other.requests).toHaveLength(2);
    for (const request of other.requests) {
      expect(request).toContain(`Host: ${host}:${other.port}\r\n`);
      expect(request).toContain('X-Plain: 1\r\n');
      expect(request).not.toMatch(/authorization|cookie|hush/i);
    }
  });

  test('back at the origin they are shown again', async () => {
    let home = '';
    await using other = await serveRaw(() => redirect(home));
    await using server = await serveRaw((request) =>
      request.startsWith('GET / ') ? redirect(`http://127.0.0.1:${other.port}/`) : OK,
    );
    home = server.url('/end');
    expect((await runTask({ url: server.url('/'), request: everything })).code).toBe(0);
    expect(server.requests[1]).toContain(basic('me:hush'));
  });

  test('a cookie that a server sets is not kept', async () => {
    await using server = await serveRaw((request) =>
      request.startsWith('GET / ')
        ? 'HTTP/1.1 302 Found\r\nSet-Cookie: a=1\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n'
        : OK,
    );
    await runTask({ url: server.url('/') });
    expect(server.requests[1]).not.toMatch(/cookie/i);
  });
});

describe('digest', () => {
  const digest = { auth: { type: 'digest' as const, user: 'me', password: 'hush' } };
  const challenge =
    'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\nContent-Length: 0\r\n\r\n';
  const answered = (request: string): boolean => /^Authorization: Digest /m.test(request);

  test('the round of the challenge is a hop of its own, over a connection of its own', async () => {
    await using server = await serveRaw((request) => (answered(request) ? OK : challenge));
    const result = await runTask({ url: server.url('/x?y=1'), request: digest });
    expect(result).toMatchObject({ code: 0, bytes: 2 });
    expect(result.redirects).toMatchObject([
      { from: server.url('/x?y=1'), to: server.url('/x?y=1'), status: 401 },
    ]);
    expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
    expect(result.redirects[0]?.timings.total).toBeCloseTo(result.timings.redirect, 6);
    expect(server.connections()).toBe(2);
    expect(server.requests[1]).toContain('uri="/x?y=1"');
    expect(server.requests[1]).toContain('nc=00000001');
  });

  test('a refused answer is not given twice', async () => {
    await using server = await serveRaw(() => challenge);
    expect(await runTask({ url: server.url('/'), request: digest })).toMatchObject({ code: 401 });
    expect(server.requests).toHaveLength(2);
  });

  test('after a redirect the known challenge is answered at once, with the next count', async () => {
    await using server = await serveRaw((request) => {
      if (!answered(request)) return challenge;
      return request.startsWith('GET / ') ? redirect('/next') : OK;
    });
    const result = await runTask({ url: server.url('/'), request: digest });
    expect(result.redirects.map((hop) => hop.status)).toEqual([401, 302]);
    expect(server.requests[2]).toContain('nc=00000002');
  });

  test('it is not answered for another origin', async () => {
    await using other = await serveRaw(() => challenge);
    await using server = await serveRaw(() => redirect(`http://127.0.0.1:${other.port}/`));
    expect(await runTask({ url: server.url('/'), request: digest })).toMatchObject({ code: 401 });
    expect(other.requests).toHaveLength(1);
  });

  test('an upload is sent again, whole, with the answer', async () => {
    await using server = await serveRaw((request) => (answered(request) ? OK : challenge));
    const result = await runTask({
      direction: 'upload',
      transferKB: 100,
      url: server.url('/'),
      request: digest,
    });
    expect(result).toMatchObject({ code: 0, bytes: 102_400, redirects: [{ status: 401 }] });
    expect(sumOfParts(result)).toBeCloseTo(result.timings.total, 6);
    expect(result.speedKBps).toBeCloseTo(100 / ((result.timings.send + result.timings.wait) / 1000), 6);
    expect(server.requests).toHaveLength(2);
  });

  test('a refused connection after the challenge is still the first hop: 601', async () => {
    const once = createServer((socket) => {
      once.close();
      socket.once('data', () => socket.end(challenge));
    });
    await using server = await listen(once);
    expect(await runTask({ url: server.url('/'), request: digest })).toMatchObject({
      code: 601,
      phase: 'connect',
    });
  });

  test('a challenge that cannot be answered is told', async () => {
    await using server = await serveRaw(
      () => 'HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm="r"\r\nContent-Length: 0\r\n\r\n',
    );
    const result = await runTask({ url: server.url('/'), request: digest });
    expect(result).toMatchObject({ code: 401, redirects: [] });
    expect(result.evidence).toContainEqual({
      source: 'check',
      name: 'DIGEST_UNUSABLE',
      detail: 'the server asks for basic, the task has digest',
    });
  });
});
