/** A secret in the task editor: what is stored is told as set, never shown; it can be replaced or removed. */
import { Alert, Badge, Button, Group, Input, PasswordInput } from '@mantine/core';
import { IconLock, IconShieldExclamation } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { KEPT_SECRET } from '../../../shared/secrets.ts';
import { gui } from '../../../shared/texts/gui.ts';
import { useText } from '../../i18n/language.tsx';

const texts = gui.tasks.editor;

interface SecretFieldProps {
  shared: {
    label: string;
    description: ReactNode;
    inputWrapperOrder: ('label' | 'input' | 'description' | 'error')[];
    error: string | undefined;
    'data-field': string;
  };
  value: string;
  onChange: (value: string) => void;
}

export function SecretField({ shared, value, onChange }: SecretFieldProps) {
  const t = useText();
  /** There is one to go back to. */
  const [stored] = useState(value === KEPT_SECRET);

  if (value === KEPT_SECRET) {
    const { 'data-field': path, ...wrapper } = shared;
    const action = (text: typeof texts.replace) => `${t(text)}: ${shared.label}`;
    return (
      <Input.Wrapper {...wrapper} labelElement="div" data-field={path}>
        <Group gap="xs" h={36}>
          <Badge variant="light" tt="none" size="lg" leftSection={<IconLock size={14} aria-hidden />}>
            {t(texts.secretSet)}
          </Badge>
          <Button size="xs" variant="default" aria-label={action(texts.replace)} onClick={() => onChange('')}>
            {t(texts.replace)}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={action(texts.removeSecret)}
            onClick={() => onChange('')}
          >
            {t(texts.removeSecret)}
          </Button>
        </Group>
      </Input.Wrapper>
    );
  }
  return (
    <>
      <PasswordInput
        {...shared}
        autoComplete="new-password"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {stored && (
        <Button size="compact-xs" variant="subtle" mt={4} onClick={() => onChange(KEPT_SECRET)}>
          {t(texts.keep)}
        </Button>
      )}
    </>
  );
}

/** The plain warning where no keychain protects them. */
export function SecretsInFile() {
  const t = useText();
  return (
    <Alert color="yellow" variant="light" icon={<IconShieldExclamation aria-hidden />}>
      {t(gui.tasks.secretsInFile)}
    </Alert>
  );
}
