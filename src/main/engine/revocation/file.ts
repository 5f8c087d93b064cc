/** The task's own revocation lists: a file with one or several of them, PEM or DER. */
import { readFileSync, statSync } from 'node:fs';
import { check } from '../../classify/facts.ts';
import { errnoEvidence, StepFailure } from '../failure.ts';
import { isExhausted } from '../handles.ts';
import { DerError, eachElement } from './der.ts';
import { type RevocationList, readList } from './list.ts';

export interface OwnLists {
  file: string;
  lists: readonly RevocationList[];
}

/** More than the largest that authorities publish. */
const MAX_BYTES = 128 * 1024 * 1024;

/** Throws a StepFailure (659). */
export function readListFile(file: string): OwnLists {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than a list can have`);
    return { file, lists: listsIn(readFileSync(file)) };
  } catch (error) {
    if (isExhausted(error)) throw new StepFailure(errnoEvidence(error));
    throw new StepFailure(check('CRL_FILE', `tls.crlFile ${file}: ${(error as Error).message}`));
  }
}

const PEM = /-----BEGIN X509 CRL-----([\s\S]*?)-----END X509 CRL-----/g;
const SEQUENCE = 0x30;

/** One or several, PEM or DER; at least one. Throws a DerError. */
export function listsIn(bytes: Buffer): RevocationList[] {
  if (!bytes.length) throw new DerError('it is empty');
  const ders = bytes[0] === SEQUENCE ? [...eachElement(bytes)].map((list) => list.bytes) : fromPem(bytes);
  if (!ders.length) throw new DerError('there is no revocation list in it');
  return ders.map((der, index) => {
    try {
      return readList(der);
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      throw new DerError(
        `${ders.length > 1 ? `number ${index + 1} in it` : 'it'} is no revocation list: ${error.message}`,
      );
    }
  });
}

function fromPem(bytes: Buffer): Buffer[] {
  return [...bytes.toString('latin1').matchAll(PEM)].map(([, base64 = '']) => Buffer.from(base64, 'base64'));
}
