/** `catprobe codes`: the whole table. */
import { CODE_GROUPS, CODES } from '../../shared/codes.ts';
import { codesMarkdown } from '../../shared/codes-markdown.ts';
import { codeTexts } from '../../shared/texts/codes.ts';
import { say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { wrap } from '../wrap.ts';

const WIDTH = 79;

/** `caseOf` names the lab case that proves a code, undefined where there is none. */
export function codesCommand(
  options: { json?: boolean; markdown?: boolean },
  io: Io,
  caseOf: (code: number) => string | undefined,
): ExitStatus {
  if (options.json && options.markdown) {
    io.err(say(codeTexts.bothFormats, io.language));
    return 2;
  }
  if (options.json) {
    io.out(JSON.stringify(CODES.map((row) => ({ ...row, case: caseOf(row.code) ?? null }))));
    return 0;
  }
  if (options.markdown) {
    for (const line of codesMarkdown(caseOf).trimEnd().split('\n')) io.out(line);
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
