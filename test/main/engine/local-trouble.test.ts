/** Trouble of this computer, told apart from the network's: real limits and real routes, each in a process of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TransferResult } from '../../../src/shared/result.ts';
import type { TaskInput } from '../../../src/shared/task.ts';

const CHILD = path.join(import.meta.dirname, 'exhausted.ts');
const onPosix = process.platform !== 'win32';

/** `before`: shell commands; the process then stands in their place. */
function runBehind(before: string, task: TaskInput, shell = ['sh', '-c'], spare?: string): TransferResult {
  const [program = '', ...words] = shell;
  const command = [
    ...words,
    `${before}; exec "$@"`,
    'sh',
    process.execPath,
    CHILD,
    JSON.stringify(task),
    ...(spare ? [spare] : []),
  ];
  return JSON.parse(
    execFileSync(program, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
}

describe.skipIf(!onPosix)('no file handle left (Windows has no such limit)', () => {
  const exhausted = (task: TaskInput): TransferResult => runBehind('ulimit -n 64', task);
  const emfile = expect.objectContaining({ source: 'os', name: 'EMFILE' });

  test('for the connection', () => {
    const result = exhausted({ url: 'http://127.0.0.1:1/' });
    expect(result).toMatchObject({ code: 721, phase: 'connect', side: 'probe', evidence: [emfile] });
  });

  test('for the question to DNS, which says "refused" then', () => {
    const result = exhausted({ url: 'http://a.example/', dns: { servers: ['127.0.0.1:1'] } });
    expect(result).toMatchObject({ code: 721, phase: 'resolve', side: 'probe' });
    expect(result.evidence).toContainEqual(emfile);
  });

  test('for the file of authorities: not the file is bad', () => {
    const result = exhausted({ url: 'https://127.0.0.1:1/', tls: { caFile: import.meta.filename } });
    expect(result).toMatchObject({ code: 721, phase: 'preflight', evidence: [emfile] });
  });
});

/** A network of our own, with nothing in it: needs Linux, `ip`, and the right to make one. */
const ownNetwork = ['unshare', '-n', 'sh', '-c'];
const mayMakeNetworks =
  spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' }).status === 0;

describe.skipIf(!mayMakeNetworks)('routes (needs the right to make a network namespace)', () => {
  const routes = [
    'ip link set lo up',
    'ip addr add 10.9.9.1/24 dev lo',
    'ip route add prohibit 192.0.2.0/24',
    'ip route add blackhole 198.51.100.0/24',
    'ip route add unreachable 203.0.113.0/24',
  ].join(';');

  test.each([
    [721, 'EACCES', '192.0.2.1', 'a rule of this computer forbids it'],
    [721, 'EINVAL', '198.51.100.1', 'a rule of this computer swallows it'],
    [601, 'EHOSTUNREACH', '203.0.113.1', 'the host cannot be reached'],
    [601, 'ENETUNREACH', '8.8.8.8', 'there is no route'],
  ])('%i %s to %s: %s', (code, name, address) => {
    const result = runBehind(routes, { url: `http://${address}/` }, ownNetwork, '8');
    expect(result).toMatchObject({ code, phase: 'connect', evidence: [{ source: 'os', name }] });
  });
});
