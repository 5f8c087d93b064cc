/** `catprobe run` as a user types it: what goes to stdout and stderr, and the exit status. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catprobe } from '../support/cli.ts';
import { findPeer } from '../support/peers.ts';
import { serveHttp, type TestServer } from '../support/server.ts';

const curl = findPeer('curl');
let picky = 0;
let folder: string;
let server: TestServer;
const file = (name: string): string => path.join(folder, name);
const store = (name = 'store'): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'catprobe-cli-'));
  server = await serveHttp((request, response) => {
    if (request.method === 'POST') {
      let length = 0;
      request.on('data', (chunk: Buffer) => {
        length += chunk.length;
      });
      request.on('end', () => response.end(String(length)));
    } else if (request.url === '/picky') {
      // Every second time it is there: the kernels send the same bytes, so that nothing else could tell them apart.
      response.writeHead(picky++ % 2 ? 200 : 404).end('picky');
    } else if (request.url === '/missing') response.writeHead(404).end('no');
    else response.end('hello');
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('runs', () => {
  test('--json: one line per attempt and nothing else; status 0', async () => {
    const { status, out, err } = await catprobe([
      'run',
      server.url('/a'),
      '--json',
      '--repeat',
      '3',
      '--concurrency',
      '2',
      '--store',
      store(),
    ]);
    expect(err).toBe('');
    expect(status).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).code)).toEqual([0, 0, 0]);
  });

  test('--direction upload, with --task', async () => {
    const upload = ['run', server.url('/up'), '--direction', 'upload', '--no-store', '--json'];
    const { status, out, err } = await catprobe([...upload, '--task', '{"transferKB":5000}']);
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ code: 0, direction: 'upload', bytes: 5000 * 1024 });
    const missing = '{"upload":{"source":{"file":"/nowhere/at/all"}}}';
    const failed = await catprobe([...upload, '--task', missing]);
    expect(failed.status).toBe(1);
    expect(JSON.parse(failed.out)).toMatchObject({ code: 665, phase: 'preflight', side: 'task', bytes: 0 });
  });

  test('what it ran is in the store', async () => {
    const { out } = await catprobe(['top', '--json', '--store', store()]);
    expect(JSON.parse(out)).toMatchObject({ total: 3, failed: 0, successRate: 1, top: [] });
  });

  test('a failure: code, evidence, next step; status 1', async () => {
    const { status, out } = await catprobe(['run', server.url('/missing'), '--no-store']);
    expect(status).toBe(1);
    expect(out).toMatch(/^404 /);
    expect(out).toContain('evidence  http 404');
  });

  test('a proxy: of the task or of the environment, with its time; its password is not shown', async () => {
    await using proxy = await serveHttp((request, response) => response.end(request.url));
    const shown = `http://127.0.0.1:${proxy.port} (127.0.0.1), 0.0 ms`;
    const task = { proxy: `http://me:hush@127.0.0.1:${proxy.port}` };
    const named = await catprobe([
      'run',
      'http://target.invalid/',
      '--no-store',
      '--task',
      JSON.stringify(task),
    ]);
    expect(named.out).toMatch(/^0 /);
    expect(named.out).toContain(`proxy     ${shown}`);
    expect(named.out + named.err).not.toContain('hush');

    const args = ['run', 'http://target.invalid/', '--no-store', '--json', '--task', '{"proxy":"system"}'];
    const env = { http_proxy: task.proxy, no_proxy: '' };
    const result = JSON.parse((await catprobe(args, env)).out);
    expect(result).toMatchObject({ code: 0, proxy: { from: 'system', port: proxy.port } });
    const exempt = JSON.parse((await catprobe(args, { ...env, no_proxy: '.invalid' })).out);
    expect(exempt).toMatchObject({ code: 600, proxy: null });
  });

  test('a proxy that cannot be one is refused before anything is sent', async () => {
    const { status, err } = await catprobe([
      'run',
      'http://target.invalid/',
      '--no-store',
      '--task',
      '{"proxy":"http://me:hush@proxy"}',
    ]);
    expect(status).toBe(2);
    expect(err).toMatch(/proxy: .* a port/);
    expect(err).not.toContain('hush');
  });

  test('several: a table and the top error types, in Chinese where asked', async () => {
    const args = ['run', server.url('/a'), server.url('/missing'), 'gopher://x/', '--no-store'];
    const english = await catprobe(args);
    expect(english.out).toContain('1 of 3 ok');
    expect(english.out).toMatch(/1 × 404 .*\n.*1 × 603 /);
    const chinese = await catprobe(args, { CATPROBE_LANG: 'zh' });
    expect(chinese.out).toContain('3 次中 1 次成功');
  });

  test.skipIf(!curl)('--kernel: curl, and both, with what they disagree about', async () => {
    const one = await catprobe(['run', server.url('/a'), '--kernel', 'curl', '--json', '--no-store']);
    expect(JSON.parse(one.out)).toMatchObject({
      code: 0,
      kernel: 'curl',
      curl: { version: expect.any(String) },
    });
    const both = ['run', server.url('/a'), server.url('/picky'), '--no-store', '--kernel'];
    const { status, out } = await catprobe([...both, 'both']);
    expect(status).toBe(1);
    expect(out).toMatch(/\/a \(curl\)/);
    expect(out).toMatch(/disagree[\s\S]*\/picky {2}node gives 404 HTTP 404, curl gives 0 Success/);
    const lines = (await catprobe([...both, 'curl,node', '--json'])).out.trimEnd().split('\n');
    const seen = lines
      .map((line) => JSON.parse(line))
      .map(({ task, kernel }) => `${kernel} ${new URL(task).pathname}`);
    expect(seen).toEqual(['node /a', 'curl /a', 'node /picky', 'curl /picky']);
  });

  test('--kernel: what curl cannot do is refused by name, and so is a kernel nobody knows', async () => {
    const threads = await catprobe([
      'run',
      server.url('/a'),
      '--kernel',
      'both',
      '--task',
      '{"threads":2}',
      '--no-store',
    ]);
    expect(threads).toMatchObject({
      status: 2,
      err: expect.stringMatching(/threads: the curl kernel cannot/),
    });
    const other = await catprobe(['run', server.url('/a'), '--kernel', 'wget', '--no-store']);
    expect(other).toMatchObject({
      status: 2,
      err: expect.stringContaining('kernel: "wget" is not one of node, curl'),
    });
  });

  test('a failure that the task expects is status 0', async () => {
    const { status } = await catprobe([
      'run',
      server.url('/missing'),
      '--no-store',
      '--task',
      '{"expect":404}',
    ]);
    expect(status).toBe(0);
  });

  test('a broken URL is a result, not bad usage', async () => {
    const { status, out } = await catprobe(['run', 'http://[bad', '--json', '--no-store']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ code: 606, phase: 'preflight', side: 'task' });
  });

  test('task files, JSON and YAML', async () => {
    await writeFile(
      file('tasks.json'),
      JSON.stringify({ catprobe: 1, tasks: [{ name: 'a', url: server.url('/a') }] }),
    );
    await writeFile(
      file('tasks.yaml'),
      `catprobe: 1\ntasks:\n  - name: b\n    url: ${server.url('/b')}\n    repeat: { count: 2 }\n`,
    );
    const { status, out } = await catprobe([
      'run',
      file('tasks.json'),
      file('tasks.yaml'),
      '--json',
      '--no-store',
    ]);
    expect(status).toBe(0);
    const names = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).task);
    expect(names).toEqual(['a', 'b', 'b']);
  });
});

describe('is refused: status 2, one line each, nothing sent', () => {
  const refused = async (args: string[]): Promise<string[]> => {
    const before = server.connections();
    const { status, out, err } = await catprobe(args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(server.connections()).toBe(before);
    return err.trimEnd().split('\n');
  };

  test('nothing to run', async () => {
    expect(await refused(['run'])).toEqual([expect.stringContaining('name a URL or a task file')]);
  });
  test('a task file that is not there', async () => {
    expect(await refused(['run', file('none.yaml')])).toEqual([
      `${file('none.yaml')}: no such file; check the path`,
    ]);
  });
  test('a task file that is not JSON', async () => {
    await writeFile(file('bad.json'), '{ "catprobe": 1, ');
    expect(await refused(['run', file('bad.json')])).toEqual([expect.stringContaining('is not valid JSON')]);
  });
  test('a task file that is not YAML', async () => {
    await writeFile(file('bad.yaml'), 'catprobe: 1\n  tasks: [');
    // One mistake may lead to others; the first is where it is.
    const [first] = await refused(['run', file('bad.yaml')]);
    expect(first).toMatch(/is not valid YAML: .* line \d/);
  });
  test('every error of every task', async () => {
    const tasks = [
      { url: server.url('/'), threads: 0 },
      { url: server.url('/'), nam: 'x' },
    ];
    await writeFile(file('errors.json'), JSON.stringify({ catprobe: 1, tasks }));
    const lines = await refused(['run', file('errors.json')]);
    expect(lines[0]).toBe(`${file('errors.json')}: tasks[0].threads: 0 is not between 1 and 16`);
    expect(lines[1]).toContain('tasks[1].nam: unknown field; known here: name, group, direction, url');
  });
  test('a field the engine has no part for yet', async () => {
    const lines = await refused(['run', server.url('/'), '--task', '{"request":{"method":"CONNECT"}}']);
    expect(lines).toEqual([`${server.url('/')}: not supported yet: request.method`]);
  });
  test('--task that is no JSON, or no object', async () => {
    expect(await refused(['run', server.url('/'), '--task', 'x'])).toEqual([
      expect.stringContaining('--task'),
    ]);
    expect(await refused(['run', server.url('/'), '--task', '[]'])).toEqual([
      expect.stringContaining('--task'),
    ]);
  });
  test('--output for more than one download, or for none', async () => {
    const output = ['--output', file('saved')];
    expect(await refused(['run', server.url('/'), '--repeat', '2', ...output])).toEqual([
      '--output: is for one download; this run has 2 attempts',
    ]);
    expect(await refused(['run', server.url('/'), '--direction', 'upload', ...output])).toEqual([
      `--output: ${server.url('/')} is an upload; there is nothing to save`,
    ]);
    expect(await refused(['run', server.url('/'), '--overwrite'])).toEqual(['--overwrite: needs --output']);
  });
  test('an option or a command that is not there', async () => {
    expect((await refused(['run', server.url('/'), '--frob']))[0]).toContain('--frob');
    expect((await refused(['frob']))[0]).toContain('frob');
    expect((await refused(['run', server.url('/'), '--repeat', '-1']))[0]).toContain('whole number');
  });
});

describe('the store', () => {
  test('a corrupt one: status 3, one line that names the file, which stays as it is', async () => {
    const corrupt = file('corrupt');
    await catprobe(['run', server.url('/'), '--store', corrupt]);
    await writeFile(path.join(corrupt, 'results.duckdb'), 'this is no database');
    const { status, out, err } = await catprobe(['run', server.url('/'), '--store', corrupt]);
    expect([status, out]).toEqual([3, '']);
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining('results.duckdb')]);
    expect(await readFile(path.join(corrupt, 'results.duckdb'), 'utf8')).toBe('this is no database');
  });

  test('a folder that cannot be made: status 3, and a run without it still works', async () => {
    await writeFile(file('plain'), '');
    const { status, err } = await catprobe([
      'run',
      server.url('/'),
      '--store',
      path.join(file('plain'), 'store'),
    ]);
    expect(status).toBe(3);
    expect(err).toContain(file('plain'));
    expect((await catprobe(['run', server.url('/'), '--no-store'])).status).toBe(0);
  });
});

test('what lab prove has shown is in the top five, count for count', async () => {
  const proven = await catprobe([
    'lab',
    'prove',
    '--only',
    '600,605,606,607,609,633',
    '--json',
    '--store',
    store('lab'),
  ]);
  expect(proven.status).toBe(0);
  const counts = new Map<number, number>();
  for (const { got } of JSON.parse(proven.out)) counts.set(got, (counts.get(got) ?? 0) + 1);
  const five = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 5);

  const { out } = await catprobe(['top', '--by', 'label.source', '--json', '--store', store('lab')]);
  const { top, groups } = JSON.parse(out);
  const rows = (types: { code: number; count: number }[]): number[][] =>
    types.map(({ code, count }) => [code, count]);
  expect(rows(top)).toEqual(five);
  expect(rows(groups[0].top)).toEqual(five);
});

test('help and version are answers', async () => {
  expect(await catprobe(['--version'])).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  expect(await catprobe(['--help'])).toMatchObject({
    status: 0,
    out: expect.stringContaining('run [options] [targets...]'),
  });
});
