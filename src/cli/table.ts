/** A table for a terminal: columns as wide as they need to be, Chinese characters counted as two. */

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

function pad(text: string, cells: number, right: boolean): string {
  const blank = ' '.repeat(Math.max(0, cells - width(text)));
  return right ? blank + text : text + blank;
}
