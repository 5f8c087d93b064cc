/** What was agreed, what the server asks of a client, and whether its certificate is still in force. */
import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RevocationSummary } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { TlsExamination } from '../../../shared/tls-examination.ts';
import { InlineCode } from '../../components/inline-code.tsx';
import { useText } from '../../i18n/language.tsx';
import { FactList } from './fact-list.tsx';

const texts = gui.certificate;

export function TlsFacts({ examination: { result, clientCertificate } }: { examination: TlsExamination }) {
  const t = useText();
  const { tls } = result;
  const rows: [string, ReactNode][] = [
    [t(texts.agreed), tls ? `${tls.version}, ${tls.cipher}` : '–'],
    [t(texts.client), <InlineCode key="client" text={t(texts.clients[clientCertificate])} />],
    [t(texts.revocation), <Revocation key="revocation" summary={tls?.revocation ?? null} />],
  ];
  return (
    <Paper withBorder p="lg" component="section" data-testid="tls-facts">
      <Title order={2} size="h5" mb="sm">
        {t(gui.verdict.facts)}
      </Title>
      <FactList rows={rows} />
    </Paper>
  );
}

function Revocation({ summary }: { summary: RevocationSummary | null }) {
  const t = useText();
  if (!summary) return <InlineCode text={t(texts.revocationOff)} />;
  const source = [summary.source, summary.from].filter(Boolean).join(' ');
  return <>{t(texts.revocations[summary.status], { source })}</>;
}
