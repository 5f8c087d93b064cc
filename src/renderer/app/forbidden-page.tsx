/** What browser mode shows without a valid token: how to get one. */
import { Center, EmptyState, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { gui } from '../../shared/texts/gui.ts';
import { useText } from '../i18n/language.tsx';

export function ForbiddenPage() {
  const t = useText();
  return (
    <Center component="main" mih="100vh" p="xl">
      <EmptyState
        maw={520}
        size="lg"
        icon={<IconLock aria-hidden />}
        title={t(gui.connection.forbiddenTitle)}
        description={t(gui.connection.forbidden)}
      >
        <Text c="dimmed" size="sm" ta="center">
          {t(gui.connection.forbiddenHint)}
        </Text>
      </EmptyState>
    </Center>
  );
}
