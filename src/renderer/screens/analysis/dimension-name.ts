/** A dimension and its values in the user's words. */
import { phaseTexts, sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text } from '../../../shared/texts/text.ts';
import { useText } from '../../i18n/language.tsx';
import { NO_VALUE } from './range.ts';

const texts = gui.analysis;

export function useDimensionName(): (dimension: string) => string {
  const t = useText();
  const known: Record<string, Text> = texts.dimensions;
  return (dimension) => {
    const text = known[dimension];
    return text ? t(text) : t(texts.label, { name: dimension.replace(/^label\./, '') });
  };
}

export function useGroupName(): (dimension: string, key: string) => string {
  const t = useText();
  const words: Record<string, Record<string, Text>> = { phase: phaseTexts, side: sideTexts };
  return (dimension, key) => {
    if (key === NO_VALUE || key === '') return t(texts.noValue);
    const text = words[dimension]?.[key];
    return text ? t(text) : key;
  };
}
