/**
 * A close look at the TLS of one target: its certificates and what is wrong with them, the versions it takes, and what it asks of a client.
 * Each question is a short transfer of its own, so that it is asked the way the task goes (DNS, proxy, AUTH TLS of FTP).
 */
import type { Evidence, TransferResult } from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import { TLS_VERSIONS, type TlsExamination, type VersionAnswer } from '../../shared/tls-examination.ts';
import { type TransferContext, transfer } from './transfer.ts';

/** One kilobyte says as much as a whole file. */
const KB = 1;

/** Never rejects. The task needs a target with TLS; what is not about TLS (sums, threads, an upload) is left out. */
export async function examineTls(task: Task, context: TransferContext): Promise<TlsExamination> {
  const result = await transfer(withVersions(task), context);
  const reached = result.tls !== null || result.phase === 'secure';
  const versions = reached
    ? await Promise.all(TLS_VERSIONS.map((version) => askFor(version, task, context)))
    : [];
  const asks = [result, ...versions.map(({ result: one }) => one)].some(asksCertificate);
  return {
    result,
    versions: versions.map(({ answer }) => answer),
    clientCertificate: asks ? (isRefusal(result) ? 'required' : 'optional') : 'none',
  };
}

async function askFor(
  version: VersionAnswer['version'],
  task: Task,
  context: TransferContext,
): Promise<{ answer: VersionAnswer; result: TransferResult }> {
  const result = await transfer(withVersions(task, version), context);
  // What was agreed is in the result, whatever was then thought of the certificate.
  const accepted = result.tls?.version === version;
  const why = accepted ? [] : result.evidence.filter(isReason);
  return { answer: { version, accepted, cipher: accepted ? result.tls!.cipher : null, why }, result };
}

function withVersions(task: Task, version?: VersionAnswer['version']): Task {
  const { upload: _upload, expect: _expect, ...rest } = task;
  return {
    ...rest,
    direction: 'download',
    kernel: 'node',
    transferKB: KB,
    threads: 1,
    verify: {},
    repeat: { count: 1, intervalMs: 0 },
    ...(version && { tls: { ...task.tls, minVersion: version, maxVersion: version } }),
  };
}

function asksCertificate({ tls, evidence }: TransferResult): boolean {
  return (tls?.asksCertificate ?? false) || evidence.some(({ name }) => name === 'CERTIFICATE_REQUEST');
}

/** The server does not go on without a certificate, or with the one it was shown. */
function isRefusal({ code }: TransferResult): boolean {
  return code === 612 || code === 641 || code === 651;
}

function isReason({ source, name }: Evidence): boolean {
  return source === 'openssl' || source === 'tls-alert' || source === 'os' || name === 'TLS_TIMEOUT';
}
