/** How far the parts of a transfer's time are from delays that are known: alone, and beside a bulk transfer in the same thread. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Timings } from '../../src/shared/result.ts';
import type { TaskInput } from '../../src/shared/task.ts';
import { type DelayingServers, type Delays, STEPS, type Step, startDelayingServers } from './delays.ts';
import { median } from './process.ts';
import type { Figure, Row } from './rows.ts';
import type { BenchServers } from './servers.ts';
import type { TimingsQuestion } from './timings.ts';

const DELAYS: Delays = { dns: 50, tls: 100, wait: 200 };
const NO_DELAYS: Delays = { dns: 0, tls: 0, wait: 0 };
const GOALS_MS = { alone: 0.3, beside: 0.5 };
const WARM_UP = 3;
const SHOWN: Record<Step, string> = { dns: 'DNS 50 ms', tls: 'TLS 100 ms', wait: 'first byte 200 ms' };

/** `count`: transfers for each median. */
export function biasRow(servers: BenchServers, count: number): Row {
  return {
    name: 'bias of timings against known delays (connect is not delayed: that takes a network of its own)',
    missing: null,
    async measure() {
      await using scope = new AsyncDisposableStack();
      const delaying = await startDelayingServers(scope, servers.folder);
      const bulk = {
        url: `${servers.http}/mid`,
        verify: { md5: servers.files.mid.md5 },
      };
      const figures: Figure[] = [];
      for (const [name, beside] of [
        ['alone', null],
        ['beside', bulk],
      ] as const) {
        const ask = { delaying, count, bulk: beside };
        const without = await excess({ ...ask, delays: NO_DELAYS });
        const withDelays = await excess({ ...ask, delays: DELAYS });
        for (const step of STEPS)
          figures.push({
            what: `${SHOWN[step]}, ${name === 'alone' ? 'alone' : 'beside bulk with MD5'}`,
            value: Math.abs(withDelays[step] - without[step]),
            goal: GOALS_MS[name],
            unit: 'ms',
          });
      }
      return figures;
    },
  };
}

/** What the medians have beyond the delays. Without any delay that is what a step takes by itself. */
async function excess(question: {
  delaying: DelayingServers;
  delays: Delays;
  count: number;
  bulk: TaskInput | null;
}): Promise<Delays> {
  const { delaying, delays, count, bulk } = question;
  Object.assign(delaying.delays, delays);
  for (const step of STEPS) delaying.kept[step].length = 0;
  const task: TaskInput = {
    url: delaying.url,
    dns: { servers: [delaying.nameServer] },
    tls: { caFile: delaying.caFile },
  };
  const timings = await timingsOf({ task, count, bulk });
  const beyond = (step: Step): number =>
    median(timings.map((own, n) => own[step] - delaying.kept[step][WARM_UP + n]!));
  return { dns: beyond('dns'), tls: beyond('tls'), wait: beyond('wait') };
}

/** By a process of its own: the servers need theirs. */
async function timingsOf(question: TimingsQuestion): Promise<Timings[]> {
  const program = path.join(import.meta.dirname, 'timings.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(question)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await text(child.stdout);
  return JSON.parse(said) as Timings[];
}
