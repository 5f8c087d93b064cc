/** The end of TLS as its standard wants it (RFC 8446 section 6.1): our goodbye, and then the server's. */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import { opensslEvidence } from '../steps/secure.ts';
import type { Link } from './link.ts';

/**
 * Says goodbye and waits for the answer. Throws a StepFailure (658) when it does not come: a reset, a bare end, silence, or something
 * else. Of several connections this is about the first one.
 */
export async function shutDown(attempt: Attempt, { records, stream, transport }: Link): Promise<void> {
  const { task, signal } = attempt;
  if (!records) return;
  if (isCutShort(attempt)) {
    attempt.note(check('SHUTDOWN_UNTESTED', 'the transfer stopped before the end of the file'));
    return;
  }
  const what = 'no close_notify of the server in answer to ours';
  const limit = deadline('SHUTDOWN_FAILED', what, task.timeouts.tlsMs, attempt);
  await within<void>(
    limit,
    signal,
    (done) => {
      transport.gone.then(done);
      stream.gone.then(done);
      stream.end();
      stream.resume();
    },
    () => {},
  );
  const broken = opensslEvidence(stream.error);
  if (records.closedProperly && !broken.length) return;
  const ours: Evidence = { source: 'tls-alert', name: 'sent_close_notify', detail: 'sent' };
  const said = records.saidGoodbye ? [ours] : [];
  const evidence = [check('SHUTDOWN_FAILED', what), ...said, ...broken, ...transport.evidence()];
  throw new StepFailure(...evidence);
}

/** The server still has something to send, and nobody wants it. */
function isCutShort({ head, bytes, stopAfter }: Attempt): boolean {
  if (stopAfter === null || bytes < stopAfter) return false;
  return head?.contentLength !== bytes;
}
