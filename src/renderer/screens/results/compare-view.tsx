/** Results side by side. What differs has a sign and a word, and stands out in weight. */
import { Badge, Group, List, Modal, Switch, Table, Text } from '@mantine/core';
import { IconEqualNot } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { compareKernels, type KernelPair, kernelPairs, sayFinding } from '../../../shared/compare-kernels.ts';
import type { TransferResult } from '../../../shared/result.ts';
import { compareTexts } from '../../../shared/texts/compare.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import { compareResults } from './compare.ts';
import classes from './compare-view.module.css';

const texts = gui.results;

export function CompareView({
  results,
  onClose,
}: {
  results: readonly TransferResult[];
  onClose: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const language = useLanguage();
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const rows = useMemo(
    () => compareResults(results, { t, format, language }),
    [results, t, format, language],
  );
  const differing = rows.filter(({ differs }) => differs);
  return (
    <Modal
      opened={results.length > 0}
      onClose={onClose}
      size="min(1100px, 94vw)"
      title={t(texts.compareTitle)}
      closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
    >
      <Group justify="space-between" mb="sm">
        <Text size="sm" role="status">
          {t(texts.differences, { count: differing.length })}
        </Text>
        <Switch
          label={t(texts.onlyDifferences)}
          checked={onlyDifferences}
          onChange={(event) => setOnlyDifferences(event.currentTarget.checked)}
        />
      </Group>
      {kernelPairs(results).map((pair) => (
        <Findings key={pair.node.id} pair={pair} />
      ))}
      <Table verticalSpacing={6} className={classes.table} data-testid="comparison">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.label}>{t(texts.row)}</Table.Th>
            {results.map(({ id, task, kernel, startedAt }) => (
              <Table.Th key={id}>
                {task}
                <Text size="xs" c="dimmed">
                  {kernel}, {format.stamp(startedAt)}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(onlyDifferences ? differing : rows).map(({ label, values, differs }) => (
            <Table.Tr key={label} data-differs={differs} className={classes.row}>
              <Table.Th scope="row" className={classes.label}>
                {label}
                {differs && (
                  <Badge
                    ml={6}
                    size="sm"
                    variant="outline"
                    color="gray"
                    tt="none"
                    leftSection={<IconEqualNot size={12} aria-hidden />}
                    className={classes.mark}
                  >
                    {t(texts.differs)}
                  </Badge>
                )}
              </Table.Th>
              {values.map((value, index) => (
                <Table.Td key={results[index]!.id} className={classes.value}>
                  {value}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

/** Two kernels at the same task: what they disagree about. */
function Findings({ pair }: { pair: KernelPair }) {
  const t = useText();
  const language = useLanguage();
  const findings = compareKernels(pair);
  if (!findings.length) return <Text size="sm">{t(compareTexts.agree, { count: 1 })}</Text>;
  return (
    <>
      <Text size="sm" fw={600}>
        {t(compareTexts.disagree)}
      </Text>
      <List size="sm" mb="sm">
        {findings.map((finding) => (
          <List.Item key={finding.kind}>{sayFinding(finding, language)}</List.Item>
        ))}
      </List>
    </>
  );
}
