/** The results that match a filter: the pages in view are loaded, and loaded anew while tests run. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResultFilter } from '../../../shared/analysis.ts';
import type { ApiError } from '../../../shared/api.ts';
import type { TransferResult } from '../../../shared/result.ts';
import { useApi, useApiEvents, useReconnected } from '../../api/api.tsx';
import { missingPages, PAGE_SIZE, type Pages, rowAt, withPage } from './pages.ts';

/** Many results may come in a second; the list is asked for again this often at most. */
const REFRESH_MS = 700;

export interface Results {
  /** Of rows that match; null: not known yet. */
  total: number | null;
  error: ApiError | null;
  /** There are newer ones, and the list stays as it is because the user is reading further down. */
  newer: boolean;
  rowAt(index: number): TransferResult | undefined;
  /** These rows are in view. */
  want(first: number, last: number): void;
  reload(): void;
}

interface State {
  key: string;
  total: number | null;
  pages: Pages<TransferResult>;
  error: ApiError | null;
}

/** `live`: new results may move the rows. */
export function useResults(filter: ResultFilter, live: boolean): Results {
  const invoke = useApi();
  const key = JSON.stringify(filter);
  const [state, setState] = useState<State>({ key, total: null, pages: new Map(), error: null });
  const [newer, setNewer] = useState(false);
  const current = useRef(key);
  const round = useRef(0);
  const asked = useRef(new Set<number>());
  const refresh = useRef<ReturnType<typeof setTimeout> | null>(null);

  const load = useCallback(
    async (page: number, anew: boolean) => {
      if (anew) {
        round.current += 1;
        asked.current.clear();
      }
      const of = round.current;
      asked.current.add(page);
      const question = { filter: JSON.parse(key), offset: page * PAGE_SIZE, limit: PAGE_SIZE };
      const reply = await invoke('results.list', question);
      // Overtaken by another filter, or by newer results.
      if (current.current !== key || of !== round.current) return;
      asked.current.delete(page);
      setState((before) => {
        if (!reply.ok) return { ...before, error: reply.error };
        const { rows, total } = reply.value;
        const pages = anew || before.key !== key ? new Map() : before.pages;
        return { key, total, pages: withPage(pages, page, rows), error: null };
      });
    },
    [invoke, key],
  );
  const reload = useCallback(() => {
    setNewer(false);
    void load(0, true);
  }, [load]);

  useEffect(() => {
    current.current = key;
    reload();
    return () => {
      if (refresh.current) clearTimeout(refresh.current);
      refresh.current = null;
    };
  }, [key, reload]);

  useReconnected(reload);
  useApiEvents((event) => {
    if (event.type !== 'result' || refresh.current) return;
    refresh.current = setTimeout(() => {
      refresh.current = null;
      if (live) reload();
      else setNewer(true);
    }, REFRESH_MS);
  });

  const { pages } = state;
  const want = useCallback(
    (first: number, last: number) => {
      for (const page of missingPages(pages, first, last))
        if (!asked.current.has(page)) void load(page, false);
    },
    [load, pages],
  );
  // While a new filter is on its way, the old rows stay: no jump of the page.
  return {
    total: state.total,
    error: state.error,
    newer,
    rowAt: (index) => rowAt(pages, index),
    want,
    reload,
  };
}
