/** Notifications of the system. */
import { Notification } from 'electron';
import type { Alert } from '../../shared/schedule.ts';
import { gui } from '../../shared/texts/gui.ts';
import { type Language, say } from '../../shared/texts/text.ts';

/** Shown ones: one that is not held by anything is collected, and its click with it. */
const shown = new Set<Notification>();

export function notify(title: string, body: string, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.once('close', () => shown.delete(notification));
  notification.once('click', () => {
    shown.delete(notification);
    onClick();
  });
  notification.show();
}

/** A scheduled task that failed, or is well again. */
export function notifyOf({ task, state, outcome }: Alert, language: Language, onClick: () => void): void {
  const { alerts } = gui.runs;
  const title = say(alerts[state], language, { task, code: outcome.code ?? '–' });
  notify(title, say(state === 'ok' ? alerts.okBody : alerts.failedBody, language), onClick);
}
