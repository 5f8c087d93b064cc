/** Our own certificate for curl: files of the task, or those of this computer. */
import type { Attempt } from '../attempt.ts';
import type { ClientFiles } from '../client-identity.ts';

/** null: none is shown. What is wrong with the files curl itself says. */
export function clientFiles(attempt: Attempt): ClientFiles | null {
  const { clientCert } = attempt.task.tls;
  if (!clientCert) return null;
  const files = 'machine' in clientCert ? attempt.machine : clientCert;
  attempt.clientCertificate = files ? 'sent' : 'machine';
  return files;
}
