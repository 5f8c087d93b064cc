/** A result in full: verdict, where the time went, and the facts. */
import { Paper, SimpleGrid, Stack, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useText } from '../i18n/language.tsx';
import { Facts } from './facts.tsx';
import { FtpPanel } from './ftp-panel.tsx';
import { VerdictCard, type VerdictCardProps } from './verdict-card.tsx';
import { Waterfall } from './waterfall.tsx';
import { waterfallOf } from './waterfall-rows.ts';

export function ResultView({ columns, ...props }: VerdictCardProps & { columns: 1 | 2 }) {
  const t = useText();
  return (
    <Stack gap="md">
      <VerdictCard {...props} />
      {props.result.ftp && <FtpPanel result={props.result} />}
      <SimpleGrid cols={columns === 1 ? 1 : { base: 1, lg: 2 }} spacing="md">
        <Paper withBorder p="lg" component="section">
          <Title order={3} size="h5" mb="sm">
            {t(gui.verdict.waterfall)}
          </Title>
          <ResultWaterfall result={props.result} />
        </Paper>
        <Paper withBorder p="lg" component="section">
          <Title order={3} size="h5" mb="sm">
            {t(gui.verdict.facts)}
          </Title>
          <Facts result={props.result} />
        </Paper>
      </SimpleGrid>
    </Stack>
  );
}

function ResultWaterfall({ result }: { result: TransferResult }) {
  const rows = useMemo(() => {
    const secure = /^(https|ftps):/.test(result.finalUrl);
    return waterfallOf(
      result.timings,
      result.redirects,
      result.outcome === 'ok' ? null : result.phase,
      secure,
    );
  }, [result]);
  return <Waterfall rows={rows} firstPacket={result.timings.firstPacket} total={result.timings.total} />;
}
