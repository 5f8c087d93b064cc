/** Where the time of a transfer went: a bar per step on one axis, earlier hops of a redirect above, as a table. */
import { VisuallyHidden } from '@mantine/core';
import { IconCircleX } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { gui } from '../../shared/texts/gui.ts';
import { useFormat, useText } from '../i18n/language.tsx';
import classes from './waterfall.module.css';
import type { Waterfall as Rows, Segment } from './waterfall-rows.ts';

export function Waterfall({ rows, firstPacket, total }: { rows: Rows; firstPacket: number; total: number }) {
  const t = useText();
  const format = useFormat();
  const texts = gui.verdict;

  return (
    <table className={classes.table} data-testid="waterfall">
      <caption>
        <VisuallyHidden>{t(texts.waterfall)}</VisuallyHidden>
      </caption>
      <thead>
        <tr className={classes.head}>
          <th scope="col">{t(texts.step)}</th>
          <td aria-hidden />
          <th scope="col" className={classes.time}>
            {t(texts.time)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.hops.map(({ hop, segments, ms }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: hops are in the order they happened, and a loop repeats them
          <tr key={index}>
            <th scope="row" title={`${hop.from} → ${hop.to}`}>
              {t(texts.hop, { number: index + 1, status: hop.status })}
            </th>
            <td aria-hidden className={classes.lane}>
              {segments.map((segment) => (
                <Bar key={segment.step} segment={segment} total={rows.total} />
              ))}
            </td>
            <td className={classes.time}>{format.duration(ms)}</td>
          </tr>
        ))}
        {rows.steps.map((row) => (
          <tr key={row.step} data-step={row.step}>
            <th scope="row">
              {t(texts.steps[row.step])}
              {row.ended && (
                <span className={classes.ended}>
                  <IconCircleX size={14} aria-hidden /> {t(texts.endedHere)}
                </span>
              )}
            </th>
            <td aria-hidden className={classes.lane}>
              <Bar segment={row} total={rows.total} />
            </td>
            <td className={classes.time}>{row.ms === 0 && !row.ended ? '–' : format.duration(row.ms)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot className={classes.foot}>
        <tr>
          <th scope="row">{t(texts.total)}</th>
          <td className={classes.note}>
            {firstPacket > 0 && `${t(texts.firstPacket)} ${format.duration(firstPacket)}`}
          </td>
          <td className={classes.time}>{format.duration(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Bar({ segment: { step, start, ms }, total }: { segment: Segment; total: number }) {
  if (ms === 0) return null;
  const place: CSSProperties = {
    insetInlineStart: `min(${(start / total) * 100}%, calc(100% - 3px))`,
    inlineSize: `${(ms / total) * 100}%`,
  };
  return <span className={classes.bar} data-step={step} style={place} />;
}
