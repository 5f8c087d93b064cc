/** Results as JUnit XML, as build servers read it: a suite for each task, a case for each attempt, the code as the type of a failure. */
import { codeName } from '../../shared/codes.ts';
import { TIME_PARTS, type TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { meaningOf, rowOf } from '../../shared/verdict.ts';

/** In the order they were started. */
export function junitXml(results: readonly TransferResult[], language: Language): string {
  const suites = Map.groupBy(results, ({ task }) => task);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="catprobe" ${counts(results)}>`,
    ...[...suites].flatMap(([task, attempts]) => suite(task, attempts, language)),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suite(task: string, attempts: TransferResult[], language: Language): string[] {
  const { startedAt, runId } = attempts[0]!;
  const stamp = startedAt.slice(0, 19);
  return [
    `  <testsuite ${attributes({ name: task, timestamp: stamp, id: runId })} ${counts(attempts)}>`,
    ...attempts.flatMap((result, index) =>
      testCase(result, attempts.length > 1 ? `${task} #${index + 1}` : task, language),
    ),
    '  </testsuite>',
  ];
}

function counts(results: readonly TransferResult[]): string {
  const canceled = results.filter(({ outcome }) => outcome === 'canceled').length;
  const failed = results.filter(isFailure).length;
  const ms = results.reduce((sum, { timings }) => sum + timings.total, 0);
  return attributes({
    tests: results.length,
    failures: failed,
    errors: 0,
    skipped: canceled,
    time: seconds(ms),
  });
}

/** A failure that the task expects is none; a success that it does not expect is one. */
function isFailure({ outcome, expected }: TransferResult): boolean {
  return outcome !== 'canceled' && !expected;
}

function testCase(result: TransferResult, name: string, language: Language): string[] {
  const { direction, protocol, kernel, timings, outcome } = result;
  const classname = `catprobe.${protocol ?? 'none'}.${direction}.${kernel}`;
  const head = `    <testcase ${attributes({ name, classname, time: seconds(timings.total) })}`;
  const body = [
    ...(outcome === 'canceled'
      ? [`      <skipped ${attributes({ message: say(gui.verdict.canceled, language) })}/>`]
      : []),
    ...(isFailure(result) ? [failure(result, language)] : []),
    `      <system-out>${escaped(figures(result))}</system-out>`,
  ];
  return [`${head}>`, ...body, '    </testcase>'];
}

function failure(result: TransferResult, language: Language): string {
  const { code, family, evidence, outcome } = result;
  const name = outcome === 'ok' ? say(reportTexts.unexpectedSuccess, language) : nameOf(result, language);
  const row = rowOf(code, family);
  const steps = outcome === 'failed' ? (row?.remedy[language] ?? []) : [];
  const lines = [
    meaningOf(result, language),
    ...evidence.map(({ source, name: native, detail }) => `${source} ${native}: ${detail}`),
    ...steps.map((step, index) => `${index + 1}. ${step}`),
  ].filter((line) => line !== undefined);
  const type = family === 'http' ? `HTTP ${code}` : String(code);
  return `      <failure ${attributes({ type, message: name })}>${escaped(lines.join('\n'))}</failure>`;
}

function nameOf({ code, family, name }: TransferResult, language: Language): string {
  if (code === null) return name;
  return family === 'http' ? `HTTP ${code}` : `${code} ${codeName(code, language)}`;
}

function figures({ url, remoteAddress, bytes, speedKBps, timings }: TransferResult): string {
  const parts = TIME_PARTS.map((part) => `${part} ${timings[part].toFixed(1)}`).join(', ');
  return [
    `url: ${url}`,
    `remote: ${remoteAddress ?? '-'}`,
    `bytes: ${bytes}, speed: ${speedKBps.toFixed(1)} KB/s`,
    `ms: ${parts}, total ${timings.total.toFixed(1)}`,
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}

/** XML 1.0 has no way to write most control characters: they become the sign for what cannot be shown. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
