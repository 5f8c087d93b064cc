/** A dimension and its values in the user's words. */
import { useCallback } from 'react';
import { NO_VALUE } from '../../../shared/analysis.ts';
import { familyTexts, phaseTexts, sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text } from '../../../shared/texts/text.ts';
import { useText } from '../../i18n/language.tsx';

const texts = gui.analysis;

export function useDimensionName(): (dimension: string) => string {
  const t = useText();
  const known: Record<string, Text> = texts.dimensions;
  return (dimension) => {
    const text = known[dimension];
    return text ? t(text) : t(texts.label, { name: dimension.replace(/^label\./, '') });
  };
}

const WORDS: Record<string, Record<string, Text>> = {
  phase: phaseTexts,
  side: sideTexts,
  family: familyTexts,
  direction: texts.directions,
  weekday: texts.weekdays,
};

export function useGroupName(): (dimension: string, key: string) => string {
  const t = useText();
  return useCallback(
    (dimension, key) => {
      if (key === NO_VALUE || key === '') return t(texts.noValue);
      if (dimension === 'hour') return `${key}:00–${key}:59`;
      if (dimension === 'ipFamily') return `IPv${key}`;
      const text = WORDS[dimension]?.[key];
      return text ? t(text) : key;
    },
    [t],
  );
}

/** Of a group by one dimension or by two. */
export function useGroupTitle(): (
  by: { by: string; and?: string | null },
  group: { key: string; andKey?: string },
) => string {
  const name = useGroupName();
  return ({ by, and }, { key, andKey }) =>
    and && andKey !== undefined ? `${name(by, key)} · ${name(and, andKey)}` : name(by, key);
}
