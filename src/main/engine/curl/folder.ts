/** A folder of the attempt's own for what curl must be given as a file. Nothing secret goes there. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { errnoEvidence, StepFailure } from '../failure.ts';
import { isExhausted } from '../handles.ts';

export class PrivateFolder {
  readonly #attempt: Attempt;
  #made: Promise<string> | null = null;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  /** Made at the first call; gone with the attempt. Throws a StepFailure (663, 721). */
  path(): Promise<string> {
    this.#made ??= this.#make();
    return this.#made;
  }

  async #make(): Promise<string> {
    try {
      const folder = await mkdtemp(path.join(tmpdir(), 'catprobe-curl-'));
      this.#attempt.keep(() => rmSync(folder, { recursive: true, force: true }));
      return folder;
    } catch (error) {
      if (isExhausted(error)) throw new StepFailure(errnoEvidence(error));
      throw new StepFailure(
        check('CURL_UNUSABLE', `no temporary folder for it: ${(error as Error).message}`),
      );
    }
  }
}
