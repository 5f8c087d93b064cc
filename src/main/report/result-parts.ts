/** The parts of a report that are about one result. */

import { findCode } from '../../shared/codes.ts';
import { ftpCheck } from '../../shared/ftp-check.ts';
import type { TransferResult } from '../../shared/result.ts';
import { bytesOf, remoteOf } from '../../shared/result-text.ts';
import { familyTexts, phaseTexts } from '../../shared/texts/codes.ts';
import { ftpStateTexts, ftpStepTexts } from '../../shared/texts/ftp-check.ts';
import { gui } from '../../shared/texts/gui.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { meaningOf, rowOf, verdictName } from '../../shared/verdict.ts';
import { type Html, html } from './html.ts';
import { waterfallSvg } from './waterfall-svg.ts';
import { type Words, withCode } from './words.ts';

const texts = gui.verdict;
/** Of a certificate that is good for very many. */
const NAMES = 8;
const MARKS = { ok: '✓', failed: '✕', canceled: '–', unreached: '○' } as const;

/** The whole of it. */
export function resultPart(result: TransferResult, words: Words): Html {
  const { t } = words;
  return html`${verdictPart(result, words)}
${nextSteps(result, words)}
${result.evidence.length > 0 && evidencePart(result, words)}
${result.ftp && ftpPart(result, words)}
<section class="keep"><h2>${t(texts.waterfall)}</h2>${waterfallSvg(result, words)}</section>
<section class="keep"><h2>${t(texts.facts)}</h2>${factsPart(result, words)}</section>
${(result.tls?.chain.length ?? 0) > 0 && chainPart(result, words)}
${(result.ftp?.transcript.length ?? 0) > 0 && transcriptPart(result, words)}`;
}

/** Code, name, meaning, whose side. */
export function verdictPart(result: TransferResult, words: Words): Html {
  const { t, language, format } = words;
  const { outcome, code, family, side, phase, expected } = result;
  const meaning =
    outcome === 'ok'
      ? t(texts.okMeaning)
      : outcome === 'canceled'
        ? t(texts.canceledMeaning)
        : (meaningOf(result, language) ?? '');
  const figures: [string, string][] =
    outcome === 'ok'
      ? [
          [t(texts.speed), format.speed(result.speedKBps)],
          [t(texts.total), format.duration(result.timings.total)],
          [t(texts.firstPacket), format.duration(result.timings.firstPacket)],
          [t(texts.bytes), format.bytes(result.bytes)],
        ]
      : [];
  return html`<section class="verdict ${outcome} keep" data-part="verdict" data-code="${code ?? ''}">
<div class="mark"><span class="sign" aria-hidden="true">${MARKS[outcome]}</span>${
    outcome === 'failed' &&
    html`<span class="family">${family === 'http' ? 'HTTP' : t(familyTexts.transfer)}</span><span class="code">${code}</span>`
  }</div>
<div><h2>${verdictName(result, language, t)}</h2>
${catName(result, words)}
<p>${withCode(meaning)}</p>
${
  outcome === 'failed' &&
  html`<p class="chips"><span data-part="side">${t(texts.sides[side])}</span> <span>${t(texts.phase, { phase: t(phaseTexts[phase]) })}</span>${
    expected && html` <span>${t(texts.expected)}</span>`
  }</p>`
}
${figures.length > 0 && html`<dl class="figures">${figures.map(([name, value]) => html`<div><dd>${value}</dd><dt>${name}</dt></div>`)}</dl>`}
</div></section>`;
}

/** The name that CAT shows in the other language: a supporter may read either. */
function catName({ code, family, outcome }: TransferResult, { t, language }: Words): Html | null {
  const row = outcome === 'failed' && family === 'transfer' && code !== null ? findCode(code) : undefined;
  if (!row) return null;
  const other = language === 'zh' ? 'en' : 'zh';
  return html`<p class="small" data-part="cat-name">${t(reportTexts.catName)}: <span lang="${other}">${row.name[other]}</span></p>`;
}

export function nextSteps(result: TransferResult, { t, language }: Words): Html | null {
  const row = result.outcome === 'failed' ? rowOf(result.code, result.family) : undefined;
  if (!row) return null;
  return html`<section class="keep" data-part="next"><h2>${t(texts.next)}</h2><ol>${row.remedy[language].map((step) => html`<li>${withCode(step)}</li>`)}</ol></section>`;
}

export function evidencePart(result: TransferResult, { t }: Words): Html {
  const { curl, wininet } = result.native;
  const names = [curl !== undefined && `curl ${curl}`, wininet !== undefined && `WinINet ${wininet}`].filter(
    (name) => name !== false,
  );
  return html`<section class="keep" data-part="evidence"><h2>${t(texts.evidence)}</h2>
<table><thead><tr><th>${t(texts.source)}</th><th>${t(texts.name)}</th><th>${t(texts.detail)}</th></tr></thead><tbody>
${result.evidence.map(({ source, name, detail }) => html`<tr><td>${t(texts.sources[source])}</td><td${name.length < 36 && html` class="nowrap"`}><code>${name}</code></td><td>${detail}</td></tr>\n`)}
</tbody></table>
${names.length > 0 && html`<p class="small">${t(texts.native, { names: names.join(', ') })}</p>`}</section>`;
}

