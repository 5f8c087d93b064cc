/** What narrows the list of codes: a search, and filters by family, side and phase. */
import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { CodeFilter } from '../../../shared/code-filter.ts';
import { familyTexts, phaseTexts, sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text } from '../../../shared/texts/text.ts';
import { useText } from '../../i18n/language.tsx';
import classes from './codes-screen.module.css';

const texts = gui.codes;

interface CodeFiltersProps {
  query: string;
  onQuery: (query: string) => void;
  filter: CodeFilter;
  onFilter: (filter: CodeFilter) => void;
  /** The search is for the first one of the list. */
  onEnter: () => void;
  /** From the search into the list. */
  onDown: () => void;
}

export function CodeFilters({ query, onQuery, filter, onFilter, onEnter, onDown }: CodeFiltersProps) {
  const t = useText();
  const choice = (key: keyof CodeFilter, label: Text, words: Record<string, Text>) => (
    <Select
      label={t(label)}
      placeholder={t(texts.any)}
      clearable
      data={Object.entries(words).map(([value, text]) => ({ value, label: t(text) }))}
      value={filter[key] as string | null}
      onChange={(value) => onFilter({ ...filter, [key]: value })}
    />
  );
  return (
    <search className={classes.filters} aria-label={t(texts.search)}>
      <TextInput
        label={t(texts.search)}
        placeholder={t(texts.searchHint)}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        maxLength={200}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onEnter();
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          onDown();
        }}
      />
      {choice('family', texts.family, familyTexts)}
      {choice('side', texts.side, sideTexts)}
      {choice('phase', texts.phase, phaseTexts)}
    </search>
  );
}
