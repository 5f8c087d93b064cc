/** What is compared with what, and how it should come out. Each row runs its commands in turn and gives ratios to the goal. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TransferResult } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { findPeer } from '../../test/support/peers.ts';
import { type Command, inTurn, type Measured } from './process.ts';
import type { BenchServers, Source } from './servers.ts';

export interface Figure {
  what: string;
  value: number;
  /** The most that is good; `least`: the least. Null: for information. */
  goal: number | null;
  unit: '' | 'MB' | 'ms' | '/s' | 's' | 's/GiB';
  least?: boolean;
}

export interface Row {
  name: string;
  /** Why it cannot be measured here; null: it can. */
  missing: string | null;
  measure(rounds: number): Promise<Figure[]>;
}

export interface Bench {
  servers: BenchServers;
  /** Attempts of the rows with small transfers. */
  small: number;
  /** Ids of the results that must be in the store when all is over. */
  stored: Set<string>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(ROOT, 'out/cli/main.js');
const GIB = 2 ** 30;

/** Our command as it is installed; every result must be as told, and is looked for in the store afterwards. */
function ours(
  bench: Bench,
  url: string,
  task: Partial<TaskInput>,
  expected: Partial<TransferResult>,
): Command {
  const { servers, stored } = bench;
  const options = JSON.stringify({ ...task, tls: { caFile: servers.caFile } });
  const store = path.join(servers.folder, 'store');
  return {
    line: `${process.execPath} ${CLI} run '${url}' --json --store ${store} --task '${options}'`,
    check(out) {
      const result = JSON.parse(out) as TransferResult;
      for (const [name, value] of Object.entries({ code: 0, ...expected }))
        if (result[name as keyof TransferResult] !== value)
          throw new Error(`${url}: ${name} is ${result[name as keyof TransferResult]}, not ${value}`);
      stored.add(result.id);
    },
  };
}

function curl(bench: Bench, args: string, expected: RegExp): Command {
  return {
    line: `curl -s --cacert ${bench.servers.caFile} ${args}`,
    check(out) {
      if (!expected.test(out)) throw new Error(`curl ${args}: ${out.slice(0, 200)}`);
    },
  };
}

const ratio = (a: number, b: number): number => a / Math.max(b, 1e-9);

function against(a: Measured, b: Measured, goals: { cpu?: number; wall?: number }, bytes: number): Figure[] {
  const gib = bytes / GIB;
  return [
    ...(goals.cpu === undefined
      ? []
      : [{ what: 'CPU', value: ratio(a.cpuS, b.cpuS), goal: goals.cpu, unit: '' } as const]),
    { what: 'wall', value: ratio(a.wallS, b.wallS), goal: goals.wall ?? null, unit: '' },
    { what: 'ours wall', value: a.wallS, goal: null, unit: 's' },
    { what: 'peer wall', value: b.wallS, goal: null, unit: 's' },
    { what: 'ours CPU', value: a.cpuS / gib, goal: null, unit: 's/GiB' },
    { what: 'peer CPU', value: b.cpuS / gib, goal: null, unit: 's/GiB' },
    { what: 'ours peak', value: a.peakMB, goal: 160, unit: 'MB' },
  ];
}

const sizeOf = ({ bytes }: Source): string => `${(bytes / GIB).toFixed(2).replace(/\.?0+$/, '')} GiB`;

export function rowsOf(bench: Bench): Row[] {
  const { servers } = bench;
  const { big, mid, small } = servers.files;
  const got = ({ bytes }: Source): Partial<TransferResult> => ({ bytes });
  const summed = ({ bytes, md5 }: Source): Partial<TransferResult> => ({ bytes, md5 });

  const downloads = (['http', 'https'] as const).flatMap((protocol): Row[] => [
    {
      name: `download ${sizeOf(big)} ${protocol}, no check, against curl`,
      missing: null,
      async measure(rounds) {
        const url = `${servers[protocol]}/big`;
        const peer = curl(bench, `-o /dev/null -w '%{size_download}' ${url}`, new RegExp(`^${big.bytes}$`));
        const [a, b] = await inTurn([ours(bench, url, {}, got(big)), peer], rounds);
        return against(a!, b!, { cpu: 1, wall: 1.05 }, big.bytes);
      },
    },
    {
      name: `download ${sizeOf(mid)} ${protocol} with MD5, against curl | md5sum`,
      missing: null,
      async measure(rounds) {
        const url = `${servers[protocol]}/mid`;
        const peer = curl(bench, `${url} | md5sum`, new RegExp(`^${mid.md5} `));
        const [a, b] = await inTurn(
          [ours(bench, url, { verify: { md5: mid.md5 } }, summed(mid)), peer],
          rounds,
        );
        return against(a!, b!, { wall: protocol === 'http' ? 0.82 : 0.65 }, mid.bytes);
      },
    },
    {
      name: `8 threads with MD5, ${sizeOf(mid)} ${protocol}, against 1 thread`,
      missing: null,
      async measure(rounds) {
        const url = `${servers[protocol]}/mid`;
        const [a, b] = await inTurn(
          [8, 1].map((threads) => ours(bench, url, { threads, verify: { md5: mid.md5 } }, summed(mid))),
          rounds,
        );
        return against(a!, b!, { wall: 1.05 }, mid.bytes);
      },
    },
    {
      name: `upload ${sizeOf(mid)} ${protocol}, against curl -T`,
      missing: null,
      async measure(rounds) {
        const url = servers.sinks[protocol];
        const file = path.join(servers.folder, 'upload');
        const peer = curl(bench, `-T ${file} -w '%{size_upload}' ${url}`, new RegExp(`^${mid.bytes}$`));
        const task: Partial<TaskInput> = { direction: 'upload', upload: { method: 'PUT', source: { file } } };
        const [a, b] = await inTurn([ours(bench, url, task, got(mid)), peer], rounds);
        return against(a!, b!, { wall: protocol === 'http' ? 1.1 : 1 }, mid.bytes);
      },
    },
  ]);

  return [...downloads, toDisk(bench, mid), ftp(bench, mid), ...smallRows(bench, small), start(bench)];
}

function toDisk(bench: Bench, mid: Source): Row {
  const { servers } = bench;
  return {
    name: `download ${sizeOf(mid)} http to disk with MD5, against aria2c --checksum`,
    missing: findPeer('aria2c') ? null : 'aria2c is not installed',
    async measure(rounds) {
      const url = `${servers.http}/mid`;
      const into = (name: string): string => path.join(servers.folder, name);
      const one = ours(bench, url, { verify: { md5: mid.md5 } }, { md5: mid.md5 });
      const mine: Command = { ...one, line: `${one.line} --output ${into('saved')} --overwrite` };
      const aria: Command = {
        line: `aria2c -q --allow-overwrite=true --checksum=md5=${mid.md5} -d ${servers.folder} -o aria ${url}`,
        check() {},
      };
      const [a, b] = await inTurn([mine, aria], rounds);
      const same = readFileSync(into('saved')).equals(readFileSync(into('aria')));
      if (!same) throw new Error('the file on disk is not the one that was sent');
      return against(a!, b!, { wall: 0.25 }, mid.bytes);
    },
  };
}

function ftp(bench: Bench, mid: Source): Row {
  const { ftp: server } = bench.servers;
  return {
    name: `download ${sizeOf(mid)} ftp, against curl`,
    missing: server ? null : 'vsftpd or what it needs is not there',
    async measure(rounds) {
      const { url, user, password } = server!;
      const peer = curl(
        bench,
        `-o /dev/null -w '%{size_download}' -u '${user}:${password}' ${url}`,
        new RegExp(`^${mid.bytes}$`),
      );
      const [a, b] = await inTurn(
        [ours(bench, withAccount(url, user, password), {}, { bytes: mid.bytes }), peer],
        rounds,
      );
      return against(a!, b!, { cpu: 0.8, wall: 0.85 }, mid.bytes);
    },
  };
}

function withAccount(url: string, user: string, password: string): string {
  const parsed = new URL(url);
  parsed.username = user;
  parsed.password = encodeURIComponent(password);
  return parsed.href;
}

function smallRows(bench: Bench, small: Source): Row[] {
  const { servers, small: count } = bench;
  return (['http', 'https'] as const).map((protocol) => ({
    name: `${count} x 1 KiB ${protocol}, 32 at once, stored`,
    missing: null,
    async measure(rounds) {
      const url = `${servers[protocol]}/small`;
      const one = ours(bench, url, {}, {});
      const many: Command = {
        line: `${one.line} --repeat ${count} --concurrency 32`,
        check(out) {
          const results = out
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as TransferResult);
          const good = results.filter(({ code, bytes }) => code === 0 && bytes === small.bytes);
          if (good.length !== count) throw new Error(`${good.length} of ${count} small transfers are right`);
          for (const { id } of results) bench.stored.add(id);
        },
      };
      const single = `curl -s --cacert ${servers.caFile} -o /dev/null ${url}`;
      const each: Command = { line: `seq ${count} | xargs -P 32 -I{} ${single}`, check() {} };
      const all = curl(
        bench,
        `-Z --parallel-max 32 -H 'Connection: close' -o /dev/null '${url}?[1-${count}]' 2>/dev/null`,
        /^/,
      );
      const [a, b, c] = await inTurn([many, each, all], rounds);
      return [
        {
          what: 'wall against one curl each',
          value: a!.wallS / b!.wallS,
          goal: protocol === 'http' ? 0.06 : 0.15,
          unit: '',
        },
        { what: 'wall against curl --parallel', value: a!.wallS / c!.wallS, goal: 1, unit: '' },
        { what: 'ours wall', value: a!.wallS, goal: null, unit: 's' },
        { what: 'ours CPU', value: a!.cpuS, goal: null, unit: 's' },
        { what: 'results stored', value: count / a!.wallS, goal: 5000, unit: '/s', least: true },
        { what: 'ours peak', value: a!.peakMB, goal: 160, unit: 'MB' },
      ];
    },
  }));
}

function start(_bench: Bench): Row {
  return {
    name: 'start: catprobe explain 609 and --version, beyond curl --version',
    missing: null,
    async measure(rounds) {
      const of = (line: string, expected: RegExp): Command => ({
        line,
        check(out) {
          if (!expected.test(out)) throw new Error(`${line}: ${out.slice(0, 200)}`);
        },
      });
      const command = `${process.execPath} ${CLI}`;
      const [explain, version, peer] = await inTurn(
        [of(`${command} explain 609`, /609/), of(`${command} --version`, /\d/), of('curl --version', /curl/)],
        rounds * 3,
      );
      const beyond = (one: Measured): number => (one.wallS - peer!.wallS) * 1000;
      return [
        { what: 'explain', value: beyond(explain!), goal: 120, unit: 'ms' },
        { what: '--version', value: beyond(version!), goal: 120, unit: 'ms' },
      ];
    },
  };
}
