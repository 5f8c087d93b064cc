/** What the examination comes to, in one sentence, with the observations behind it. */
import { Alert, Paper, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { TransferResult } from '../../../shared/result.ts';
import { gui } from '../../../shared/texts/gui.ts';
import type { Text as Words } from '../../../shared/texts/text.ts';
import { EvidenceTable } from '../../components/evidence.tsx';
import { InlineCode } from '../../components/inline-code.tsx';
import { codeLabel, meaningOf, verdictName } from '../../components/verdict.ts';
import { useLanguage, useText } from '../../i18n/language.tsx';

const texts = gui.certificate;

export function TlsVerdict({ result }: { result: TransferResult }) {
  const t = useText();
  const language = useLanguage();
  const { outcome, phase, tls, evidence } = result;
  const name = verdictName(result, language, t);
  const label = outcome === 'failed' ? codeLabel(result.code!, result.family!, t) : '';
  const params = { code: `${label} ${name}`.trim() };
  // What comes after the handshake is no matter of TLS, unless the code says that it is.
  const bad = outcome === 'failed' && (phase === 'secure' || isAboutTls(result.code));
  const say = (text: Words): string => t(text, params);
  const meaning = bad ? meaningOf(result, language) : undefined;

  return (
    <Paper withBorder p="lg" component="section" aria-label={t(texts.verdict)} data-testid="tls-verdict">
      {bad ? (
        <Alert color="red" variant="light" icon={<IconCircleX aria-hidden />} title={params.code}>
          {meaning && <InlineCode text={meaning} />}
        </Alert>
      ) : tls ? (
        <Alert color="teal" variant="light" icon={<IconCircleCheck aria-hidden />}>
          {outcome === 'failed' ? say(texts.elsewhere) : t(texts.good)}
        </Alert>
      ) : (
        <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {say(texts.notReached)}
        </Alert>
      )}
      {evidence.length > 0 && (
        <>
          <Title order={3} size="h5" mt="md" mb="xs">
            {t(outcome === 'failed' ? texts.findings : texts.notes)}
          </Title>
          <EvidenceTable result={result} />
        </>
      )}
      {evidence.length === 0 && outcome === 'ok' && (
        <Text size="xs" c="dimmed" mt="xs">
          {t(gui.verdict.noEvidence)}
        </Text>
      )}
    </Paper>
  );
}

/** Codes that TLS 1.3 and HTTP may tell only after the handshake. */
function isAboutTls(code: number | null): boolean {
  return code !== null && [612, 641, 642, 651, 658, 664].includes(code);
}
