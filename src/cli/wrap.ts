/** Breaks text into lines for a terminal, where a Chinese character is two wide and may stand at the end of any line. */
import { width } from './table.ts';

/** A word and the blanks before it, or a Chinese character with the punctuation that must not begin a line. */
const PIECE =
  /\s*(?:[\p{sc=Han}“（][，。；：、！？”）]*|(?:(?![\p{sc=Han}“（])[^\s，。；：、！？”）])+[，。；：、！？”）]*|[，。；：、！？”）]+)/gu;

/** Lines of at most so many cells; the first begins with `first`, the others with as many blanks. A piece too long for a line stands alone. */
export function wrap(text: string, cells: number, first = ''): string[] {
  const indent = ' '.repeat(width(first));
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const [piece] of text.matchAll(PIECE)) {
    if (!empty && width(line + piece) > cells) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? piece.trimStart() : piece;
    empty = false;
  }
  return [...lines, line];
}
