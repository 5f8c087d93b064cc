/** The IPC door: the API for our own page in our own window, and its events. */
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { CHANNELS, type Reply } from '../../shared/api.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import type { Api } from '../api/handlers.ts';
import { isOwnPage } from './protocol.ts';

export function openDoor(api: Api): void {
  ipcMain.handle(
    CHANNELS.invoke,
    (event, command: unknown, input: unknown): Promise<Reply<unknown>> | Reply<never> => {
      if (isOwnFrame(event)) return api.invoke(command, input);
      return { ok: false, error: { code: 'FORBIDDEN', message: hostTexts.untrusted.en } };
    },
  );
}

/** Only the page itself may ask, no frame inside it. */
function isOwnFrame({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}

/** Until the window is closed. */
export function sendEvents(api: Api, window: BrowserWindow): void {
  const unsubscribe = api.onEvent((event) => {
    if (!window.isDestroyed()) window.webContents.send(CHANNELS.event, event);
  });
  window.once('closed', unsubscribe);
}
