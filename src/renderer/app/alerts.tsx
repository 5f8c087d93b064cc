/** Tells when a scheduled task fails that was well, or is well again: in the window, and as a notification of the browser. */
import { Button, Notification } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Alert } from '../../shared/schedule.ts';
import { gui } from '../../shared/texts/gui.ts';
import { useApiEvents, useHost } from '../api/api.tsx';
import { useText } from '../i18n/language.tsx';
import classes from './alerts.module.css';
import { useNavigation } from './navigation.tsx';
import { notify } from './notifications.ts';

const MOST = 3;
const texts = gui.runs.alerts;

export function Alerts() {
  const t = useText();
  const host = useHost();
  const { openResults } = useNavigation();
  const [alerts, setAlerts] = useState<readonly Alert[]>([]);

  const titleOf = ({ task, state, outcome }: Alert): string =>
    t(texts[state], { task, code: outcome.code ?? '–' });
  const bodyOf = ({ state }: Alert): string => t(state === 'ok' ? texts.okBody : texts.failedBody);
  const drop = (alert: Alert): void => setAlerts((before) => before.filter((other) => other !== alert));
  const show = (alert: Alert): void => {
    drop(alert);
    openResults({ runId: alert.outcome.runId });
  };

  useApiEvents((event) => {
    if (event.type !== 'alert') return;
    const { alert } = event;
    // Of one task only the newest.
    setAlerts((before) => [alert, ...before.filter(({ task }) => task !== alert.task)].slice(0, MOST));
    if (host === 'browser') notify(titleOf(alert), bodyOf(alert), alert.task, () => show(alert));
  });

  return (
    <div className={classes.alerts} role="status">
      {alerts.map((alert) => (
        <Notification
          key={alert.task}
          withBorder
          color={alert.state === 'ok' ? 'teal' : 'red'}
          icon={alert.state === 'ok' ? <IconCheck size={18} aria-hidden /> : <IconX size={18} aria-hidden />}
          title={titleOf(alert)}
          classNames={{ description: classes.body }}
          onClose={() => drop(alert)}
          closeButtonProps={{ 'aria-label': t(gui.shell.close) }}
          data-alert={alert.state}
        >
          {bodyOf(alert)}
          <Button size="compact-sm" variant="subtle" onClick={() => show(alert)}>
            {t(texts.show)}
          </Button>
        </Notification>
      ))}
    </div>
  );
}
