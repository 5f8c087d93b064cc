/** What can be seen of an exchange that did not come to its end. */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { StepFailure } from '../failure.ts';
import { opensslEvidence } from '../steps/secure.ts';
import { hiddenAlert } from '../tls-records.ts';
import type { ResponseHead } from './exchange.ts';
import type { Link } from './link.ts';

/** undici takes any end of a body without a length for its proper end, a reset included. */
export function endedBadly(head: ResponseHead, link: Link): boolean {
  if (head.framing !== 'close') return false;
  return link.transport.ending === 'reset' || link.transport.ending === 'error' || cutInTls(link);
}

/** TCP ended inside the TLS stream: without a goodbye nobody can say that all is here (RFC 9112 section 9.8). */
function cutInTls(link: Link): boolean {
  return link.records?.closedProperly === false && link.transport.ending !== 'open';
}

/**
 * The StepFailure with all of it. A cancel and an exception of ours stay what they are.
 */
export function exchangeFailure(error: unknown, link: Link, attempt: Attempt): unknown {
  const { head } = attempt;
  if (error instanceof StepFailure)
    return new StepFailure(...error.evidence, ...countEvidence(head, attempt), ...http2Evidence(link));
  if (attempt.signal.aborted) return error;
  if (isOurMistake(error)) return error;

  const evidence: Evidence[] = [...link.transport.evidence()];
  if (link.records) {
    const { error: tlsError } = link.stream;
    const seen = link.records.evidence();
    evidence.push(...opensslEvidence(tlsError), ...seen, ...hiddenAlert(tlsError, seen));
    if (link.records.closedProperly) {
      evidence.push({ source: 'tls-alert', name: 'close_notify', detail: 'the server said goodbye' });
    } else if (link.records.closedProperly === false && link.transport.ending === 'end') {
      evidence.push(check('NO_CLOSE_NOTIFY', 'TCP ended inside the TLS stream, without close_notify'));
    }
  }
  evidence.push(
    ...countEvidence(head, attempt),
    ...http2Evidence(link),
    ...httpEvidence(error, link, attempt),
  );
  return new StepFailure(...evidence);
}

function countEvidence(head: ResponseHead | null, attempt: Attempt): Evidence[] {
  const length = head?.contentLength ?? null;
  // HTTP/2 does not hand out a frame that goes beyond the length.
  const bytes = Math.max(attempt.bytes, attempt.frames?.contentBytes ?? 0);
  if (length === null || bytes >= length) return [];
  return [check('SHORT_OF_LENGTH', `${bytes} of ${length} bytes`)];
}

function http2Evidence({ frames }: Link): Evidence[] {
  return frames?.evidence() ?? [];
}

/** The library's own finding. Its "socket closed" only repeats what the wire has said better. */
function httpEvidence(error: unknown, { frames }: Link, attempt: Attempt): Evidence[] {
  if (!(error instanceof Error)) return [];
  const { code, name, message } = error as NodeJS.ErrnoException;
  if (frames) {
    // What the server did is in the frames; what is left is what our side finds wrong with them.
    const short = frames.ended && countEvidence(attempt.head, attempt).length > 0;
    if (!code?.startsWith('ERR_HTTP2_') || frames.stopped || short) return [];
    return [{ source: 'http', name: code, detail: message }];
  }
  if (code && !/^(UND_|HPE_)/.test(code)) return [];
  return [{ source: 'http', name: code ?? name, detail: message }];
}

const MISUSE =
  /^UND_ERR_(INVALID_ARG|NOT_SUPPORTED|INVALID_RETURN_VALUE|REQ_CONTENT_LENGTH)|^ERR_(ASSERTION|INVALID_ARG)/;

/** A misuse of undici or a bug: no fact of the network. */
function isOurMistake(error: unknown): boolean {
  const { code = '', name = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return MISUSE.test(code) || ['TypeError', 'RangeError', 'ReferenceError', 'AssertionError'].includes(name);
}
