/** The results that match a filter: loaded page by page, kept up to date while tests run. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResultFilter } from '../../../shared/analysis.ts';
import type { ApiError } from '../../../shared/api.ts';
import { useApi, useApiEvents, useReconnected } from '../../api/api.tsx';
import { PAGE_SIZE, type ResultList, withNewest, withOlder } from './pages.ts';

/** Many results may come in a second; the list is asked for again this often at most. */
const REFRESH_MS = 700;

export interface Results {
  /** null: not loaded yet. */
  list: ResultList | null;
  error: ApiError | null;
  loadMore(): void;
  reload(): void;
}

export function useResults(filter: ResultFilter): Results {
  const invoke = useApi();
  const key = JSON.stringify(filter);
  const [state, setState] = useState<{ key: string; list: ResultList | null; error: ApiError | null }>({
    key,
    list: null,
    error: null,
  });
  const current = useRef(key);
  const refresh = useRef<ReturnType<typeof setTimeout> | null>(null);

  const load = useCallback(
    async (offset: number, join: typeof withNewest) => {
      const reply = await invoke('results.list', { filter: JSON.parse(key), offset, limit: PAGE_SIZE });
      if (current.current !== key) return;
      setState((before) => {
        if (!reply.ok) return { ...before, error: reply.error };
        const list = before.key === key && before.list ? before.list : { rows: [], total: 0 };
        return { key, list: join(list, reply.value), error: null };
      });
    },
    [invoke, key],
  );
  const reload = useCallback(() => void load(0, withNewest), [load]);

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
      reload();
    }, REFRESH_MS);
  });

  const loadMore = useCallback(
    () => void load(state.list?.rows.length ?? 0, withOlder),
    [load, state.list?.rows.length],
  );
  // While a new filter is on its way, the old rows stay: no jump of the page.
  return { list: state.list, error: state.error, loadMore, reload };
}
