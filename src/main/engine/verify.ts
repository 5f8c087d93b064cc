/** The response is complete: is it what the task wanted? */
import type { Evidence } from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import { check } from '../classify/facts.ts';
import type { Attempt } from './attempt.ts';
import type { ContentSummary } from './http/content.ts';
import { contentRange, declaredBytes } from './http/content-range.ts';
import { type ResponseHead, single } from './http/exchange.ts';

/** Everything that is wrong, in no order; classification ranks it. Of an upload, the answer is looked at in the same way. */
export function contentFindings(attempt: Attempt, head: ResponseHead, content: ContentSummary): Evidence[] {
  const { bytes, requestBody } = attempt;
  const { verify } = attempt.task;
  const findings: Evidence[] = [...transferCodingFindings(head), ...content.evidence];

  if (head.status >= 400) {
    findings.push({ source: 'http', name: String(head.status), detail: `HTTP status ${head.status}` });
  }
  findings.push(...(attempt.refusal?.findings() ?? []));
  if (requestBody && !requestBody.complete) {
    const detail = `the answer came when ${requestBody.sent} of ${requestBody.size} bytes were sent`;
    findings.push(check('SENDING_STOPPED', detail));
  }
  if (verify.declaredSize) findings.push(...sizeFindings(head));
  findings.push(...tooFewBytes(bytes, wantedBytes(attempt, head) ?? 0));
  if (verify.headerContains && !head.lines.some((line) => line.includes(verify.headerContains!))) {
    findings.push(check('HEADER_TEXT_MISSING', `"${verify.headerContains}" is not in the response header`));
  }
  findings.push(...sumFindings(attempt.task, content));
  return findings;
}

export function tooFewBytes(bytes: number, wanted: number): Evidence[] {
  return bytes < wanted ? [check('TOO_FEW_BYTES', `${bytes} bytes came, the task wants ${wanted}`)] : [];
}

export function sumFindings({ verify }: Task, content: ContentSummary): Evidence[] {
  return (['md5', 'sha256'] as const).flatMap((sum) => {
    const expected = verify[sum]?.toLowerCase();
    if (!expected || content[sum] === expected) return [];
    return [check('SUM_DIFFERS', `${sum} is ${content[sum]}, the task wants ${expected}`)];
  });
}

/** The header must name the size: of a part, the size of the whole. */
function sizeFindings(head: ResponseHead): Evidence[] {
  if (head.status === 206) {
    if (typeof contentRange(head)?.whole === 'number') return [];
    const text = single(head.headers['content-range']);
    const detail = text === undefined ? 'HTTP 206 without Content-Range' : `Content-Range: ${text}`;
    return [check('SIZE_UNKNOWN', detail)];
  }
  return head.contentLength === null
    ? [check('SIZE_UNKNOWN', 'the response header names no Content-Length')]
    : [];
}

/** A file that names its length may be shorter than `transferKB`: it is complete all the same. */
function wantedBytes(attempt: Attempt, head: ResponseHead): number | null {
  const { minBytes } = attempt.task.verify;
  if (head.contentLength !== null) return minBytes ?? null;
  // A part may name its length in Content-Range alone.
  const promised = Math.min(
    declaredBytes(head) ?? Number.POSITIVE_INFINITY,
    attempt.stopAfter ?? Number.POSITIVE_INFINITY,
  );
  const wanted = Math.max(minBytes ?? 0, Number.isFinite(promised) ? promised : 0);
  return wanted || null;
}

function transferCodingFindings(head: ResponseHead): Evidence[] {
  const header = single(head.headers['transfer-encoding']) ?? '';
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => name && name !== 'chunked' && name !== 'identity');
  return unknown.length ? [check('CODING_UNKNOWN', `Transfer-Encoding: ${header}`)] : [];
}
