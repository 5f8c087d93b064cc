/** The Results screen: every stored result, filtered, and one of them in full. */
import { Button, EmptyState, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFilterOff, IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import type { TransferResult } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { FirstSteps } from '../../components/first-steps.tsx';
import { ResultDrawer } from '../../components/result-drawer.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { Filters } from './filters.tsx';
import { ResultTable } from './result-table.tsx';
import { useResults } from './use-results.ts';

/** Typing is one change, not one for each letter. */
const TYPING_MS = 250;
const texts = gui.results;

export function ResultsScreen() {
  const t = useText();
  const format = useFormat();
  const { filter, setFilter } = useNavigation();
  const [settled] = useDebouncedValue(filter, TYPING_MS);
  const { list, error, loadMore, reload } = useResults(settled);
  const [opened, setOpened] = useState<TransferResult | null>(null);
  const filtered = Object.keys(filter).length > 0;

  return (
    <Stack gap="md">
      <Group justify="space-between" align="baseline">
        <Title order={1} size="h2">
          {t(texts.title)}
        </Title>
        {list && list.total > 0 && (
          <Text c="dimmed" size="sm" role="status" data-testid="result-count">
            {t(texts.count, { shown: format.integer(list.rows.length), total: format.integer(list.total) })}
          </Text>
        )}
      </Group>
      <Filters filter={filter} onChange={setFilter} />
      {error && <ErrorNote title={t(texts.failed)} error={error} onRetry={reload} />}
      {list && list.rows.length > 0 && (
        <Paper withBorder>
          <ResultTable rows={list.rows} opened={opened} onOpen={setOpened} />
          {list.rows.length < list.total && (
            <Group justify="center" p="md">
              <Button variant="default" onClick={loadMore}>
                {t(texts.more)}
              </Button>
            </Group>
          )}
        </Paper>
      )}
      {list &&
        list.rows.length === 0 &&
        (filtered ? <NoMatch onClear={() => setFilter({})} /> : <NoResults />)}
      <ResultDrawer result={opened} onClose={() => setOpened(null)} />
    </Stack>
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
