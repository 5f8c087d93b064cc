/** The attempts of a repeated test, newest first; a click shows its verdict above. */
import { Paper, ScrollArea, Table, Text, Title, UnstyledButton } from '@mantine/core';
import type { TransferResult } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { OutcomeBadge } from '../../components/badges.tsx';
import { verdictName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import type { RunState } from '../../run/run-state.ts';
import classes from './attempt-list.module.css';

const texts = gui.test.attempts;

interface AttemptListProps {
  run: RunState;
  shown: TransferResult | null;
  onSelect: (id: string) => void;
}

export function AttemptList({ run, shown, onSelect }: AttemptListProps) {
  const t = useText();
  const language = useLanguage();
  const format = useFormat();
  const { total = 0, done = 0, failed = 0, tasks = [] } = run.run ?? {};
  const several = tasks.length > 1;

  return (
    <Paper withBorder p="lg" component="section">
      <div className={classes.head}>
        <Title order={2} size="h5">
          {t(texts.title)}
        </Title>
        <Text size="sm" c="dimmed">
          {t(texts.summary, {
            done: format.integer(done),
            total: format.integer(total),
            failed: format.integer(failed),
          })}
        </Text>
      </div>
      <ScrollArea.Autosize mah={360} mt="sm">
        <Table stickyHeader highlightOnHover verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={64}>{t(texts.number)}</Table.Th>
              <Table.Th>{t(gui.results.time)}</Table.Th>
              {several && <Table.Th>{t(gui.verdict.task)}</Table.Th>}
              <Table.Th>{t(gui.results.result)}</Table.Th>
              <Table.Th ta="end">{t(gui.results.speed)}</Table.Th>
              <Table.Th ta="end">{t(gui.results.total)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {run.results.map((result, index) => (
              <Table.Tr
                key={result.id}
                className={classes.row}
                data-shown={result.id === shown?.id}
                onClick={() => onSelect(result.id)}
              >
                <Table.Td>{done - index}</Table.Td>
                <Table.Td>{format.shortStamp(result.startedAt, new Date())}</Table.Td>
                {several && <Table.Td className="break">{result.task}</Table.Td>}
                <Table.Td>
                  <UnstyledButton aria-pressed={result.id === shown?.id} className={classes.pick}>
                    <OutcomeBadge result={result} />
                    {result.outcome === 'failed' && <Text size="sm">{verdictName(result, language, t)}</Text>}
                  </UnstyledButton>
                </Table.Td>
                <Table.Td ta="end">{result.outcome === 'ok' ? format.speed(result.speedKBps) : '–'}</Table.Td>
                <Table.Td ta="end">{format.duration(result.timings.total)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {done > run.results.length && (
        <Text size="xs" c="dimmed" mt="xs">
          {t(texts.shown, { count: run.results.length })}
        </Text>
      )}
    </Paper>
  );
}
