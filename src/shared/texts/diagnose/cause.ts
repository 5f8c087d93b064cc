/** What a diagnosis can come to: a cause with its headline, what it means, and what to do next. */
import type { Text } from '../text.ts';

export interface CauseText {
  title: Text;
  meaning: Text;
  /** Empty: what the row of the code says. */
  next: readonly Text[];
}

export const text = (en: string, zh: string): Text => ({ en, zh });
export const cause = (title: Text, meaning: Text, ...next: Text[]): CauseText => ({ title, meaning, next });
