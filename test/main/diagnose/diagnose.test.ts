/** Diagnoses against real servers on loopback: the lab's faults, two DNS servers that differ, and servers of our own. */
import https from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from '../../../src/lab/lab.ts';
import { listenDns } from '../../../src/lab/servers/dns.ts';
import type { Listener } from '../../../src/lab/servers/tcp.ts';
import { type DiagnoseContext, diagnose } from '../../../src/main/diagnose/diagnose.ts';
import { systemClock } from '../../../src/main/engine/clock.ts';
import { reportPage } from '../../../src/main/report/page.ts';
import type { Diagnosis, DiagnosisStepName, Seen, StepState } from '../../../src/shared/diagnosis.ts';
import { diagnosisAsJson, diagnosisAsText } from '../../../src/shared/diagnosis-text.ts';
import { openly } from '../../../src/shared/redact.ts';
import type { Task, TaskInput } from '../../../src/shared/task.ts';
import { issue, x509 } from '../../support/authority.ts';
import { findPeer } from '../../support/peers.ts';
import { found, plantedTask } from '../../support/secrets.ts';
import { listen, makeTask, serveHttp, type TestServer } from '../../support/server.ts';

const CASES = [
  'ok-http',
  'ok-https',
  'connect-refused',
  'certificate-expired',
  'client-certificate-required',
  'status-404',
  'status-503',
  'md5-differs',
  'ftp-ok-plain',
  'ftp-data-port-refused',
  'proxy-407',
  'proxy-refused',
  'ok-upload',
  'url-bad-host',
];

let lab: Lab;
let server: TestServer;
/** Knows no name of the tests. */
let empty: Listener;
let silent: Listener;
let good: Listener;
const curl = findPeer('curl');

beforeAll(async () => {
  [lab, server, empty, silent, good] = await Promise.all([
    startLab(CASES),
    serveHttp((_request, response) => response.end('hello')),
    listenDns({}),
    listenDns({ 'files.test': { silent: true } }),
    listenDns({ 'files.test': { a: ['127.0.0.1'] }, 'two.test': { a: ['127.0.0.1', '127.0.0.2'] } }),
  ]);
});
afterAll(async () => {
  await Promise.all([
    lab.close(),
    server[Symbol.asyncDispose](),
    empty.close(),
    silent.close(),
    good.close(),
  ]);
});

const at = ({ port }: Listener): string => `127.0.0.1:${port}`;

function run(task: Task | TaskInput, change: Partial<DiagnoseContext> = {}): Promise<Diagnosis> {
  return diagnose(makeTask(task), {
    id: 'test',
    signal: new AbortController().signal,
    clock: systemClock,
    systemProxy: async () => null,
    machine: null,
    secondDns: null,
    send: false,
    home: '/home/nobody',
    ...change,
  });
}

const step = (diagnosis: Diagnosis, name: DiagnosisStepName) =>
  diagnosis.steps.find((one) => one.step === name);
const states = ({ steps }: Diagnosis): Partial<Record<DiagnosisStepName, StepState>> =>
  Object.fromEntries(steps.map(({ step: name, state }) => [name, state]));

describe('the lab', () => {
  test('a good server over HTTPS: every step, and no fault', async () => {
    const diagnosis = await run(lab.task('ok-https'), { secondDns: at(good) });
    expect(diagnosis).toMatchObject({
      state: 'done',
      verdict: { place: 'none', cause: 'fine', works: true },
    });
    expect(states(diagnosis)).toMatchObject({
      computer: 'ok',
      proxy: 'ok',
      hosts: 'skipped',
      dns: 'ok',
      ipv4: 'ok',
      ipv6: 'skipped',
      tls: 'ok',
      clock: 'skipped',
      transfer: 'ok',
    });
    expect(diagnosis.steps.every(({ ms }) => ms !== null)).toBe(true);
    expect(step(diagnosis, 'ftp')).toBeUndefined();
  });

  test.each([
    ['connect-refused', 'server', 'refused'],
    ['client-certificate-required', 'task', 'clientCertificate'],
    ['status-404', 'task', 'notFound'],
    ['status-503', 'server', 'busy'],
    ['proxy-407', 'task', 'proxyCredentials'],
    ['proxy-refused', 'network', 'proxyDown'],
    ['ftp-ok-plain', 'none', 'fine'],
    ['ftp-data-port-refused', 'server', 'ftpDataRefused'],
    ['url-bad-host', 'task', 'taskSettings'],
    ['certificate-expired', 'server', 'certificateExpired'],
  ])('%s: %s', async (id, place, cause) => {
    expect((await run(lab.task(id))).verdict).toMatchObject({ place, cause });
  });

  test('a wrong sum: the whole of a small file is looked at', async () => {
    const diagnosis = await run(lab.task('md5-differs'));
    expect(diagnosis.seen.transfer).toMatchObject({ code: 632 });
    expect(diagnosis.verdict).toMatchObject(curl ? { place: 'task', cause: 'contentStale' } : { code: 632 });
  });

  test('an upload is sent when the user agrees, and not before', async () => {
    const task = lab.task('ok-upload');
    const held = await run(task);
    expect(held.verdict).toMatchObject({ place: 'none', cause: 'held', works: null });
    expect(step(held, 'transfer')).toMatchObject({ state: 'skipped', note: { key: 'notSent' } });
    expect((await run(task, { send: true })).seen.transfer).toMatchObject({ direction: 'upload', code: 0 });
  });
});

