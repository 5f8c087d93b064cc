/** The observations that a code was decided from. */
import { Code, Stack, Table, Text } from '@mantine/core';
import type { TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useText } from '../i18n/language.tsx';

export function EvidenceTable({ result }: { result: Pick<TransferResult, 'evidence' | 'native'> }) {
  const t = useText();
  const texts = gui.verdict;
  const { curl, wininet } = result.native;
  const names = [curl !== undefined && `curl ${curl}`, wininet !== undefined && `WinINet ${wininet}`].filter(
    Boolean,
  );

  if (!result.evidence.length) return <Text size="sm">{t(texts.noEvidence)}</Text>;
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {t(texts.evidenceHint)}
      </Text>
      <Table verticalSpacing={6} horizontalSpacing="sm" fz="sm" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(texts.source)}</Table.Th>
            <Table.Th>{t(texts.name)}</Table.Th>
            <Table.Th w="60%">{t(texts.detail)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {result.evidence.map(({ source, name, detail }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: observations are in the order they were made, and may repeat
            <Table.Tr key={index}>
              <Table.Td>{t(texts.sources[source])}</Table.Td>
              <Table.Td className="break">
                <Code>{name}</Code>
              </Table.Td>
              <Table.Td className="break">{detail}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {names.length > 0 && (
        <Text size="xs" c="dimmed">
          {t(texts.native, { names: names.join(', ') })}
        </Text>
      )}
    </Stack>
  );
}
