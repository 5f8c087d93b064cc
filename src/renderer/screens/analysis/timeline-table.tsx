/** The same figures as the lines over time, for those who read or use the keyboard. */
import { Anchor, ScrollArea, Table } from '@mantine/core';
import type { Timeline } from '../../../shared/analysis.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useFormat, useText } from '../../i18n/language.tsx';

const texts = gui.analysis;

interface TimelineTableProps {
  lines: Timeline['lines'];
  nameOf: (key: string | null) => string;
  onOpen: (line: number, point: number) => void;
}

export function TimelineTable({ lines, nameOf, onOpen }: TimelineTableProps) {
  const t = useText();
  const format = useFormat();
  return (
    <ScrollArea.Autosize mah={320} mt="md" viewportProps={{ tabIndex: 0 }}>
      <Table verticalSpacing={4} data-testid="timeline-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(texts.moment)}</Table.Th>
            <Table.Th>{t(texts.group)}</Table.Th>
            <Table.Th ta="end">{t(texts.groupTests)}</Table.Th>
            <Table.Th ta="end">{t(texts.groupFailed)}</Table.Th>
            <Table.Th ta="end">{t(texts.averageSpeed)}</Table.Th>
            <Table.Th ta="end">{t(texts.averageFirst)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.flatMap(({ key, moments }, line) =>
            moments.map(({ at, total, failed, speedKBps, firstPacketMs }, point) => (
              <Table.Tr key={`${key} ${at}`}>
                <Table.Td>
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    onClick={() => onOpen(line, point)}
                    title={t(texts.show, { name: format.stamp(at) })}
                  >
                    {format.stamp(at)}
                  </Anchor>
                </Table.Td>
                <Table.Td>{nameOf(key)}</Table.Td>
                <Table.Td ta="end">{format.integer(total)}</Table.Td>
                <Table.Td ta="end">{format.integer(failed)}</Table.Td>
                <Table.Td ta="end">{speedKBps === null ? '–' : format.speed(speedKBps)}</Table.Td>
                <Table.Td ta="end">{firstPacketMs === null ? '–' : format.duration(firstPacketMs)}</Table.Td>
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
