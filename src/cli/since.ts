/** Reads what stands after `--since`. */

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30m`, `24h`, `7d`, or a date with or without time (local where it names no offset), as ISO 8601; null when it is none of these. */
export function parseSince(text: string, now: Date): string | null {
  const ago = /^(\d+)([mhd])$/.exec(text);
  if (ago) return toIso(now.getTime() - Number(ago[1]) * UNITS_MS[ago[2] as keyof typeof UNITS_MS]);
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return null;
  // JavaScript takes a date alone for midnight UTC; people mean their own.
  return toIso(Date.parse(text.includes('T') ? text : `${text}T00:00:00`));
}

function toIso(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
