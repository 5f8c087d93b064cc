/** How the list of results is shown: in which groups, and with which columns. */
import { Button, Checkbox, Popover, Select, Stack } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { type Dimension, isDimension } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { useText } from '../../i18n/language.tsx';
import { useDimensionName } from '../analysis/dimension-name.ts';
import { COLUMN_NAMES, type ColumnName, columnOf } from './columns.tsx';

const texts = gui.results;

export function GroupMenu({
  by,
  onChange,
}: {
  by: Dimension | null;
  onChange: (by: Dimension | null) => void;
}) {
  const t = useText();
  const dimensionName = useDimensionName();
  const dimensions = useQuery('analysis.dimensions', null);
  return (
    <Select
      aria-label={t(texts.groupBy)}
      placeholder={`${t(texts.groupBy)}…`}
      size="xs"
      w={170}
      clearable
      data={(dimensions.value ?? []).map((name) => ({ value: name, label: dimensionName(name) }))}
      value={by}
      onChange={(name) => onChange(name && isDimension(name) ? name : null)}
    />
  );
}

interface ColumnsMenuProps {
  columns: readonly ColumnName[];
  /** null: the usual ones. */
  onChange: (columns: ColumnName[] | null) => void;
}

export function ColumnsMenu({ columns, onChange }: ColumnsMenuProps) {
  const t = useText();
  const toggle = (name: ColumnName, on: boolean): void => {
    const chosen = COLUMN_NAMES.filter((other) => (other === name ? on : columns.includes(other)));
    if (chosen.length) onChange(chosen);
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t(texts.columnsTitle)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown mah="60dvh" style={{ overflow: 'auto' }} aria-label={t(texts.columnsTitle)}>
        <Stack gap={8}>
          {COLUMN_NAMES.map((name) => (
            <Checkbox
              key={name}
              size="sm"
              label={t(columnOf(name).label)}
              checked={columns.includes(name)}
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
          ))}
          <Button size="xs" variant="subtle" onClick={() => onChange(null)}>
            {t(texts.usual)}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
