/** The figures over time, as lines and, on demand, as a table. A point leads to the results of its time. */
import { Group, Paper, Select, Switch, Title } from '@mantine/core';
import type { EChartsOption } from 'echarts/types/dist/shared';
import { useCallback, useMemo, useState } from 'react';
import type { Timeline as Answer, Moment } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { Chart, type ChartColors, tooltipOf } from '../../components/chart.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import type { Format } from '../../i18n/format.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import { useDimensionName, useGroupName } from './dimension-name.ts';
import { bucketOf, narrowed } from './range.ts';
import type { SectionProps } from './slowest.tsx';
import { TimelineTable } from './timeline-table.tsx';

const texts = gui.analysis;
const NONE: Answer['lines'] = [];
/** Beside its colour each line has a mark of its own. */
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];

interface Metric {
  label: { en: string; zh: string };
  of: (moment: Moment) => number | null;
  show: (value: number, format: Format) => string;
}

export const METRICS = {
  successRate: {
    label: texts.successRate,
    of: ({ total, failed }) => (total - failed) / total,
    show: (value, format) => format.percent(value),
  },
  errors: { label: texts.errors, of: ({ failed }) => failed, show: (value, format) => format.integer(value) },
  speed: {
    label: texts.averageSpeed,
    of: ({ speedKBps }) => speedKBps,
    show: (value, format) => format.speed(value),
  },
  firstPacket: {
    label: texts.averageFirst,
    of: ({ firstPacketMs }) => firstPacketMs,
    show: (value, format) => format.duration(value),
  },
  tests: { label: texts.tests, of: ({ total }) => total, show: (value, format) => format.integer(value) },
} satisfies Record<string, Metric>;
type MetricName = keyof typeof METRICS;

export function Timeline({ by, range, round }: Omit<SectionProps, 'and'>) {
  const t = useText();
  const format = useFormat();
  const name = useGroupName();
  const dimensionName = useDimensionName();
  const { openResults } = useNavigation();
  const [metricName, setMetricName] = useState<MetricName>('successRate');
  const [split, setSplit] = useState(false);
  const [table, setTable] = useState(false);
  const question = { ...range, by: split ? by : null, offsetMinutes: -new Date().getTimezoneOffset() };
  const { value, error, reload } = useQuery('analysis.timeline', question, round);
  const metric: Metric = METRICS[metricName];
  const lines = value?.lines ?? NONE;
  const lineBy = value?.by ?? null;
  const nameOf = useCallback(
    (key: string | null) => (key === null || lineBy === null ? t(texts.all) : name(lineBy, key)),
    [lineBy, t, name],
  );
  const open = (line: number, point: number): void => {
    const { key, moments } = lines[line] ?? {};
    const moment = moments?.[point];
    if (!value || !moment) return;
    const scope = bucketOf(range, moment.at, value.bucketMs);
    const filter = key != null && lineBy ? narrowed(scope, lineBy, key) : scope;
    openResults(metricName === 'errors' ? { ...filter, outcome: 'failed' } : filter);
  };

  const option = useCallback(
    (colors: ChartColors): EChartsOption => ({
      grid: { left: 8, right: 16, top: lineBy ? 40 : 12, bottom: 4, outerBoundsMode: 'same' },
      legend: lineBy ? { top: 0, textStyle: { color: colors.text }, type: 'scroll' } : undefined,
      tooltip: tooltipOf(colors, ({ seriesIndex = 0, dataIndex }) => {
        const { key, moments } = lines[seriesIndex]!;
        const moment = moments[dataIndex]!;
        const shown = metric.of(moment);
        return `${nameOf(key)}\n${format.stamp(moment.at)}\n${shown === null ? '–' : metric.show(shown, format)}`;
      }),
      xAxis: {
        type: 'time',
        axisLabel: { color: colors.dimmed, hideOverlap: true },
        axisLine: { lineStyle: { color: colors.line } },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: metricName === 'successRate' ? 1 : undefined,
        axisLabel: { color: colors.dimmed, formatter: (mark: number) => metric.show(mark, format) },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: lines.map(({ key, moments }, index) => ({
        type: 'line' as const,
        name: nameOf(key),
        symbol: MARKS[index % MARKS.length]!,
        symbolSize: 9,
        showSymbol: true,
        cursor: 'pointer',
        connectNulls: false,
        data: moments.map((moment) => [Date.parse(moment.at), metric.of(moment)]),
        ...(lineBy === null && { itemStyle: { color: colors.primary } }),
      })),
    }),
    [lines, lineBy, metric, metricName, nameOf, format],
  );
  // Lines that are gone would stay in the chart otherwise.
  const chartKey = useMemo(() => `${lineBy} ${lines.map(({ key }) => key).join()}`, [lineBy, lines]);

  return (
    <Paper withBorder p="lg" component="section" data-testid="timeline">
      <Group justify="space-between" align="flex-end" mb="md">
        <Title order={2} size="h4">
          {t(texts.timeline)}
        </Title>
        <Group gap="md" align="center">
          <Switch
            label={t(texts.timelineBy, { dimension: dimensionName(by) })}
            checked={split}
            onChange={(event) => setSplit(event.currentTarget.checked)}
          />
          <Switch
            label={t(texts.asTable)}
            checked={table}
            onChange={(event) => setTable(event.currentTarget.checked)}
          />
          <Select
            aria-label={t(texts.metric)}
            w={170}
            allowDeselect={false}
            data={Object.entries(METRICS).map(([value, { label }]) => ({ value, label: t(label) }))}
            value={metricName}
            onChange={(chosen) => chosen && setMetricName(chosen as MetricName)}
          />
        </Group>
      </Group>
      {error && <ErrorNote title={t(texts.failed)} error={error} onRetry={reload} />}
      <Chart
        key={chartKey}
        label={t(texts.timelineChart, { metric: t(metric.label) })}
        height={260}
        option={option}
        onPick={(point, line) => open(line, point)}
      />
      {table && <TimelineTable lines={lines} nameOf={nameOf} onOpen={open} />}
    </Paper>
  );
}
