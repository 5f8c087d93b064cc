/** The steps of a diagnosis: what each has shown in one line, and folded away what it was seen by. */
import { Loader, Paper, Progress, Text, Title, UnstyledButton } from '@mantine/core';
import {
  IconChevronRight,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
} from '@tabler/icons-react';
import type { Diagnosis, DiagnosisStep, DiagnosisStepName } from '../../../shared/diagnosis.ts';
import { sayNote } from '../../../shared/diagnosis-text.ts';
import { diagnoseTexts, stateTexts, stepTexts } from '../../../shared/texts/diagnose.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useFormat, useLanguage, useText } from '../../i18n/language.tsx';
import classes from './diagnosis.module.css';
import { hasDetail, StepDetail } from './step-detail.tsx';

const texts = gui.diagnose;
const ICONS = {
  ok: IconCircleCheck,
  failed: IconCircleX,
  skipped: IconCircleMinus,
  waiting: IconCircleDashed,
} as const;

export function stepId(step: DiagnosisStepName): string {
  return `diagnosis-${step}`;
}

interface StepListProps {
  diagnosis: Diagnosis;
  opened: readonly DiagnosisStepName[];
  onToggle: (step: DiagnosisStepName) => void;
}

export function StepList({ diagnosis, opened, onToggle }: StepListProps) {
  const t = useText();
  const { steps, state, url } = diagnosis;
  const done = steps.filter(({ ms }) => ms !== null).length;
  return (
    <Paper withBorder p="lg" component="section" aria-label={t(diagnoseTexts.steps)}>
      <Title order={2} size="h5" mb="xs" className="break">
        {state === 'running' ? t(texts.running, { url }) : t(diagnoseTexts.steps)}
      </Title>
      {state === 'running' && (
        <>
          <Text size="sm" c="dimmed" role="status">
            {t(texts.progress, { done, total: steps.length })}
          </Text>
          <Progress
            value={(done / steps.length) * 100}
            size="sm"
            my="xs"
            aria-label={t(texts.progress, { done, total: steps.length })}
          />
        </>
      )}
      <ol className={classes.steps}>
        {steps.map((step) => (
          <Step
            key={step.step}
            step={step}
            diagnosis={diagnosis}
            opened={opened.includes(step.step)}
            onToggle={() => onToggle(step.step)}
          />
        ))}
      </ol>
    </Paper>
  );
}

interface StepProps {
  step: DiagnosisStep;
  diagnosis: Diagnosis;
  opened: boolean;
  onToggle: () => void;
}

function Step({ step, diagnosis, opened, onToggle }: StepProps) {
  const { state } = step;
  const folds = hasDetail(step, diagnosis.seen);
  return (
    <li data-step={step.step} data-state={state} className={classes.step}>
      {folds ? (
        <UnstyledButton
          id={stepId(step.step)}
          className={classes.line}
          aria-expanded={opened}
          onClick={onToggle}
        >
          <Line step={step} />
          <IconChevronRight size={16} className={classes.chevron} data-open={opened} aria-hidden />
        </UnstyledButton>
      ) : (
        <div id={stepId(step.step)} tabIndex={-1} className={classes.line}>
          <Line step={step} />
        </div>
      )}
      {folds && opened && (
        <div className={classes.detail}>
          <StepDetail step={step} diagnosis={diagnosis} />
        </div>
      )}
    </li>
  );
}

function Line({ step: { step, state, ms, note } }: { step: DiagnosisStep }) {
  const t = useText();
  const language = useLanguage();
  const format = useFormat();
  const Icon = state === 'running' ? null : ICONS[state];
  return (
    <>
      {Icon ? <Icon size={18} aria-hidden /> : <Loader size={16} aria-hidden />}
      <span className={classes.name}>{t(stepTexts[step])}</span>
      <span className={classes.state}>{t(stateTexts[state])}</span>
      <span className={classes.note}>{note && sayNote(note, language).replaceAll('`', '')}</span>
      <span className={classes.time}>{ms === null || state === 'skipped' ? '' : format.duration(ms)}</span>
    </>
  );
}
