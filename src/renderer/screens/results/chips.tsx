/** The filters that are set but have no field in view, each to be taken away. */
import { Button, Group, Pill } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DIMENSIONS, type ResultFilter } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import { useDimensionName, useGroupName } from '../analysis/dimension-name.ts';

const texts = gui.results.chips;
/** These always have a field; the second ones where more filters are shown. */
const FIELDS = ['host', 'phase', 'side'];
const MORE_FIELDS = ['task', 'family'];

interface ChipsProps {
  filter: ResultFilter;
  more: boolean;
  set: (part: ResultFilter) => void;
  clear: () => void;
  children: ReactNode;
}

export function Chips({ filter, more, set, clear, children }: ChipsProps) {
  const t = useText();
  const format = useFormat();
  const dimensionName = useDimensionName();
  const valueName = useGroupName();
  const { runId, since, until, origin, labels = {} } = filter;
  const withField = more ? [...FIELDS, ...MORE_FIELDS] : FIELDS;

  const chips: { key: string; label: string; without: ResultFilter }[] = [];
  const add = (key: string, label: string, without: ResultFilter = { [key]: undefined }): void => {
    chips.push({ key, label, without });
  };
  for (const name of DIMENSIONS) {
    const value = filter[name];
    if (value === undefined || (withField.includes(name) && value !== '-')) continue;
    add(name, t(texts.value, { name: dimensionName(name), value: valueName(name, value) }));
  }
  for (const [name, value] of Object.entries(labels)) {
    const { [name]: _gone, ...rest } = labels;
    const by = `label.${name}`;
    add(by, t(texts.value, { name: dimensionName(by), value: valueName(by, value) }), {
      labels: Object.keys(rest).length ? rest : undefined,
    });
  }
  if (runId) add('runId', t(texts.run));
  if (since && !more) add('since', t(texts.since, { value: format.stamp(since) }));
  if (until && !more) add('until', t(texts.until, { value: format.stamp(until) }));
  if (origin) add('origin', t(gui.analysis.origins[origin]));

  return (
    <Group gap="xs" mt="xs">
      {children}
      {chips.map(({ key, label, without }) => (
        <Pill
          key={key}
          size="md"
          withRemoveButton
          maw={320}
          removeButtonProps={{
            'aria-label': t(texts.remove, { name: label }),
            tabIndex: 0,
            'aria-hidden': false,
          }}
          onRemove={() => set(without)}
        >
          {label}
        </Pill>
      ))}
      {Object.keys(filter).length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={clear}
        >
          {t(gui.results.clear)}
        </Button>
      )}
    </Group>
  );
}
