/** The list of results. A click on a row, or its button by keyboard, opens it. */
import { Group, Table, Text, UnstyledButton } from '@mantine/core';
import type { TransferResult } from '../../../shared/result.ts';
import { phaseTexts, sideTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { OutcomeBadge, SideIcon } from '../../components/badges.tsx';
import { verdictName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import classes from './result-table.module.css';

const texts = gui.results;

interface ResultTableProps {
  rows: readonly TransferResult[];
  opened: TransferResult | null;
  onOpen: (result: TransferResult) => void;
}

export function ResultTable({ rows, opened, onOpen }: ResultTableProps) {
  const t = useText();
  return (
    <Table
      highlightOnHover
      verticalSpacing={8}
      horizontalSpacing="md"
      className={classes.table}
      aria-label={t(texts.list)}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.time}>{t(texts.time)}</Table.Th>
          <Table.Th>{t(texts.result)}</Table.Th>
          <Table.Th>{t(texts.target)}</Table.Th>
          <Table.Th className={classes.where}>
            {t(texts.side)} · {t(texts.phase)}
          </Table.Th>
          <Table.Th className={classes.figure}>{t(texts.speed)}</Table.Th>
          <Table.Th className={classes.figure}>{t(texts.total)}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((result) => (
          <Row key={result.id} result={result} opened={result.id === opened?.id} onOpen={onOpen} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowProps {
  result: TransferResult;
  opened: boolean;
  onOpen: (result: TransferResult) => void;
}

function Row({ result, opened, onOpen }: RowProps) {
  const t = useText();
  const language = useLanguage();
  const format = useFormat();
  const failed = result.outcome === 'failed';
  const named = result.task !== result.url;

  return (
    <Table.Tr
      className={classes.row}
      data-opened={opened}
      data-code={result.code ?? ''}
      onClick={() => onOpen(result)}
    >
      <Table.Td className={classes.time} title={format.stamp(result.startedAt)}>
        {format.shortStamp(result.startedAt, new Date())}
      </Table.Td>
      <Table.Td>
        <UnstyledButton className={classes.open} aria-label={openLabel()} aria-haspopup="dialog">
          <OutcomeBadge result={result} />
          {failed && <span className={classes.name}>{verdictName(result, language, t)}</span>}
        </UnstyledButton>
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate title={named ? result.task : result.url}>
          {named ? result.task : result.url}
        </Text>
        <Text size="xs" c="dimmed" truncate title={named ? result.url : result.host}>
          {named ? result.url : result.host}
        </Text>
      </Table.Td>
      <Table.Td className={classes.where}>
        {failed && (
          <>
            <Group gap={6} wrap="nowrap">
              <SideIcon side={result.side} />
              {t(sideTexts[result.side])}
            </Group>
            <Text size="xs" c="dimmed">
              {t(phaseTexts[result.phase])}
            </Text>
          </>
        )}
      </Table.Td>
      <Table.Td className={classes.figure}>
        {result.outcome === 'ok' ? format.speed(result.speedKBps) : '–'}
      </Table.Td>
      <Table.Td className={classes.figure}>{format.duration(result.timings.total)}</Table.Td>
    </Table.Tr>
  );

  function openLabel(): string {
    const name = verdictName(result, language, t);
    const code = failed ? `${result.code} ` : '';
    return `${code}${name}: ${t(texts.open, { target: result.task })}`;
  }
}
