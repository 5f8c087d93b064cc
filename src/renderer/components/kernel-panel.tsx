/** The same task by both kernels, side by side: where they disagree is a finding. */
import { Alert, List, Paper, Table, Title } from '@mantine/core';
import { IconCircleCheck, IconGitCompare } from '@tabler/icons-react';
import { compareKernels, type KernelPair, sayFinding } from '../../shared/compare-kernels.ts';
import type { TransferResult } from '../../shared/result.ts';
import { compareTexts } from '../../shared/texts/compare.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useFormat, useLanguage, useText } from '../i18n/language.tsx';
import { remoteOf } from './result-text.ts';
import { verdictName } from './verdict.ts';

const texts = gui.verdict;

export function KernelPanel({ pair }: { pair: KernelPair }) {
  const t = useText();
  const language = useLanguage();
  const format = useFormat();
  const findings = compareKernels(pair);
  const rows: [string, (result: TransferResult) => string][] = [
    [t(texts.title), (one) => `${one.code ?? ''} ${verdictName(one, language, t)}`.trim()],
    [t(texts.status), (one) => String(one.httpStatus ?? '–')],
    [t(texts.bytes), (one) => `${format.integer(one.bytes)} B`],
    [t(texts.speed), (one) => format.speed(one.speedKBps)],
    [t(texts.firstPacket), (one) => format.duration(one.timings.firstPacket)],
    [t(texts.total), (one) => format.duration(one.timings.total)],
    [t(texts.remote), (one) => (one.remoteAddress ? remoteOf(one) : '–')],
    [t(texts.tls), (one) => (one.tls ? `${one.tls.version}, ${one.tls.cipher}` : '–')],
  ];
  return (
    <Paper withBorder p="lg" component="section" data-testid="kernels" data-findings={findings.length}>
      <Title order={3} size="h5" mb="sm">
        {t(texts.kernels)}
      </Title>
      {findings.length ? (
        <Alert
          color="orange"
          variant="light"
          icon={<IconGitCompare aria-hidden />}
          title={t(compareTexts.disagree)}
        >
          <List size="sm">
            {findings.map((finding) => (
              <List.Item key={finding.kind}>{sayFinding(finding, language)}</List.Item>
            ))}
          </List>
        </Alert>
      ) : (
        <Alert color="teal" variant="light" icon={<IconCircleCheck aria-hidden />}>
          {t(compareTexts.agree, { count: 1 })}
        </Alert>
      )}
      <Table mt="md" fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th>node</Table.Th>
            <Table.Th>{pair.curl.curl ? `curl ${pair.curl.curl.version}` : 'curl'}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([label, of]) => {
            const [node, curl] = [of(pair.node), of(pair.curl)];
            return (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={400}>
                  {label}
                </Table.Th>
                <Table.Td className="break">{node}</Table.Td>
                <Table.Td className="break">{curl}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
