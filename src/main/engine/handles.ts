/** Whether this process or this computer has a file handle left: without one no question is asked and no connection opened. */
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Evidence } from '../../shared/result.ts';
import { errnoEvidence } from './failure.ts';

/** The errno as evidence when there is none left. */
export function handlesExhausted(): Evidence | null {
  try {
    closeSync(openSync(devNull, 'r'));
    return null;
  } catch (error) {
    return isExhausted(error) ? errnoEvidence(error) : null;
  }
}

export function isExhausted(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
}
