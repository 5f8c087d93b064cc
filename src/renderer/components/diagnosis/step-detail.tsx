/** What a step of a diagnosis was seen by: each address, the evidence, the facts of its transfer. */
import { Stack, Table } from '@mantine/core';
import type { Connection, Diagnosis, DiagnosisStep, Seen } from '../../../shared/diagnosis.ts';
import type { TransferResult } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import { EvidenceTable } from '../evidence.tsx';
import { Facts } from '../facts.tsx';
import { FtpPanel } from '../ftp-panel.tsx';

const texts = gui.diagnose;

export function hasDetail(step: DiagnosisStep, seen: Seen): boolean {
  return (
    step.evidence.length > 0 || connectionsOf(step, seen) !== undefined || resultOf(step, seen) !== undefined
  );
}

export function StepDetail({ step, diagnosis: { seen } }: { step: DiagnosisStep; diagnosis: Diagnosis }) {
  const connections = connectionsOf(step, seen);
  const result = resultOf(step, seen);
  if (step.step === 'ftp' && result) return <FtpPanel result={result} />;
  const evidence = step.evidence.length ? step.evidence : (result?.evidence ?? []);
  return (
    <Stack gap="md">
      {connections && <Connections connections={connections} />}
      {evidence.length > 0 && <EvidenceTable result={{ evidence, native: result?.native ?? {} }} />}
      {result && <Facts result={result} />}
    </Stack>
  );
}

function connectionsOf({ step }: DiagnosisStep, { ipv4, ipv6 }: Seen): Connection[] | undefined {
  return step === 'ipv4' ? ipv4 : step === 'ipv6' ? ipv6 : undefined;
}

function resultOf({ step, state }: DiagnosisStep, { transfer, curl, tls }: Seen): TransferResult | undefined {
  if (state === 'skipped') return undefined;
  const results = { transfer, curl, tls: tls?.result, ftp: transfer };
  return results[step as keyof typeof results];
}

function Connections({ connections }: { connections: readonly Connection[] }) {
  const t = useText();
  const format = useFormat();
  return (
    <Table fz="sm" withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t(texts.address)}</Table.Th>
          <Table.Th>{t(texts.outcome)}</Table.Th>
          <Table.Th>{t(texts.time)}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {connections.map(({ address, port, outcome, ms }) => (
          <Table.Tr key={address}>
            <Table.Td className="break">
              {address.includes(':') ? `[${address}]` : address}:{port}
            </Table.Td>
            <Table.Td>{t(texts.outcomes[outcome])}</Table.Td>
            <Table.Td>{format.duration(ms)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
