/** CSV as RFC 4180 has it, a line at a time and without the line break; no cell is a formula for a spreadsheet. */

export function csvLine(fields: readonly unknown[]): string {
  return fields.map(csvField).join(',');
}

/** What a spreadsheet takes for the beginning of a formula; of a number's sign alone it does not. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // The apostrophe makes it a text there, whatever a server or a task has written.
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
