/** One ECharts drawing on a canvas that follows its place's size. For the eye alone: the figures must also stand in text. */
import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { EChartsType } from 'echarts/core';
import type { EChartsOption } from 'echarts/types/dist/shared';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';

export interface ChartColors {
  text: string;
  dimmed: string;
  line: string;
  surface: string;
  primary: string;
  area: string;
  error: string;
}

export interface ChartProps {
  label: string;
  /** px */
  height: number;
  option: (colors: ChartColors) => EChartsOption;
  /** Gets the index of the item that was clicked, and of its series. */
  onPick?: (index: number, series: number) => void;
}

export function Chart({ label, height, option, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const scheme = useComputedColorScheme();
  const language = useLanguage();
  const still = useReducedMotion();
  const pick = useEffectEvent((index: number, series: number) => onPick?.(index, series));

  useEffect(() => {
    const element = place.current!;
    let made: EChartsType | undefined;
    let gone = false;
    const resized = new ResizeObserver(() => made?.resize());
    import('./echarts.ts').then(({ init }) => {
      if (gone) return;
      // The names of months on its axes.
      made = init(element, null, { renderer: 'canvas', locale: language.toUpperCase() });
      made.on('click', ({ dataIndex, seriesIndex }) => {
        if (dataIndex !== undefined) pick(dataIndex, seriesIndex ?? 0);
      });
      resized.observe(element);
      setChart(made);
    });
    return () => {
      gone = true;
      resized.disconnect();
      setChart(null);
      made?.dispose();
    };
  }, [language]);

  useEffect(() => {
    const base: EChartsOption = {
      animation: !still,
      animationDuration: 300,
      textStyle: { fontFamily: fontOf() },
    };
    chart?.setOption({ ...base, ...option(colorsOf(scheme)) });
  }, [chart, option, scheme, still]);

  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}

/** What the pointer is told of one item. */
export function tooltipOf(
  colors: ChartColors,
  say: (item: { dataIndex: number; seriesIndex?: number }) => string,
): EChartsOption['tooltip'] {
  return {
    // An HTML tooltip would set style attributes, which the content security policy refuses.
    renderMode: 'richText',
    trigger: 'item',
    confine: true,
    backgroundColor: colors.surface,
    borderColor: colors.line,
    textStyle: { color: colors.text },
    formatter: (item) => say(Array.isArray(item) ? item[0]! : item),
  };
}

function fontOf(): string {
  return getComputedStyle(document.body).fontFamily;
}

/** A canvas knows no CSS variables. */
function colorsOf(scheme: 'light' | 'dark'): ChartColors {
  const styles = getComputedStyle(document.documentElement);
  const color = (name: string): string => styles.getPropertyValue(`--mantine-color-${name}`).trim();
  return scheme === 'dark'
    ? {
        text: color('dark-0'),
        dimmed: color('dark-2'),
        line: color('dark-4'),
        surface: color('dark-6'),
        primary: color('blue-4'),
        area: 'rgba(77, 171, 247, 0.18)',
        error: color('red-5'),
      }
    : {
        text: color('gray-8'),
        dimmed: color('gray-7'),
        line: color('gray-3'),
        surface: color('white'),
        primary: color('blue-7'),
        area: 'rgba(28, 126, 214, 0.12)',
        error: color('red-6'),
      };
}
