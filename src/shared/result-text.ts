/** A result as plain text, for a mail or a ticket. */

import type { Format } from './format.ts';
import { ftpCheck } from './ftp-check.ts';
import { type FtpLine, TIME_PARTS, type TransferResult } from './result.ts';
import { phaseTexts } from './texts/codes.ts';
import { gui } from './texts/gui.ts';
import type { Say } from './texts/say.ts';
import type { Language } from './texts/text.ts';
import { codeLabel, meaningOf, rowOf, verdictName } from './verdict.ts';

export function resultAsText(result: TransferResult, language: Language, t: Say, format: Format): string {
  const texts = gui.verdict;
  const row = rowOf(result.code, result.family);
  const name = verdictName(result, language, t);
  const lines: string[] = [];

  if (result.outcome === 'failed') {
    lines.push(`${codeLabel(result.code!, result.family!, t)}: ${name}`);
    const meaning = meaningOf(result, language);
    if (meaning) lines.push(meaning.replaceAll('`', ''));
    lines.push(`${t(texts.sides[result.side])}. ${t(texts.phase, { phase: t(phaseTexts[result.phase]) })}`);
  } else {
    lines.push(result.outcome === 'ok' ? `${name}, ${format.speed(result.speedKBps)}` : name);
  }

  lines.push('', fact(t(texts.url), result.url));
  if (result.finalUrl !== result.url) lines.push(fact(t(texts.finalUrl), result.finalUrl));
  lines.push(fact(t(texts.startedAt), result.startedAt));
  if (result.remoteAddress) lines.push(fact(t(texts.remote), remoteOf(result)));
  if (result.httpStatus !== null) lines.push(fact(t(texts.status), String(result.httpStatus)));
  lines.push(fact(t(texts.bytes), bytesOf(result, t, format)));
  if (result.md5) lines.push(fact(t(texts.md5), result.md5));
  const parts = TIME_PARTS.filter((step) => result.timings[step] > 0).map(
    (step) => `${t(texts.steps[step])} ${format.duration(result.timings[step])}`,
  );
  lines.push(
    fact(t(texts.time), [...parts, `${t(texts.total)} ${format.duration(result.timings.total)}`].join(', ')),
  );

  if (result.evidence.length) {
    lines.push('', t(texts.evidence));
    for (const { source, name: native, detail } of result.evidence)
      lines.push(`- ${source} ${native}: ${detail}`);
  }
  if (result.ftp) {
    lines.push('', t(texts.ftp.title), ftpCheck(result, language).finding.replaceAll('`', ''));
    lines.push(transcriptText(result.ftp.transcript));
  }
  if (row && result.outcome === 'failed') {
    lines.push('', t(texts.next));
    row.remedy[language].forEach((step, index) => {
      lines.push(`${index + 1}. ${step.replaceAll('`', '')}`);
    });
  }
  return `${lines.join('\n')}\n`;
}

/** `>` is what the probe said, `<` what the server. */
export function transcriptText(lines: readonly FtpLine[]): string {
  return lines.map(({ from, text }) => `${from === 'client' ? '>' : '<'} ${text}`).join('\n');
}

/** Address and port, an IPv6 address in brackets. */
export function remoteOf({
  remoteAddress,
  remotePort,
}: Pick<TransferResult, 'remoteAddress' | 'remotePort'>): string {
  const address = remoteAddress?.includes(':') ? `[${remoteAddress}]` : (remoteAddress ?? '');
  return remotePort === null ? address : `${address}:${remotePort}`;
}

/** The exact number, and of how many where that is known and differs. */
export function bytesOf(result: TransferResult, t: Say, format: Format): string {
  const { bytes, expectedBytes } = result;
  if (expectedBytes === null || expectedBytes === bytes) return `${format.integer(bytes)} B`;
  return t(gui.verdict.bytesOf, { bytes: format.integer(bytes), expected: format.integer(expectedBytes) });
}

function fact(label: string, value: string): string {
  return `${label}: ${value}`;
}
