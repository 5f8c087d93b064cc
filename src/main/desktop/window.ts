/** The one window: sandboxed, isolated, shown when it has something to show. */
import { BrowserWindow } from 'electron';
import { START_PAGE } from './protocol.ts';

export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 720,
    minHeight: 520,
    show: false,
    autoHideMenuBar: true,
    title: 'catprobe',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Rejects when the page cannot be loaded. */
export function loadStartPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(START_PAGE);
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
