/** An error of the API as a person should see it, with a way to try again. */
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ApiError } from '../../shared/api.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useText } from '../i18n/language.tsx';
import type { Say } from '../i18n/say.ts';

export function errorText(error: ApiError, t: Say): string {
  if (error.code === 'UNREACHABLE') return t(gui.errors.unreachable);
  if (error.code === 'FORBIDDEN') return t(gui.errors.forbidden);
  return error.message;
}

export function ErrorNote({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: ApiError;
  onRetry?: () => void;
}) {
  const t = useText();
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
      <span className="break">{errorText(error, t)}</span>
      {onRetry && (
        <Button size="xs" variant="default" mt="sm" display="block" onClick={onRetry}>
          {t(gui.shell.retry)}
        </Button>
      )}
    </Alert>
  );
}
