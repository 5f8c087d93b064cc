/** How a report speaks: the texts of one language, and numbers, times and dates as its readers write them. */
import { createFormat, type Format, localeFor } from '../../shared/format.ts';
import type { Say } from '../../shared/texts/say.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { splitCode } from '../../shared/verdict.ts';
import { type Html, html } from './html.ts';

export interface Words {
  language: Language;
  t: Say;
  format: Format;
}

export function wordsOf(language: Language): Words {
  return {
    language,
    t: (text, params) => say(text, language, params),
    format: createFormat(localeFor(language, [])),
  };
}

/** A text of the catalogue with its commands as code. */
export function withCode(text: string): Html {
  return html`${splitCode(text).map((part) => (part.code ? html`<code>${part.text}</code>` : part.text))}`;
}
