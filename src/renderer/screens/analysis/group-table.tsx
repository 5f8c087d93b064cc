/** The same figures for each value of the chosen dimension, with its own top five. */
import { Anchor, Badge, Button, Group as Row, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Dimension, ErrorType, Group, ResultFilter, Scope } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { codeLabel, errorName, familyOfName } from '../../components/verdict.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import { useGroupTitle } from './dimension-name.ts';
import classes from './group-table.module.css';
import { filterOfGroup } from './range.ts';

/** Groups that are listed before "show all": a dimension may have thousands of values. */
const FIRST = 15;
const texts = gui.analysis;

interface GroupTableProps {
  by: Dimension;
  and: Dimension | null;
  groups: readonly Group[];
  range: Scope;
}

export function GroupTable({ by, and, groups, range }: GroupTableProps) {
  const t = useText();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? groups : groups.slice(0, FIRST);
  return (
    <>
      <Table.ScrollContainer minWidth={820}>
        <Table verticalSpacing={8} data-testid="groups">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(texts.group)}</Table.Th>
              <Table.Th ta="end" className={classes.figure}>
                {t(texts.groupTests)}
              </Table.Th>
              <Table.Th ta="end" className={classes.figure}>
                {t(texts.groupFailed)}
              </Table.Th>
              <Table.Th ta="end" className={classes.figure}>
                {t(texts.successRate)}
              </Table.Th>
              <Table.Th className={classes.top}>{t(texts.groupTop)}</Table.Th>
              <Table.Th ta="end" className={classes.figure}>
                {t(texts.averageSpeed)}
              </Table.Th>
              <Table.Th ta="end" className={classes.figure}>
                {t(texts.averageFirst)}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((group) => (
              <GroupRow
                key={JSON.stringify([group.key, group.andKey])}
                by={by}
                and={and}
                group={group}
                range={range}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown.length < groups.length && (
        <Row gap="sm" mt="sm">
          <Text size="sm" c="dimmed">
            {t(texts.shown, { shown: shown.length, total: format.integer(groups.length) })}
          </Text>
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
            {t(texts.showGroups)}
          </Button>
        </Row>
      )}
    </>
  );
}

function GroupRow({ by, and, group, range }: Omit<GroupTableProps, 'groups'> & { group: Group }) {
  const t = useText();
  const format = useFormat();
  const title = useGroupTitle();
  const { openResults } = useNavigation();
  const name = title({ by, and }, group);
  const filter = filterOfGroup(range, { by, and }, group);
  const { successRate, averages } = group;

  return (
    <Table.Tr>
      <Table.Td className={classes.name}>
        <Anchor
          component="button"
          type="button"
          size="sm"
          ta="start"
          onClick={() => openResults(filter)}
          title={t(texts.show, { name })}
        >
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td ta="end">{format.integer(group.total)}</Table.Td>
      <Table.Td ta="end">{format.integer(group.failed)}</Table.Td>
      <Table.Td ta="end">{successRate === null ? '–' : format.percent(successRate)}</Table.Td>
      <Table.Td className={classes.top}>
        <Row gap={6}>
          {group.top.map((error) => (
            <ErrorBadge key={error.name} error={error} filter={filter} />
          ))}
        </Row>
      </Table.Td>
      <Table.Td ta="end" className={classes.figure}>
        {averages.speedKBps === null ? '–' : format.speed(averages.speedKBps)}
      </Table.Td>
      <Table.Td ta="end" className={classes.figure}>
        {averages.firstPacketMs === null ? '–' : format.duration(averages.firstPacketMs)}
      </Table.Td>
    </Table.Tr>
  );
}

/** Compact: the family stands in front of HTTP statuses only, and in the title. */
function ErrorBadge({ error, filter }: { error: ErrorType; filter: ResultFilter }) {
  const t = useText();
  const language = useLanguage();
  const format = useFormat();
  const { openResults } = useNavigation();
  const family = familyOfName(error.name);
  const name = errorName(error.code, family, language) ?? error.name;
  const label = codeLabel(error.code, family, t);
  const title = `${label}: ${name}`;
  const text = `${family === 'http' ? label : error.code} × ${format.integer(error.count)}`;
  return (
    <Badge
      component="button"
      type="button"
      variant="light"
      color="red"
      tt="none"
      title={title}
      aria-label={`${text}: ${name}`}
      className={classes.badge}
      onClick={() => openResults({ ...filter, outcome: 'failed', code: error.code, family })}
    >
      {text}
    </Badge>
  );
}
