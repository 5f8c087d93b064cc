/** Writing a file that somebody asked for: whole or not at all, and where it cannot be written, one line that says why. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { reportTexts } from '../../shared/texts/report.ts';
import { type Language, say } from '../../shared/texts/text.ts';

/** `file` could not be written; whatever stood there before still does. */
export class FileError extends Error {
  readonly file: string;
  readonly reason: string;

  constructor(file: string, reason: string, cause?: unknown) {
    super(`${file}: ${reason}`, { cause });
    this.file = file;
    this.reason = reason;
  }

  say(language: Language): string {
    const known = REASONS[this.reason];
    const reason = known ? say(known, language) : this.reason;
    return say(reportTexts.notWritten, language, { file: this.file, reason });
  }
}

const REASONS: Readonly<Record<string, (typeof reportTexts)['noSpace']>> = {
  ENOSPC: reportTexts.noSpace,
  EDQUOT: reportTexts.noSpace,
  EACCES: reportTexts.noAccess,
  EPERM: reportTexts.noAccess,
  EROFS: reportTexts.readOnly,
  ENOENT: reportTexts.noFolder,
  ENOTDIR: reportTexts.noFolder,
  EISDIR: reportTexts.isFolder,
};

/** Gives `write` a name beside the file; its content takes the file's place when it is complete. Throws FileError. */
export async function writeWhole(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const target = path.resolve(file);
  const temporary = path.join(
    path.dirname(target),
    `.${path.basename(target)}.${randomBytes(4).toString('hex')}.part`,
  );
  try {
    // Readable by the owner alone: a report may hold what is nobody else's business.
    await (await open(temporary, 'wx', 0o600)).close();
    await write(temporary);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw toFileError(target, error);
  }
}

function toFileError(file: string, error: unknown): unknown {
  if (error instanceof FileError || !(error instanceof Error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code) return new FileError(file, code, error);
  // DuckDB says it in words.
  const words = /No space left|Permission denied|Read-only|No such file/i.exec(message)?.[0].toLowerCase();
  const reason = words && IN_WORDS[words];
  return reason ? new FileError(file, reason, error) : error;
}

const IN_WORDS: Record<string, string> = {
  'no space left': 'ENOSPC',
  'permission denied': 'EACCES',
  'read-only': 'EROFS',
  'no such file': 'ENOENT',
};
