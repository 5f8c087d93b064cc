/** Fetches a small file that a certificate names: by the steps of any transfer, on the task's way, within limits of its own. */
import { codeName } from '../../../shared/codes.ts';
import { parseTask, type Task } from '../../../shared/task.ts';
import { classify } from '../../classify/classify.ts';
import { Attempt } from '../attempt.ts';
import { within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { bytesBody } from '../http/body.ts';
import { run } from '../http/download.ts';
import type { Unusable } from './status.ts';

export interface Wanted {
  url: string;
  /** Media type of what shall come. */
  accept: string;
  /** Posted; null: GET. */
  content: { type: string; bytes: Buffer } | null;
  maxBytes: number;
  limitMs: number;
}

/** What came, or why nothing did. Rejects with the attempt's own cancel alone. */
export async function fetchFile(attempt: Attempt, wanted: Wanted): Promise<Buffer | Unusable> {
  const { maxBytes, limitMs } = wanted;
  const stop = new AbortController();
  /** Why it was ended from here. */
  let ended: string | null = null;
  const chunks: Buffer[] = [];
  let length = 0;
  const fetching = new Attempt(fetchTask(wanted, attempt.task), {
    clock: attempt.clock,
    signal: stop.signal,
    systemProxy: attempt.systemProxy,
    ...attempt.choice,
    save: (chunk) => {
      length += chunk.length;
      chunks.push(Buffer.from(chunk));
      if (length <= maxBytes) return;
      ended = `it has more than ${maxBytes} bytes`;
      stop.abort();
    },
  });
  const failure = (): StepFailure => {
    ended = `nothing came within ${Math.round(limitMs)} ms`;
    return new StepFailure();
  };
  try {
    await within<void>(
      { limitMs, failure },
      attempt.signal,
      (done, fail) => {
        fetched(fetching, wanted).then(done, fail);
      },
      () => stop.abort(),
    );
    return Buffer.concat(chunks);
  } catch (error) {
    if (attempt.signal.aborted) throw error;
    const why = ended ?? failureText(error, fetching);
    return { problem: 'UNREACHABLE', detail: `${wanted.content ? 'POST' : 'GET'}: ${why}` };
  }
}

async function fetched(attempt: Attempt, { content }: Wanted): Promise<void> {
  try {
    await run(attempt, async (target) => ({
      method: content ? 'POST' : 'GET',
      body: content && bytesBody(content.bytes),
      headers: {},
      uploads: false,
      target,
    }));
  } finally {
    attempt.end();
  }
}

/** The way there is that of the task; headers, credentials and checks are meant for the target alone. */
function fetchTask({ url, accept, content }: Wanted, task: Task): Task {
  const { hosts, hostsPick, ipFamily, localAddress, dns, timeouts, proxy, tls } = task;
  const parsed = parseTask({
    url,
    protocols: ['http', 'https'],
    hosts,
    hostsPick,
    ipFamily,
    localAddress,
    dns,
    timeouts,
    proxy,
    request: { headers: { Accept: accept, ...(content && { 'Content-Type': content.type }) } },
    // Nobody asks for the status of that one: there would be no end.
    tls: { caFile: tls.caFile, useSystemCa: tls.useSystemCa },
  });
  if (!parsed.ok) throw new Error(parsed.errors.map((error) => error.message).join('; '));
  return parsed.value;
}

function failureText(error: unknown, attempt: Attempt): string {
  if (!(error instanceof StepFailure)) throw error;
  const { code } = classify(attempt.timeline.phase, error.evidence, attempt.circumstances());
  const why = error.evidence.map(({ source, name, detail }) => `${source} ${name}: ${detail}`).join('; ');
  return `${code} ${codeName(code, 'en')} (${why})`;
}
