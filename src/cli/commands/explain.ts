/** `catprobe explain`: what a code, another tool's number, a native name or words mean, and what to do about it. */
import { type Explanation, explain } from '../../shared/explain.ts';
import { codeTexts, familyTexts, phaseTexts, sideTexts } from '../../shared/texts/codes.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { clip, width } from '../table.ts';
import { wrap } from '../wrap.ts';

const WIDTH = 79;

/** More answers than this are listed by name alone. */
const IN_FULL = 12;

export function explainCommand(
  words: readonly string[],
  options: { json?: boolean },
  io: Io,
  nativeCodes: (name: string) => readonly number[],
): ExitStatus {
  const query = words.join(' ').trim();
  const found = explain(query, nativeCodes);
  if (!found.length) {
    io.err(say(codeTexts.unknown, io.language, { query: clip(query, 40) }));
    return 2;
  }
  if (options.json) {
    io.out(JSON.stringify(found));
    return 0;
  }
  const lines =
    found.length > IN_FULL
      ? listLines(found, io.language)
      : found.flatMap((explanation, index) => [...(index ? [''] : []), ...fullLines(explanation, io)]);
  for (const line of lines) io.out(line);
  return 0;
}

function listLines(found: readonly Explanation[], language: Language): string[] {
  return [
    `${say(codeTexts.matches, language, { count: found.length })}${language === 'zh' ? '：' : ':'}`,
    ...found.flatMap((row) => wrap(say(row.name, language), WIDTH, `  ${row.code}  `)),
    say(codeTexts.oneOfThem, language, { code: found[0]!.code }),
  ];
}

function fullLines(row: Explanation, io: Io): string[] {
  const { language } = io;
  const fields = [
    [codeTexts.meaning, say(row.meaning, language)],
    ...(row.detection ? ([[codeTexts.detected, say(row.detection, language)]] as const) : []),
    [codeTexts.side, say(sideTexts[row.side], language)],
    [codeTexts.phase, say(phaseTexts[row.phase], language)],
    [codeTexts.native, nativeText(row, language)],
  ] as const;
  const column = 2 + Math.max(...fields.map(([label]) => width(say(label, language))));
  return [
    ...wrap(title(row, language), WIDTH).map((line) => (io.color ? `\u001b[1m${line}\u001b[0m` : line)),
    ...fields.flatMap(([label, text]) => {
      const head = say(label, language);
      return wrap(text, WIDTH, head + ' '.repeat(column - width(head)));
    }),
    say(codeTexts.next, language),
    ...row.remedy[language].flatMap((step, index) => wrap(step, WIDTH, `  ${index + 1}. `)),
  ];
}

/** "file transfer 609  The connection to the server was reset." The family, because other CAT tasks use the same numbers. */
function title(row: Explanation, language: Language): string {
  const number = `${say(familyTexts[row.family], language)} ${row.code}`;
  return row.family === 'http' ? number : `${number}  ${say(row.name, language)}`;
}

function nativeText({ native }: Explanation, language: Language): string {
  const tools = [
    ['curl', native.curl],
    ['WinINet', native.wininet],
  ] as const;
  const known = tools.filter(([, numbers]) => numbers.length);
  if (!known.length) return say(codeTexts.none, language);
  return known.map(([tool, numbers]) => `${tool} ${numbers.join(', ')}`).join('; ');
}
