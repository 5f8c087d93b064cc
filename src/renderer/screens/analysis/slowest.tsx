/** The five slowest groups, as bars and as a table. A click leads to their results. */
import { Anchor, Paper, Table, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { Dimension, Scope, SlowGroup } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { BarChart } from '../../components/bar-chart.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { useDimensionName, useGroupName } from './dimension-name.ts';
import { filterOfGroup } from './range.ts';
import classes from './top-errors.module.css';

const texts = gui.analysis;
const NONE: SlowGroup[] = [];

export interface SectionProps {
  by: Dimension;
  and: Dimension | null;
  range: Scope;
  /** Changes when newer results are there. */
  round: number;
}

export function SlowestGroups({ by, and, range, round }: SectionProps) {
  const t = useText();
  const format = useFormat();
  const name = useGroupName();
  const dimensionName = useDimensionName();
  const { openResults } = useNavigation();
  const { value, error, reload } = useQuery('analysis.slowest', { ...range, by, and }, round);
  const groups = value?.groups ?? NONE;
  const of = { by: value?.by ?? by, and: value?.and ?? null };
  const { and: second } = of;
  const names = useMemo(
    () =>
      groups.map(({ key, andKey }) => ({
        title: name(of.by, key),
        subtitle: second && andKey !== undefined ? name(second, andKey) : '',
      })),
    [groups, name, of.by, second],
  );
  const bars = useMemo(
    () =>
      groups.map(({ speedKBps, ok }, index) => ({
        ...names[index]!,
        value: speedKBps,
        shown: format.speed(speedKBps),
        hint: t(texts.ofTests, { total: format.integer(ok) }),
      })),
    [groups, names, format, t],
  );
  const open = (group: SlowGroup): void => openResults({ ...filterOfGroup(range, of, group), outcome: 'ok' });

  return (
    <Paper withBorder p="lg" component="section" data-testid="slowest">
      <Title order={2} size="h4" mb="md">
        {t(texts.slowest, {
          dimension: [of.by, of.and]
            .filter((part) => part !== null)
            .map(dimensionName)
            .join(', '),
        })}
      </Title>
      {error && <ErrorNote title={t(texts.failed)} error={error} onRetry={reload} />}
      {value && groups.length === 0 && <Text>{t(texts.noSlowest)}</Text>}
      {groups.length > 0 && (
        <div className={classes.both}>
          <BarChart
            label={t(texts.slowestChart)}
            bars={bars}
            color="primary"
            onPick={(index) => groups[index] && open(groups[index])}
          />
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(texts.group)}</Table.Th>
                <Table.Th ta="end">{t(texts.averageSpeed)}</Table.Th>
                <Table.Th ta="end">{t(texts.averageFirst)}</Table.Th>
                <Table.Th ta="end">{t(texts.groupTests)}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map((group, index) => {
                const { title, subtitle } = names[index]!;
                const whole = subtitle ? `${title} · ${subtitle}` : title;
                return (
                  <Table.Tr key={whole}>
                    <Table.Td>
                      <Anchor
                        component="button"
                        type="button"
                        size="sm"
                        ta="start"
                        onClick={() => open(group)}
                        title={t(texts.show, { name: whole })}
                      >
                        {whole}
                      </Anchor>
                    </Table.Td>
                    <Table.Td ta="end">{format.speed(group.speedKBps)}</Table.Td>
                    <Table.Td ta="end">
                      {group.firstPacketMs === null ? '–' : format.duration(group.firstPacketMs)}
                    </Table.Td>
                    <Table.Td ta="end">{format.integer(group.ok)}</Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Paper>
  );
}
