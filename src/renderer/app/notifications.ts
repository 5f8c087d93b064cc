/** Notifications of the browser: whether they may be shown, and asking for it. The desktop program shows its own. */
import { useState } from 'react';
import { useHost } from '../api/api.tsx';

/** none: not here. */
export type Permission = NotificationPermission | 'none';

export function canAsk(permission: Permission): boolean {
  return permission === 'default';
}

export function useNotifications(): { permission: Permission; ask(): void } {
  const host = useHost();
  const here = host === 'browser' && 'Notification' in window;
  const [permission, setPermission] = useState<Permission>(() => (here ? Notification.permission : 'none'));
  return {
    permission,
    ask() {
      if (here) void Notification.requestPermission().then(setPermission);
    },
  };
}

/** Nothing where it is not allowed. Of one tag, only the newest is shown. */
export function notify(title: string, body: string, tag: string, onClick: () => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(title, { body, tag });
  shown.onclick = () => {
    window.focus();
    onClick();
  };
}
