/** A transfer under way: phase, bytes, time and speed, the speed line, and the steps as they fill. */
import { Loader, Paper, Progress as ProgressBar, SimpleGrid, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { emptyTimings, type Progress } from '../../../shared/result.ts';
import { phaseTexts } from '../../../shared/texts/codes.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { Waterfall } from '../../components/waterfall.tsx';
import { waterfallOf } from '../../components/waterfall-rows.ts';
import { useFormat, useText } from '../../i18n/language.tsx';
import type { RunState } from '../../run/run-state.ts';
import classes from './live-card.module.css';
import { SpeedLine } from './speed-line.tsx';

const texts = gui.test.live;
const NO_TIMINGS = emptyTimings();

export function LiveCard({ run }: { run: RunState }) {
  const t = useText();
  const { progress } = run;
  const rows = useMemo(
    () => waterfallOf(progress?.timings ?? NO_TIMINGS, [], null, progress?.url.startsWith('https:') ?? false),
    [progress],
  );
  const total = run.run?.total ?? 1;

  return (
    <Paper withBorder p="lg" component="section" aria-label={t(texts.title)} data-testid="live">
      <div className={classes.head} role="status">
        <Loader size={18} aria-hidden />
        <Title order={2} size="h5" className={classes.phase}>
          {progress ? t(phaseTexts[progress.phase]) : t(texts.starting)}
        </Title>
        {total > 1 && (
          <Text size="sm" c="dimmed">
            {t(texts.attempt, { number: Math.min((run.run?.done ?? 0) + 1, total), total })}
          </Text>
        )}
      </div>
      <Figures progress={progress} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl" mt="md">
        <SpeedLine samples={run.samples} />
        <Waterfall
          rows={rows}
          firstPacket={progress?.timings.firstPacket ?? 0}
          total={progress?.elapsedMs ?? 0}
        />
      </SimpleGrid>
    </Paper>
  );
}

function Figures({ progress }: { progress: Progress | null }) {
  const t = useText();
  const format = useFormat();
  const bytes = format.bytes(progress?.bytes ?? 0);
  const expected = progress?.expectedBytes;
  const share = expected ? Math.min(100, ((progress?.bytes ?? 0) / expected) * 100) : 0;
  return (
    <>
      <div className={classes.figures}>
        <Figure label={t(texts.speed)} value={format.speed(progress?.speedKBps ?? 0)} />
        <Figure
          label={t(texts.received)}
          value={expected ? t(texts.ofBytes, { bytes, expected: format.bytes(expected) }) : bytes}
        />
        <Figure label={t(texts.elapsed)} value={format.duration(progress?.elapsedMs ?? 0)} />
      </div>
      <ProgressBar
        value={share}
        size="sm"
        mt="sm"
        transitionDuration={100}
        aria-label={t(texts.progress)}
        className={classes.progress}
        data-unknown={!expected}
      />
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <div className={classes.value}>{value}</div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </div>
  );
}
