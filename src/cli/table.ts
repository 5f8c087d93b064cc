/** Tables for a terminal: columns as wide as they need to be, or of fixed width; Chinese characters counted as two cells. */

export interface Column {
  heading: string;
  align?: 'right';
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map((column, at) =>
    Math.max(width(column.heading), ...rows.map((row) => width(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, at) => pad(cells[at] ?? '', widths[at]!, column.align === 'right'))
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.heading)), ...rows.map(line)];
}

export interface FixedColumn {
  /** Cells of the terminal. */
  width: number;
  align?: 'right';
}

/** Two spaces between columns; what does not fit is cut. Nothing at the end of the line. */
export function tableLine(columns: readonly FixedColumn[], cells: readonly string[]): string {
  return columns
    .map((column, index) => {
      return pad(clip(cells[index] ?? '', column.width), column.width, column.align === 'right');
    })
    .join('  ')
    .trimEnd();
}

/** Cells of a terminal: East Asian wide characters take two (Unicode TR 11). */
export function width(text: string): number {
  let cells = 0;
  for (const char of text)
    cells +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1;
  return cells;
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

function pad(text: string, cells: number, right: boolean): string {
  const blank = ' '.repeat(Math.max(0, cells - width(text)));
  return right ? blank + text : text + blank;
}
