/** Task files that the system asks this program to open: by double click, on the command line, from a second start, from the menu. */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { HandedFile } from '../../shared/api.ts';
import { desktopTexts } from '../../shared/texts/desktop.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { type Language, say } from '../../shared/texts/text.ts';

const EXTENSIONS = ['catprobe', 'json', 'yaml', 'yml'];
const LIMIT_MB = 1;

/** The task files among the arguments of a start. */
export function filesOfArguments(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => !argument.startsWith('-'))
    .filter((argument) => EXTENSIONS.includes(path.extname(argument).slice(1).toLowerCase()))
    .map((argument) => path.resolve(folder, argument));
}

/** Collects the files that macOS names, which it does before the program is ready too. Who takes them gets those to come as well. */
export function collectFiles(): (taker: (files: readonly string[]) => void) => void {
  const waiting: string[] = [];
  let take: ((files: readonly string[]) => void) | null = null;
  app.on('open-file', (event, file) => {
    event.preventDefault();
    if (take) take([file]);
    else waiting.push(file);
  });
  return (taker) => {
    take = taker;
    taker(waiting);
  };
}

/** Null, and the user is told, when it cannot be read. */
export function readTaskFile(file: string, language: Language): HandedFile | null {
  const name = path.basename(file);
  try {
    return { name, text: readLimited(file, name, language) };
  } catch (error) {
    dialog.showErrorBox(name, error instanceof Error ? error.message : String(error));
    return null;
  }
}

function readLimited(file: string, name: string, language: Language): string {
  const descriptor = openSync(file, 'r');
  try {
    if (fstatSync(descriptor).size > LIMIT_MB * 1024 * 1024)
      throw new Error(say(hostTexts.fileTooBig, language, { file: name, limit: LIMIT_MB }));
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

export async function askForFiles(window: BrowserWindow, language: Language): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: say(desktopTexts.taskFiles, language), extensions: EXTENSIONS }],
  });
  return filePaths;
}
