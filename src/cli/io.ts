/** What a command may do to the outside: write lines, and know how to write them. */
import type { Language } from '../shared/texts/text.ts';

export interface Io {
  /** One line to stdout: data, and nothing else when `--json` was asked for. */
  out(line: string): void;
  /** One line to stderr: what to do. */
  err(line: string): void;
  /** Replaces the one live line of a terminal; an empty text takes it away. */
  live?(line: string): void;
  language: Language;
  /** stdout is a terminal: live lines make sense. */
  terminal: boolean;
  /** Colours are wanted (a terminal, and NO_COLOR is not set). */
  color: boolean;
}

/** 0 all as expected, 1 a transfer failed or differed from `expect`, 2 bad usage or task file, 3 the program failed. */
export type ExitStatus = 0 | 1 | 2 | 3;
