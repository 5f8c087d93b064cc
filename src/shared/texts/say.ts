/** Says a text of the catalogue in the language of the window. */
import type { Params, Text } from './text.ts';

export type Say = (text: Text, params?: Params) => string;
