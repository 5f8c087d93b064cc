/** The Analysis screen: what goes wrong most, and where? */
import {
  Button,
  EmptyState,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type Dimension, isDimension, ORIGINS, type Origin, type Scope } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApiEvents, useQuery } from '../../api/api.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { FirstSteps } from '../../components/first-steps.tsx';
import { ShareMenu } from '../../components/share/share-menu.tsx';
import { useText } from '../../i18n/language.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { useDimensionName } from './dimension-name.ts';
import { GroupTable } from './group-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { RANGES, type RangeName, rangeUntil } from './range.ts';
import { RetentionNote } from './retention.tsx';
import { SlowestGroups } from './slowest.tsx';
import { Tiles } from './tiles.tsx';
import { Timeline } from './timeline.tsx';
import { TopErrors } from './top-errors.tsx';

/** While tests run, the figures follow this often. */
const REFRESH_MS = 1_500;
const MOST_GROUPS = 500;
const texts = gui.analysis;

export function AnalysisScreen() {
  const t = useText();
  const dimensionName = useDimensionName();
  const [rangeName, setRangeName] = useState<RangeName>('all');
  const [range, setRange] = useState(() => rangeUntil('all', new Date()));
  const [origin, setOrigin] = useState<Origin | 'all'>('all');
  const [by, setBy] = useState<Dimension>('host');
  const [and, setAnd] = useState<Dimension | null>(null);
  const [round, setRound] = useState(0);
  const dimensions = useQuery('analysis.dimensions', null);
  const scope: Scope = origin === 'all' ? range : { ...range, origin };
  const top = useQuery('analysis.top', { ...scope, by: null }, round);
  const question = { ...scope, by, and, limit: MOST_GROUPS, percentiles: false };
  const grouped = useQuery('analysis.top', question, round);
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
      setRound((before) => before + 1);
    }, REFRESH_MS);
  });
  useEffect(
    () => () => {
      if (refresh.current) clearTimeout(refresh.current);
    },
    [],
  );

  const value = top.value;
  const groups = grouped.value;
  const names = dimensions.value ?? [by];
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
        {value && value.total > 0 && <ShareMenu subject={{ kind: 'analysis', filter: scope, by }} />}
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
          <Group gap="sm" align="flex-end" role="group" aria-label={t(texts.dimensionsOf)}>
            <DimensionSelect
              label={t(texts.by)}
              names={names}
              value={by}
              onChange={(name) => name && setBy(name)}
            />
            <DimensionSelect
              label={t(texts.and)}
              names={names.filter((name) => name !== by)}
              value={and}
              placeholder={t(texts.none)}
              onChange={setAnd}
            />
          </Group>
          <SlowestGroups by={by} and={and} range={scope} round={round} />
          <HeatMap by={by} range={scope} round={round} />
          <Timeline by={by} range={scope} round={round} />
          {grouped.error && (
            <ErrorNote title={t(texts.failed)} error={grouped.error} onRetry={grouped.reload} />
          )}
          {groups?.by && (
            <Paper withBorder p="lg" component="section">
              <Title order={2} size="h4" mb="md">
                {groups.and
                  ? t(texts.groupsBoth, {
                      dimension: dimensionName(groups.by),
                      and: dimensionName(groups.and),
                    })
                  : t(texts.groups, { dimension: dimensionName(groups.by) })}
              </Title>
              <GroupTable by={groups.by} and={groups.and ?? null} groups={groups.groups} range={scope} />
              {groups.more && (
                <Text size="sm" c="dimmed" mt="sm">
                  {t(texts.moreGroups, { shown: groups.groups.length })}
                </Text>
              )}
            </Paper>
          )}
          <ComparePanel range={scope} round={round} />
        </>
      )}
      {value && <RetentionNote round={round} onChange={() => setRound((before) => before + 1)} />}
    </Stack>
  );
}

interface DimensionSelectProps {
  label: string;
  names: readonly string[];
  value: Dimension | null;
  placeholder?: string;
  onChange: (name: Dimension | null) => void;
}

function DimensionSelect({ label, names, value, placeholder, onChange }: DimensionSelectProps) {
  const dimensionName = useDimensionName();
  return (
    <Select
      label={label}
      w={220}
      data={names.map((name) => ({ value: name, label: dimensionName(name) }))}
      value={value}
      placeholder={placeholder}
      clearable={placeholder !== undefined}
      allowDeselect={false}
      onChange={(name) => onChange(name && isDimension(name) ? name : null)}
    />
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
