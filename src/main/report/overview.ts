/** The report of many results: how many failed, the top five error types, what to do about each, and the attempts. */
import type { ErrorType } from '../../shared/analysis.ts';
import type { TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { codeLabel, errorName, familyOfName, verdictName } from '../../shared/verdict.ts';
import { type Html, html } from './html.ts';
import type { ReportContent } from './page.ts';
import { evidencePart, nextSteps, verdictPart } from './result-parts.ts';
import type { Words } from './words.ts';

const GROUPS = 20;

type Overview = Exclude<ReportContent, { kind: 'result' }>;

export function overviewPart(content: Overview, words: Words): Html {
  const { t } = words;
  const { summary, results, total, examples } = content;
  const { failed } = summary;
  const headline =
    summary.total === 0
      ? t(reportTexts.noTests)
      : failed === 0
        ? t(reportTexts.allOk)
        : t(reportTexts.someFailed, { failed, total: summary.total });
  return html`<section class="verdict ${failed ? 'failed' : 'ok'} keep" data-part="summary"><div class="mark"><span class="sign" aria-hidden="true">${failed ? '✕' : '✓'}</span></div>
<div><h2>${headline}</h2>${figuresPart(content, words)}</div></section>
<section class="keep" data-part="top"><h2>${t(reportTexts.topErrors)}</h2>${topTable(summary.top, words)}</section>
${summary.by !== null && summary.groups.length > 0 && groupsPart(content, words)}
${
  examples.length > 0 &&
  html`<section data-part="examples"><h2>${t(reportTexts.examples)}</h2>${examples.map(
    (result) => html`<div class="example">${verdictPart(result, words)}
<p class="small">${t(reportTexts.example, { target: result.url, time: words.format.stamp(result.startedAt) })}</p>
${nextSteps(result, words)}
${result.evidence.length > 0 && evidencePart(result, words)}</div>`,
  )}</section>`
}
${results.length > 0 && attemptsPart(results, total, words)}`;
}

function figuresPart({ summary }: Overview, { t, format }: Words): Html {
  const { total, failed, successRate, speedKBps, firstPacketMs } = summary;
  const figures: [string, string][] = [
    [t(reportTexts.tests), format.integer(total)],
    [t(reportTexts.failures), format.integer(failed)],
    [t(reportTexts.successRate), successRate === null ? '–' : format.percent(successRate)],
    [t(reportTexts.medianSpeed), speedKBps.median === null ? '–' : format.speed(speedKBps.median)],
    [t(reportTexts.medianFirst), firstPacketMs.median === null ? '–' : format.duration(firstPacketMs.median)],
  ];
  return html`<dl class="figures">${figures.map(([name, value]) => html`<div><dd>${value}</dd><dt>${name}</dt></div>`)}</dl>`;
}

function topTable(top: readonly ErrorType[], { t, format, language }: Words): Html {
  if (!top.length) return html`<p>${t(reportTexts.noFailures)}</p>`;
  const most = Math.max(...top.map(({ count }) => count));
  return html`<table><thead><tr><th>${t(reportTexts.code)}</th><th>${t(reportTexts.error)}</th><th aria-hidden="true"></th><th class="number">${t(reportTexts.count)}</th><th class="number">${t(reportTexts.share)}</th></tr></thead><tbody>
${top.map(({ code, name, count, share }) => {
  const family = familyOfName(name);
  return html`<tr data-code="${code}"><td class="nowrap"><strong>${codeLabel(code, family, t)}</strong></td><td>${errorName(code, family, language) ?? name}</td><td>${shareBar(count / most)}</td><td class="number">${format.integer(count)}</td><td class="number">${format.percent(share)}</td></tr>\n`;
})}
</tbody></table>`;
}

function shareBar(part: number): Html {
  return html`<svg width="120" height="12" aria-hidden="true"><rect width="${Math.max(2, Math.round(part * 120))}" height="12" rx="2" fill="#c92a2a"/></svg>`;
}

function groupsPart({ summary }: Overview, { t, format }: Words): Html {
  const { by, groups } = summary;
  const left = groups.length - GROUPS;
  return html`<section data-part="groups"><h2>${t(reportTexts.groups, { dimension: dimensionName(by ?? '', t) })}</h2>
<table><thead><tr><th>${t(reportTexts.group)}</th><th class="number">${t(reportTexts.tests)}</th><th class="number">${t(reportTexts.failures)}</th><th class="number">${t(reportTexts.successRate)}</th><th class="number">${t(reportTexts.medianSpeed)}</th><th>${t(reportTexts.topErrors)}</th></tr></thead><tbody>
${groups
  .slice(0, GROUPS)
  .map(
    ({ key, total, failed, successRate, speedKBps, top }) =>
      html`<tr><td>${key}</td><td class="number">${format.integer(total)}</td><td class="number">${format.integer(failed)}</td><td class="number">${successRate === null ? '–' : format.percent(successRate)}</td><td class="number">${speedKBps.median === null ? '–' : format.speed(speedKBps.median)}</td><td>${top.map(({ code, count }) => `${code} ×${count}`).join(', ')}</td></tr>\n`,
  )}
</tbody></table>${left > 0 && html`<p class="small">${t(reportTexts.more, { count: left })}</p>`}</section>`;
}

/** A fixed dimension by its name in the texts, a label by its own. */
function dimensionName(by: string, t: Words['t']): string {
  const names: Readonly<Record<string, Parameters<Words['t']>[0]>> = gui.analysis.dimensions;
  const text = names[by];
  return text ? t(text) : by.replace(/^label\./, '');
}

function attemptsPart(
  results: readonly TransferResult[],
  total: number,
  { t, format, language }: Words,
): Html {
  const cut = total > results.length;
  return html`<section data-part="attempts"><h2>${t(reportTexts.attempts)}</h2>${
    cut && html`<p class="small">${t(reportTexts.attemptsShown, { shown: results.length, total })}</p>`
  }
<table><thead><tr><th>${t(gui.results.time)}</th><th>${t(reportTexts.result)}</th><th>${t(gui.results.target)}</th><th class="number">${t(gui.results.speed)}</th><th class="number">${t(gui.results.total)}</th></tr></thead><tbody>
${results.map((result) => {
  const { outcome, code, family, startedAt, url, speedKBps, timings } = result;
  const label =
    outcome === 'failed'
      ? `${codeLabel(code!, family!, t)}: ${verdictName(result, language, t)}`
      : t(gui.results.outcomes[outcome]);
  return html`<tr><td class="nowrap">${format.stamp(startedAt)}</td><td class="${outcome}">${label}</td><td>${url}</td><td class="number">${outcome === 'ok' ? format.speed(speedKBps) : '–'}</td><td class="number">${format.duration(timings.total)}</td></tr>\n`;
})}
</tbody></table></section>`;
}
