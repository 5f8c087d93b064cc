/** What a run of curl that did not come to a good end leaves as evidence, and how far it had come. */
import { hideKnown, secretsOf } from '../../../shared/redact.ts';
import type { Evidence, Phase } from '../../../shared/result.ts';
import { type Circumstances, check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { errnoEvidence, StepFailure } from '../failure.ts';
import { isExhausted } from '../handles.ts';
import type { CurlEnd } from './process.ts';
import type { CurlTrace } from './trace.ts';
import type { Way } from './way.ts';

/** Exits that belong to a phase whatever was seen before: nothing had been sent, or not even connected. */
const PHASE_OF_EXIT: Readonly<Record<number, Phase>> = {
  ...Object.fromEntries(
    [2, 4, 26, 27, 43, 48, 49, 53, 54, 58, 59, 66, 77, 82].map((exit) => [exit, 'preflight']),
  ),
  5: 'resolve',
  6: 'resolve',
  7: 'connect',
  45: 'connect',
  60: 'secure',
  83: 'secure',
  90: 'secure',
  91: 'secure',
};

/** The certificate was not accepted. With any other exit curl's number for the check may only mean that there was none. */
const PEER_FAILED_VERIFICATION = 60;
const SSL_CONNECT_ERROR = 35;

/** Exits that tell of the end of a connection; how TLS was closed says what kind of end. */
const ENDED_BY_SERVER = new Set([0, 16, 18, 52, 56, 92]);

export interface Ended {
  end: CurlEnd;
  trace: CurlTrace;
  way: Way;
  /** Bytes of the answer, its header included. */
  answerBytes: number;
}

/** The exit, its words, and what is known besides. */
export function curlFailure(attempt: Attempt, ended: Ended, ...more: Evidence[]): StepFailure {
  const { end, trace } = ended;
  if (end.error) return notStarted(end.error);
  const failure = new StepFailure(exitEvidence(attempt, ended), ...observed(attempt, ended), ...more);
  const answered = trace.marks.answered !== undefined;
  const settled = answered || end.exit === null ? undefined : PHASE_OF_EXIT[end.exit];
  const phase = settled ?? attempt.timeline.phase;
  failure.place = { phase: inProxy(ended, phase), circumstances: circumstancesOf(attempt, ended) };
  return failure;
}

/** A limit of the task ended curl: the same circumstances. */
export function overdue(
  attempt: Attempt,
  failure: StepFailure,
  ended: Omit<Ended, 'end'>,
  ...more: Evidence[]
): StepFailure {
  const { timeline } = attempt;
  const whole = new StepFailure(...failure.evidence, ...observed(attempt, ended), ...more);
  whole.place = { phase: timeline.phase, circumstances: circumstancesOf(attempt, ended) };
  return whole;
}

function notStarted(error: NodeJS.ErrnoException): StepFailure {
  const { message } = error;
  if (isExhausted(error)) return new StepFailure(errnoEvidence(error));
  return new StepFailure(check('CURL_UNUSABLE', `curl could not be started: ${message}`));
}

function exitEvidence(attempt: Attempt, { end, trace }: Ended): Evidence {
  const name = end.signal ?? String(end.exit);
  const said = trace.report?.message ?? /^curl: \(\d+\) (.*)$/.exec(trace.error ?? '')?.[1];
  const why = trace.trouble && !said?.includes(trace.trouble) ? ` (${trace.trouble})` : '';
  const detail = end.signal ? 'curl was ended by a signal' : `${said ?? 'curl said nothing of it'}${why}`;
  return {
    source: 'curl',
    name,
    detail: hideKnown(detail, [...secretsOf(attempt.task), attempt.machine?.passphrase ?? '']),
  };
}

/** What stands beside curl's own words: what it counted, what TLS said, what the proxy answered. */
function observed(attempt: Attempt, ended: Omit<Ended, 'end'> & { end?: CurlEnd }): Evidence[] {
  const { trace, way, end } = ended;
  const evidence: Evidence[] = [];
  const { report } = trace;
  const { head } = attempt;
  const verify =
    end?.exit === PEER_FAILED_VERIFICATION && (report?.verifyResult || report?.proxyVerifyResult);
  if (verify) evidence.push({ source: 'curl', name: 'ssl_verify_result', detail: String(verify) });
  if (report && report.connectStatus >= 400) {
    const status = String(report.connectStatus);
    evidence.push({ source: 'http', name: status, detail: `the proxy answered CONNECT with ${status}` });
  }
  if (end?.exit === SSL_CONNECT_ERROR && trace.certificateNotTaken) {
    const detail = 'curl ended the handshake by an alert of its own when the certificate had come';
    evidence.push(check('CERTIFICATE_NOT_TAKEN', detail));
  }
  if (trace.certificateRequested) {
    evidence.push(check('CERTIFICATE_REQUEST', 'the server asked for a client certificate'));
  }
  if (head?.contentLength && attempt.bytes < head.contentLength) {
    evidence.push(check('SHORT_OF_LENGTH', `${attempt.bytes} of ${head.contentLength} bytes`));
  }
  if (
    ENDED_BY_SERVER.has(end?.exit ?? -1) &&
    trace.tellsTls &&
    !trace.closeNotified &&
    attempt.target?.protocol === 'https'
  ) {
    evidence.push(check('NO_CLOSE_NOTIFY', 'TLS has shown no close_notify of the server'));
  }
  return [...evidence, ...atProxy(trace, way)];
}

/** Until there is a tunnel only the proxy is at the other end. */
function atProxy(trace: CurlTrace, { proxy, tunnels, securesProxy }: Way): Evidence[] {
  if (!proxy) return [];
  const { shown } = proxy.chosen;
  if (securesProxy && trace.marks.connected !== undefined && trace.marks.asked === undefined) {
    return [check('PROXY_TLS', `TLS with the proxy ${shown}`)];
  }
  const there = trace.marks.connected !== undefined && (!tunnels || trace.marks.tunneled !== undefined);
  return there ? [] : [check('AT_PROXY', `the proxy ${shown}`)];
}

/** TLS with the proxy belongs to the step "proxy". */
function inProxy(ended: Ended, phase: Phase): Phase {
  const there = atProxy(ended.trace, ended.way).some(({ name }) => name === 'PROXY_TLS');
  return there ? 'proxy' : phase;
}

function circumstancesOf(attempt: Attempt, { trace, answerBytes }: Omit<Ended, 'end'>): Circumstances {
  const { head, requestBody } = attempt;
  return {
    ...attempt.circumstances(),
    requestSent: trace.marks.requested !== undefined && (requestBody?.complete ?? true),
    responseBytes: answerBytes,
    status: head?.status ?? null,
    framing: head?.framing ?? null,
  };
}
