/** How files reach the user of the desktop program: the system's own save dialog, and a PDF made by Chromium. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { Desk } from '../api/deps.ts';
import { writeWhole } from '../report/write.ts';

export const desk: Desk = {
  async askFile(suggested) {
    const options = {
      defaultPath: path.join(app.getPath('downloads'), suggested),
      filters: [
        {
          name: path.extname(suggested).slice(1).toUpperCase(),
          extensions: [path.extname(suggested).slice(1)],
        },
      ],
    };
    const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
    const { canceled, filePath } = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options));
    return canceled || !filePath ? null : filePath;
  },

  async printPdf(page) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-'));
    const file = path.join(folder, 'report.html');
    // Never shown; a report needs no script, so none may run.
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    });
    try {
      await writeWhole(file, (temporary) => writeFile(temporary, page));
      await window.loadFile(file);
      return await window.webContents.printToPDF({
        printBackground: true,
        preferCSSPageSize: true,
        pageSize: 'A4',
      });
    } finally {
      window.destroy();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
