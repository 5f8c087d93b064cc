/** The filters of the Results: fields for the usual ones, and a chip for each that came from another screen. */
import { Button, Group, NumberInput, Pill, Select, TextInput } from '@mantine/core';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import type { ResultFilter } from '../../../shared/analysis.ts';
import { PHASES, SIDES } from '../../../shared/result.ts';
import { phaseTexts, sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text } from '../../../shared/texts/text.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import classes from './filters.module.css';

const texts = gui.results;

interface FiltersProps {
  filter: ResultFilter;
  onChange: (filter: ResultFilter) => void;
}

export function Filters({ filter, onChange }: FiltersProps) {
  const t = useText();
  /** What is empty is no filter. */
  const set = (part: ResultFilter): void => {
    const merged = Object.entries({ ...filter, ...part }).filter(
      ([, value]) => value !== undefined && value !== '',
    );
    onChange(Object.fromEntries(merged));
  };
  const choice = <K extends 'outcome' | 'phase' | 'side'>(
    key: K,
    label: Text,
    words: Partial<Record<NonNullable<ResultFilter[K]>, Text>>,
  ) => (
    <Select
      label={t(label)}
      placeholder={t(texts.any)}
      clearable
      data={Object.entries<Text | undefined>(words).map(([value, text]) => ({ value, label: t(text!) }))}
      value={filter[key] ?? null}
      onChange={(value) => set({ [key]: value ?? undefined })}
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
        <TextInput
          className={classes.wide}
          label={t(texts.host)}
          placeholder={t(texts.any)}
          value={filter.host ?? ''}
          onChange={(event) => set({ host: event.currentTarget.value })}
        />
        {choice('phase', texts.phase, pick(PHASES, phaseTexts))}
        {choice('side', texts.side, pick(SIDES, sideTexts))}
      </div>
      <Chips filter={filter} set={set} clear={() => onChange({})} />
    </search>
  );
}

function pick<K extends string>(keys: readonly K[], words: Record<K, Text>): Record<K, Text> {
  return Object.fromEntries(keys.map((key) => [key, words[key]])) as Record<K, Text>;
}

interface ChipsProps {
  filter: ResultFilter;
  set: (part: ResultFilter) => void;
  clear: () => void;
}

function Chips({ filter, set, clear }: ChipsProps) {
  const t = useText();
  const format = useFormat();
  const { task, runId, since, until, origin } = filter;
  const chips: [keyof ResultFilter, string][] = [];
  if (task) chips.push(['task', t(texts.chips.task, { value: task })]);
  if (runId) chips.push(['runId', t(texts.chips.run)]);
  if (since) chips.push(['since', t(texts.chips.since, { value: format.stamp(since) })]);
  if (until) chips.push(['until', t(texts.chips.until, { value: format.stamp(until) })]);
  if (origin) chips.push(['origin', t(gui.analysis.origins[origin])]);
  if (Object.keys(filter).length === 0) return null;

  return (
    <Group gap="xs" mt="sm">
      {chips.map(([key, label]) => (
        <Pill
          key={key}
          size="md"
          withRemoveButton
          maw={320}
          removeButtonProps={{
            'aria-label': t(texts.chips.remove, { name: label }),
            tabIndex: 0,
            'aria-hidden': false,
          }}
          onRemove={() => set({ [key]: undefined })}
        >
          {label}
        </Pill>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconFilterOff size={16} aria-hidden />}
        onClick={clear}
      >
        {t(texts.clear)}
      </Button>
    </Group>
  );
}
