/**
 * A download on its way to a file. It is written under a name of its own (`FILE.part`) and gets the wanted one when nothing was found
 * wrong with it; what came of one that failed stays there, and the result says so. Writing does not wait for the disk: the system takes
 * it into its memory, faster than a network brings it.
 */
import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import type { Evidence } from '../../shared/result.ts';
import { check } from '../classify/facts.ts';
import { errnoEvidence, StepFailure } from './failure.ts';

export interface SaveTo {
  file: string;
  /** A file of that name is replaced, and so is what another attempt has left. */
  overwrite: boolean;
}

/** Small pieces are put together: every write is a call of the system. */
const WRITE_BYTES = 256 * 1024;

export class SavedFile {
  readonly #to: SaveTo;
  readonly #failed = new AbortController();
  readonly #waiting = Buffer.allocUnsafeSlow(WRITE_BYTES);
  /** Where it is written to. */
  #part: string;
  /** null: not open, or closed again. */
  #handle: number | null = null;
  /** Bytes that wait, and their place in the file. */
  #filled = 0;
  #at = 0;
  /** Bytes that are in the file. */
  #written = 0;

  constructor(to: SaveTo) {
    this.#to = to;
    this.#part = `${to.file}.part`;
  }

  /** Aborted, with the StepFailure, when what comes cannot be written any more. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  /** Throws a StepFailure (721). */
  open(): void {
    const { file, overwrite } = this.#to;
    const device = isDevice(file);
    // A device has no other name, and is there.
    if (device) this.#part = file;
    else this.#refuseExisting();
    this.#handle = tried('open', this.#part, () => openSync(this.#part, overwrite || device ? 'w' : 'wx'));
  }

  /** Done with the piece when it returns. `at`: its place in the file. */
  readonly write = (piece: Buffer, at: number): void => {
    if (this.failed.aborted) return;
    try {
      if (at !== this.#at + this.#filled || this.#filled + piece.length > WRITE_BYTES) this.#flush();
      if (this.#filled === 0) this.#at = at;
      if (piece.length > WRITE_BYTES) this.#put(piece, at);
      else this.#filled += piece.copy(this.#waiting, this.#filled);
    } catch (error) {
      this.#failed.abort(error);
    }
  };

  /** Nothing is wrong with it: it gets its name. Throws a StepFailure (721). */
  complete(): void {
    this.failed.throwIfAborted();
    this.#flush();
    this.#close();
    const { file } = this.#to;
    if (this.#part === file) return;
    this.#refuseExisting();
    tried('rename', file, () => renameSync(this.#part, file));
  }

  /** To be called at the end. Of a file that is not complete: where what came of it is, if anything did. */
  leave(): Evidence[] {
    if (this.#handle === null) return [];
    try {
      this.#flush();
      this.#close();
      if (this.#written) return [check('PART_LEFT', `${this.#written} bytes are in ${this.#part}`)];
      if (this.#part !== this.#to.file) rmSync(this.#part);
    } catch {
      // What went wrong with it has been said, or it is empty.
    }
    return [];
  }

  #flush(): void {
    const bytes = this.#waiting.subarray(0, this.#filled);
    this.#filled = 0;
    if (bytes.length) this.#put(bytes, this.#at);
  }

  #put(bytes: Buffer, at: number): void {
    const handle = this.#handle!;
    // A device has no places.
    const place = this.#part === this.#to.file ? null : at;
    for (let done = 0; done < bytes.length; ) {
      const n = tried('write', this.#part, () =>
        writeSync(handle, bytes, done, bytes.length - done, place === null ? null : place + done),
      );
      done += n;
      this.#written += n;
    }
  }

  #close(): void {
    const handle = this.#handle!;
    this.#handle = null;
    tried('close', this.#part, () => closeSync(handle));
  }

  #refuseExisting(): void {
    const { file, overwrite } = this.#to;
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return;
    if (found.isFile() && overwrite) return;
    const what = found.isFile() ? 'it is there already' : 'it is no regular file';
    throw new StepFailure(check('SAVE_FAILED', `${file} is left as it is: ${what}`));
  }
}

/** `/dev/null` and the like. */
function isDevice(file: string): boolean {
  return tried('stat', file, () => statSync(file, { throwIfNoEntry: false }))?.isCharacterDevice() ?? false;
}

/** Throws what the system says as a StepFailure. */
function tried<T>(operation: string, file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const detail = `${operation} ${file}`;
    throw new StepFailure(
      check('SAVE_FAILED', `the download could not be saved: ${detail}`),
      errnoEvidence(error as NodeJS.ErrnoException, detail),
    );
  }
}
