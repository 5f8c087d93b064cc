/** The Results screen: what happened? Every stored result, filtered, in groups, side by side, and one of them in full. */
import { Button, EmptyState, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowUp, IconColumns, IconFilterOff, IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import type { Dimension } from '../../../shared/analysis.ts';
import type { TransferResult } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { CodeLink } from '../../components/code-link.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { FirstSteps } from '../../components/first-steps.tsx';
import { ResultDrawer } from '../../components/result-drawer.tsx';
import { ShareMenu } from '../../components/share/share-menu.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { chosenColumns } from './columns.tsx';
import { MOST_COMPARED } from './compare.ts';
import { CompareView } from './compare-view.tsx';
import { Filters } from './filters.tsx';
import { GroupList } from './group-list.tsx';
import { ColumnsMenu, GroupMenu } from './list-menus.tsx';
import { MOST_ROWS } from './pages.ts';
import { ResultTable } from './result-table.tsx';
import classes from './results-screen.module.css';
import { useResults } from './use-results.ts';

/** Typing is one change, not one for each letter. */
const TYPING_MS = 250;
const texts = gui.results;

export function ResultsScreen() {
  const t = useText();
  const format = useFormat();
  const { filter, setFilter } = useNavigation();
  const { settings, change } = usePreferences();
  const [settled] = useDebouncedValue(filter, TYPING_MS);
  const [atTop, setAtTop] = useState(true);
  const list = useResults(settled, atTop);
  const [opened, setOpened] = useState<TransferResult | null>(null);
  const [groupBy, setGroupBy] = useState<Dimension | null>(null);
  const [chosen, setChosen] = useState<readonly TransferResult[]>([]);
  const [compared, setCompared] = useState<readonly TransferResult[]>([]);
  const columns = chosenColumns(settings.resultColumns);
  const { total } = list;

  /** The fourth takes the place of the first. */
  const choose = (result: TransferResult): void =>
    setChosen((before) =>
      before.some(({ id }) => id === result.id)
        ? before.filter(({ id }) => id !== result.id)
        : [...before, result].slice(-MOST_COMPARED),
    );

  return (
    <Stack gap="sm">
      <Group justify="space-between" align="center">
        <Group gap="md" align="baseline">
          <Title order={1} size="h2">
            {t(texts.title)}
          </Title>
          {total !== null && total > 0 && (
            <Text c="dimmed" size="sm" role="status" data-testid="result-count" data-total={total}>
              {total > MOST_ROWS
                ? t(texts.most, { shown: format.integer(MOST_ROWS), total: format.integer(total) })
                : t(texts.count, { total: format.integer(total) })}
            </Text>
          )}
          {filter.code !== undefined && (
            <Text size="sm" component="span">
              <CodeLink code={filter.code}>{t(gui.codes.about, { code: filter.code })}</CodeLink>
            </Text>
          )}
        </Group>
        <Group gap="xs">
          {list.newer && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconArrowUp size={16} aria-hidden />}
              onClick={list.reload}
            >
              {t(texts.newer)}
            </Button>
          )}
          {total !== null && total > 0 && (
            <ShareMenu subject={{ kind: 'analysis', filter: settled, by: groupBy }} />
          )}
          <GroupMenu by={groupBy} onChange={setGroupBy} />
          <ColumnsMenu columns={columns} onChange={(resultColumns) => change({ resultColumns })} />
        </Group>
      </Group>
      <Filters filter={filter} onChange={setFilter} />
      {list.error && <ErrorNote title={t(texts.failed)} error={list.error} onRetry={list.reload} />}
      {total === null && !list.error && <Skeleton height={420} />}
      {total !== null && total > 0 && (
        <div className={groupBy ? classes.grouped : undefined}>
          {groupBy && <GroupList by={groupBy} filter={settled} onPick={setFilter} />}
          <Paper withBorder className={classes.list}>
            {/* A new filter begins at the top. */}
            <ResultTable
              key={JSON.stringify(settled)}
              list={list}
              columns={columns}
              opened={opened}
              onOpen={setOpened}
              chosen={chosen}
              onChoose={choose}
              onTop={setAtTop}
            />
          </Paper>
        </div>
      )}
      {total === 0 &&
        (Object.keys(filter).length > 0 ? <NoMatch onClear={() => setFilter({})} /> : <NoResults />)}
      {chosen.length > 0 && (
        <Group gap="sm" role="status">
          <Text size="sm">{t(texts.chosen, { count: chosen.length })}</Text>
          <Button
            size="xs"
            disabled={chosen.length < 2}
            leftSection={<IconColumns size={16} aria-hidden />}
            onClick={() => setCompared(chosen)}
          >
            {t(texts.compare)}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setChosen([])}>
            {t(texts.forget)}
          </Button>
        </Group>
      )}
      <ThinnedNote />
      <ResultDrawer
        result={opened}
        onClose={() => setOpened(null)}
        onCompare={(results) => {
          setOpened(null);
          setCompared(results);
        }}
      />
      <CompareView results={compared} onClose={() => setCompared([])} />
    </Stack>
  );
}

function ThinnedNote() {
  const t = useText();
  const format = useFormat();
  const { value } = useQuery('results.thinned', null);
  if (!value?.count || !value.since || !value.until) return null;
  const { count, since, until } = value;
  return (
    <Text size="sm" c="dimmed">
      {t(texts.thinned, {
        count: format.integer(count),
        since: format.stamp(since),
        until: format.stamp(until),
      })}
    </Text>
  );
}

function NoResults() {
  const t = useText();
  return (
    <Paper withBorder p="xl">
      <EmptyState
        icon={<IconListDetails aria-hidden />}
        title={t(texts.empty)}
        description={t(texts.emptyHint)}
        withIndicatorBackground
      >
        <EmptyState.Actions>
          <FirstSteps />
        </EmptyState.Actions>
      </EmptyState>
    </Paper>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const t = useText();
  return (
    <Paper withBorder p="xl">
      <EmptyState
        icon={<IconFilterOff aria-hidden />}
        title={t(texts.noMatch)}
        description={t(texts.noMatchHint)}
        withIndicatorBackground
      >
        <EmptyState.Actions>
          <Button variant="default" onClick={onClear}>
            {t(texts.clear)}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Paper>
  );
}