function ftpPart(result: TransferResult, { t, language, format }: Words): Html {
  const { steps, finding } = ftpCheck(result, language);
  const begun = steps.filter(({ state }) => state !== 'unreached');
  const rest = steps.filter(({ state }) => state === 'unreached');
  return html`<section data-part="ftp"><h2>${t(texts.ftp.title)}</h2><p>${withCode(finding)}</p>
<table><thead><tr><th>${t(texts.step)}</th><th>${t(reportTexts.state)}</th><th>${t(texts.detail)}</th><th class="number">${t(texts.time)}</th></tr></thead><tbody>
${begun.map(
  ({ step, state, ms, detail }) =>
    html`<tr data-step="${step}" data-state="${state}"><td class="nowrap">${t(ftpStepTexts[step])}</td><td class="nowrap ${state}">${MARKS[state]} ${t(ftpStateTexts[state])}</td><td>${detail}</td><td class="number">${format.duration(ms)}</td></tr>\n`,
)}
${
  rest.length > 0 &&
  html`<tr data-state="unreached"><td></td><td class="nowrap">${MARKS.unreached} ${t(ftpStateTexts.unreached)}</td><td colspan="2">${rest.map(({ step }) => t(ftpStepTexts[step])).join(', ')}</td></tr>`
}
</tbody></table></section>`;
}

function factsPart(result: TransferResult, { t, format }: Words): Html {
  const { tls, addresses, proxy, labels, segments, hijack } = result;
  const rows: [string, string | false | null][] = [
    [t(texts.url), result.url],
    [t(texts.finalUrl), result.finalUrl !== result.url && result.finalUrl],
    [t(texts.task), result.task !== result.url && result.task],
    [t(texts.startedAt), result.startedAt],
    [t(texts.remote), result.remoteAddress && remoteOf(result)],
    [t(texts.addresses), addresses.length > 1 && addresses.join(', ')],
    [t(texts.proxy), proxy && `${proxy.url}, ${format.duration(proxy.ms)}`],
    [t(texts.kernel), result.kernel],
    [t(texts.httpVersion), result.httpVersion],
    [t(texts.threads), segments.length > 1 && String(result.threads)],
    [t(texts.status), result.httpStatus !== null && String(result.httpStatus)],
    [t(texts.bytes), bytesOf(result, t, format)],
    [t(texts.speed), result.speedKBps > 0 && format.speed(result.speedKBps)],
    [t(texts.md5), result.md5],
    [t(texts.sha256), result.sha256],
    [t(texts.tls), tls && `${tls.version}, ${tls.cipher}`],
    ['HijackCount', hijack && String(hijack.count)],
    [
      t(texts.labels),
      Object.entries(labels)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', ') || null,
    ],
  ];
  return html`<dl class="facts">${rows.map(
    ([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`,
  )}</dl>`;
}

function chainPart({ tls }: TransferResult, { t, format }: Words): Html {
  const revocation = tls?.revocation;
  return html`<section class="keep" data-part="chain"><h2>${t(texts.chain)}</h2>
<table><thead><tr><th>${t(reportTexts.certificate)}</th><th>${t(reportTexts.issuer)}</th><th>${t(reportTexts.valid)}</th></tr></thead><tbody>
${(tls?.chain ?? []).map(({ subject, issuer, notBefore, notAfter, sha256, names, serial, key }) => {
  const valid = t(reportTexts.range, { from: dateOf(notBefore), until: dateOf(notAfter) });
  // Results of older versions have less.
  const more = [
    names?.length > 0 && t(reportTexts.goodFor, { names: names.slice(0, NAMES).join(', ') }),
    key,
    serial && t(reportTexts.serial, { serial }),
  ].filter(Boolean);
  return html`<tr><td>${subject}<br><span class="small">${more.map((line) => html`${line as string}<br>`)}SHA-256 <code>${sha256}</code></span></td><td>${issuer}</td><td class="nowrap">${valid}</td></tr>\n`;
})}
</tbody></table>
${revocation && html`<p class="small">${t(reportTexts.revocation, { status: revocation.status, source: [revocation.source, revocation.from].filter(Boolean).join(', ') })}</p>`}</section>`;

  /** Whatever a server has put there. */
  function dateOf(text: string): string {
    return Number.isNaN(Date.parse(text)) ? text : format.date(text);
  }
}

function transcriptPart({ ftp }: TransferResult, { t, format }: Words): Html {
  const lines = ftp?.transcript ?? [];
  return html`<section data-part="transcript"><h2>${t(texts.ftp.transcript, { count: lines.length })}</h2>
<table class="transcript"><thead><tr><th class="number">${t(texts.ftp.time)}</th><th>${t(texts.ftp.who)}</th><th>${t(texts.ftp.line)}</th></tr></thead><tbody>
${lines.map(({ atMs, from, text }) => html`<tr><td class="number">${format.duration(atMs)}</td><td>${t(texts.ftp.from[from])}</td><td><code>${text}</code></td></tr>\n`)}
</tbody></table></section>`;
}
