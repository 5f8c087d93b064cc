/** `catprobe import` as a user types it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseTaskFile } from '../../src/shared/task.ts';
import { COMMAND, catprobe } from '../support/cli.ts';

let folder: string;
const file = (name: string): string => path.join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'catprobe-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a curl command: a task file on stdout, what is left out on stderr', async () => {
  const { status, out, err } = await catprobe([
    'import',
    '--curl',
    "curl -s -H 'X: 1' -u me:pw http://h.example/",
  ]);
  expect(status).toBe(0);
  expect(err).toBe('-s: left out; it means nothing to a probe\n');
  const content = JSON.parse(out);
  expect(content).toMatchObject({
    catprobe: 1,
    tasks: [
      { url: 'http://h.example/', request: { headers: { X: '1' }, auth: { type: 'basic', user: 'me' } } },
    ],
  });
  expect(parseTaskFile(content).ok).toBe(true);
});

test('from a file, over several lines, with a body from another; into a file for its owner alone', async () => {
  await writeFile(file('body.json'), '{"a":"中"}\n');
  await writeFile(
    file('command.txt'),
    `curl 'http://h.example/' \\\n  --data-binary '@${file('body.json')}'\n`,
  );
  const { status, out, err } = await catprobe(['import', file('command.txt'), '--out', file('tasks.json')]);
  expect({ status, out }).toEqual({ status: 0, out: '' });
  expect(err).toContain('1 task(s) written to');
  expect(JSON.parse(await readFile(file('tasks.json'), 'utf8')).tasks[0].request.body).toBe('{"a":"中"}\n');
  if (process.platform !== 'win32') expect((await stat(file('tasks.json'))).mode & 0o077).toBe(0);
});

test('from stdin', async () => {
  const child = spawn(process.execPath, [COMMAND, 'import', '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end('curl ^\n  ^"http://h.example/?a=1^&b=2^"\n');
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(JSON.parse(out).tasks[0].url).toBe('http://h.example/?a=1&b=2');
});

test("CAT's JSON, and a task file of our own in YAML", async () => {
  await writeFile(
    file('cat.json'),
    JSON.stringify({
      TaskType: 3,
      BatchTasks: [{ Name: 'a', TargetAddress: 'http://h.example/' }],
      Parameters: '{}',
    }),
  );
  expect(JSON.parse((await catprobe(['import', file('cat.json')])).out).tasks).toEqual([
    { name: 'a', url: 'http://h.example/', transferKB: 1024 },
  ]);
  await writeFile(file('own.yaml'), 'catprobe: 1\ntasks:\n  - url: http://h.example/\n    threads: 2\n');
  expect(JSON.parse((await catprobe(['import', file('own.yaml')])).out)).toEqual({
    catprobe: 1,
    tasks: [{ url: 'http://h.example/', threads: 2 }],
  });
});

test.each([
  [['import'], /give a command with --curl/],
  [['import', 'x', '--curl', 'curl http://x/'], /not both/],
  [['import', 'no-such-file'], /no such file/],
  [['import', '--curl', 'curl --foo http://x/'], /^--curl: --foo: not known here/],
  [['import', '--curl', "curl -H 'X: \u0001' http://x/"], /^--curl: tasks\[0\]\.request\.headers\.X: /],
])('%j is refused: one line, status 2, no output', async (args, message) => {
  const { status, out, err } = await catprobe(args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(message);
});

test('a file that is nothing of the kind', async () => {
  await writeFile(file('other.json'), '{"a":1}');
  const { status, err } = await catprobe(['import', file('other.json')], { CATPROBE_LANG: 'zh' });
  expect(status).toBe(2);
  expect(err).toContain('不是任务文件');
});
