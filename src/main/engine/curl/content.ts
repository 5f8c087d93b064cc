/** The content of an upload as curl is given it: a file. Of a pipe it would not know the size, and send it in chunks. */
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { StepFailure } from '../failure.ts';
import type { BodySource } from '../http/body.ts';
import type { Sending } from '../http/outgoing.ts';
import type { PrivateFolder } from './folder.ts';

const PIECE = 256 * 1024;

/** How much curl has sent is known when it says so. */
export class CurlContent implements Sending {
  readonly size: number;
  sent = 0;

  constructor(size: number) {
    this.size = size;
  }

  get complete(): boolean {
    return this.sent === this.size;
  }

  flushed(): void {}
}

export interface UploadFile {
  path: string;
  /** Throws a StepFailure (665) when the file is not the one any more that it was. */
  verify(): Promise<void>;
}

/** The task's own file where it is, anything else written down first. Throws a StepFailure (665). */
export async function uploadFile(
  attempt: Attempt,
  body: BodySource,
  folder: PrivateFolder,
): Promise<UploadFile> {
  const source = attempt.task.upload?.source;
  if (source && 'file' in source) return ownFile(path.resolve(source.file), source.file);
  const file = path.join(await folder.path(), 'content');
  try {
    await using to = await open(file, 'wx', 0o600);
    for (let at = 0; at < body.size; ) {
      attempt.signal.throwIfAborted();
      const piece = await body.read(at, PIECE);
      await to.writeFile(piece);
      at += piece.length;
    }
  } catch (error) {
    if (error instanceof StepFailure || attempt.signal.aborted) throw error;
    throw unusable(`the content of the upload could not be stored: ${(error as Error).message}`);
  }
  return { path: file, verify: async () => {} };
}

async function ownFile(file: string, shown: string): Promise<UploadFile> {
  const look = async (): Promise<{ size: number; mtimeMs: number } | null> => stat(file).catch(() => null);
  const before = await look();
  return {
    path: file,
    async verify() {
      const now = await look();
      if (now && now.size === before?.size && now.mtimeMs === before.mtimeMs) return;
      throw unusable(`${shown} changed while it was being sent`);
    },
  };
}

function unusable(detail: string): StepFailure {
  return new StepFailure(check('UPLOAD_SOURCE', detail));
}
