/** The speed of a transfer under way, over time. */
import { Center, Text } from '@mantine/core';
import type { EChartsOption } from 'echarts/types/dist/shared';
import { useCallback } from 'react';
import { gui } from '../../../shared/texts/gui.ts';
import { Chart, type ChartColors } from '../../components/chart.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import type { SpeedSample } from '../../run/samples.ts';
import classes from './speed-line.module.css';

const HEIGHT = 210;
const texts = gui.test.live;

export function SpeedLine({ samples }: { samples: readonly SpeedSample[] }) {
  const t = useText();
  const format = useFormat();

  const option = useCallback(
    (colors: ChartColors): EChartsOption => {
      const axis = format.speedAxis(Math.max(0, ...samples.map(({ speedKBps }) => speedKBps)));
      return {
        animation: false,
        grid: {
          left: 4,
          right: 12,
          top: 12,
          bottom: 4,
          outerBoundsMode: 'same',
          outerBoundsContain: 'axisLabel',
        },
        xAxis: {
          type: 'value',
          min: 0,
          max: 'dataMax',
          axisLine: { lineStyle: { color: colors.line } },
          splitLine: { show: false },
          axisLabel: {
            color: colors.dimmed,
            hideOverlap: true,
            showMaxLabel: false,
            formatter: (ms: number) => format.duration(ms),
          },
        },
        yAxis: {
          type: 'value',
          min: 0,
          splitNumber: 3,
          axisLine: { show: false },
          axisTick: { show: false },
          splitLine: { lineStyle: { color: colors.line } },
          axisLabel: { color: colors.dimmed, formatter: axis.mark },
        },
        series: [
          {
            type: 'line',
            data: samples.map(({ at, speedKBps }) => [at, speedKBps / axis.unitKBps]),
            showSymbol: samples.length < 2,
            lineStyle: { color: colors.primary, width: 2 },
            itemStyle: { color: colors.primary },
            areaStyle: { color: colors.area },
          },
        ],
      };
    },
    [samples, format],
  );

  return (
    <div className={classes.place}>
      <Chart label={t(texts.speedLine)} height={HEIGHT} option={option} />
      {samples.every(({ speedKBps }) => speedKBps === 0) && (
        <Center className={classes.none}>
          <Text size="sm" c="dimmed">
            {t(texts.noSpeed)}
          </Text>
        </Center>
      )}
    </div>
  );
}
