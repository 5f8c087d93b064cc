/** Cells of fixed width: lines of a table that is written as it comes, and texts cut to fit. */
import { width } from './table.ts';

export interface Column {
  /** Cells of the terminal; a Chinese character takes two. */
  width: number;
  align?: 'right';
}

/** Two spaces between columns; what does not fit is cut. Nothing at the end of the line. */
export function tableLine(columns: readonly Column[], cells: readonly string[]): string {
  return columns
    .map((column, index) => {
      const cell = clip(cells[index] ?? '', column.width);
      const space = ' '.repeat(column.width - width(cell));
      return column.align === 'right' ? space + cell : cell + space;
    })
    .join('  ')
    .trimEnd();
}

/**
 * At most so many cells, the cut shown by an ellipsis. Names come from tasks and servers: control characters become spaces,
 * so that nothing in them can steer the terminal.
 */
export function clip(text: string, cells: number): string {
  const safe = text.replace(/\p{Cc}/gu, ' ');
  if (width(safe) <= cells) return safe;
  let kept = '';
  for (const char of safe) {
    if (width(kept + char) >= cells) break;
    kept += char;
  }
  return `${kept}…`;
}
