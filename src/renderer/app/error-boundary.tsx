/** Keeps a screen that fails from taking the others with it. */
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { gui } from '../../shared/texts/gui.ts';
import { useText } from '../i18n/language.tsx';

export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: Error | null }> {
  override state: { failed: Error | null } = { failed: null };

  static getDerivedStateFromError(failed: Error) {
    return { failed };
  }

  override render() {
    return this.state.failed ? <Crashed detail={this.state.failed.message} /> : this.props.children;
  }
}

function Crashed({ detail }: { detail: string }) {
  const t = useText();
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(gui.errors.crashedTitle)}
      role="alert"
    >
      {t(gui.errors.crashed, { detail })}
      <Button size="xs" variant="default" mt="sm" display="block" onClick={() => location.reload()}>
        {t(gui.errors.reload)}
      </Button>
    </Alert>
  );
}
