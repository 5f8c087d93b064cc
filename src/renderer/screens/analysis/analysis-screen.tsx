/** The Analysis screen: what fails most, how often, and where. */
import {
  Button,
  EmptyState,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Title,
} from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type Dimension, isDimension, ORIGINS, type Origin, type Scope } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApiEvents, useQuery } from '../../api/api.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { FirstSteps } from '../../components/first-steps.tsx';
import { useText } from '../../i18n/language.tsx';
import { useDimensionName } from './dimension-name.ts';
import { GroupTable } from './group-table.tsx';
import { RANGES, type RangeName, rangeUntil } from './range.ts';
import { Tiles } from './tiles.tsx';
import { TopErrors } from './top-errors.tsx';

/** While tests run, the figures follow this often. */
const REFRESH_MS = 1_500;
const texts = gui.analysis;

export function AnalysisScreen() {
  const t = useText();
  const dimensionName = useDimensionName();
  const [rangeName, setRangeName] = useState<RangeName>('all');
  const [range, setRange] = useState(() => rangeUntil('all', new Date()));
  const [origin, setOrigin] = useState<Origin | 'all'>('all');
  const [by, setBy] = useState<Dimension>('host');
  const dimensions = useQuery('analysis.dimensions', null);
  const scope: Scope = origin === 'all' ? range : { ...range, origin };
  const top = useQuery('analysis.top', { ...scope, by });
  // The choice is there as soon as the lab has run.
  const labHasRun = dimensions.value?.includes('label.source') ?? false;
  const refresh = useRef<ReturnType<typeof setTimeout> | null>(null);

  const chooseRange = (name: RangeName): void => {
    setRangeName(name);
    setRange(rangeUntil(name, new Date()));
  };

  useApiEvents((event) => {
    if (event.type !== 'result' || refresh.current) return;
    refresh.current = setTimeout(() => {
      refresh.current = null;
      top.reload();
    }, REFRESH_MS);
  });
  useEffect(
    () => () => {
      if (refresh.current) clearTimeout(refresh.current);
    },
    [],
  );

  const value = top.value;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Title order={1} size="h2">
          {t(texts.title)}
        </Title>
        {labHasRun && (
          <SegmentedControl
            ml="auto"
            aria-label={t(texts.origin)}
            data={(['all', ...ORIGINS] as const).map((name) => ({
              value: name,
              label: t(texts.origins[name]),
            }))}
            value={origin}
            onChange={setOrigin}
          />
        )}
        <SegmentedControl
          aria-label={t(texts.range)}
          data={Object.keys(RANGES).map((name) => ({
            value: name,
            label: t(texts.ranges[name as RangeName]),
          }))}
          value={rangeName}
          onChange={(name) => chooseRange(name as RangeName)}
        />
      </Group>

      {top.error && <ErrorNote title={t(texts.failed)} error={top.error} onRetry={top.reload} />}
      {!value && !top.error && <Skeleton height={420} />}
      {value && value.total === 0 && (
        <NoTests
          whole={rangeName === 'all' && origin === 'all'}
          onShowAll={() => {
            chooseRange('all');
            setOrigin('all');
          }}
        />
      )}
      {value && value.total > 0 && (
        <>
          <Tiles summary={value} />
          <TopErrors top={value.top} range={scope} />
          <Paper withBorder p="lg" component="section">
            <Group justify="space-between" align="flex-end" mb="md">
              <Title order={2} size="h4">
                {t(texts.groups, { dimension: dimensionName(value.by ?? by) })}
              </Title>
              <Select
                label={t(texts.by)}
                w={220}
                data={(dimensions.value ?? [by]).map((name) => ({ value: name, label: dimensionName(name) }))}
                value={by}
                allowDeselect={false}
                onChange={(name) => name && isDimension(name) && setBy(name)}
              />
            </Group>
            <GroupTable by={value.by ?? by} groups={value.groups} range={scope} />
          </Paper>
        </>
      )}
    </Stack>
  );
}

function NoTests({ whole, onShowAll }: { whole: boolean; onShowAll: () => void }) {
  const t = useText();
  return (
    <Paper withBorder p="xl">
      <EmptyState
        icon={<IconChartBar aria-hidden />}
        withIndicatorBackground
        title={t(whole ? texts.empty : texts.emptyRange)}
        description={t(whole ? texts.emptyHint : texts.emptyRangeHint)}
      >
        <EmptyState.Actions>
          {whole ? <FirstSteps /> : <Button onClick={onShowAll}>{t(texts.showAll)}</Button>}
        </EmptyState.Actions>
      </EmptyState>
    </Paper>
  );
}
