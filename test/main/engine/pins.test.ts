/** Pinned targets: which one is picked, when the list is of no use, and that DNS is not asked. */
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/main/engine/clock.ts';
import { StepFailure } from '../../../src/main/engine/failure.ts';
import { pinHosts } from '../../../src/main/engine/pins.ts';
import { runTasks } from '../../../src/main/engine/run.ts';
import type { TransferResult } from '../../../src/shared/result.ts';
import type { TaskInput } from '../../../src/shared/task.ts';
import { serveRaw } from '../../support/raw-server.ts';
import { makeTask, runTask, serveHttp } from '../../support/server.ts';
import { serveSocks } from '../../support/socks-server.ts';

const URL_OK = 'http://a.example/';
const pick = (input: Partial<TaskInput>, round = 0, chance = 0) =>
  pinHosts(makeTask({ url: URL_OK, ...input }), { round, random: () => chance });
const three = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((ip) => ({ ip, host: 'a.example' }));

describe('the choice', () => {
  test('random: by chance, evenly', () => {
    const chosen = [0, 0.33, 0.34, 0.66, 0.67, 0.999].map(
      (chance) => pick({ hosts: three }, 0, chance).get('a.example')?.address,
    );
    expect(chosen.map((address) => address?.at(-1))).toEqual(['1', '1', '2', '2', '3', '3']);
  });

  test('round-robin: one after the other', () => {
    const chosen = [0, 1, 2, 3, 4].map(
      (round) => pick({ hosts: three, hostsPick: 'round-robin' }, round).get('a.example')?.address,
    );
    expect(chosen.map((address) => address?.at(-1))).toEqual(['1', '2', '3', '1', '2']);
  });

  test('each host has a choice of its own; names in any case and script, IPv6 in brackets or not', () => {
    const pins = pick({
      hosts: [
        ...three,
        { ip: '192.0.2.9', port: 8080, host: 'BÜCHER.example' },
        { ip: '::1', host: '[2001:DB8::1]' },
        { ip: '127.0.0.1', host: 'x' },
        { ip: '::1', host: 'x' },
      ],
      ipFamily: 'auto',
    });
    expect(pins.get('xn--bcher-kva.example')).toEqual({ address: '192.0.2.9', port: 8080, among: 1 });
    expect(pins.get('2001:db8::1')?.address).toBe('::1');
    expect(pins.get('x')?.among).toBe(2);
  });

  test('only the family that the task wants', () => {
    const hosts = [
      { ip: '127.0.0.1', host: 'x' },
      { ip: '::1', host: 'x' },
      { ip: '999.1.1.1', host: 'x' },
    ];
    expect(pick({ hosts, ipFamily: '6' }).get('x')).toEqual({ address: '::1', port: undefined, among: 1 });
  });

  test.each([
    [{ hosts: [] }, 'the list of pinned targets is empty'],
    [{ hosts: [{ ip: '300.1.1.1', host: 'x' }] }, 'no usable IP address is pinned to x'],
    [{ hosts: three, ipFamily: '6' as const }, 'no usable IPv6 address is pinned to a.example'],
  ])('%j is of no use', (input, detail) => {
    const failing = (): unknown => pick(input);
    expect(failing).toThrow(StepFailure);
    expect(failing).toThrow(detail);
  });
});

describe('a transfer', () => {
  test('goes to the pinned address and port, and the result says so', async () => {
    await using server = await serveHttp((request, response) => response.end(request.headers.host));
    const result = await runTask({
      url: 'http://pinned.example/x',
      dns: { servers: ['127.0.0.1:1'] },
      hosts: [{ ip: '127.0.0.1', port: server.port, host: 'pinned.example' }],
    });
    expect(result).toMatchObject({
      code: 0,
      bytes: 'pinned.example'.length,
      host: 'pinned.example',
      remoteAddress: '127.0.0.1',
      remotePort: server.port,
      addresses: ['127.0.0.1'],
      evidence: [
        {
          source: 'check',
          name: 'HOST_PINNED',
          detail: `pinned.example is pinned to 127.0.0.1 port ${server.port}; DNS was not asked`,
        },
      ],
    });
  });

  test('through a proxy: it is asked for the pinned address, unless it fetches by itself', async () => {
    const asked: string[] = [];
    await using proxy = await serveRaw((request) => {
      asked.push(request.split('\r\n', 1)[0]!);
      return 'HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n';
    });
    const common = {
      proxy: `http://127.0.0.1:${proxy.port}`,
      hosts: [{ ip: '192.0.2.7', port: 8443, host: 'pinned.example' }],
    };
    const tunnel = await runTask({ url: 'https://pinned.example/x', ...common });
    const fetched = await runTask({ url: 'http://pinned.example/x', ...common });
    expect(asked).toEqual(['CONNECT 192.0.2.7:8443 HTTP/1.1', 'GET http://pinned.example/x HTTP/1.1']);
    const pinned = (detail: string) => expect.objectContaining({ name: 'HOST_PINNED', detail });
    expect(tunnel.evidence).toContainEqual(
      pinned('pinned.example is pinned to 192.0.2.7 port 8443; DNS was not asked'),
    );
    expect(fetched.evidence).toContainEqual(
      pinned('pinned.example is pinned, but the proxy finds it by itself'),
    );
  });

  test('through SOCKS with names resolved here: the pinned address', async () => {
    await using proxy = await serveSocks();
    await using server = await serveHttp((_request, response) => response.end('x'));
    const result = await runTask({
      url: 'http://pinned.example/x',
      proxy: `socks5://127.0.0.1:${proxy.port}`,
      hosts: [{ ip: '127.0.0.1', port: server.port, host: 'pinned.example' }],
    });
    expect(result).toMatchObject({ code: 0, remoteAddress: '127.0.0.1', remotePort: server.port });
    expect(proxy.names).toEqual([]);
  });

  test('of a host that is not in the list is resolved as ever', async () => {
    await using server = await serveHttp((_request, response) => response.end());
    const result = await runTask({
      url: server.url('/'),
      hosts: [{ ip: '192.0.2.1', host: 'other.example' }],
    });
    expect(result).toMatchObject({ code: 0, evidence: [] });
  });

  test('round-robin over the attempts of a run, however many at a time', async () => {
    await using server = await serveHttp((_request, response) => response.end());
    const task = makeTask({
      url: `http://pinned.example:${server.port}/`,
      hosts: ['127.0.0.1', '127.0.0.2', '127.0.0.3'].map((ip) => ({ ip, host: 'pinned.example' })),
      hostsPick: 'round-robin',
      repeat: { count: 6 },
    });
    const results: TransferResult[] = [];
    await runTasks([task], {
      runId: 'r',
      concurrency: 3,
      signal: new AbortController().signal,
      clock: systemClock,
      onResult: (result) => void results.push(result),
    });
    const counts = ['127.0.0.1', '127.0.0.2', '127.0.0.3'].map(
      (ip) => results.filter((result) => result.remoteAddress === ip).length,
    );
    // The server listens on the first alone; the others are refused, and counted all the same.
    expect(counts[0]).toBe(2);
    expect(results.filter((result) => result.code === 601)).toHaveLength(4);
  });
});
