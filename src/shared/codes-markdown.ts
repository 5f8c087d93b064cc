/** The code table as a page of documentation, in Markdown. */
import { CODE_GROUPS, CODES, type CodeGroup, type CodeRow } from './codes.ts';
import type { Kernel } from './result.ts';
import { codeTexts, phaseTexts, sideTexts } from './texts/codes.ts';

/** A lab case that proves a code, and the kernel it is played with. */
export interface ProvingCase {
  id: string;
  kernel: Kernel;
}

/** `casesOf` names a lab case that proves a code for each kernel that can show it. Ends with a line break. */
export function codesMarkdown(casesOf: (code: number) => readonly ProvingCase[]): string {
  return `${[
    '# Error codes of file transfers',
    '',
    '<!-- Generated from src/shared/codes.ts by `npm run docs`. Change the table, not this page. -->',
    '',
    `The result of a transfer is 0 (success), an HTTP status of 400 or above as the server gave it, or one of these ${CODES.length} CAT`,
    'file-transfer codes. The same numbers mean other things in other kinds of CAT tasks: always name the family, "file transfer 609".',
    "Each heading is CAT's own name; the text below it says what it really means. Side and phase are the usual ones: the result of a",
    'transfer has the ones it saw.',
    '',
    ...CODE_GROUPS.flatMap(contents),
    ...CODE_GROUPS.flatMap((group) => [
      `## ${group.title.en}`,
      '',
      ...group.rows.flatMap((row) => section(row, casesOf(row.code))),
    ]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function contents(group: CodeGroup): string[] {
  return [
    `**${group.title.en}**`,
    '',
    ...group.rows.map((row) => `- [${row.code}](#${anchor(row)}) ${row.name.en}`),
    '',
  ];
}

function section(row: CodeRow, cases: readonly ProvingCase[]): string[] {
  const facts: [string, string][] = [
    ['Chinese', row.name.zh],
    [codeTexts.side.en, sideTexts[row.side].en],
    [codeTexts.phase.en, phaseTexts[row.phase].en],
    ['curl', row.native.curl.join(', ') || '–'],
    ['WinINet', row.native.wininet.join(', ') || '–'],
    [codeTexts.cases.en, cases.map(({ id, kernel }) => `\`${id}\` (${kernel})`).join(', ') || '–'],
  ];
  return [
    `<a id="${anchor(row)}"></a>`,
    '',
    `### ${row.code} ${row.name.en}`,
    '',
    row.meaning.en,
    '',
    `${codeTexts.detected.en}: ${row.detection?.en}`,
    '',
    `| ${facts.map(([label]) => label).join(' | ')} |`,
    `|${facts.map(() => ' --- |').join('')}`,
    `| ${facts.map(([, value]) => value).join(' | ')} |`,
    '',
    `${codeTexts.next.en}:`,
    '',
    ...row.remedy.en.map((step, index) => `${index + 1}. ${step}`),
    '',
  ];
}

function anchor(row: CodeRow): string {
  return `code-${row.code}`;
}
