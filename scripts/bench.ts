/**
 * How fast we are, beside curl and others: `npm run bench`, `-- --quick` in under two minutes, `-- --json` for programs, `-- --only WORD`.
 * Needs nginx, curl and time, and uses vsftpd and aria2c where they are. The servers are its own and on loopback.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openResults } from '../src/main/store/results.ts';
import { biasRow } from './bench/bias.ts';
import { guiRow } from './bench/gui.ts';
import { killRow } from './bench/kill.ts';
import { type Bench, type Figure, type Row, rowsOf } from './bench/rows.ts';
import { startServers } from './bench/servers.ts';
import { storeRow } from './bench/store.ts';
import { ROOT } from './fresh.ts';

/** Units of which a part says nothing, once there are ten. */
const WHOLE: Figure['unit'][] = ['ms', '/s', 'MB'];

interface Done {
  name: string;
  figures: (Figure & { met: boolean | null })[];
  problem: string | null;
}

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' } },
});
const quick = values.quick ?? false;
const rounds = quick ? 1 : 5;
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);

const built = spawnSync(process.execPath, [path.join(ROOT, 'scripts/build.ts')], { stdio: ['ignore', 2, 2] });
if (built.status !== 0) throw new Error('the build failed');

say(`${machine()}; ${rounds} rounds, medians; the computer may be busy with other things`);
await using scope = new AsyncDisposableStack();
const servers = await startServers(scope, quick ? { bigMB: 512, midMB: 128 } : { bigMB: 4096, midMB: 1024 });
const bench: Bench = { servers, small: quick ? 500 : 10_000, stored: new Set() };
copyFileSync(path.join(servers.www, 'mid'), path.join(servers.folder, 'upload'));

const rows = [
  ...rowsOf(bench),
  storeRow(quick ? 100_000 : 1_000_000, { top: 30, percentiles: 30 }),
  ...(quick ? [] : [storeRow(10_000_000, { top: 150, percentiles: 200 })]),
  killRow(bench),
  biasRow(servers, quick ? 5 : 20),
  guiRow(quick ? 10_000 : 100_000),
].filter(({ name }) => !values.only || name.includes(values.only));

const done: Done[] = [];
for (const row of rows) {
  const one = await run(row);
  done.push(one);
  print(one);
}
const lost = await notStored();
say(
  lost
    ? `${lost} of ${bench.stored.size} results are NOT in the store`
    : `all ${bench.stored.size} results are in the store`,
);
if (values.json)
  process.stdout.write(
    `${JSON.stringify({ machine: machine(), quick, rounds, rows: done, lost }, null, 2)}\n`,
  );
process.exitCode = lost || done.some(({ problem }) => problem?.startsWith('failed')) ? 1 : 0;

async function run({ name, missing, measure }: Row): Promise<Done> {
  if (missing) return { name, figures: [], problem: `not measured: ${missing}` };
  try {
    const figures = await measure(rounds);
    return { name, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })), problem: null };
  } catch (error) {
    return { name, figures: [], problem: `failed: ${(error as Error).message}` };
  }
}

function isMet({ value, goal, least }: Figure): boolean | null {
  if (goal === null) return null;
  return least ? value >= goal : value <= goal;
}

function print({ name, figures, problem }: Done): void {
  say(`\n${name}${problem ? `\n  ${problem}` : ''}`);
  for (const { what, value, goal, unit, least, met } of figures) {
    const shown = `${value.toFixed(value >= 10 && WHOLE.includes(unit) ? 0 : 2)} ${unit}`.trimEnd();
    const judged = goal === null ? '' : `   goal ${least ? '>=' : '<='} ${goal}   ${met ? 'met' : 'NOT MET'}`;
    say(`  ${what.padEnd(30)} ${shown.padStart(12)}${judged}`);
  }
}

async function notStored(): Promise<number> {
  const store = await openResults(path.join(servers.folder, 'store'));
  const rows = await store.query<{ id: string }>('SELECT id FROM results');
  await store.close();
  const there = new Set(rows.map(({ id }) => id));
  return [...bench.stored].filter((id) => !there.has(id)).length;
}

function machine(): string {
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} x ${cpus()[0]?.model.trim()}, ${gib} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
