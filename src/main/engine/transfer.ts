/** One attempt of one task: the steps in order, from the URL to the result. */
import { codeName } from '../../shared/codes.ts';
import { type Evidence, emptyTimings, type Progress, type TransferResult } from '../../shared/result.ts';
import { speaksFtp, type Task, taskName, withoutCredentials } from '../../shared/task.ts';
import { classify } from '../classify/classify.ts';
import { check } from '../classify/facts.ts';
import { Attempt } from './attempt.ts';
import type { ClientFiles } from './client-identity.ts';
import { type Clock, localStamp } from './clock.ts';
import type { Environment } from './curl/find.ts';
import { StepFailure } from './failure.ts';
import { countHijacks } from './hijack.ts';
import { download } from './http/download.ts';
import { upload } from './http/upload.ts';
import { newId } from './id.ts';
import { nativeCodes } from './native-codes.ts';
import type { Choice } from './pins.ts';
import { SavedFile, type SaveTo } from './saved-file.ts';
import type { SystemProxy } from './system-proxy.ts';

/** `round` and `random` pick among pinned hosts: default 0, and real chance. */
export interface TransferContext extends Partial<Choice> {
  runId: string;
  /** Aborting it cancels the attempt at any moment; the result then says `canceled`. */
  signal: AbortSignal;
  clock: Clock;
  /** For tasks whose proxy is `system`. Default: the environment variables. */
  systemProxy?: SystemProxy;
  /** For tasks that show the identity of this computer; null: it has none. Default: the environment variables. */
  machine?: ClientFiles | null;
  /** Where the curl kernel looks for its program (PATH), and what it is started with. Default: that of this process. */
  env?: Environment;
  onProgress?: (progress: Progress) => void;
  /** Where the content of a download shall go. */
  saveTo?: SaveTo;
}

/** A live picture this often; `Progress` may be dropped, results may not. */
const PROGRESS_MS = 100;

/** Never rejects: whatever happens is a result. */
export async function transfer(task: Task, context: TransferContext): Promise<TransferResult> {
  const saved = context.saveTo ? new SavedFile(context.saveTo) : null;
  const signal = saved ? AbortSignal.any([context.signal, saved.failed]) : context.signal;
  const attempt = new Attempt(task, { ...context, signal, ...(saved && { save: saved.write }) });
  const result = blankResult(task, context);
  const stopMeter = startMeter(attempt, result, context);
  try {
    saved?.open();
    await move(attempt, context);
    saved?.complete();
    succeed(result);
  } catch (error) {
    if (context.signal.aborted) cancel(result);
    else fail(result, attempt, error);
  } finally {
    stopMeter();
    attempt.end();
    for (const fact of saved?.leave() ?? []) attempt.note(fact);
  }
  if (!context.signal.aborted) result.hijack = await countHijacks(attempt);
  return complete(result, attempt);
}

/**
 * By the protocol that the URL names; what is wrong with a URL that names none is said by either. What this task does not need is
 * not loaded: memory and start are those of the common case.
 */
async function move(attempt: Attempt, { env = process.env }: TransferContext): Promise<void> {
  const { direction, kernel, url } = attempt.task;
  if (kernel === 'curl') {
    if (speaksFtp(url)) return (await import('./curl/ftp.ts')).curlFtp(attempt, env);
    return (await import('./curl/http.ts')).curlHttp(attempt, env);
  }
  if (speaksFtp(url)) {
    if (direction === 'upload') return (await import('./ftp/upload.ts')).ftpUpload(attempt);
    return (await import('./ftp/download.ts')).ftpDownload(attempt);
  }
  return direction === 'upload' ? upload(attempt) : download(attempt);
}

function blankResult(task: Task, context: TransferContext): TransferResult {
  const url = withoutCredentials(task.url);
  return {
    id: newId(),
    task: taskName(task),
    runId: context.runId,
    startedAt: localStamp(context.clock.wallTime()),
    direction: task.direction,
    kernel: task.kernel,
    protocol: null,
    url,
    finalUrl: url,
    host: '',
    remoteAddress: null,
    remotePort: null,
    ipFamily: null,
    addresses: [],
    outcome: 'failed',
    code: null,
    family: null,
    name: '',
    phase: 'preflight',
    side: 'none',
    bytes: 0,
    expectedBytes: null,
    httpVersion: null,
    httpStatus: null,
    md5: null,
    sha256: null,
    timings: emptyTimings(),
    speedKBps: 0,
    redirects: [],
    threads: task.threads,
    segments: [],
    tls: null,
    hijack: null,
    proxy: null,
    ftp: null,
    curl: null,
    evidence: [],
    native: {},
    labels: task.labels,
    expected: false,
  };
}

function succeed(result: TransferResult): void {
  result.outcome = 'ok';
  result.code = 0;
  result.family = 'success';
  result.native = { curl: 0 };
}

function cancel(result: TransferResult): void {
  result.outcome = 'canceled';
}

function fail(result: TransferResult, attempt: Attempt, error: unknown): void {
  const evidence = error instanceof StepFailure ? error.evidence : [internalError(error)];
  const place = error instanceof StepFailure ? error.place : null;
  const failure = classify(
    place?.phase ?? attempt.timeline.phase,
    evidence,
    place?.circumstances ?? attempt.circumstances(),
  );
  result.outcome = 'failed';
  result.code = failure.code;
  result.family = failure.family;
  result.phase = failure.phase;
  result.side = failure.side;
  result.evidence.push(...evidence);
  result.native = nativeCodes(failure.code, evidence);
}

/** An exception that is no network fact: our own mistake, with the place it happened in, but not the folders of this computer. */
function internalError(error: unknown): Evidence {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [what, where] = text.split('\n');
  const detail = [what, where?.trim().replace(/\(.*[\\/]/, '(')].filter(Boolean).join(' ');
  return check('INTERNAL', withoutCredentials(detail));
}

/** Fills in what the attempt has seen, whatever its outcome. */
function complete(result: TransferResult, attempt: Attempt): TransferResult {
  const { task, timeline } = attempt;
  const timings = timeline.timings();
  const seconds = attempt.moveMs(timings) / 1000;
  if (result.outcome !== 'failed') result.phase = timeline.phase;
  Object.assign(result, attempt.seen(), {
    timings,
    speedKBps: seconds > 0 ? attempt.moved / 1024 / seconds : 0,
    name: result.code === null ? '' : codeName(result.code, 'en'),
    evidence: [...attempt.notes, ...result.evidence],
    expected: task.expect === undefined ? result.outcome === 'ok' : result.code === task.expect,
  });
  // The proxy's answer to CONNECT is the only one there is.
  if (result.phase === 'proxy' && result.family === 'http') result.httpStatus = result.code;
  return result;
}

function startMeter(attempt: Attempt, result: TransferResult, context: TransferContext): () => void {
  const { onProgress, clock } = context;
  if (!onProgress) return () => {};
  let last = { bytes: 0, at: clock.now() };
  const timer = setInterval(() => {
    const now = clock.now();
    const seconds = (now - last.at) / 1000;
    onProgress({
      runId: result.runId,
      id: result.id,
      task: result.task,
      url: result.url,
      phase: attempt.timeline.phase,
      bytes: attempt.moved,
      expectedBytes: attempt.expectedBytes,
      speedKBps: seconds > 0 ? (attempt.moved - last.bytes) / 1024 / seconds : 0,
      elapsedMs: attempt.timeline.timings().total,
      timings: attempt.timeline.timings(),
    });
    last = { bytes: attempt.moved, at: now };
  }, PROGRESS_MS);
  return () => clearInterval(timer);
}
