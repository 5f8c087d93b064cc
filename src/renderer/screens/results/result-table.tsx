/**
 * The list of results: only the rows in view exist. A click on a row, or Enter, opens it; the arrow keys, Page Up and Down, Home and
 * End move through it, Space chooses a row for comparison.
 */
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid has the keys
// biome-ignore-all lint/a11y/useSemanticElements: a table of which only the rows in view exist is no <table>
import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { TransferResult } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { verdictName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import { type ColumnName, columnOf, gridOf } from './columns.tsx';
import { MOST_ROWS } from './pages.ts';
import classes from './result-table.module.css';
import type { Results } from './use-results.ts';

const ROW_PX = 52;
const texts = gui.results;

interface ResultTableProps {
  list: Results;
  columns: readonly ColumnName[];
  opened: TransferResult | null;
  onOpen: (result: TransferResult) => void;
  chosen: readonly TransferResult[];
  onChoose: (result: TransferResult) => void;
  /** Whether the first row is in view. */
  onTop: (atTop: boolean) => void;
}

export function ResultTable({ list, columns, opened, onOpen, chosen, onChoose, onTop }: ResultTableProps) {
  const shown = { t: useText(), format: useFormat(), language: useLanguage() };
  const { t } = shown;
  const place = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const focusWanted = useRef(false);
  const count = Math.min(list.total ?? 0, MOST_ROWS);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  // Where the active row is out of view, the first one in view can be reached by Tab.
  const tabbable = active >= first && active <= last ? active : first;
  const { want } = list;

  useEffect(() => {
    if (count) want(first, last);
  }, [count, first, last, want]);

  useEffect(() => {
    if (!focusWanted.current) return;
    const row = place.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
    if (!row) return;
    focusWanted.current = false;
    row.focus({ preventScroll: true });
  });

  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(count - 1, index));
    focusWanted.current = true;
    setActive(next);
    rows.scrollToIndex(next);
  };
  const keys = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((place.current?.clientHeight ?? 0) / ROW_PX) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    const result = list.rowAt(active);
    if (event.key in steps) moveTo(steps[event.key]!);
    else if (event.target instanceof HTMLInputElement || !result) return;
    else if (event.key === 'Enter') onOpen(result);
    else if (event.key === ' ') onChoose(result);
    else return;
    event.preventDefault();
  };

  const { template, minWidth } = gridOf(columns);
  const line = { gridTemplateColumns: template };
  return (
    <div
      ref={place}
      role="grid"
      aria-label={t(texts.list)}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      className={classes.place}
      onKeyDown={keys}
      onScroll={(event) => onTop(event.currentTarget.scrollTop < ROW_PX)}
      data-testid="results"
    >
      <div role="rowgroup" className={classes.head} style={{ minWidth }}>
        <div role="row" tabIndex={-1} aria-rowindex={1} className={classes.line} style={line}>
          <div role="columnheader" tabIndex={-1} aria-label={t(texts.choose)} />
          {columns.map((name) => (
            <div
              key={name}
              role="columnheader"
              tabIndex={-1}
              className={classes.cell}
              data-figure={columnOf(name).figure}
            >
              {t(columnOf(name).label)}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize(), minWidth }}>
        {items.map(({ index, start }) => {
          const result = list.rowAt(index);
          const name = result && verdictName(result, shown.language, t);
          return (
            <div
              key={index}
              role="row"
              data-index={index}
              data-code={result?.code ?? ''}
              data-opened={result !== undefined && result.id === opened?.id}
              aria-rowindex={index + 2}
              aria-busy={!result}
              aria-label={result && `${name}: ${t(texts.open, { target: result.task })}`}
              tabIndex={index === tabbable ? 0 : -1}
              className={`${classes.line} ${classes.row}`}
              style={{ ...line, height: ROW_PX, transform: `translateY(${start}px)` }}
              onFocus={() => setActive(index)}
              onClick={() => result && onOpen(result)}
            >
              <div role="gridcell" tabIndex={-1} onClick={(event) => event.stopPropagation()}>
                {result && (
                  <Checkbox
                    size="xs"
                    tabIndex={-1}
                    aria-label={t(texts.chooseOne, { target: result.task })}
                    checked={chosen.some(({ id }) => id === result.id)}
                    onChange={() => onChoose(result)}
                  />
                )}
              </div>
              {columns.map((column) => (
                <div
                  key={column}
                  role="gridcell"
                  tabIndex={-1}
                  className={classes.cell}
                  data-figure={columnOf(column).figure}
                >
                  {result ? columnOf(column).cell(result, shown) : '…'}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
