/** Whether the program goes on in the tray when its window is closed: as long as a schedule is at work. */
import { app, type BrowserWindow } from 'electron';
import type { Schedule } from '../../shared/schedule.ts';
import type { Api } from '../api/handlers.ts';

/** `onHidden` is called when the window is closed for the first time with the program going on. */
export function stayWithSchedules(api: Api, window: BrowserWindow, onHidden: () => void): void {
  let active = false;
  let quitting = false;
  let told = false;
  const look = (schedules: readonly Schedule[]): void => {
    active = schedules.some(({ paused }) => !paused);
  };
  api.onEvent((event) => event.type === 'schedules' && look(event.schedules));
  void api.invoke('schedules.list', null).then((reply) => reply.ok && look(reply.value as Schedule[]));

  app.on('before-quit', () => {
    quitting = true;
  });
  window.on('close', (event) => {
    if (quitting || !active) return;
    event.preventDefault();
    window.hide();
    if (!told) onHidden();
    told = true;
  });
}
