/** A run that is killed while it stores: what it has told is in the store. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openResults } from '../../src/main/store/results.ts';
import type { TransferResult } from '../../src/shared/result.ts';
import { ROOT } from '../fresh.ts';
import type { Bench, Row } from './rows.ts';

/** Results told when the end comes. */
const TOLD = 2000;
const MANY = 1_000_000;

export function killRow({ servers }: Bench): Row {
  return {
    name: `killed (SIGKILL) behind ${TOLD} results of a run of small transfers`,
    missing: null,
    async measure() {
      const folder = await mkdtemp(path.join(servers.folder, 'killed-'));
      const args = [
        'run',
        `${servers.http}/small`,
        '--json',
        '--repeat',
        MANY,
        '--concurrency',
        32,
        '--store',
        folder,
      ];
      const child = spawn(process.execPath, [path.join(ROOT, 'out/cli/main.js'), ...args.map(String)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      const told: string[] = [];
      let firstAt = 0;
      let killedAt = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        firstAt ||= performance.now();
        if (isWhole(line)) told.push((JSON.parse(line) as TransferResult).id);
        if (told.length === TOLD) {
          child.kill('SIGKILL');
          killedAt = performance.now();
        }
      }
      await exited;
      const store = await openResults(folder);
      const rows = await store.query<{ id: string }>('SELECT id FROM results');
      await store.close();
      const stored = new Set(rows.map(({ id }) => id));
      return [
        {
          what: 'told, and not stored',
          value: told.filter((id) => !stored.has(id)).length,
          goal: 0,
          unit: '',
        },
        { what: 'told until the kill', value: TOLD / ((killedAt - firstAt) / 1000), goal: null, unit: '/s' },
      ];
    },
  };
}

/** The last line may be cut. */
function isWhole(line: string): boolean {
  return line.startsWith('{') && line.endsWith('}');
}
