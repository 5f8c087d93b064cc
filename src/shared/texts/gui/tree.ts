/** The form of a part of the GUI's catalogue: texts under names, as deep as a screen needs. */
import type { Text } from '../text.ts';

export interface TextTree {
  [name: string]: Text | TextTree;
}
