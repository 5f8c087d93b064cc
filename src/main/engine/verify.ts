/** The response is complete: is it what the task wanted? */
import type { Evidence } from '../../shared/result.ts';
import { check } from '../classify/facts.ts';
import type { Attempt } from './attempt.ts';
import type { ContentSummary } from './http/content.ts';
import { type ResponseHead, single } from './http/exchange.ts';

/** Everything that is wrong, in no order; classification ranks it. Of an upload, the answer is looked at in the same way. */
export function contentFindings(attempt: Attempt, head: ResponseHead, content: ContentSummary): Evidence[] {
  const { bytes, requestBody } = attempt;
  const { verify } = attempt.task;
  const findings: Evidence[] = [...transferCodingFindings(head), ...content.evidence];

  if (head.status >= 400) {
    findings.push({ source: 'http', name: String(head.status), detail: `HTTP status ${head.status}` });
  }
  if (requestBody && !requestBody.complete) {
    const detail = `the answer came when ${requestBody.sent} of ${requestBody.size} bytes were sent`;
    findings.push(check('SENDING_STOPPED', detail));
  }
  if (verify.declaredSize && head.contentLength === null) {
    findings.push(check('SIZE_UNKNOWN', 'the response header names no Content-Length'));
  }
  const wanted = wantedBytes(attempt, head);
  if (wanted !== null && bytes < wanted) {
    findings.push(check('TOO_FEW_BYTES', `${bytes} bytes came, the task wants ${wanted}`));
  }
  if (verify.headerContains && !head.lines.some((line) => line.includes(verify.headerContains!))) {
    findings.push(check('HEADER_TEXT_MISSING', `"${verify.headerContains}" is not in the response header`));
  }
  for (const sum of ['md5', 'sha256'] as const) {
    const expected = verify[sum]?.toLowerCase();
    if (expected && content[sum] !== expected) {
      findings.push(check('SUM_DIFFERS', `${sum} is ${content[sum]}, the task wants ${expected}`));
    }
  }
  return findings;
}

/** A file that names its length may be shorter than `transferKB`: it is complete all the same. */
function wantedBytes(attempt: Attempt, head: ResponseHead): number | null {
  const { minBytes } = attempt.task.verify;
  const stopAfter = head.contentLength === null ? attempt.stopAfter : null;
  const wanted = Math.max(minBytes ?? 0, stopAfter ?? 0);
  return wanted || null;
}

function transferCodingFindings(head: ResponseHead): Evidence[] {
  const header = single(head.headers['transfer-encoding']) ?? '';
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => name && name !== 'chunked' && name !== 'identity');
  return unknown.length ? [check('CODING_UNKNOWN', `Transfer-Encoding: ${header}`)] : [];
}
