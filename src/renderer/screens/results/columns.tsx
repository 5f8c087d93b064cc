/** The columns that the list of results can have. */
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TransferResult } from '../../../shared/result.ts';
import { familyTexts, phaseTexts, sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Language, Text as Words } from '../../../shared/texts/text.ts';
import { OutcomeBadge, SideIcon } from '../../components/badges.tsx';
import { verdictName } from '../../components/verdict.ts';
import type { Format } from '../../i18n/format.ts';
import type { Say } from '../../i18n/say.ts';

const { columns: texts, ...results } = gui.results;

export interface Shown {
  t: Say;
  format: Format;
  language: Language;
}

interface Column {
  label: Words;
  /** At least. */
  rem: number;
  /** Share of the room that is left. */
  grow?: number;
  figure?: boolean;
  cell: (result: TransferResult, shown: Shown) => ReactNode;
}

const text = (label: Words, of: (result: TransferResult, shown: Shown) => string, rem = 9): Column => ({
  label,
  rem,
  grow: rem >= 9 ? 1 : 0,
  cell: (result, shown) => {
    const value = of(result, shown);
    return (
      <Text size="sm" truncate title={value}>
        {value}
      </Text>
    );
  },
});
const time = (label: Words, of: (result: TransferResult) => number): Column => ({
  label,
  rem: 5.5,
  figure: true,
  cell: (result, { format }) => format.duration(of(result)),
});

export const COLUMNS = {
  time: {
    label: results.time,
    rem: 6.75,
    cell: ({ startedAt }, { format }) => (
      <span title={format.stamp(startedAt)}>{format.shortStamp(startedAt, new Date())}</span>
    ),
  },
  result: {
    label: results.result,
    rem: 9.75,
    grow: 1.2,
    cell: (result, { t, language }) => (
      <>
        <OutcomeBadge result={result} />
        {result.outcome === 'failed' && (
          <Text size="xs" truncate title={verdictName(result, language, t)}>
            {verdictName(result, language, t)}
          </Text>
        )}
      </>
    ),
  },
  target: {
    label: results.target,
    rem: 7,
    grow: 1.5,
    cell: ({ task, url, host }) => (
      <>
        <Text size="sm" truncate title={task}>
          {task}
        </Text>
        <Text size="xs" c="dimmed" truncate title={url}>
          {task === url ? host : url}
        </Text>
      </>
    ),
  },
  where: {
    label: results.where,
    rem: 7.5,
    cell: ({ outcome, side, phase }, { t }) =>
      outcome === 'failed' && (
        <>
          <Group gap={6} wrap="nowrap" fz="sm">
            <SideIcon side={side} />
            {t(sideTexts[side])}
          </Group>
          <Text size="xs" c="dimmed" truncate>
            {t(phaseTexts[phase])}
          </Text>
        </>
      ),
  },
  speed: {
    label: results.speed,
    rem: 6,
    figure: true,
    cell: ({ outcome, speedKBps }, { format }) => (outcome === 'ok' ? format.speed(speedKBps) : '–'),
  },
  total: time(results.total, ({ timings }) => timings.total),
  task: text(texts.task, ({ task }) => task, 9),
  host: text(results.host, ({ host }) => host, 9),
  remoteAddress: text(texts.remoteAddress, ({ remoteAddress }) => remoteAddress ?? '–'),
  protocol: text(texts.protocol, ({ protocol }) => protocol ?? '–', 5.5),
  direction: text(texts.direction, ({ direction }, { t }) => t(gui.analysis.directions[direction]), 6),
  kernel: text(texts.kernel, ({ kernel }) => kernel, 5),
  family: text(texts.family, ({ family }, { t }) => (family ? t(familyTexts[family]) : '–'), 8),
  bytes: {
    label: texts.bytes,
    rem: 6.25,
    figure: true,
    cell: ({ bytes }, { format }) => format.bytes(bytes),
  },
  firstPacket: time(texts.firstPacket, ({ timings }) => timings.firstPacket),
  dns: time(texts.dns, ({ timings }) => timings.dns),
  connect: time(texts.connect, ({ timings }) => timings.connect),
  tls: time(texts.tls, ({ timings }) => timings.tls),
  tlsVersion: text(texts.tlsVersion, ({ tls }) => tls?.version ?? '–', 6),
  labels: text(texts.labels, ({ labels }) => labelsText(labels), 9),
} satisfies Record<string, Column>;

export type ColumnName = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];
export const USUAL_COLUMNS: readonly ColumnName[] = ['time', 'result', 'target', 'where', 'speed', 'total'];

/** The user's choice, without what this version does not know; in the order of the table. */
export function chosenColumns(saved: readonly string[] | null): readonly ColumnName[] {
  const chosen = saved && COLUMN_NAMES.filter((name) => saved.includes(name));
  return chosen?.length ? chosen : USUAL_COLUMNS;
}

export function columnOf(name: ColumnName): Column {
  return COLUMNS[name];
}

export function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** For CSS grid: a narrow column for the choice, then these; and how wide that is at least. */
export function gridOf(names: readonly ColumnName[]): { template: string; minWidth: string } {
  const columns = names.map(columnOf);
  const template = columns.map(({ rem, grow }) => (grow ? `minmax(${rem}rem, ${grow}fr)` : `${rem}rem`));
  const rem = columns.reduce((sum, column) => sum + column.rem + GAP_REM, CHOICE_REM + 2 * GAP_REM);
  return { template: [`${CHOICE_REM}rem`, ...template].join(' '), minWidth: `${rem}rem` };
}

const CHOICE_REM = 1.75;
const GAP_REM = 0.75;
