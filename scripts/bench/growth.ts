/** Whether handles, sockets and threads grow with the number of transfers: the test of that, counted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../fresh.ts';
import type { Row } from './rows.ts';

const vitest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

/** `folder`: for the report. */
export function growthRow(folder: string): Row {
  return {
    name: 'growth of files, sockets, timers and threads over 1,000 transfers: HTTP, HTTPS, FTP, good and failed',
    missing: null,
    async measure() {
      const file = path.join(folder, 'growth.json');
      const args = ['run', '--reporter=json', `--outputFile=${file}`, 'test/main/engine/growth.test.ts'];
      const child = spawn(process.execPath, [vitest, ...args], { cwd: ROOT, stdio: 'ignore' });
      await once(child, 'exit');
      const report = JSON.parse(await readFile(file, 'utf8')) as Record<string, number>;
      return [
        {
          what: 'protocols without growth',
          value: report.numPassedTests ?? 0,
          goal: 3,
          unit: '',
          least: true,
        },
        { what: 'protocols with growth', value: report.numFailedTests ?? 3, goal: 0, unit: '' },
      ];
    },
  };
}
