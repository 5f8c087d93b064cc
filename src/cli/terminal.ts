/** The process's own terminal as a command's Io. */
import { systemLanguage } from '../shared/texts/text.ts';
import type { Io } from './io.ts';

const CLEAR_LINE = '\r\u001b[2K';

export function terminalIo({ stdout, stderr, env }: NodeJS.Process): Io {
  const terminal = stdout.isTTY === true;
  // A reader that has seen enough (head, a closed pager) ends the writing, not the program with an error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
  return {
    out: (line) => {
      stdout.write(`${line}\n`);
    },
    err: (line) => {
      stderr.write(`${line}\n`);
    },
    live: (line) => {
      if (terminal) stdout.write(`${CLEAR_LINE}${line.slice(0, (stdout.columns ?? 80) - 1)}`);
    },
    language: systemLanguage(env),
    terminal,
    color: terminal && !env.NO_COLOR,
  };
}
