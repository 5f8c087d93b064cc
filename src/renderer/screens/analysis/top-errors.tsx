/** The top five error types, as bars and as a table with the same figures. A click leads to the results behind them. */
import { Anchor, Paper, Table, Text, Title } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { ErrorType, Scope } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { BarChart } from '../../components/bar-chart.tsx';
import { CodeLink } from '../../components/code-link.tsx';
import { codeLabel, errorName, familyOfName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import classes from './top-errors.module.css';

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
  const open = (error: ErrorType): void =>
    openResults({
      ...range,
      outcome: 'failed',
      code: error.code,
      family: familyOfName(error.name),
    });
  const nameOf = useCallback(
    ({ code, name }: ErrorType) => errorName(code, familyOfName(name), language) ?? name,
    [language],
  );
  const labelOf = (error: ErrorType): string => codeLabel(error.code, familyOfName(error.name), t);

  const bars = useMemo(
    () =>
      top.map((error) => ({
        title: shortLabel(error),
        subtitle: nameOf(error),
        value: error.count,
        shown: format.integer(error.count),
        hint: format.percent(error.share),
      })),
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
          <BarChart
            label={t(texts.chart)}
            bars={bars}
            color="error"
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
                  <Table.Td>
                    <CodeLink code={error.code}>{nameOf(error)}</CodeLink>
                  </Table.Td>
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
