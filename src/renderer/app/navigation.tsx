/** Which screen is shown, and with which filter the Results open. Kept for the tab, so that a reload stays where it was. */
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ResultFilter } from '../../shared/analysis.ts';

/** In the order of the navigation. A further screen is added here, in `screens.ts` and in the texts. */
export const SCREENS = ['test', 'results', 'analysis'] as const;
export type Screen = (typeof SCREENS)[number];

interface Navigation {
  screen: Screen;
  go(screen: Screen): void;
  filter: ResultFilter;
  setFilter(filter: ResultFilter): void;
  openResults(filter: ResultFilter): void;
}

const NavigationContext = createContext<Navigation | null>(null);
const KEY = 'catprobe.screen';

export function NavigationProvider({ children }: { children: ReactNode }) {
  const [screen, go] = useState(rememberedScreen);
  const [filter, setFilter] = useState<ResultFilter>({});

  useEffect(() => sessionStorage.setItem(KEY, screen), [screen]);

  const openResults = useCallback((wanted: ResultFilter) => {
    setFilter(wanted);
    go('results');
  }, []);
  const value = useMemo(
    () => ({ screen, go, filter, setFilter, openResults }),
    [screen, filter, openResults],
  );
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const value = use(NavigationContext);
  if (!value) throw new Error('useNavigation outside of NavigationProvider');
  return value;
}

function rememberedScreen(): Screen {
  const kept = sessionStorage.getItem(KEY);
  return SCREENS.find((screen) => screen === kept) ?? 'test';
}
