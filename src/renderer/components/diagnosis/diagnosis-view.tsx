/** A diagnosis: its steps as they happen, and at the end the verdict, whose reasons lead to the steps that show them. */
import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { Diagnosis, DiagnosisStepName } from '../../../shared/diagnosis.ts';
import { DiagnosisVerdictCard } from './diagnosis-verdict-card.tsx';
import { StepList, stepId } from './step-list.tsx';

interface DiagnosisViewProps {
  diagnosis: Diagnosis;
  onAgain: () => void;
  onClose: () => void;
}

export function DiagnosisView({ diagnosis, onAgain, onClose }: DiagnosisViewProps) {
  const [opened, setOpened] = useState<readonly DiagnosisStepName[]>([]);
  const toggle = (step: DiagnosisStepName): void =>
    setOpened(opened.includes(step) ? opened.filter((one) => one !== step) : [...opened, step]);
  const show = (step: DiagnosisStepName): void => {
    if (!opened.includes(step)) setOpened([...opened, step]);
    const head = document.getElementById(stepId(step));
    head?.focus();
    head?.scrollIntoView({ block: 'center' });
  };
  return (
    <Stack gap="md" data-testid="diagnosis" data-state={diagnosis.state}>
      {diagnosis.state !== 'running' && (
        <DiagnosisVerdictCard diagnosis={diagnosis} onShow={show} onAgain={onAgain} onClose={onClose} />
      )}
      <StepList diagnosis={diagnosis} opened={opened} onToggle={toggle} />
    </Stack>
  );
}
