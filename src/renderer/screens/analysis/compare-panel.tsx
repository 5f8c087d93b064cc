/** Up to three tasks, or the last three periods, side by side. The best of each row has a word and a sign. */
import {
  Anchor,
  Group,
  MultiSelect,
  Paper,
  SegmentedControl,
  Select,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { IconTrophy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Selection, Summary } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import type { Format } from '../../i18n/format.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import { bestOf, lastPeriods } from './compare.ts';
import { RANGES, type RangeName } from './range.ts';
import type { SectionProps } from './slowest.tsx';

const texts = gui.analysis;
const MOST = 3;
/** Tasks to choose from: those with most failures. */
const LISTED = 200;
const PERIODS = ['1h', '24h', '7d', '30d'] as const satisfies readonly RangeName[];

export function ComparePanel({ range, round }: Pick<SectionProps, 'range' | 'round'>) {
  const t = useText();
  const format = useFormat();
  const [kind, setKind] = useState<'tasks' | 'periods'>('tasks');
  const [tasks, setTasks] = useState<string[]>([]);
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('24h');
  const [now] = useState(() => new Date());
  const known = useQuery('analysis.top', { ...range, by: 'task', limit: LISTED, percentiles: false }, round);
  const { origin } = range;
  const columns: { name: string; selection: Selection }[] =
    kind === 'tasks'
      ? tasks.map((task) => ({ name: task, selection: { ...range, task } }))
      : lastPeriods(now, RANGES[period], MOST).map((part) => ({
          name: t(texts.period, { since: format.stamp(part.since), until: format.stamp(part.until) }),
          selection: { ...part, ...(origin && { origin }) },
        }));

  return (
    <Paper withBorder p="lg" component="section" data-testid="compare">
      <Group justify="space-between" align="flex-end" mb="md">
        <Title order={2} size="h4">
          {t(texts.compare)}
        </Title>
        <Group gap="sm" align="flex-end">
          <SegmentedControl
            aria-label={t(texts.compare)}
            data={[
              { value: 'tasks', label: t(texts.compareTasks) },
              { value: 'periods', label: t(texts.comparePeriods) },
            ]}
            value={kind}
            onChange={(chosen) => setKind(chosen as typeof kind)}
          />
          {kind === 'tasks' ? (
            <MultiSelect
              aria-label={t(texts.chooseTasks)}
              placeholder={tasks.length ? undefined : t(texts.chooseTasks)}
              w={360}
              maxValues={MOST}
              searchable
              clearable
              data={(known.value?.groups ?? []).map(({ key }) => key)}
              value={tasks}
              onChange={setTasks}
            />
          ) : (
            <Select
              aria-label={t(texts.periods)}
              w={140}
              allowDeselect={false}
              data={PERIODS.map((name) => ({ value: name, label: t(texts.ranges[name]) }))}
              value={period}
              onChange={(chosen) => chosen && setPeriod(chosen as typeof period)}
            />
          )}
        </Group>
      </Group>
      {columns.length < 2 ? (
        <Text c="dimmed">{t(texts.chooseHint)}</Text>
      ) : (
        <Figures key={columns.length} columns={columns} round={round} />
      )}
    </Paper>
  );
}

/** `better`: which end is the good one. */
interface Figure {
  label: { en: string; zh: string };
  of: (summary: Summary) => number | null;
  show: (value: number, format: Format) => string;
  better?: 'high' | 'low';
}

const time = (label: Figure['label'], of: Figure['of']): Figure => ({
  label,
  of,
  show: (value, format) => format.duration(value),
  better: 'low',
});
const count = (label: Figure['label'], of: Figure['of'], better?: Figure['better']): Figure => ({
  label,
  of,
  show: (value, format) => format.integer(value),
  better,
});

const FIGURES: readonly Figure[] = [
  {
    label: texts.successRate,
    of: ({ successRate }) => successRate,
    show: (value, format) => format.percent(value),
    better: 'high',
  },
  count(texts.errors, ({ failed }) => failed, 'low'),
  count(texts.tests, ({ total }) => total),
  {
    label: texts.averageSpeed,
    of: ({ averages }) => averages.speedKBps,
    show: (value, format) => format.speed(value),
    better: 'high',
  },
  time(texts.averageFirst, ({ averages }) => averages.firstPacketMs),
  time(texts.transferTime, ({ averages }) => averages.transferMs),
  time(texts.dnsTime, ({ averages }) => averages.dnsMs),
  time(texts.connectTime, ({ averages }) => averages.connectMs),
  time(texts.tlsTime, ({ averages }) => averages.tlsMs),
];

interface FiguresProps {
  columns: readonly { name: string; selection: Selection }[];
  round: number;
}

function Figures({ columns, round }: FiguresProps) {
  const t = useText();
  const format = useFormat();
  const { openResults } = useNavigation();
  const [first, second, third] = columns;
  // Three questions at most, and always as many: the last is asked twice where there are two.
  const answers = [
    useSummary(first!.selection, round),
    useSummary(second!.selection, round),
    useSummary((third ?? second)!.selection, round),
  ].slice(0, columns.length);

  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(texts.figure)}</Table.Th>
            {columns.map(({ name, selection }) => (
              <Table.Th key={name} ta="end">
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  ta="end"
                  onClick={() => openResults(selection)}
                  title={t(texts.show, { name })}
                >
                  {name}
                </Anchor>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {FIGURES.map(({ label, of, show, better }) => {
            const values = answers.map((summary) => (summary ? of(summary) : null));
            const best = better ? bestOf(values, better) : null;
            return (
              <Table.Tr key={label.en}>
                <Table.Th scope="row" fw={400}>
                  {t(label)}
                </Table.Th>
                {values.map((value, index) => (
                  <Table.Td key={columns[index]!.name} ta="end" fw={index === best ? 600 : undefined}>
                    {index === best && (
                      <Text span size="xs" c="dimmed" mr={6}>
                        <IconTrophy size={13} aria-hidden /> {t(texts.best)}
                      </Text>
                    )}
                    {value === null ? '–' : show(value, format)}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function useSummary(selection: Selection, round: number): Summary | null {
  return useQuery('analysis.top', { ...selection, by: null, percentiles: false }, round).value;
}
