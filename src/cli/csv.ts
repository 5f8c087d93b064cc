/** CSV as RFC 4180 has it, a line at a time and without the line break. */

export function csvLine(fields: readonly unknown[]): string {
  return fields.map(csvField).join(',');
}

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
