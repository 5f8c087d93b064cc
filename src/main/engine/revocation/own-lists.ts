/** What the task's own revocation lists say of a certificate. */
import type { X509Certificate } from 'node:crypto';
import { nameOf } from '../certificate/chain.ts';
import type { Answer } from './answer.ts';
import type { OwnLists } from './file.ts';
import { askList, covers } from './list.ts';
import { partsOf } from './parts.ts';
import { isUnusable, type Status, type Unusable } from './status.ts';

/** `issuer`: who signed the certificate; null: not known here. */
export function askOwnLists(
  own: OwnLists,
  certificate: X509Certificate,
  issuer: X509Certificate | null,
  now: Date,
): Answer {
  return { source: 'crlFile', from: own.file, said: askAll(own, certificate, issuer, now) };
}

function askAll(
  { lists }: OwnLists,
  certificate: X509Certificate,
  issuer: X509Certificate | null,
  now: Date,
): Status | Unusable {
  const parts = partsOf(certificate);
  const answers = issuer
    ? lists.filter((list) => covers(list, parts)).map((list) => askList(list, parts, issuer, now))
    : [];
  const usable = answers.filter((answer): answer is Status => !isUnusable(answer));
  const detail = `none is of ${nameOf(certificate.issuer)} and for this certificate`;
  return usable.find(({ revoked }) => revoked) ?? usable[0] ?? answers[0] ?? { problem: 'OTHER', detail };
}
