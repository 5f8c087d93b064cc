/** Something that was asked for from anywhere and did not work: told in the window, until it is closed. */
import { Notification } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { createContext, type ReactNode, use, useState } from 'react';
import type { ApiError } from '../../shared/api.ts';
import { gui } from '../../shared/texts/gui.ts';
import { errorText } from '../components/error-note.tsx';
import { useText } from '../i18n/language.tsx';
import classes from './alerts.module.css';

const TroubleContext = createContext<((error: ApiError) => void) | null>(null);

export function TroubleProvider({ children }: { children: ReactNode }) {
  const t = useText();
  const [error, setError] = useState<ApiError | null>(null);
  return (
    <TroubleContext value={setError}>
      {children}
      {error && (
        <div className={`${classes.alerts} ${classes.trouble}`} role="alert">
          <Notification
            withBorder
            color="red"
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={t(gui.palette.failed)}
            classNames={{ description: classes.body }}
            onClose={() => setError(null)}
            closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
          >
            <span className="break">{errorText(error, t)}</span>
          </Notification>
        </div>
      )}
    </TroubleContext>
  );
}

export function useTrouble(): (error: ApiError) => void {
  const tell = use(TroubleContext);
  if (!tell) throw new Error('useTrouble outside of TroubleProvider');
  return tell;
}
