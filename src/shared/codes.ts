/** The code table: one row per CAT file-transfer code. */
import type { Phase, Side } from './result.ts';
import type { Text } from './texts/text.ts';

export interface CodeRow {
  code: number;
  /** CAT's own name. English as in the seed document. */
  name: Text;
  /** What it really means, in our words; corrected where CAT's English is off. */
  meaning: Text;
  /** The phase it usually ends. */
  phase: Phase;
  side: Side;
  /** The numbers WinINet and curl show for it. */
  native: { curl: readonly number[]; wininet: readonly number[] };
  /** What to check next, one step each. */
  remedy: { en: readonly string[]; zh: readonly string[] };
}

export const CODES: readonly CodeRow[] = [];

export function findCode(code: number): CodeRow | undefined {
  return CODES.find((row) => row.code === code);
}
