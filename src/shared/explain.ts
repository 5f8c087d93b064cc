/** Answers "what does this mean?": from a code, another tool's number, a native name, or words to rows of the code table. */
import { httpStatusRow, isHttpStatus } from './codes/http-status.ts';
import { SUCCESS_ROW } from './codes/success.ts';
import { CODES, type CodeRow, findCode } from './codes.ts';
import type { Family } from './result.ts';

export interface Explanation extends CodeRow {
  family: Family;
}

/**
 * `609`, `404`, `0`, `curl:35`, `wininet:12037`, `ECONNRESET`, or words in English or Chinese. The best fitting first, [] when nothing fits.
 * `nativeCodes` gives the codes that a name of Node, OpenSSL or the system can lead to, in any case, [] for one it does not know.
 */
export function explain(
  query: string,
  nativeCodes: (name: string) => readonly number[] = () => [],
): Explanation[] {
  const text = query.trim();

  const number = /^(?:(?:http|file transfer|文件传输)\s*)?(\d+)$/i.exec(text);
  if (number) return byNumber(Number(number[1]));

  const tool = /^(curl|wininet)\s*[:：]?\s*(\d+)$/i.exec(text);
  if (tool) return byTool(tool[1]!.toLowerCase() as Tool, Number(tool[2]));

  const named = /^\w+$/.test(text) ? nativeCodes(text) : [];
  const rows = [...new Set(named)].flatMap(byNumber);
  // Any word with an E in front could be an errno: where it would only be an unknown one, the texts may know the word.
  if (named.some((code) => code !== UNKNOWN_ERROR)) return rows;
  const found = byWords(text);
  return found.length ? found : rows;
}

const UNKNOWN_ERROR = 721;

type Tool = keyof CodeRow['native'];

function byNumber(code: number): Explanation[] {
  if (code === 0) return [SUCCESS];
  const row = findCode(code);
  if (row) return [inTransfer(row)];
  return isHttpStatus(code) ? [{ ...httpStatusRow(code), family: 'http' }] : [];
}

const SUCCESS: Explanation = { ...SUCCESS_ROW, family: 'success' };

/** First the codes the number fits best, then those it is one of several numbers for. */
function byTool(tool: Tool, number: number): Explanation[] {
  if (number === 0) return [SUCCESS];
  const place = (row: CodeRow): number => row.native[tool].indexOf(number);
  return CODES.filter((row) => place(row) >= 0)
    .sort((a, b) => place(a) - place(b))
    .map(inTransfer);
}

/** Every word must occur. A word found in the name counts more than one in the meaning, and that more than one in the remedy. */
function byWords(text: string): Explanation[] {
  const words = wordsOf(text).map(pattern);
  if (!words.length) return [];
  const found = CODES.map((row) => ({ row, distance: distance(row, words) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance)
    .map(({ row }) => inTransfer(row));
  // Who looks for trouble by its words does not want to hear of success, except by its name.
  return distance(SUCCESS, words) === 0 ? [SUCCESS, ...found] : found;
}

/** Chinese is written without blanks, so words are what the segmenter says. */
function wordsOf(text: string): string[] {
  const segments = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
  return [...segments].filter((segment) => segment.isWordLike).map((segment) => segment.segment);
}

/** In any case, and from the beginning of a word on: "expire" finds "expired", but "set" does not find "reset". */
function pattern(word: string): RegExp {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(/^[a-z0-9]/i.test(word) ? `(?<![a-z0-9])${literal}` : literal, 'iu');
}

/** 0 when all words are in the name; infinite when one is nowhere. */
function distance(row: CodeRow, words: readonly RegExp[]): number {
  const fields = [
    `${row.name.en}\n${row.name.zh}`,
    `${row.meaning.en}\n${row.meaning.zh}`,
    [...row.remedy.en, ...row.remedy.zh].join('\n'),
  ];
  return words.reduce((sum, word) => {
    const place = fields.findIndex((field) => word.test(field));
    return place < 0 ? Number.POSITIVE_INFINITY : sum + place;
  }, 0);
}

function inTransfer(row: CodeRow): Explanation {
  return { ...row, family: 'transfer' };
}
