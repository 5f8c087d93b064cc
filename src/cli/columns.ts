/** Lines of a table for a terminal: columns of fixed width, where a Chinese character is two wide. */

export interface Column {
  width: number;
  align?: 'right';
}

/** Two spaces between columns; what does not fit is cut. Nothing at the end of the line. */
export function tableLine(columns: readonly Column[], cells: readonly string[]): string {
  return columns
    .map(({ width, align }, index) => {
      const cell = cut(plain(cells[index] ?? ''), width);
      const space = ' '.repeat(width - widthOf(cell));
      return align === 'right' ? space + cell : cell + space;
    })
    .join('  ')
    .trimEnd();
}

/** Names come from tasks and servers: nothing in them may steer the terminal. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}

export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

function charWidth(char: string): number {
  if (/\p{Mark}/u.test(char)) return 0;
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}/u.test(
    char,
  )
    ? 2
    : 1;
}

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let left = width - 1;
  for (const char of text) {
    left -= charWidth(char);
    if (left < 0) break;
    kept += char;
  }
  return `${kept}…`;
}
