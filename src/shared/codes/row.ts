/** The shape of a row of the code table, and of the groups it is written down in. */
import type { Phase, Side } from '../result.ts';
import type { Text } from '../texts/text.ts';

export interface CodeRow {
  /** One of the 70, or an HTTP status. */
  code: number;
  /** CAT's own name. English as in CAT's list of codes, to the letter. */
  name: Text;
  /** What it really means, in our words; corrected where CAT's English is off. */
  meaning: Text;
  /** What must have been observed; one of the 70 has it. */
  detection?: Text;
  /** The phase it usually ends. */
  phase: Phase;
  side: Side;
  /** The numbers WinINet and curl show for it, the most fitting first. */
  native: { curl: readonly number[]; wininet: readonly number[] };
  /** What to check next, one step each, the most likely first; the same steps in both languages. */
  remedy: { en: readonly string[]; zh: readonly string[] };
}

export interface CodeGroup {
  title: Text;
  rows: readonly CodeRow[];
}
