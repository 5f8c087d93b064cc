/** Which screen is shown, and with which filter the Results open. Kept for the tab, so that a reload stays where it was. */
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ResultFilter } from '../../shared/analysis.ts';

/** In the order of the navigation. A further screen is added here, in `screens.ts` and in the texts. */
export const SCREENS = ['test', 'tasks', 'runs', 'certificate', 'results', 'analysis'] as const;
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
  const [screen, setScreen] = useState(rememberedScreen);
  const [filter, setFilter] = useState<ResultFilter>({});

  useEffect(() => sessionStorage.setItem(KEY, screen), [screen]);

  // Back and forward lead through the screens, not out of the program.
  useEffect(() => {
    history.replaceState({ screen: rememberedScreen() }, '');
    const show = (event: PopStateEvent): void => setScreen(screenOf(event.state?.screen) ?? 'test');
    addEventListener('popstate', show);
    return () => removeEventListener('popstate', show);
  }, []);

  const go = useCallback((next: Screen) => {
    if (history.state?.screen !== next) history.pushState({ screen: next }, '');
    setScreen(next);
  }, []);
  const openResults = useCallback(
    (wanted: ResultFilter) => {
      setFilter(wanted);
      go('results');
    },
    [go],
  );
  const value = useMemo(
    () => ({ screen, go, filter, setFilter, openResults }),
    [screen, go, filter, openResults],
  );
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const value = use(NavigationContext);
  if (!value) throw new Error('useNavigation outside of NavigationProvider');
  return value;
}

function rememberedScreen(): Screen {
  return screenOf(sessionStorage.getItem(KEY)) ?? 'test';
}

function screenOf(name: unknown): Screen | undefined {
  return SCREENS.find((screen) => screen === name);
}