describe('two DNS servers', () => {
  const url = (): string => `http://files.test:${server.port}/`;

  test.each([
    ['silent here, and the other answers', () => silent, () => good, 'task', 'dnsOfTask'],
    ['unknown to both', () => empty, () => empty2, 'task', 'nameUnknown'],
    ['unknown here, known to the other', () => empty, () => good, 'network', 'dnsFilters'],
    ['known here alone', () => good, () => empty, 'none', 'fine'],
    ['the other cannot be reached', () => good, () => silent, 'none', 'fine'],
  ] as const)('%s', async (_title, here, other, place, cause) => {
    const diagnosis = await run(
      { url: url(), dns: { servers: [at(here())], limitMs: 400 } },
      { secondDns: at(other()) },
    );
    expect(diagnosis.verdict).toMatchObject({ place, cause });
  });

  let empty2: Listener;
  beforeAll(async () => {
    empty2 = await listenDns({});
  });
  afterAll(() => empty2.close());

  test('a server that does not know an internal name is no fault', async () => {
    const diagnosis = await run({ url: url(), dns: { servers: [at(good)] } }, { secondDns: at(empty) });
    expect(step(diagnosis, 'secondDns')).toMatchObject({ state: 'skipped', note: { key: 'secondUnknown' } });
  });

  test('a server that cannot be reached is no fault', async () => {
    const diagnosis = await run({ url: url(), dns: { servers: [at(good)] } }, { secondDns: at(silent) });
    expect(step(diagnosis, 'secondDns')).toMatchObject({ state: 'skipped', note: { key: 'secondSilent' } });
  });

  test('it is not told a name that has no meaning outside, nor where it is turned off', async () => {
    const asked = await run({ url: `http://localhost:${server.port}/` }, { secondDns: at(good) });
    expect(step(asked, 'secondDns')?.state).toBe('skipped');
    const off = await run({ url: url(), dns: { servers: [at(good)] } });
    expect(step(off, 'secondDns')).toMatchObject({ state: 'skipped', note: { key: 'isOff' } });
    const literal = await run({ url: server.url('/') }, { secondDns: at(good) });
    expect(step(literal, 'secondDns')).toMatchObject({ note: { key: 'isAddress' } });
    expect(step(literal, 'computer')).toMatchObject({ state: 'ok', note: { key: 'ownTarget' } });
  });

  test('one of two addresses is down', async () => {
    // The server listens on 127.0.0.1 alone.
    const diagnosis = await run({
      url: `http://two.test:${server.port}/`,
      dns: { servers: [at(good)] },
    });
    expect(diagnosis.seen.ipv4?.map(({ outcome }) => outcome)).toEqual(
      process.platform === 'linux' ? ['open', 'refused'] : expect.anything(),
    );
    expect(diagnosis.verdict).toMatchObject({ place: 'server', cause: 'addressDown', works: true });
  });
});

