/** A diagnosis in words: its notes, its verdict with the reasons and what to do next, and the whole as a text. */
import type { Diagnosis, DiagnosisStep, DiagnosisVerdict, Note } from './diagnosis.ts';
import type { Family, FtpStepName, Phase } from './result.ts';
import { phaseTexts } from './texts/codes.ts';
import { causeTexts, diagnoseTexts, noteTexts, placeTexts, stateTexts, stepTexts } from './texts/diagnose.ts';
import { ftpStepTexts } from './texts/ftp-check.ts';
import { gui } from './texts/gui.ts';
import { type Language, say } from './texts/text.ts';
import { codeLabel, errorName, meaningOf, rowOf } from './verdict.ts';

export function sayNote({ key, params }: Note, language: Language): string {
  const { code, family, phase, ftpStep } = params;
  return say(noteTexts[key], language, {
    ...params,
    ...(typeof code === 'number' && { code: nameOf(code, family as Family, language) }),
    ...(phase !== undefined && { phase: say(phaseTexts[phase as Phase], language) }),
    ...(ftpStep !== undefined && { ftpStep: say(ftpStepTexts[ftpStep as FtpStepName], language) }),
  });
}

export interface SaidVerdict {
  place: string;
  title: string;
  meaning: string;
  /** Each with the step that shows it. */
  reasons: string[];
  next: string[];
}

export function sayVerdict(verdict: DiagnosisVerdict, language: Language): SaidVerdict {
  const { cause, code, family, place, reasons } = verdict;
  const { title, meaning, next } = causeTexts[cause];
  const row = rowOf(code, family);
  const named = code !== null && family !== null ? nameOf(code, family, language) : null;
  return {
    place: say(placeTexts[place], language),
    title: cause === 'byCode' && named ? named : say(title, language),
    // Where nothing explains the failure better than its code, the code's own words do.
    meaning: (cause === 'byCode' && row && meaningOf({ code, family }, language)) || say(meaning, language),
    reasons: reasons.map(({ step, note }) => `${say(stepTexts[step], language)}: ${sayNote(note, language)}`),
    next: next.length ? next.map((text) => say(text, language)) : (row?.remedy[language] ?? []).slice(),
  };
}

/** `file transfer 609 Connection reset` */
function nameOf(code: number, family: Family, language: Language): string {
  // CAT's names are sentences, and stand inside of ours.
  const name = (errorName(code, family, language) ?? '').replace(/[.。]$/, '');
  return `${codeLabel(code, family, (text, params) => say(text, language, params))} ${name}`.trim();
}

/** For programs: the data, and beside it what the verdict says in one language. */
export function diagnosisAsJson(diagnosis: Diagnosis, language: Language): object {
  const { verdict } = diagnosis;
  return { catprobeDiagnosis: 1, ...diagnosis, ...(verdict && { said: sayVerdict(verdict, language) }) };
}

/** For people: verdict first, then each step with its evidence. */
export function diagnosisAsText(diagnosis: Diagnosis, language: Language): string {
  const { url, startedAt, verdict, steps } = diagnosis;
  const facts = [
    `${say(gui.verdict.url, language)}: ${url}`,
    `${say(gui.verdict.startedAt, language)}: ${startedAt}`,
  ];
  const lines = [...(verdict ? verdictLines(verdict, language) : [say(diagnoseTexts.canceled, language)])];
  lines.push(
    '',
    ...facts,
    '',
    say(diagnoseTexts.steps, language),
    ...steps.flatMap((step) => stepLines(step, language)),
  );
  return `${lines.join('\n')}\n`.replaceAll('`', '');
}

export function verdictLines(verdict: DiagnosisVerdict, language: Language): string[] {
  const { place, title, meaning, reasons, next } = sayVerdict(verdict, language);
  return [
    `${place}: ${title}`,
    meaning,
    '',
    say(diagnoseTexts.reasons, language),
    ...reasons.map((reason) => `- ${reason}`),
    '',
    say(diagnoseTexts.next, language),
    ...next.map((step, index) => `${index + 1}. ${step}`),
  ];
}

function stepLines({ step, state, ms, note, evidence }: DiagnosisStep, language: Language): string[] {
  const time = ms === null || state === 'skipped' ? '' : `, ${Math.round(ms)} ms`;
  const head = `- ${say(stepTexts[step], language)} (${say(stateTexts[state], language)}${time})`;
  return [
    note ? `${head}: ${sayNote(note, language)}` : head,
    ...evidence.map(({ source, name, detail }) => `    ${source} ${name}: ${detail}`),
  ];
}
