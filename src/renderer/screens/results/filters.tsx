/** The filters of the Results: fields for the usual ones, more on demand, and a chip for each that has no field in view. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ResultFilter } from '../../../shared/analysis.ts';
import { PHASES, SIDES } from '../../../shared/result.ts';
import { familyTexts, phaseTexts, sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text } from '../../../shared/texts/text.ts';
import { useText } from '../../i18n/language.tsx';
import { Chips } from './chips.tsx';
import classes from './filters.module.css';
import { localInput, ofLocalInput } from './local-time.ts';

const texts = gui.results;

interface FiltersProps {
  filter: ResultFilter;
  onChange: (filter: ResultFilter) => void;
}

export function Filters({ filter, onChange }: FiltersProps) {
  const t = useText();
  const [more, { toggle }] = useDisclosure(false);
  /** What is empty is no filter. */
  const set = (part: ResultFilter): void => {
    const merged = Object.entries({ ...filter, ...part }).filter(
      ([, value]) => value !== undefined && value !== '',
    );
    onChange(Object.fromEntries(merged));
  };
  const choice = (key: keyof ResultFilter, label: Text, words: Record<string, Text>) => (
    <Select
      label={t(label)}
      placeholder={t(texts.any)}
      clearable
      data={Object.entries(words).map(([value, text]) => ({ value, label: t(text) }))}
      value={(filter[key] as string | undefined) ?? null}
      onChange={(value) => set({ [key]: value ?? undefined })}
    />
  );
  const words = (key: 'host' | 'task', label: Text) => (
    <TextInput
      className={classes.wide}
      label={t(label)}
      placeholder={t(texts.any)}
      value={filter[key] ?? ''}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  );
  const time = (key: 'since' | 'until', label: Text) => (
    <TextInput
      type="datetime-local"
      step={1}
      label={t(label)}
      value={localInput(filter[key])}
      onChange={(event) => set({ [key]: ofLocalInput(event.currentTarget.value) })}
    />
  );

  return (
    <search aria-label={t(texts.filters)}>
      <div className={classes.fields}>
        <TextInput
          className={classes.wide}
          label={t(texts.search)}
          placeholder={t(texts.searchHint)}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter.text ?? ''}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        {choice('outcome', texts.outcome, texts.outcomes)}
        <NumberInput
          label={t(texts.code)}
          placeholder={t(texts.any)}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          value={filter.code ?? ''}
          onChange={(code) => set({ code: typeof code === 'number' ? code : undefined })}
        />
        {words('host', texts.host)}
        {choice('phase', texts.phase, ofAll(PHASES, phaseTexts))}
        {choice('side', texts.side, ofAll(SIDES, sideTexts))}
        {more && (
          <>
            {words('task', texts.task)}
            {choice('family', texts.family, familyTexts)}
            {time('since', texts.since)}
            {time('until', texts.until)}
            <LabelField onAdd={(label) => set({ labels: { ...filter.labels, ...label } })} />
          </>
        )}
      </div>
      <Chips filter={filter} more={more} set={set} clear={() => onChange({})}>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={more}
          rightSection={
            more ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />
          }
          onClick={toggle}
        >
          {t(texts.more)}
        </Button>
      </Chips>
    </search>
  );
}

function ofAll<K extends string>(keys: readonly K[], words: Record<K, Text>): Record<string, Text> {
  return Object.fromEntries(keys.map((key) => [key, words[key]]));
}

/** `operator=CERNET` and Enter: labels have any names. */
function LabelField({ onAdd }: { onAdd: (label: Record<string, string>) => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const add = (): void => {
    const at = text.indexOf('=');
    if (at < 1) return;
    onAdd({ [text.slice(0, at).trim()]: text.slice(at + 1).trim() });
    setText('');
  };
  return (
    <TextInput
      label={t(texts.label)}
      placeholder={t(texts.labelHint)}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && add()}
      onBlur={add}
    />
  );
}
