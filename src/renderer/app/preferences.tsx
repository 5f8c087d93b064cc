/** Theme and language: kept by the host, applied here. */
import { Center, Loader, useMantineColorScheme } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ApiError, Settings } from '../../shared/api.ts';
import { languageOf } from '../../shared/texts/text.ts';
import { useApi } from '../api/api.tsx';
import { LanguageProvider } from '../i18n/language.tsx';

interface Preferences {
  settings: Settings;
  /** Resolves when the host has it. */
  change(change: Partial<Settings>): Promise<void>;
  /** Why the last change could not be kept. It holds for this window all the same. */
  error: ApiError | null;
}

const PreferencesContext = createContext<Preferences | null>(null);

const DEFAULTS: Settings = {
  language: null,
  theme: 'auto',
  resultColumns: null,
  keepDays: null,
  welcomed: true,
  secondDns: null,
};

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const invoke = useApi();
  const { setColorScheme } = useMantineColorScheme();
  const [settings, setSettings] = useState<Settings | null>(null);
  const [error, setError] = useState<ApiError | null>(null);

  useEffect(() => {
    // Without an answer the system's choice holds; the screens say what is wrong.
    invoke('settings.get', null).then((reply) => setSettings(reply.ok ? reply.value : DEFAULTS));
  }, [invoke]);

  const theme = settings?.theme;
  // biome-ignore lint/correctness/useExhaustiveDependencies: setColorScheme is a new function each time
  useEffect(() => {
    if (theme) setColorScheme(theme);
  }, [theme]);

  const change = useCallback(
    async (part: Partial<Settings>) => {
      setSettings((before) => ({ ...(before ?? DEFAULTS), ...part }));
      const reply = await invoke('settings.set', part);
      setError(reply.ok ? null : reply.error);
    },
    [invoke],
  );

  const value = useMemo(() => settings && { settings, change, error }, [settings, change, error]);
  if (!value) {
    return (
      <Center h="100vh">
        <Loader type="dots" />
      </Center>
    );
  }
  return (
    <PreferencesContext value={value}>
      <LanguageProvider language={value.settings.language ?? languageOf(navigator.language)}>
        {children}
      </LanguageProvider>
    </PreferencesContext>
  );
}

export function usePreferences(): Preferences {
  const value = use(PreferencesContext);
  if (!value) throw new Error('usePreferences outside of PreferencesProvider');
  return value;
}
