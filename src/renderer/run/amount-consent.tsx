/** Asks before a run that will move much data: how much, in how many attempts. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { type Amount, amountOf, isMuch } from '../../shared/saved-tasks.ts';
import type { TaskInput } from '../../shared/task.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useFormat, useText } from '../i18n/language.tsx';

const texts = gui.tasks.amount;

interface Question {
  amount: Amount;
  answer(yes: boolean): void;
}

/** `ask` resolves at once where there is nothing to warn of. */
export function useAmountConsent(): {
  ask(tasks: readonly TaskInput[]): Promise<boolean>;
  dialog: ReactNode;
} {
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useCallback((tasks: readonly TaskInput[]) => {
    const amount = amountOf(tasks);
    if (!isMuch(amount)) return Promise.resolve(true);
    return new Promise<boolean>((resolve) => {
      const answer = (yes: boolean): void => {
        setQuestion(null);
        resolve(yes);
      };
      setQuestion({ amount, answer });
    });
  }, []);
  return { ask, dialog: <Consent question={question} /> };
}

function Consent({ question }: { question: Question | null }) {
  const t = useText();
  const format = useFormat();
  const { knownKB = 0, unknown = 0, attempts = 0 } = question?.amount ?? {};
  const text = unknown === 0 ? texts.known : knownKB < 1 ? texts.unknown : texts.both;
  const params = {
    amount: format.bytes(knownKB * 1024),
    attempts: format.integer(attempts),
    unknown: format.integer(unknown),
  };
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer(false)}
      title={t(texts.title)}
      closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
      centered
    >
      <Stack gap="xs">
        <Text data-testid="amount">{t(text, params)}</Text>
        <Text size="sm" c="dimmed">
          {t(texts.hint)}
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" data-autofocus onClick={() => question?.answer(false)}>
            {t(texts.cancel)}
          </Button>
          <Button onClick={() => question?.answer(true)}>{t(texts.run)}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
