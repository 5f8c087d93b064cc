/** `catprobe app`: the GUI in the local browser, until Ctrl-C. */
import { dataFolder } from '../../main/store/folder.ts';
import { runInBrowser } from '../../main/web/open.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';

export interface AppOptions {
  /** Accepted for scripts; the command line has no other way to show the GUI. */
  browser?: boolean;
  port?: number;
  /** The data folder. */
  store?: string;
}

export async function appCommand(
  { port, store }: AppOptions,
  io: Io,
  signal: AbortSignal,
): Promise<ExitStatus> {
  if (port !== undefined && !isPort(port)) {
    io.err(say(hostTexts.badPort, io.language, { port }));
    return 2;
  }
  return runInBrowser({
    folder: store ?? dataFolder(process.env),
    port,
    openBrowser: io.terminal,
    language: io.language,
    out: io.out,
    err: io.err,
    signal,
  });
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port <= 65_535;
}
