/** The Codes screen: every code a result can have, found by number, native number, name or words, and a page for each. */
import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { CODE_SECTIONS, type CodeFilter, filterSections, fits } from '../../../shared/code-filter.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useApi, useQuery } from '../../api/api.tsx';
import { useNavigation } from '../../app/navigation.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { useText } from '../../i18n/language.tsx';
import { CodeFilters } from './code-filters.tsx';
import { CodeIntro } from './code-intro.tsx';
import { CodeList, focusFirst } from './code-list.tsx';
import { CodePage } from './code-page.tsx';
import classes from './codes-screen.module.css';

const texts = gui.codes;
const NO_FILTER: CodeFilter = { family: null, side: null, phase: null };

export function CodesScreen() {
  const t = useText();
  const { code, openCode } = useNavigation();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState(NO_FILTER);
  const invoke = useApi();
  const list = useRef<HTMLElement>(null);
  const words = query.trim();
  const cases = useQuery('lab.cases', null);
  const found = useQuery('codes.explain', { query: words });

  const sections = useMemo(
    () => filterSections(words ? [{ title: texts.list, rows: found.value ?? [] }] : CODE_SECTIONS, filter),
    [words, found.value, filter],
  );
  const rowsShown = sections.flatMap(({ rows }) => rows);
  const count = rowsShown.length;
  /** The only one found needs no click. */
  const shown = code ?? (words && count === 1 ? rowsShown[0]!.code : null);
  /** Who types fast presses Enter before the list has followed. */
  const openFirst = async (): Promise<void> => {
    const reply = words ? await invoke('codes.explain', { query: words }) : null;
    const rows = reply ? (reply.ok ? reply.value : []) : CODE_SECTIONS.flatMap(({ rows }) => rows);
    const first = rows.find((row) => fits(row, filter));
    if (first) openCode(first.code);
  };
  const narrowed = words !== '' || filter !== NO_FILTER;

  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        {t(texts.title)}
      </Title>
      <CodeFilters
        query={query}
        onQuery={setQuery}
        filter={filter}
        onFilter={setFilter}
        onEnter={() => void openFirst()}
        onDown={() => focusFirst(list.current)}
      />
      {found.error && words && (
        <ErrorNote title={t(texts.failed)} error={found.error} onRetry={found.reload} />
      )}
      <div className={classes.both}>
        <div className={classes.side}>
          <Text size="sm" c="dimmed" role="status" mb={6} data-testid="code-count">
            {narrowed && (count === 0 ? !found.loading && t(texts.nothing) : t(texts.count, { count }))}
          </Text>
          {count > 0 ? (
            <CodeList sections={sections} headings={!words} opened={shown} place={list} />
          ) : (
            !found.loading && (
              <Stack gap="sm" align="flex-start">
                <Text size="sm">{t(texts.nothingHint)}</Text>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconFilterOff size={16} aria-hidden />}
                  onClick={() => {
                    setQuery('');
                    setFilter(NO_FILTER);
                  }}
                >
                  {t(texts.clear)}
                </Button>
              </Stack>
            )
          )}
        </div>
        <Paper withBorder className={classes.page} component="article" data-testid="code-page">
          {shown === null ? <CodeIntro /> : <CodePage key={shown} code={shown} cases={cases} />}
        </Paper>
      </div>
    </Stack>
  );
}
