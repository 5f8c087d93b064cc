/** What a result says to a person, worked out from the result and the code table. */
import { httpStatusRow } from './codes/http-status.ts';
import { type CodeRow, findCode } from './codes.ts';
import type { Family, TransferResult } from './result.ts';
import { gui } from './texts/gui.ts';
import type { Say } from './texts/say.ts';
import type { Language } from './texts/text.ts';

/** The row of a failed result's code; undefined for a success, a cancel, or a code that a newer version wrote. */
export function rowOf(code: number | null, family: Family | null): CodeRow | undefined {
  if (code === null || family === null || family === 'success') return undefined;
  return family === 'http' ? httpStatusRow(code) : findCode(code);
}

/** "file transfer 609" or "HTTP 404": a bare number does not say whose it is. */
export function codeLabel(code: number, family: Family, t: Say): string {
  return t(family === 'http' ? gui.verdict.httpCode : gui.verdict.transferCode, { code });
}

/** The headline of a result in the user's language. */
export function verdictName(result: TransferResult, language: Language, t: Say): string {
  if (result.outcome === 'ok') return t(gui.verdict.ok);
  if (result.outcome === 'canceled') return t(gui.verdict.canceled);
  return errorName(result.code!, result.family!, language) ?? result.name;
}

/** CAT's name of a code; of an HTTP status, whose number is its name, what it means. */
export function errorName(code: number, family: Family, language: Language): string | undefined {
  const row = rowOf(code, family);
  return (family === 'http' ? row?.meaning : row?.name)?.[language];
}

/** What a failure means, where its name does not say it already. */
export function meaningOf(
  { code, family }: Pick<TransferResult, 'code' | 'family'>,
  language: Language,
): string | undefined {
  return family === 'http' ? undefined : rowOf(code, family)?.meaning[language];
}

/** An error type of the analysis carries its family in its name. */
export function familyOfName(name: string): 'http' | 'transfer' {
  return /^HTTP \d+$/.test(name) ? 'http' : 'transfer';
}

/** A remedy's text with its commands apart: they stand between backticks. */
export function splitCode(text: string): { text: string; code: boolean }[] {
  return text
    .split('`')
    .map((part, index) => ({ text: part, code: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
