/** The top five error types, as bars and as a table with the same figures. A click leads to the results behind them. */
import { Anchor, Paper, Table, Text, Title } from '@mantine/core';
import type { EChartsOption } from 'echarts/types/dist/shared';
import { useCallback } from 'react';
import type { ErrorType, Scope } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { Chart, type ChartColors } from '../../components/chart.tsx';
import { codeLabel, errorName, familyOfName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import classes from './top-errors.module.css';

const BAR_HEIGHT = 48;
const texts = gui.analysis;

/** Where the name stands beside it, the family is plain. */
function shortLabel({ code, name }: ErrorType): string {
  return familyOfName(name) === 'http' ? `HTTP ${code}` : String(code);
}

export function TopErrors({ top, range }: { top: readonly ErrorType[]; range: Scope }) {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const { openResults } = useNavigation();
  const open = (error: ErrorType): void => openResults({ ...range, outcome: 'failed', code: error.code });
  const nameOf = useCallback(
    ({ code, name }: ErrorType) => errorName(code, familyOfName(name), language) ?? name,
    [language],
  );
  const labelOf = (error: ErrorType): string => codeLabel(error.code, familyOfName(error.name), t);

  const option = useCallback(
    (colors: ChartColors): EChartsOption => ({
      grid: {
        left: 0,
        right: 48,
        top: 0,
        bottom: 0,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      tooltip: {
        // An HTML tooltip would set style attributes, which the content security policy refuses.
        renderMode: 'richText',
        trigger: 'item',
        confine: true,
        backgroundColor: colors.surface,
        borderColor: colors.line,
        textStyle: { color: colors.text },
        formatter: (item) => {
          const error = top[(Array.isArray(item) ? item[0]! : item).dataIndex]!;
          return `${shortLabel(error)}  ${nameOf(error)}\n${format.integer(error.count)}  (${format.percent(error.share)})`;
        },
      },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: top.map((error) => `{code|${shortLabel(error)}}\n{name|${nameOf(error)}}`),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: {
          width: 190,
          overflow: 'truncate',
          rich: {
            code: { color: colors.text, fontWeight: 600, fontSize: 13, lineHeight: 17 },
            name: { color: colors.dimmed, fontSize: 12, lineHeight: 15 },
          },
        },
      },
      series: [
        {
          type: 'bar',
          data: top.map(({ count }) => count),
          barWidth: 20,
          cursor: 'pointer',
          itemStyle: { color: colors.error, borderRadius: [0, 4, 4, 0] },
          label: {
            show: true,
            position: 'right',
            color: colors.text,
            formatter: ({ value }) => format.integer(Number(value)),
          },
        },
      ],
    }),
    [top, nameOf, format],
  );

  return (
    <Paper withBorder p="lg" component="section" data-testid="top-errors">
      <Title order={2} size="h4" mb="md">
        {t(texts.top)}
      </Title>
      {top.length === 0 ? (
        <Text>{t(texts.noErrors)}</Text>
      ) : (
        <div className={classes.both}>
          <Chart
            // The number of bars decides the height, which a chart takes once.
            key={top.length}
            label={t(texts.chart)}
            height={top.length * BAR_HEIGHT}
            option={option}
            onPick={(index) => top[index] && open(top[index])}
          />
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th className={classes.code}>{t(texts.code)}</Table.Th>
                <Table.Th>{t(texts.error)}</Table.Th>
                <Table.Th ta="end">{t(texts.count)}</Table.Th>
                <Table.Th ta="end">{t(texts.share)}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {top.map((error) => (
                <Table.Tr key={error.name} data-code={error.code}>
                  <Table.Td className={classes.code}>
                    <Anchor
                      component="button"
                      type="button"
                      size="sm"
                      fw={600}
                      onClick={() => open(error)}
                      title={t(texts.show, { name: labelOf(error) })}
                    >
                      {labelOf(error)}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{nameOf(error)}</Table.Td>
                  <Table.Td ta="end">{format.integer(error.count)}</Table.Td>
                  <Table.Td ta="end">{format.percent(error.share)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Paper>
  );
}
