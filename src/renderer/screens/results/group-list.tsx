/** The results in groups: each with its numbers; a click narrows the list to it. */
import { Paper, Text, UnstyledButton } from '@mantine/core';
import type { Dimension, ResultFilter } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { useDimensionName, useGroupName } from '../analysis/dimension-name.ts';
import { narrowed } from '../analysis/range.ts';
import classes from './group-list.module.css';

const texts = gui.results;

interface GroupListProps {
  by: Dimension;
  filter: ResultFilter;
  onPick: (filter: ResultFilter) => void;
}

export function GroupList({ by, filter, onPick }: GroupListProps) {
  const t = useText();
  const format = useFormat();
  const name = useGroupName();
  const dimensionName = useDimensionName();
  const groups = useQuery('results.groups', { filter, by });
  if (groups.error) return <ErrorNote title={t(texts.failed)} error={groups.error} onRetry={groups.reload} />;
  const most = groups.value?.[0]?.count ?? 1;
  return (
    <Paper
      withBorder
      p="xs"
      component="nav"
      aria-label={t(texts.groups, { dimension: dimensionName(by) })}
      className={classes.list}
      data-testid="result-groups"
    >
      {groups.value?.map(({ key, count, failed }) => (
        <UnstyledButton key={key} className={classes.group} onClick={() => onPick(narrowed(filter, by, key))}>
          <Text size="sm" className="break">
            {name(by, key)}
          </Text>
          <Text size="xs" c="dimmed">
            {t(texts.groupCount, { count: format.integer(count), failed: format.integer(failed) })}
          </Text>
          <div className={classes.bar} style={{ width: `${(100 * count) / most}%` }} aria-hidden />
        </UnstyledButton>
      ))}
    </Paper>
  );
}
