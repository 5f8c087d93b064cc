/** The status of a server's certificate within a transfer: what is asked of whom, what the result tells, and how it ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../../../../src/lab/faults/answers.ts';
import { type Lab, startLab } from '../../../../src/lab/lab.ts';
import { createPki } from '../../../../src/lab/pki.ts';
import { listenHttp } from '../../../../src/lab/servers/http.ts';
import { stageOf } from '../../../../src/lab/servers/stage.ts';
import { readRequest } from '../../../../src/lab/status.ts';
import { systemClock } from '../../../../src/main/engine/clock.ts';
import { transfer } from '../../../../src/main/engine/transfer.ts';
import type { TransferResult } from '../../../../src/shared/result.ts';
import type { TaskInput } from '../../../../src/shared/task.ts';
import { serveRaw } from '../../../support/raw-server.ts';
import { runTask, serveHttp, sumOfParts } from '../../../support/server.ts';

async function prove(id: string, signal = new AbortController().signal): Promise<TransferResult> {
  const lab: Lab = await startLab([id]);
  try {
    return await transfer(lab.task(id), { runId: 'test', signal, clock: systemClock });
  } finally {
    await lab.close();
  }
}

const dates = { thisUpdate: expect.any(String), nextUpdate: expect.any(String) };
const good = { status: 'good', ...dates, revokedAt: null, reason: null };

test('a good answer stands in the result', async () => {
  const { tls, timings, ...result } = await prove('ok-ocsp');
  expect(tls?.revocation).toEqual({
    ...good,
    source: 'ocsp',
    from: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/ok-ocsp\/ocsp$/),
    responder: 'CN=catprobe lab intermediate',
    producedAt: expect.any(String),
  });
  expect(sumOfParts({ ...result, tls, timings })).toBeCloseTo(timings.total, 6);
});

test('so does who was put in charge, what was sent along, and a list', async () => {
  expect((await prove('ok-ocsp-delegate')).tls?.revocation).toMatchObject({
    responder: 'CN=catprobe lab responder',
  });
  expect((await prove('ok-staple')).tls?.revocation).toMatchObject({
    ...good,
    source: 'stapling',
    from: null,
  });
  expect((await prove('ok-cdp')).tls?.revocation).toMatchObject({ ...good, source: 'crl', producedAt: null });
  expect((await prove('ok-crl')).tls?.revocation).toMatchObject({ ...good, source: 'crlFile' });
});

test('a revoked certificate is shown although the transfer failed', async () => {
  const { tls } = await prove('ocsp-revoked');
  expect(tls?.chain[0]?.subject).toBe('CN=catprobe lab good');
  expect(tls?.revocation).toMatchObject({
    status: 'revoked',
    revokedAt: expect.any(String),
    reason: 'keyCompromise',
  });
});

test('what is not known is told as such', async () => {
  const { evidence, tls } = await prove('ok-soft-unknown');
  expect(tls?.revocation).toMatchObject({ status: 'unknown', responder: null, thisUpdate: null });
  expect(evidence.map(({ name, detail }) => `${name} ${detail.split(':')[0]}`)).toContain(
    'STATUS_OPEN OCSP_UNKNOWN',
  );
  expect((await prove('ok-soft-refused')).tls?.revocation).toMatchObject({ status: 'open' });
});

test('nothing is asked where the task does not want to know', async () => {
  const lab = await startLab(['ocsp-revoked']);
  try {
    const task = lab.task('ocsp-revoked');
    const result = await transfer(
      { ...task, tls: { ...task.tls, revocation: 'off' } },
      { runId: 'test', signal: new AbortController().signal, clock: systemClock },
    );
    expect(result).toMatchObject({ code: 0, evidence: [], tls: { revocation: null } });
  } finally {
    await lab.close();
  }
});

/** A site whose certificate names that responder, and the task that asks it. */
async function siteNaming(ocsp: string): Promise<AsyncDisposable & { task: TaskInput }> {
  const folder = mkdtempSync(join(tmpdir(), 'catprobe-test-'));
  const pki = await createPki();
  const caFile = join(folder, 'root.pem');
  writeFileSync(caFile, pki.rootCertificate);
  const stage = stageOf(pki, (text) => text);
  const server = await listenHttp(stage, { leaf: 'good', announces: { ocsp } });
  server.route('/file', { script: answer(1000), stage });
  return {
    task: { url: `https://127.0.0.1:${server.port}/file`, tls: { caFile, revocation: 'required' } },
    async [Symbol.asyncDispose]() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

test('the question is a GET, or a POST where the address would be too long', async () => {
  await using responder = await serveRaw();
  await using short = await siteNaming(responder.url('/o'));
  await using long = await siteNaming(responder.url(`/${'o'.repeat(200)}`));
  await runTask(short.task);
  await runTask({ ...long.task, request: { headers: { Cookie: 'secret=1' }, userAgent: 'own' } });
  const [get, post] = responder.requests;
  expect(get).toMatch(/^GET \/o\/[A-Za-z0-9%]{150,} HTTP\/1\.1\r\n/);
  expect(get).toContain('\r\nAccept: application/ocsp-response\r\n');
  expect(post).toMatch(/^POST \/o{200} HTTP\/1\.1\r\n/);
  expect(post).toContain('\r\nContent-Type: application/ocsp-request\r\n');
  // What the task has for its target alone goes nowhere else.
  expect(post).not.toMatch(/secret|own/);
  const [head, body] = post!.split('\r\n\r\n', 2);
  expect(readRequest(Buffer.from(body!, 'latin1'))?.nonce).toHaveLength(34);
  expect(head).toContain(`Content-Length: ${body!.length}`);
});

test('an answer without an end is not kept', async () => {
  const block = Buffer.alloc(64 * 1024);
  await using responder = await serveHttp((_request, response) => {
    const more = (): void => void (response.write(block) ? setImmediate(more) : response.once('drain', more));
    more();
  });
  await using site = await siteNaming(responder.url('/'));
  const result = await runTask(site.task);
  expect(result.code).toBe(645);
  expect(result.evidence.at(-1)?.detail).toContain('it has more than 131072 bytes');
});

test('a cancel ends the wait for a responder, and its connection', async () => {
  const cancel = new AbortController();
  const closed = Promise.withResolvers<void>();
  await using responder = await serveHttp((request) => {
    request.socket.once('close', () => closed.resolve());
    cancel.abort();
  });
  await using site = await siteNaming(responder.url('/'));
  expect(await runTask(site.task, { signal: cancel.signal })).toMatchObject({
    outcome: 'canceled',
    code: null,
  });
  await closed.promise;
});

test('the total time of the task is the limit of all limits', async () => {
  await using responder = await serveHttp(() => {});
  await using site = await siteNaming(responder.url('/'));
  const result = await runTask({ ...site.task, timeouts: { totalMs: 300 } });
  expect(result).toMatchObject({ code: 645, phase: 'secure' });
});

test('a bad file is refused before anything is sent, and the evidence names the field', async () => {
  const result = await runTask({ url: 'https://127.0.0.1:9/', tls: { crlFile: '/nowhere/list.crl' } });
  expect(result).toMatchObject({ code: 659, phase: 'preflight', side: 'task', remoteAddress: null });
  expect(result.evidence).toEqual([
    {
      source: 'check',
      name: 'CRL_FILE',
      detail: expect.stringContaining('tls.crlFile /nowhere/list.crl: ENOENT'),
    },
  ]);
});
