/** The code table as a page of documentation, in Markdown. */
import { CODE_GROUPS, CODES, type CodeGroup, type CodeRow } from './codes.ts';
import { codeTexts, phaseTexts, sideTexts } from './texts/codes.ts';

/** `caseOf` names the lab case that proves a code, undefined where there is none. Ends with a line break. */
export function codesMarkdown(caseOf: (code: number) => string | undefined): string {
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
      ...group.rows.flatMap((row) => section(row, caseOf(row.code))),
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

function section(row: CodeRow, labCase: string | undefined): string[] {
  const facts: [string, string][] = [
    ['Chinese', row.name.zh],
    [codeTexts.side.en, sideTexts[row.side].en],
    [codeTexts.phase.en, phaseTexts[row.phase].en],
    ['curl', row.native.curl.join(', ') || '–'],
    ['WinINet', row.native.wininet.join(', ') || '–'],
    [codeTexts.cases.en, labCase === undefined ? '–' : `\`${labCase}\``],
  ];
  return [
    `<a id="${anchor(row)}"></a>`,
    '',
    `### ${row.code} ${row.name.en}`,
    '',
    row.meaning.en,
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
