/** An FTP session step by step, the one sentence on where it breaks, and the conversation. */
import { Alert, Paper, Title } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { type CheckedStep, ftpCheck } from '../../shared/ftp-check.ts';
import type { FtpLine, TransferResult } from '../../shared/result.ts';
import { ftpStateTexts, ftpStepTexts } from '../../shared/texts/ftp-check.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useFormat, useLanguage, useText } from '../i18n/language.tsx';
import { CopyButton } from './copy-button.tsx';
import { Fold } from './fold.tsx';
import classes from './ftp-panel.module.css';
import { InlineCode } from './inline-code.tsx';
import { transcriptText } from './result-text.ts';

const texts = gui.verdict.ftp;
const ICONS = { ok: IconCircleCheck, failed: IconCircleX, unreached: IconCircleDashed } as const;

export function FtpPanel({ result }: { result: TransferResult }) {
  const t = useText();
  const { steps, finding } = ftpCheck(result, useLanguage());
  const good = result.outcome === 'ok';
  const Icon = good ? IconInfoCircle : IconCircleX;
  return (
    <Paper withBorder p="lg" component="section" data-testid="ftp">
      <Title order={3} size="h5" mb="sm">
        {t(texts.title)}
      </Title>
      <Alert color={good ? 'blue' : 'red'} variant="light" icon={<Icon aria-hidden />} mb="md">
        <InlineCode text={finding} />
      </Alert>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <Step key={step.step} {...step} />
        ))}
      </ol>
      <Transcript key={result.id} lines={result.ftp?.transcript ?? []} />
    </Paper>
  );
}

function Step({ step, state, ms, detail }: CheckedStep) {
  const t = useText();
  const format = useFormat();
  const Icon = ICONS[state];
  return (
    <li className={classes.step} data-step={step} data-state={state}>
      <Icon size={18} aria-hidden />
      <span>{t(ftpStepTexts[step])}</span>
      <span className={classes.state}>{t(ftpStateTexts[state])}</span>
      <span className={classes.detail}>{detail}</span>
      <span className={classes.time}>{state === 'unreached' ? '' : format.duration(ms)}</span>
    </li>
  );
}

function Transcript({ lines }: { lines: readonly FtpLine[] }) {
  const t = useText();
  const format = useFormat();
  if (!lines.length) return null;
  return (
    <Fold
      label={t(texts.transcript, { count: lines.length })}
      action={<CopyButton label={gui.verdict.copyText} content={() => transcriptText(lines)} />}
    >
      <table className={classes.transcript}>
        <thead className={classes.hidden}>
          <tr>
            <th scope="col">{t(texts.time)}</th>
            <th scope="col">{t(texts.who)}</th>
            <th scope="col">{t(texts.line)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ atMs, from, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are in the order they were said, and may repeat
            <tr key={index} data-from={from}>
              <td>{format.duration(atMs)}</td>
              <td>{t(texts.from[from])}</td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}
