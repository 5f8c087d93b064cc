/** Everything that must hold, in one command: types, lint and format, the build, unit and interop tests, the GUI in a real browser. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './fresh.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'catprobe-test-'));
try {
  const tallies = [
    step('types', ['node_modules/typescript/bin/tsc', '-b']),
    step('lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']),
    step('build', ['scripts/build.ts']),
    vitest(path.join(folder, 'vitest.json')),
    playwright(path.join(folder, 'playwright.json')),
  ];
  const total = tallies.reduce((sum, tally) => ({
    passed: sum.passed + tally.passed,
    failed: sum.failed + tally.failed,
    skipped: sum.skipped + tally.skipped,
  }));
  console.log(
    `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
  );
  process.exitCode = total.failed ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** One program that either succeeds or does not. */
function step(name: string, args: string[]): Tally {
  console.log(`\n== ${name}`);
  const ok = run(args) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function vitest(report: string): Tally {
  console.log('\n== unit and interop tests');
  const status = run([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readReport(report);
  return tally(status, numPassedTests, numFailedTests, (numPendingTests ?? 0) + (numTodoTests ?? 0));
}

function playwright(report: string): Tally {
  console.log('\n== the GUI in a real browser');
  const status = run(['node_modules/playwright/cli.js', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const { expected, unexpected, flaky, skipped } = readReport(report).stats ?? {};
  return tally(status, expected, (unexpected ?? 0) + (flaky ?? 0), skipped);
}

/** A runner that fails without naming a failed test (a crash, a broken file) is a failure of its own. */
function tally(status: number, passed = 0, failed = 0, skipped = 0): Tally {
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed, skipped };
}

// biome-ignore lint/suspicious/noExplicitAny: two runners' own formats, of which four numbers are read
function readReport(file: string): any {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function run(args: string[], env: Record<string, string> = {}): number {
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}
