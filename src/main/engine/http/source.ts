/** What an upload sends: generated content, a local file, or a file that is fetched from a URL first. */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { type FileHandle, open, stat, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { codeName } from '../../../shared/codes.ts';
import { parseTask, speaksFtp, type Task, withoutCredentials } from '../../../shared/task.ts';
import { classify } from '../../classify/classify.ts';
import { check } from '../../classify/facts.ts';
import { Attempt } from '../attempt.ts';
import { StepFailure } from '../failure.ts';
import { type BodySource, fileBody, generatedBody } from './body.ts';
import { download } from './download.ts';

export interface UploadSource {
  body: BodySource;
  /** The name of a local file, where there is one. */
  name?: string;
}

/** CAT's default. */
const DEFAULT_KB = 1024;

/** Throws a StepFailure (665). What it opens is kept until the attempt ends. */
export async function uploadSource(attempt: Attempt): Promise<UploadSource> {
  const { transferKB, upload } = attempt.task;
  const source = upload?.source ?? { generate: true };
  if ('generate' in source) return { body: generatedBody((transferKB ?? DEFAULT_KB) * 1024) };

  const shown = 'file' in source ? source.file : withoutCredentials(source.url);
  const file = 'file' in source ? await openFile(source.file) : await fetchFile(source, attempt);
  attempt.keep(() => void file.close().catch(() => {}));
  const body = await fileBody(file, shown);
  if (transferKB !== undefined && body.size > transferKB * 1024) {
    throw unusable(shown, `it has ${body.size} bytes, transferKB allows ${transferKB * 1024}`);
  }
  return { body, ...('file' in source && { name: basename(source.file) }) };
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // Before it is opened: opening a pipe would wait for its writer.
    if (!(await stat(path)).isFile()) throw new Error('it is no regular file');
    return await open(path, 'r');
  } catch (error) {
    throw unusable(path, (error as Error).message);
  }
}

/** The file behind the URL as a temporary one without a name: it is gone when it is closed, whatever happens. */
async function fetchFile(source: { url: string; md5?: string }, attempt: Attempt): Promise<FileHandle> {
  const shown = withoutCredentials(source.url);
  const file = await temporaryFile();
  try {
    let problem: Error | undefined;
    const fetching = new Attempt(fetchTask(source, attempt.task), {
      clock: attempt.clock,
      signal: attempt.signal,
      systemProxy: attempt.systemProxy,
      machine: attempt.machine,
      ...attempt.choice,
      save: (chunk, at) => {
        try {
          for (let n = 0; n < chunk.length; ) n += writeSync(file.fd, chunk, n, chunk.length - n, at + n);
        } catch (error) {
          problem ??= error as Error;
        }
      },
    });
    await fetched(fetching, shown);
    if (problem) throw unusable(shown, `it could not be stored: ${problem.message}`);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function fetched(attempt: Attempt, shown: string): Promise<void> {
  try {
    if (speaksFtp(attempt.task.url)) await (await import('../ftp/download.ts')).ftpDownload(attempt);
    else await download(attempt);
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    const { code } = classify(attempt.timeline.phase, error.evidence, attempt.circumstances());
    const why = error.evidence.map(({ source, name, detail }) => `${source} ${name}: ${detail}`).join('; ');
    throw unusable(shown, `fetching it gave ${code} ${codeName(code, 'en')} (${why})`);
  } finally {
    attempt.end();
  }
}

/** The way there is that of the task; headers, credentials and checks are meant for the target alone. */
function fetchTask({ url, md5 }: { url: string; md5?: string }, task: Task): Task {
  const { hosts, hostsPick, ipFamily, localAddress, dns, timeouts, proxy, tls } = task;
  const parsed = parseTask({
    url,
    hosts,
    hostsPick,
    ipFamily,
    localAddress,
    dns,
    timeouts,
    proxy,
    tls: { caFile: tls.caFile, useSystemCa: tls.useSystemCa },
    verify: { md5 },
  });
  if (!parsed.ok) throw new Error(parsed.errors.map((error) => error.message).join('; '));
  return parsed.value;
}

async function temporaryFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `catprobe-upload-${randomUUID()}`);
  try {
    const file = await open(path, 'wx+', 0o600);
    await unlink(path);
    return file;
  } catch (error) {
    throw unusable(path, (error as Error).message);
  }
}

function unusable(what: string, why: string): StepFailure {
  return new StepFailure(check('UPLOAD_SOURCE', `${what} cannot be uploaded: ${why}`));
}
