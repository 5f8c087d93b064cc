/** Pages of results joined to one list, newest first, while new ones come in at the top. */
import type { ResultPage } from '../../../shared/api.ts';
import type { TransferResult } from '../../../shared/result.ts';

export const PAGE_SIZE = 100;

export interface ResultList {
  rows: TransferResult[];
  /** Rows that match, listed here or not. */
  total: number;
}

/** The newest page, and below it what was listed before. The ids sort by start. */
export function withNewest(list: ResultList, page: ResultPage): ResultList {
  const oldest = page.rows.at(-1);
  const below = oldest && page.rows.length < page.total ? list.rows.filter(({ id }) => id < oldest.id) : [];
  return { rows: [...page.rows, ...below], total: page.total };
}

/** A page that was asked for from the end of the list; what new results pushed down into it is already there. */
export function withOlder(list: ResultList, page: ResultPage): ResultList {
  const known = new Set(list.rows.map(({ id }) => id));
  return { rows: [...list.rows, ...page.rows.filter(({ id }) => !known.has(id))], total: page.total };
}
