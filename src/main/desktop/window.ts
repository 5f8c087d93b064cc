/** The one window: sandboxed, isolated, where it was the last time, shown when it has something to show. */
import { BrowserWindow, screen } from 'electron';
import type { JsonFile } from '../store/json-file.ts';
import { START_PAGE } from './protocol.ts';
import { placeWindow, readWindowState, SMALLEST, type WindowState } from './window-state.ts';

/** `memory`: where its size and place are kept. */
export function createWindow(preload: string, memory: JsonFile): BrowserWindow {
  const state = readWindowState(memory.read());
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeWindow(state, areas),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
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
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    window.show();
  });
  window.on('close', () => remember(window, memory));
  return window;
}

function remember(window: BrowserWindow, memory: JsonFile): void {
  const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
  try {
    memory.write(state);
  } catch {
    // A full disk costs the place of a window, nothing else.
  }
}

/** Rejects when the page cannot be loaded. */
export function loadStartPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(START_PAGE);
}

/** Out of the tray and out of the task bar alike. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