describe('the clock', () => {
  const YEAR_MS = 365 * 86_400_000;

  /** A certificate that has run out, on a server whose clock says so or not. */
  async function withClock(serverTime: Date): Promise<Seen['clock'] & Partial<Diagnosis>> {
    const until = new Date(Date.now() - YEAR_MS);
    const { certificate, keys } = await issue({
      name: 'clock.test',
      from: new Date(+until - YEAR_MS),
      until,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'clock.test' }])],
    });
    const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey as CryptoKey));
    const tls = https.createServer(
      {
        cert: certificate.toString('pem'),
        key: `-----BEGIN PRIVATE KEY-----\n${key.toString('base64')}\n-----END PRIVATE KEY-----\n`,
      },
      (_request, response) => response.setHeader('Date', serverTime.toUTCString()).end(),
    );
    await using listening = await listen(tls);
    const diagnosis = await run({
      url: `https://clock.test:${listening.port}/`,
      hosts: [{ ip: '127.0.0.1', host: 'clock.test' }],
      tls: { ignore: ['authority'] },
    });
    return { ...diagnosis.seen.clock!, ...diagnosis };
  }

  test('the server lives at a time at which its certificate is good: it is ours that is wrong', async () => {
    const seen = await withClock(new Date(Date.now() - 1.5 * YEAR_MS));
    expect(seen).toMatchObject({ validThere: true, verdict: { place: 'computer', cause: 'clockWrong' } });
  });

  test('both have the same time: the certificate has expired', async () => {
    const seen = await withClock(new Date());
    expect(seen).toMatchObject({
      validThere: false,
      verdict: { place: 'server', cause: 'certificateExpired' },
    });
  });
});

describe('its course', () => {
  test('each step is told as it begins and as it ends', async () => {
    const told: string[] = [];
    const seen = new Map<string, string>();
    await run(lab.task('ok-http'), {
      onChange({ steps }) {
        for (const { step: name, state } of steps) {
          if (seen.get(name) !== state) told.push(`${name} ${state}`);
          seen.set(name, state);
        }
      },
    });
    expect(told.indexOf('ipv4 running')).toBeGreaterThan(told.indexOf('dns ok'));
    expect(told.indexOf('transfer ok')).toBeGreaterThan(told.indexOf('transfer running'));
    expect([...seen.values()].some((state) => state === 'waiting' || state === 'running')).toBe(false);
  });

  test('a cancel ends it at once, without a verdict', async () => {
    const abort = new AbortController();
    const diagnosis = await run(
      { url: `http://files.test:${server.port}/`, dns: { servers: [at(silent)] } },
      {
        signal: abort.signal,
        onChange: ({ steps }) =>
          steps.some(({ step: name, state }) => name === 'dns' && state === 'running') && abort.abort(),
      },
    );
    expect(diagnosis).toMatchObject({ state: 'canceled', verdict: null });
    expect(step(diagnosis, 'transfer')).toMatchObject({ state: 'skipped', note: { key: 'canceled' } });
  });

  test('when its time is over it says what it has', async () => {
    const diagnosis = await run(
      { url: `http://files.test:${server.port}/`, dns: { servers: [at(silent)] } },
      { limitMs: 50 },
    );
    expect(diagnosis).toMatchObject({ state: 'done', verdict: { works: null } });
    expect(step(diagnosis, 'transfer')).toMatchObject({ state: 'skipped', note: { key: 'timeOver' } });
  });

  test('no secret of the task is in its data, its text or its JSON', async () => {
    await using echo = await serveHttp((request, response) => {
      // A server that repeats what it was sent, where evidence could show it.
      response
        .writeHead(302, { location: `http://127.0.0.1:1/?token=${String(request.headers['x-api-key'])}` })
        .end();
    });
    const task = { ...plantedTask, proxy: 'none', tls: {} };
    const diagnosis = await run({
      ...task,
      url: task.url.replace('https://', 'http://').replace('host.test', `127.0.0.1:${echo.port}`),
    });
    expect(diagnosis.seen.transfer?.outcome).toBe('failed');
    expect(found(JSON.stringify(diagnosis))).toEqual([]);
    expect(found(JSON.stringify(diagnosisAsJson(diagnosis, 'en')))).toEqual([]);
    for (const language of ['en', 'zh'] as const)
      expect(found(diagnosisAsText(diagnosis, language))).toEqual([]);
    const page = reportPage(
      { kind: 'diagnosis', diagnosis },
      {
        language: 'en',
        version: '1.2.3',
        createdAt: new Date(),
        // What is secret is hidden where it is made, not by the report.
        redactor: openly,
        redacted: true,
      },
    );
    expect(page).toContain('data-part="reasons"');
    expect(found(page)).toEqual([]);
  });
});
