/** The figures over everything in the time range. */
import { Paper, Text } from '@mantine/core';
import type { Summary } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import classes from './tiles.module.css';

const texts = gui.analysis;

export function Tiles({ summary }: { summary: Summary }) {
  const t = useText();
  const format = useFormat();
  const { total, failed, successRate, speedKBps, firstPacketMs, averages } = summary;
  const shown = (value: number | null, show: (value: number) => string): string =>
    value === null ? '–' : show(value);
  const time = (value: number | null): string => shown(value, format.duration);
  /** Without any result stored one by one there are none. */
  const percentiles = (of: Summary['speedKBps'], show: (value: number) => string): string =>
    of.median === null
      ? t(texts.okOnly)
      : t(texts.percentiles, { median: show(of.median), p95: shown(of.p95, show) });

  return (
    <div className={classes.tiles}>
      <Tile
        label={t(texts.successRate)}
        value={shown(successRate, format.percent)}
        note={t(texts.ofTests, { total: format.integer(total) })}
      />
      <Tile
        label={t(texts.errors)}
        value={format.integer(failed)}
        note={t(texts.ofTests, { total: format.integer(total) })}
      />
      <Tile label={t(texts.tests)} value={format.integer(total)} note={t(texts.noCanceled)} />
      <Tile
        label={t(texts.averageSpeed)}
        value={shown(averages.speedKBps, format.speed)}
        note={percentiles(speedKBps, format.speed)}
      />
      <Tile
        label={t(texts.averageFirst)}
        value={time(averages.firstPacketMs)}
        note={percentiles(firstPacketMs, format.duration)}
      />
      <Tile label={t(texts.transferTime)} value={time(averages.transferMs)} note={t(texts.okOnly)} />
      <Tile label={t(texts.dnsTime)} value={time(averages.dnsMs)} note={t(texts.okOnly)} />
      <Tile label={t(texts.connectTime)} value={time(averages.connectMs)} note={t(texts.okOnly)} />
      <Tile label={t(texts.tlsTime)} value={time(averages.tlsMs)} note={t(texts.tlsOnly)} />
    </div>
  );
}

function Tile({ label, value, note, title }: { label: string; value: string; note: string; title?: string }) {
  return (
    <Paper withBorder p="md" title={title}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <div className={classes.value}>{value}</div>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </Paper>
  );
}
