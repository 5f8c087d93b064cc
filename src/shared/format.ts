/** Numbers, sizes and times as people read them, by locale. KB = 1024 B. */
import type { Language } from './texts/text.ts';

export interface Format {
  integer(value: number): string;
  /** B, KB, MB, GB, TB. */
  bytes(value: number): string;
  /** KB/s, MB/s, GB/s. */
  speed(kilobytesPerSecond: number): string;
  /** For an axis that goes up to `most` KB/s: what one of its units is, and how a mark on it reads. */
  speedAxis(most: number): { unitKBps: number; mark(value: number): string };
  /** In ms; from one second on in s. */
  duration(milliseconds: number): string;
  /** 0 to 1. */
  percent(share: number): string;
  /** Date and time of an ISO stamp. */
  stamp(iso: string): string;
  /** The time alone when the stamp is of the same day as `now`, else with its date. */
  shortStamp(iso: string, now: Date): string;
  date(iso: string): string;
}

const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
const SPEED_UNITS = ['KB/s', 'MB/s', 'GB/s'] as const;

/** The region of the user's own locale counts where it fits the chosen language: en-GB writes dates otherwise than en-US. */
export function localeFor(language: Language, preferred: readonly string[]): string {
  const fallback = language === 'zh' ? 'zh-CN' : 'en-GB';
  return preferred.find((locale) => locale.toLowerCase().startsWith(`${language}-`)) ?? fallback;
}

export function createFormat(locale: string): Format {
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const marks = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const stamps = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dayTimes = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const byDigits = [0, 1, 2].map(
    (digits) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  /** Three figures that count: 1.23, 12.3, 123. */
  const figures = (value: number): string => byDigits[value < 10 ? 2 : value < 100 ? 1 : 0]!.format(value);

  return {
    integer: (value) => integers.format(value),
    bytes: (value) =>
      scaled(value, SIZE_UNITS, (part, unit) => (unit === 'B' ? integers.format(part) : figures(part))),
    speed: (value) => scaled(value, SPEED_UNITS, figures),
    speedAxis(most) {
      const power = most < 1024 ? 0 : most < 1024 ** 2 ? 1 : 2;
      return { unitKBps: 1024 ** power, mark: (value) => `${marks.format(value)} ${SPEED_UNITS[power]}` };
    },
    duration(value) {
      if (value === 0) return '0 ms';
      if (value >= 999.5) return `${figures(value / 1000)} s`;
      return `${figures(value)} ms`;
    },
    percent: (share) => percents.format(share),
    stamp: (iso) => stamps.format(new Date(iso)),
    shortStamp(iso, now) {
      const date = new Date(iso);
      return (date.toDateString() === now.toDateString() ? times : dayTimes).format(date);
    },
    date: (iso) => days.format(new Date(iso)),
  };
}

function scaled<U extends string>(
  value: number,
  units: readonly U[],
  show: (part: number, unit: U) => string,
): string {
  let at = 0;
  let part = value;
  while (part >= 1024 && at < units.length - 1) {
    part /= 1024;
    at += 1;
  }
  const unit = units[at]!;
  return `${show(part, unit)} ${unit}`;
}
