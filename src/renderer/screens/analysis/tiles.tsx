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
  const { total, failed, successRate, speedKBps, firstPacketMs } = summary;
  const shown = (value: number | null, show: (value: number) => string): string =>
    value === null ? '–' : show(value);

  return (
    <div className={classes.tiles}>
      <Tile label={t(texts.tests)} value={format.integer(total)} note={t(texts.noCanceled)} />
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
      <Tile
        label={`${t(texts.speed)}, ${t(texts.median)}`}
        value={shown(speedKBps.median, format.speed)}
        note={t(texts.p95, { value: shown(speedKBps.p95, format.speed) })}
        title={t(texts.okOnly)}
      />
      <Tile
        label={`${t(texts.firstPacket)}, ${t(texts.median)}`}
        value={shown(firstPacketMs.median, format.duration)}
        note={t(texts.p95, { value: shown(firstPacketMs.p95, format.duration) })}
        title={t(texts.okOnly)}
      />
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
