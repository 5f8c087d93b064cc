/** A whole report as one HTML file: it loads nothing, needs no script, and prints well on A4 and Letter. */
import type { TopErrors } from '../../shared/analysis.ts';
import type { Diagnosis } from '../../shared/diagnosis.ts';
import type { Redactor } from '../../shared/redact.ts';
import type { TransferResult } from '../../shared/result.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import type { Language } from '../../shared/texts/text.ts';
import { diagnosisPart } from './diagnosis-part.ts';
import { type Html, html } from './html.ts';
import { overviewPart } from './overview.ts';
import { resultPart } from './result-parts.ts';
import { STYLE } from './style.ts';
import { type Words, wordsOf } from './words.ts';

export type ReportContent =
  | { kind: 'result'; result: TransferResult }
  | {
      kind: 'run' | 'analysis';
      summary: TopErrors;
      /** Newest first; as many as the report shows. */
      results: TransferResult[];
      /** All that match. */
      total: number;
      /** Of each of the top five error types, the newest. */
      examples: TransferResult[];
      /** When the selection begins and ends; null: no bound. */
      since: string | null;
      until: string | null;
    };

/** It is in no store, and has no secrets: they are hidden where it is made. */
export interface DiagnosisContent {
  kind: 'diagnosis';
  diagnosis: Diagnosis;
}

export interface ReportOptions {
  language: Language;
  version: string;
  createdAt: Date;
  redactor: Redactor;
  /** False: the reader is told that nothing was hidden. */
  redacted: boolean;
}

export function reportPage(content: ReportContent | DiagnosisContent, options: ReportOptions): string {
  const words = wordsOf(options.language);
  const { t, format } = words;
  const shown = redactedContent(content, options.redactor);
  const heading = t(reportTexts.title);
  const subject = subjectOf(shown, words);
  const page = html`<!doctype html>
<html lang="${options.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="catprobe ${options.version}">
<title>${heading}: ${subject}</title>
<style>${STYLE}</style>
</head>
<body data-report="${shown.kind}">
<header><h1>${heading}</h1><p class="subject">${subject}</p><p class="small">${t(reportTexts.created, { time: format.stamp(options.createdAt.toISOString()) })}</p></header>
<main>
${mainPart(shown, words)}
</main>
<footer><p>${t(options.redacted ? reportTexts.hidden : reportTexts.notHidden)}</p><p>${t(reportTexts.units, { version: options.version })}</p></footer>
</body>
</html>
`;
  return page.markup;
}

function mainPart(content: ReportContent | DiagnosisContent, words: Words): Html {
  if (content.kind === 'result') return resultPart(content.result, words);
  return content.kind === 'diagnosis'
    ? diagnosisPart(content.diagnosis, words)
    : overviewPart(content, words);
}

function subjectOf(content: ReportContent | DiagnosisContent, { t, format }: Words): string {
  if (content.kind === 'result') return content.result.url;
  if (content.kind === 'diagnosis') return content.diagnosis.url;
  const oldest = content.since ?? content.results.at(-1)?.startedAt;
  const newest = content.until ?? content.results[0]?.startedAt;
  if (content.kind === 'run' && oldest) return t(reportTexts.ofRun, { time: format.stamp(oldest) });
  if (!oldest || !newest) return t(reportTexts.ofAnalysis);
  return t(reportTexts.range, { from: format.stamp(oldest), until: format.stamp(newest) });
}

function redactedContent(
  content: ReportContent | DiagnosisContent,
  redactor: Redactor,
): ReportContent | DiagnosisContent {
  if (content.kind === 'result') return { ...content, result: redactor.result(content.result) };
  if (content.kind === 'diagnosis') return content;
  const { summary, results, examples } = content;
  return {
    ...content,
    summary: {
      ...summary,
      groups: summary.groups.map((group) => ({ ...group, key: redactor.text(group.key) })),
    },
    results: results.map(redactor.result),
    examples: examples.map(redactor.result),
  };
}
