/** Results as lines of a terminal. */
import { codeName, findCode } from '../shared/codes.ts';
import { compareKernels, kernelPairs, sayFinding } from '../shared/compare-kernels.ts';
import type { FtpCheck } from '../shared/ftp-check.ts';
import type { Progress, TransferResult } from '../shared/result.ts';
import { cliTexts } from '../shared/texts/cli.ts';
import { compareTexts } from '../shared/texts/compare.ts';
import { ftpStateTexts, ftpStepTexts } from '../shared/texts/ftp-check.ts';
import { type Language, say } from '../shared/texts/text.ts';
import type { Io } from './io.ts';
import { clip, table } from './table.ts';

const MAX_TASK_CELLS = 40;

export function liveLine(progress: Progress, language: Language): string {
  return say(cliTexts.running, language, {
    task: clip(progress.task, MAX_TASK_CELLS),
    phase: progress.phase,
    bytes: Math.round(progress.bytes / 1024),
    speed: Math.round(progress.speedKBps),
  });
}

/** One line for the result; under a failure its evidence and the first thing to check. */
export function resultLines(result: TransferResult, io: Io): string[] {
  const { language } = io;
  const mark = paint(
    io,
    result.outcome === 'ok' ? 32 : result.outcome === 'failed' ? 31 : 33,
    codeLabel(result, language),
  );
  const figures = `${result.bytes} B  ${Math.round(result.speedKBps)} KB/s  ${Math.round(result.timings.total)} ms`;
  const lines = [`${mark}  ${clip(taskLabel(result), 60)}  ${figures}`];
  if (result.proxy) {
    const { url, address, ms } = result.proxy;
    lines.push(say(cliTexts.proxy, language, { url, address: address ?? '?', ms: ms.toFixed(1) }));
  }
  if (result.outcome !== 'failed') return lines;
  lines.push(...result.evidence.map((evidence) => say(cliTexts.evidence, language, { ...evidence })));
  const step = result.code === null ? undefined : findCode(result.code)?.remedy[language][0];
  if (step) lines.push(say(cliTexts.next, language, { step }));
  return lines;
}

/** The steps of an FTP session, and where it breaks. */
export function checkLines({ steps, finding }: FtpCheck, io: Io): string[] {
  const { language } = io;
  const colors = { ok: 32, failed: 31, unreached: 90 } as const;
  const columns = [
    { heading: '' },
    { heading: '' },
    { heading: '', align: 'right' as const },
    { heading: '' },
  ];
  const rows = steps.map(({ step, state, ms, detail }) => [
    say(ftpStepTexts[step], language),
    say(ftpStateTexts[state], language),
    state === 'unreached' ? '' : `${ms.toFixed(1)} ms`,
    clip(detail, 80),
  ]);
  const [, ...lines] = table(columns, rows);
  return [...lines.map((line, index) => `  ${paint(io, colors[steps[index]!.state], line)}`), `  ${finding}`];
}

/** A table with a line per task, then the top five error types of this run. */
export function summaryLines(results: readonly TransferResult[], io: Io): string[] {
  const { language } = io;
  const heading = cliTexts.headings;
  const ok = results.filter((result) => result.outcome === 'ok').length;
  const columns = [
    { heading: say(heading.task, language) },
    { heading: say(heading.name, language) },
    { heading: say(heading.bytes, language), align: 'right' as const },
    { heading: say(heading.speed, language), align: 'right' as const },
    { heading: say(heading.firstPacket, language), align: 'right' as const },
    { heading: say(heading.total, language), align: 'right' as const },
  ];
  const rows = results.map((result) => [
    clip(taskLabel(result), MAX_TASK_CELLS),
    clip(codeLabel(result, language), 32),
    String(result.bytes),
    String(Math.round(result.speedKBps)),
    result.timings.firstPacket.toFixed(1),
    result.timings.total.toFixed(1),
  ]);
  return [
    '',
    ...table(columns, rows),
    '',
    say(cliTexts.summary, language, { ok, total: results.length }),
    ...topLines(results, language),
  ];
}

/** Where two kernels have done the same task: what they disagree about. */
export function comparisonLines(results: readonly TransferResult[], { language }: Io): string[] {
  const pairs = kernelPairs(results);
  const lines = pairs.flatMap((pair) =>
    compareKernels(pair).map(
      (finding) => `  ${clip(pair.node.task, MAX_TASK_CELLS)}  ${sayFinding(finding, language)}`,
    ),
  );
  if (!lines.length) return ['', say(compareTexts.agree, language, { count: pairs.length })];
  return ['', say(compareTexts.disagree, language), ...lines];
}

/** The kernel is named where it is not the usual one. */
function taskLabel({ task, kernel }: TransferResult): string {
  return kernel === 'curl' ? `${task} (curl)` : task;
}

function topLines(results: readonly TransferResult[], language: Language): string[] {
  const counts = new Map<number, number>();
  for (const { outcome, code } of results) {
    if (outcome === 'failed' && code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  if (!counts.size) return [];
  const top = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 5);
  return [
    '',
    say(cliTexts.topErrors, language),
    ...top.map(([code, count]) => `  ${count} × ${code} ${codeName(code, language)}`),
  ];
}

function codeLabel(result: TransferResult, language: Language): string {
  if (result.code === null) return say(cliTexts.canceled, language);
  // Only where it says something: a failure that was asked for, or a success that was not.
  const wanted = result.expected ? cliTexts.asExpected : cliTexts.notAsExpected;
  const remark = result.expected === (result.outcome === 'ok') ? '' : ` (${say(wanted, language)})`;
  return `${result.code} ${codeName(result.code, language)}${remark}`;
}

function paint(io: Io, color: number, text: string): string {
  return io.color ? `\u001b[${color}m${text}\u001b[0m` : text;
}
