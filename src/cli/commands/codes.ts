/** `catprobe codes`: the whole table. */
import { CODE_GROUPS, CODES } from '../../shared/codes.ts';
import { codesMarkdown, type ProvingCase } from '../../shared/codes-markdown.ts';
import { codeTexts } from '../../shared/texts/codes.ts';
import { say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { wrap } from '../wrap.ts';

const WIDTH = 79;

/** `casesOf` names a lab case that proves a code, for each kernel that can show it. */
export function codesCommand(
  options: { json?: boolean; markdown?: boolean },
  io: Io,
  casesOf: (code: number) => readonly ProvingCase[],
): ExitStatus {
  if (options.json && options.markdown) {
    io.err(say(codeTexts.bothFormats, io.language));
    return 2;
  }
  if (options.json) {
    const rows = CODES.map((row) => {
      const cases = casesOf(row.code);
      return { ...row, case: cases[0]?.id ?? null, cases };
    });
    io.out(JSON.stringify(rows));
    return 0;
  }
  if (options.markdown) {
    for (const line of codesMarkdown(casesOf).trimEnd().split('\n')) io.out(line);
    return 0;
  }
  CODE_GROUPS.forEach((group, index) => {
    if (index) io.out('');
    io.out(say(group.title, io.language));
    for (const row of group.rows)
      for (const line of wrap(say(row.name, io.language), WIDTH, `  ${row.code}  `)) io.out(line);
  });
  return 0;
}
