/** Pages of a list that is far too long to be loaded: which ones the view needs, and which may be let go. */

export const PAGE_SIZE = 100;

/** Chromium draws nothing below 33 million pixels. */
export const MOST_ROWS = 500_000;

/** Loaded pages that are kept: what a quick look back and forth needs. */
const KEPT = 30;

export type Pages<T> = ReadonlyMap<number, readonly T[]>;

export function rowAt<T>(pages: Pages<T>, index: number): T | undefined {
  return pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
}

/** The pages that rows `first` to `last` stand on and that are not there yet. */
export function missingPages<T>(pages: Pages<T>, first: number, last: number): number[] {
  const missing: number[] = [];
  for (let page = Math.floor(first / PAGE_SIZE); page * PAGE_SIZE <= last; page++)
    if (!pages.has(page)) missing.push(page);
  return missing;
}

/** With one more page; those farthest from it go when there are too many. */
export function withPage<T>(pages: Pages<T>, page: number, rows: readonly T[]): Pages<T> {
  const all = [...pages, [page, rows] as const];
  const near = all.sort(([a], [b]) => Math.abs(a - page) - Math.abs(b - page)).slice(0, KEPT);
  return new Map(near);
}
