/** The language of the GUI: texts and formats for every component. */
import { createContext, type ReactNode, use, useEffect, useMemo } from 'react';
import { type Language, say } from '../../shared/texts/text.ts';
import { createFormat, type Format, localeFor } from './format.ts';
import type { Say } from './say.ts';

interface LanguageValue {
  language: Language;
  t: Say;
  format: Format;
}

const LanguageContext = createContext<LanguageValue | null>(null);

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const value = useMemo<LanguageValue>(
    () => ({
      language,
      t: (text, params) => say(text, language, params),
      format: createFormat(localeFor(language, navigator.languages)),
    }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

function useLanguageValue(): LanguageValue {
  const value = use(LanguageContext);
  if (!value) throw new Error('useText outside of LanguageProvider');
  return value;
}

export function useText(): Say {
  return useLanguageValue().t;
}

export function useFormat(): Format {
  return useLanguageValue().format;
}

export function useLanguage(): Language {
  return useLanguageValue().language;
}
