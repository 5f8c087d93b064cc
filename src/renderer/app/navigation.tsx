/** Which screen is shown, with which filter the Results open and at which code the Codes. Kept for the tab, so that a reload stays where it was. */
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ResultFilter } from '../../shared/analysis.ts';
import { codeIn, codeLink } from './code-link.ts';
import { usePreferences } from './preferences.tsx';

/** In the order of the navigation. A further screen is added here, in `screens.ts` and in the texts. */
export const SCREENS = [
  'test',
  'tasks',
  'runs',
  'certificate',
  'results',
  'analysis',
  'codes',
  'lab',
] as const;
/** `welcome`: the first page, which stands in no navigation. */
export type Screen = (typeof SCREENS)[number] | 'welcome';

interface Navigation {
  screen: Screen;
  go(screen: Screen): void;
  filter: ResultFilter;
  setFilter(filter: ResultFilter): void;
  openResults(filter: ResultFilter): void;
  /** The code whose page is shown on Codes. */
  code: number | null;
  /** Each has an address of its own, `#codes/609`. */
  openCode(code: number): void;
}

const NavigationContext = createContext<Navigation | null>(null);
const KEY = 'catprobe.screen';

export function NavigationProvider({ children }: { children: ReactNode }) {
  const { welcomed } = usePreferences().settings;
  const [screen, setScreen] = useState<Screen>(() => rememberedScreen() ?? (welcomed ? 'test' : 'welcome'));
  const [code, setCode] = useState(() => codeIn(location.hash));
  const [filter, setFilterState] = useState<ResultFilter>(() => history.state?.filter ?? {});

  useEffect(() => sessionStorage.setItem(KEY, screen), [screen]);

  // Back and forward lead through the screens, not out of the program.
  useEffect(() => {
    history.replaceState({ ...history.state, screen: rememberedScreen() }, '');
    const show = (event: PopStateEvent): void => {
      // An address that was typed or followed comes without a state.
      const linked = codeIn(location.hash);
      if (linked !== null) setCode(linked);
      setScreen(linked === null ? (screenOf(event.state?.screen) ?? 'test') : 'codes');
      if (event.state?.filter) setFilterState(event.state.filter);
    };
    addEventListener('popstate', show);
    return () => removeEventListener('popstate', show);
  }, []);

  const go = useCallback(
    (next: Screen) => {
      const link = next === 'codes' && code !== null ? codeLink(code) : '';
      if (history.state?.screen !== next) history.pushState({ screen: next }, '', bareAddress() + link);
      setScreen(next);
    },
    [code],
  );
  const openCode = useCallback((wanted: number) => {
    history.pushState({ screen: 'codes' }, '', bareAddress() + codeLink(wanted));
    setCode(wanted);
    setScreen('codes');
  }, []);
  /** The filter belongs to the place in the history: a reload keeps it, and Back finds it again. */
  const setFilter = useCallback((wanted: ResultFilter) => {
    history.replaceState({ ...history.state, filter: wanted }, '');
    setFilterState(wanted);
  }, []);
  const openResults = useCallback((wanted: ResultFilter) => {
    history.pushState({ screen: 'results', filter: wanted }, '', bareAddress());
    setFilterState(wanted);
    setScreen('results');
  }, []);
  const value = useMemo(
    () => ({ screen, go, filter, setFilter, openResults, code, openCode }),
    [screen, go, filter, setFilter, openResults, code, openCode],
  );
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const value = use(NavigationContext);
  if (!value) throw new Error('useNavigation outside of NavigationProvider');
  return value;
}

function bareAddress(): string {
  return location.pathname + location.search;
}

function rememberedScreen(): Screen | undefined {
  if (codeIn(location.hash) !== null) return 'codes';
  return screenOf(sessionStorage.getItem(KEY));
}

function screenOf(name: unknown): Screen | undefined {
  return name === 'welcome' ? name : SCREENS.find((screen) => screen === name);
}
