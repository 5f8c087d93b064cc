/** Lying bars with a name in two lines each. A click on one picks it. */
import type { EChartsOption } from 'echarts/types/dist/shared';
import { useCallback } from 'react';
import { Chart, type ChartColors, tooltipOf } from './chart.tsx';

const BAR_HEIGHT = 48;

export interface Bar {
  title: string;
  subtitle: string;
  value: number;
  /** The value as it reads, and one line more for the pointer. */
  shown: string;
  hint?: string;
}

interface BarChartProps {
  label: string;
  bars: readonly Bar[];
  color: 'error' | 'primary';
  onPick: (index: number) => void;
}

export function BarChart({ label, bars, color, onPick }: BarChartProps) {
  const option = useCallback(
    (colors: ChartColors): EChartsOption => ({
      grid: {
        left: 0,
        right: 76,
        top: 0,
        bottom: 0,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      tooltip: tooltipOf(colors, ({ dataIndex }) => {
        const bar = bars[dataIndex]!;
        return `${bar.title}  ${bar.subtitle}\n${bar.shown}  ${bar.hint ?? ''}`;
      }),
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ title, subtitle }) => `{title|${title}}\n{subtitle|${subtitle}}`),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: {
          width: 190,
          overflow: 'truncate',
          rich: {
            title: { color: colors.text, fontWeight: 600, fontSize: 13, lineHeight: 17 },
            subtitle: { color: colors.dimmed, fontSize: 12, lineHeight: 15 },
          },
        },
      },
      series: [
        {
          type: 'bar',
          data: bars.map(({ value }) => value),
          barWidth: 20,
          cursor: 'pointer',
          itemStyle: { color: colors[color], borderRadius: [0, 4, 4, 0] },
          label: {
            show: true,
            position: 'right',
            color: colors.text,
            formatter: ({ dataIndex }) => bars[dataIndex]?.shown ?? '',
          },
        },
      ],
    }),
    [bars, color],
  );
  return (
    <Chart
      // The number of bars decides the height, which a chart takes once.
      key={bars.length}
      label={label}
      height={bars.length * BAR_HEIGHT}
      option={option}
      onPick={onPick}
    />
  );
}
