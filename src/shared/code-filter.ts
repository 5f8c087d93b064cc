/** The list of the Codes screen: everything that can be the result of a transfer, in groups, and what a filter leaves of it. */
import { httpStatusRow, USUAL_STATUSES } from './codes/http-status.ts';
import { SUCCESS_ROW } from './codes/success.ts';
import { CODE_GROUPS } from './codes.ts';
import type { Explanation } from './explain.ts';
import type { Family, Phase, Side } from './result.ts';
import { familyTexts } from './texts/codes.ts';
import type { Text } from './texts/text.ts';

export interface CodeFilter {
  family: Family | null;
  side: Side | null;
  phase: Phase | null;
}

export interface CodeSection {
  title: Text;
  rows: readonly Explanation[];
}

/** In the order a transfer would meet them; what is not among the 70 comes last. Any other HTTP status is found by its number. */
export const CODE_SECTIONS: readonly CodeSection[] = [
  ...CODE_GROUPS.map(({ title, rows }) => ({
    title,
    rows: rows.map((row): Explanation => ({ ...row, family: 'transfer' })),
  })),
  {
    title: familyTexts.http,
    rows: USUAL_STATUSES.map((status): Explanation => ({ ...httpStatusRow(status), family: 'http' })),
  },
  { title: familyTexts.success, rows: [{ ...SUCCESS_ROW, family: 'success' }] },
];

export function filterSections(sections: readonly CodeSection[], filter: CodeFilter): CodeSection[] {
  return sections
    .map(({ title, rows }) => ({ title, rows: rows.filter((row) => fits(row, filter)) }))
    .filter(({ rows }) => rows.length > 0);
}

export function fits(row: Explanation, { family, side, phase }: CodeFilter): boolean {
  return (
    (family === null || row.family === family) &&
    (side === null || row.side === side) &&
    (phase === null || row.phase === phase)
  );
}
