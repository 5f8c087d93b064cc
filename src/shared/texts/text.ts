/** The one catalogue's form: each text stands in English and Chinese side by side, so that neither can be missing. */

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `{name}` in a text is replaced by the parameter of that name. */
export interface Text {
  en: string;
  zh: string;
}

export type Params = Record<string, string | number>;

export function say(text: Text, language: Language, params: Params = {}): string {
  return text[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The language of a locale tag such as `zh_CN.UTF-8` or `en-GB`; English for anything that is not Chinese. */
export function languageOf(locale: string | undefined): Language {
  return locale?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The user's language outside of a window: `CATPROBE_LANG`, else the locale of the environment, else that of the system. */
export function systemLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const { CATPROBE_LANG, LC_ALL, LC_MESSAGES, LANG } = env;
  return languageOf(
    CATPROBE_LANG || LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale,
  );
}
