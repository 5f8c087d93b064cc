/** The task as a diagnosis sends it: once, a little of the file, and with no more patience than a diagnosis has. */
import type { Kernel, TransferResult } from '../../shared/result.ts';
import { speaksFtp, type Task } from '../../shared/task.ts';

/** Enough to see that data comes, and how fast. */
export const SMALL_KB = 1024;
/** Of an upload that the user has agreed to. */
const SMALL_UPLOAD_KB = 64;

const PATIENCE_MS = { connectMs: 5_000, tlsMs: 8_000, responseMs: 15_000, totalMs: 20_000 };

/** Sums are those of whole files, so they are left out here. */
export function smallTask(task: Task, kernel: Kernel): Task {
  const { md5: _md5, sha256: _sha256, minBytes, ...verify } = task.verify;
  const { rateLimitKBps: _rate, ...rest } = task;
  const mostKB = task.direction === 'upload' ? SMALL_UPLOAD_KB : SMALL_KB;
  const generated = task.upload === undefined || 'generate' in task.upload.source;
  return {
    ...rest,
    ...impatient(task),
    kernel,
    threads: 1,
    repeat: { count: 1, intervalMs: 0 },
    verify: { ...verify, ...(minBytes !== undefined && { minBytes: Math.min(minBytes, mostKB * 1024) }) },
    // A file of the user is sent whole or not at all.
    ...((task.direction === 'download' || generated) && {
      transferKB: Math.min(task.transferKB ?? mostKB, mostKB),
    }),
  };
}

/**
 * The content has come to its end, and that is not all there is to it: its sums can be taken, or, of a file that names no length, it may
 * be as short as it is.
 */
export function isWhole({ outcome, bytes, evidence }: TransferResult, task: Task): boolean {
  const { direction, transferKB, verify } = task;
  if (direction === 'upload' || bytes >= SMALL_KB * 1024) return false;
  if (outcome === 'ok') return (verify.md5 ?? verify.sha256) !== undefined;
  return transferKB === undefined && evidence.some(({ name }) => name === 'TOO_FEW_BYTES');
}

/** The small task with all that the task itself asks of the content. */
export function wholeTask(small: Task, { transferKB, verify }: Task): Task {
  return { ...small, transferKB, verify };
}

/** Looks, and changes nothing: for the examination of TLS. */
export function lookingTask(task: Task): Task {
  const { method: _method, body: _body, ...request } = task.request;
  return { ...task, ...impatient(task), request };
}

function impatient({ timeouts, dns }: Task): Pick<Task, 'timeouts' | 'dns'> {
  const shorter = Object.entries(PATIENCE_MS).map(([name, ms]) => [
    name,
    Math.min(timeouts[name as keyof typeof PATIENCE_MS], ms),
  ]);
  return { timeouts: Object.fromEntries(shorter), dns: { ...dns, limitMs: Math.min(dns.limitMs, DNS_MS) } };
}

export const DNS_MS = 5_000;
export const CONNECT_MS = PATIENCE_MS.connectMs;

export function speaksTls({ url, ftp }: Pick<Task, 'url' | 'ftp'>): boolean {
  return /^\s*(https|ftps):/i.test(url) || (speaksFtp(url) && ftp?.tls === 'explicit');
}
