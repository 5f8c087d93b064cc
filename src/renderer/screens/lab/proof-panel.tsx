/** Proving the codes: one transfer for each case, ticks while they come, and the cases of the code that is chosen. */
import { Alert, Button, Group, Loader, Paper, Progress, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconListDetails, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { CODES } from '../../../shared/codes.ts';
import type { LabCase } from '../../../shared/lab.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ErrorNote, errorText } from '../../components/error-note.tsx';
import { Fold } from '../../components/fold.tsx';
import { useFormat, useText } from '../../i18n/language.tsx';
import { isProving, type Proof, type Summary, summaryOf } from '../../lab/proof.ts';
import { useLab, useProof } from '../../lab/use-lab.ts';
import { CodeCases } from './code-cases.tsx';
import { CodeCells } from './code-cells.tsx';

const texts = gui.lab.proof;

export function ProofPanel({ cases }: { cases: readonly LabCase[] }) {
  const t = useText();
  const format = useFormat();
  const proof = useProof();
  const [chosen, setChosen] = useState<number | null>(null);
  const summary = useMemo(() => summaryOf(cases, proof), [cases, proof]);

  return (
    <Paper
      withBorder
      p="lg"
      component="section"
      aria-label={t(texts.title)}
      data-testid="proof"
      data-stage={proof.stage}
      data-proven={summary.proven}
    >
      <Group justify="space-between" align="flex-start" gap="md">
        <Title order={2} size="h4">
          {t(texts.title)}
        </Title>
        <Buttons proof={proof} />
      </Group>
      <Text size="sm" mt={6}>
        {t(texts.hint, { cases: format.integer(cases.length) })}
      </Text>
      {proof.error && <ErrorNote title={t(texts.refused)} error={proof.error} />}
      {proof.run?.problem && (
        <Alert color="orange" mt="sm" icon={<IconAlertTriangle aria-hidden />} title={t(texts.problem)}>
          {errorText(proof.run.problem, t)}
        </Alert>
      )}
      <State proof={proof} summary={summary} />
      <CodeCells codes={summary.codes} chosen={chosen} onChoose={setChosen} />
      {chosen !== null && <CodeCases code={chosen} cases={cases.filter(({ code }) => code === chosen)} />}
      {proof.skipped.size > 0 && <Reasons cases={cases} proof={proof} />}
    </Paper>
  );
}

function Buttons({ proof }: { proof: Proof }) {
  const t = useText();
  const { prove, cancel } = useLab();
  const { openResults } = useNavigation();
  const { run } = proof;
  if (isProving(proof)) {
    return (
      <Button
        color="red"
        variant="light"
        leftSection={<IconPlayerStop size={18} aria-hidden />}
        disabled={proof.stage === 'canceling'}
        onClick={cancel}
      >
        {t(proof.stage === 'canceling' ? texts.canceling : texts.cancel)}
      </Button>
    );
  }
  return (
    <Group gap="xs">
      {run && (
        <Button
          variant="default"
          leftSection={<IconListDetails size={18} aria-hidden />}
          onClick={() => openResults({ runId: run.id })}
        >
          {t(texts.openResults)}
        </Button>
      )}
      <Button leftSection={<IconPlayerPlay size={18} aria-hidden />} onClick={() => prove()}>
        {t(run ? texts.again : texts.all)}
      </Button>
    </Group>
  );
}

/** How far it is, or what it has come to. */
function State({ proof, summary }: { proof: Proof; summary: Summary }) {
  const t = useText();
  const format = useFormat();
  const { run, stage } = proof;
  const busy = isProving(proof);
  const { proven, ok, total, differ, skipped } = summary;
  const parts = [
    t(texts.proven, { proven, codes: CODES.length }),
    t(texts.summary, { ok: format.integer(ok), total: format.integer(total) }),
    differ > 0 && t(texts.differ, { count: differ }),
    skipped > 0 && t(texts.skipped, { count: skipped }),
    !busy && run?.state === 'canceled' && t(texts.canceled),
  ].filter(Boolean);
  if (stage === 'idle' && ok + differ === 0) return null;
  return (
    <>
      <Group gap="sm" mt="md">
        {busy && <Loader size={16} aria-hidden />}
        {/* Read out at its beginning and its end, not with every tick. */}
        <Text fw={600} role="status">
          {busy ? t(run ? texts.running : texts.starting) : parts.join(' · ')}
        </Text>
        {busy && run && (
          <Text c="dimmed" size="sm">
            {t(texts.progress, { done: format.integer(run.done), total: format.integer(run.total) })}
            {` · ${parts.slice(0, 1).join('')}`}
          </Text>
        )}
      </Group>
      {busy && (
        <Progress value={run?.total ? (run.done / run.total) * 100 : 0} mt={8} aria-label={t(texts.title)} />
      )}
    </>
  );
}

/** Cases that cannot be shown here, by reason. */
function Reasons({ cases, proof }: { cases: readonly LabCase[]; proof: Proof }) {
  const t = useText();
  const byReason = new Map<string, number>();
  for (const { id } of cases) {
    const reason = proof.skipped.get(id);
    if (reason !== undefined) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  }
  return (
    <Fold label={t(texts.why)}>
      {[...byReason].map(([reason, count]) => (
        <Text key={reason} size="sm" className="break" mb={6}>
          {t(texts.reason, { count, reason })}
        </Text>
      ))}
    </Fold>
  );
}
