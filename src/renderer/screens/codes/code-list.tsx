/** The list of codes. One stop for Tab; the arrow keys, Home and End move through it, Enter opens the page of a code. */
import { Text } from '@mantine/core';
import { Fragment, type KeyboardEvent, type RefObject, useEffect } from 'react';
import type { CodeSection } from '../../../shared/code-filter.ts';
import type { Explanation } from '../../../shared/explain.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { codeLink } from '../../app/code-link.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { SideIcon } from '../../components/badges.tsx';
import { useLanguage, useText } from '../../i18n/language.tsx';
import classes from './code-list.module.css';

interface CodeListProps {
  sections: readonly CodeSection[];
  headings: boolean;
  opened: number | null;
  place: RefObject<HTMLElement | null>;
}

export function CodeList({ sections, headings, opened, place }: CodeListProps) {
  const t = useText();
  const codes = sections.flatMap(({ rows }) => rows.map(({ code }) => code));
  const tabbable = opened !== null && codes.includes(opened) ? opened : codes[0];

  useEffect(() => {
    place.current?.querySelector(`[data-code="${opened}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [place, opened]);

  return (
    <nav ref={place} aria-label={t(gui.codes.list)} className={classes.list} onKeyDown={moveFocus}>
      {sections.map(({ title, rows }) => (
        <Fragment key={title.en}>
          {headings && (
            <Text component="h2" size="xs" fw={600} c="dimmed" className={classes.heading}>
              {t(title)}
            </Text>
          )}
          {rows.map((row) => (
            <CodeRow key={row.code} row={row} opened={row.code === opened} tabbable={row.code === tabbable} />
          ))}
        </Fragment>
      ))}
    </nav>
  );
}

function CodeRow({ row, opened, tabbable }: { row: Explanation; opened: boolean; tabbable: boolean }) {
  const language = useLanguage();
  const { openCode } = useNavigation();
  return (
    <a
      href={codeLink(row.code)}
      className={classes.row}
      tabIndex={tabbable ? 0 : -1}
      aria-current={opened ? 'page' : undefined}
      data-code={row.code}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        openCode(row.code);
      }}
    >
      <span className={classes.code}>{row.code}</span>
      {/* Of an HTTP status the number is the name. */}
      <span className={classes.name}>{(row.family === 'http' ? row.meaning : row.name)[language]}</span>
      <SideIcon side={row.side} />
    </a>
  );
}

export function focusFirst(place: HTMLElement | null): void {
  place?.querySelector('a')?.focus();
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll('a')];
  const at = rows.indexOf(document.activeElement as HTMLAnchorElement);
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined) return;
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
}
