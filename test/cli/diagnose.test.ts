/** `catprobe diagnose` as a user types it: what goes to stdout and stderr, and the exit status. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenDns } from '../../src/lab/servers/dns.ts';
import type { Listener } from '../../src/lab/servers/tcp.ts';
import { catprobe } from '../support/cli.ts';
import { serveHttp, type TestServer } from '../support/server.ts';

let folder: string;
let server: TestServer;
let here: Listener;
let other: Listener;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'catprobe-diagnose-'));
  [server, here, other] = await Promise.all([
    serveHttp((request, response) => response.writeHead(request.url === '/missing' ? 404 : 200).end('hello')),
    listenDns({}),
    listenDns({ 'files.test': { a: ['127.0.0.1'] } }),
  ]);
});
afterAll(async () => {
  await Promise.all([server[Symbol.asyncDispose](), here.close(), other.close()]);
  await rm(folder, { recursive: true, force: true });
});

const dnsOf = ({ port }: Listener): string => `127.0.0.1:${port}`;
const diagnose = (...args: string[]) => catprobe(['diagnose', ...args, '--store', path.join(folder, 'data')]);

test('steps, verdict, reasons and what to do; status 0 and 1', async () => {
  const good = await diagnose(server.url('/'), '--second-dns', 'off');
  expect(good).toMatchObject({ status: 0, err: '' });
  expect(good.out).toMatch(
    /Small transfer: ok[\s\S]*\nNo fault: Nothing is wrong\n[\s\S]*\nWhy\n- [\s\S]*\n1\. /,
  );
  const bad = await diagnose(server.url('/missing'), '--lang', 'zh');
  expect(bad).toMatchObject({ status: 1, err: '' });
  expect(bad.out).toContain('任务设置: 服务器上没有该文件');
  expect(await diagnose(server.url('/missing'), '--task', '{"expect":404}')).toMatchObject({ status: 0 });
});

test('the second DNS server is named before it is asked, and not among the data', async () => {
  const task = path.join(folder, 'task.json');
  const fields = { url: `http://files.test:${server.port}/`, dns: { servers: [dnsOf(here)] } };
  await writeFile(task, JSON.stringify({ catprobe: 1, tasks: [fields] }));
  const report = path.join(folder, 'report.html');
  const { status, out, err } = await diagnose(
    task,
    ...['--second-dns', dnsOf(other), '--json', '--report', report],
  );
  expect(status).toBe(1);
  expect(err).toMatch(new RegExp(`^Second DNS server: ${dnsOf(other)} is told the name files.test`));
  const data = JSON.parse(out);
  expect(data).toMatchObject({
    catprobeDiagnosis: 1,
    verdict: { place: 'network', cause: 'dnsFilters', reasons: [{ step: 'dns' }, { step: 'secondDns' }] },
    said: { title: 'The DNS of this network hides the name' },
  });
  expect(await readFile(report, 'utf8')).toContain('data-cause="dnsFilters"');
});

test('bad usage: nothing is asked', async () => {
  expect(await diagnose(server.url('/'), '--second-dns', 'example')).toMatchObject({
    status: 2,
    err: expect.stringContaining('is no DNS server'),
  });
  expect(await diagnose(server.url('/'), '--lang', 'fr')).toMatchObject({ status: 2 });
  expect(await diagnose(server.url('/'), '--task', '{"colour":1}')).toMatchObject({
    status: 2,
    err: expect.stringContaining('colour'),
  });
});
