/** The language of the GUI: texts and formats for every component. */
import { createContext, type ReactNode, use, useEffect, useMemo } from 'react';
import { type Language, type Params, say, type Text } from '../../shared/texts/text.ts';
import { createFormat, type Format, localeFor } from './format.ts';

export type Say = (text: Text, params?: Params) => string;

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
