/** The parts of a report that is about a diagnosis: the verdict with its reasons, what to do next, and each step with its evidence. */
import type { Diagnosis, DiagnosisStep } from '../../shared/diagnosis.ts';
import { sayNote, sayVerdict } from '../../shared/diagnosis-text.ts';
import { diagnoseTexts, stateTexts, stepTexts } from '../../shared/texts/diagnose.ts';
import { gui } from '../../shared/texts/gui.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { type Html, html } from './html.ts';
import { type Words, withCode } from './words.ts';

const MARKS = { ok: '✓', failed: '✕', skipped: '–', waiting: '○', running: '○' } as const;

export function diagnosisPart(diagnosis: Diagnosis, words: Words): Html {
  const { steps } = diagnosis;
  const seen = steps.filter(({ evidence }) => evidence.length > 0);
  return html`${verdictPart(diagnosis, words)}
${stepsPart(steps, words)}
${seen.length > 0 && evidencePart(seen, words)}`;
}

function verdictPart({ verdict }: Diagnosis, { t, language }: Words): Html {
  if (!verdict) {
    return html`<section class="verdict keep" data-part="diagnosis"><div class="mark"><span class="sign" aria-hidden="true">–</span></div>
<div><h2>${t(diagnoseTexts.canceled)}</h2></div></section>`;
  }
  const { place, title, meaning, reasons, next } = sayVerdict(verdict, language);
  const good = verdict.place === 'none';
  const works =
    verdict.works === null ? null : t(verdict.works ? diagnoseTexts.works : diagnoseTexts.worksNot);
  return html`<section class="verdict ${good ? 'ok' : verdict.works ? '' : 'failed'} keep" data-part="diagnosis" data-place="${verdict.place}" data-cause="${verdict.cause}">
<div class="mark"><span class="sign" aria-hidden="true">${good ? '✓' : verdict.works ? '!' : '✕'}</span></div>
<div><h2>${title}</h2><p>${withCode(meaning)}</p>
<p class="chips"><span>${place}</span>${works && html` <span>${works}</span>`}</p></div></section>
<section class="keep" data-part="reasons"><h2>${t(diagnoseTexts.reasons)}</h2><ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul></section>
<section class="keep" data-part="next"><h2>${t(diagnoseTexts.next)}</h2><ol>${next.map((step) => html`<li>${withCode(step)}</li>`)}</ol></section>`;
}

function stepsPart(steps: readonly DiagnosisStep[], { t, language, format }: Words): Html {
  return html`<section data-part="steps"><h2>${t(diagnoseTexts.steps)}</h2>
<table><thead><tr><th>${t(gui.verdict.step)}</th><th>${t(reportTexts.state)}</th><th>${t(gui.verdict.detail)}</th><th class="number">${t(gui.verdict.time)}</th></tr></thead><tbody>
${steps.map(
  ({ step, state, ms, note }) =>
    html`<tr data-step="${step}" data-state="${state}"><td class="nowrap">${t(stepTexts[step])}</td><td class="nowrap ${state}">${MARKS[state]} ${t(stateTexts[state])}</td><td>${note && withCode(sayNote(note, language))}</td><td class="number">${state !== 'skipped' && ms !== null && format.duration(ms)}</td></tr>\n`,
)}
</tbody></table></section>`;
}

function evidencePart(steps: readonly DiagnosisStep[], { t }: Words): Html {
  return html`<section data-part="evidence"><h2>${t(gui.verdict.evidence)}</h2>
<table><thead><tr><th>${t(gui.verdict.step)}</th><th>${t(gui.verdict.source)}</th><th>${t(gui.verdict.name)}</th><th>${t(gui.verdict.detail)}</th></tr></thead><tbody>
${steps.flatMap(({ step, evidence }) =>
  evidence.map(
    ({ source, name, detail }) =>
      html`<tr><td class="nowrap">${t(stepTexts[step])}</td><td class="nowrap">${t(gui.verdict.sources[source])}</td><td${name.length < 36 && html` class="nowrap"`}><code>${name}</code></td><td>${detail}</td></tr>\n`,
  ),
)}
</tbody></table></section>`;
}
