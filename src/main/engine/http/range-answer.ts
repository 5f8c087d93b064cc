/** Is an answer to a range the part that was asked for, and of the same file as the parts before it? */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import { contentRange, parseContentRange } from './content-range.ts';
import { type ResponseHead, single } from './exchange.ts';

/** Bytes from `from` up to and without `to`. */
export interface Asked {
  from: number;
  to: number;
}

export function rangeHeaders({ from, to }: Asked, first: ResponseHead | null): Record<string, string> {
  const unchanged = first && validator(first);
  return {
    range: `bytes=${from}-${to - 1}`,
    // A part of something compressed is of no use to a thread.
    'accept-encoding': 'identity',
    ...(unchanged && { 'if-range': unchanged }),
  };
}

/** What If-Range may name: a strong ETag, else the date (RFC 9110 section 13.1.5). */
function validator(head: ResponseHead): string | undefined {
  const etag = single(head.headers.etag);
  return etag?.startsWith('"') ? etag : single(head.headers['last-modified']);
}

/** Everything that is wrong with it; `first` is the head of the first part, null when this is the first. */
export function rangeFindings(head: ResponseHead, asked: Asked, first: ResponseHead | null): Evidence[] {
  if (head.status >= 400) {
    return [{ source: 'http', name: String(head.status), detail: `HTTP status ${head.status} to a range` }];
  }
  const changes = first ? changesSince(first, head) : [];
  if (changes.length) return changes;
  if (head.status !== 206) return [invalid(`HTTP ${head.status} to a range, where others got 206`)];

  const text = single(head.headers['content-range']);
  if (text === undefined) {
    const what = 'HTTP 206 without Content-Range';
    return [first ? invalid(what) : check('SIZE_UNKNOWN', what)];
  }
  const range = parseContentRange(text);
  const last = asked.to - 1;
  if (!range || range.from !== asked.from || range.to > last) return [invalid(`Content-Range: ${text}`)];
  if (range.whole === null && !first) return [check('SIZE_UNKNOWN', `Content-Range: ${text}`)];
  if (range.to < last) return [check('SHORT_OF_LENGTH', `Content-Range: ${text}`)];

  const coding = single(head.headers['content-encoding']);
  if (coding !== undefined && coding !== 'identity') return [invalid(`Content-Encoding: ${coding}`)];
  const length = asked.to - asked.from;
  if (head.contentLength !== null && head.contentLength > length) {
    return [invalid(`Content-Length: ${head.contentLength} for ${length} bytes`)];
  }
  return [];
}

function invalid(what: string): Evidence {
  return check('RANGE_INVALID', what);
}

/** A header that is not repeated says nothing: an answer to If-Range need not have them all. */
function changesSince(first: ResponseHead, head: ResponseHead): Evidence[] {
  const found: Evidence[] = [];
  for (const name of ['ETag', 'Last-Modified']) {
    const [before, now] = [first, head].map((one) => single(one.headers[name.toLowerCase()]));
    if (before !== undefined && now !== undefined && before !== now) {
      found.push(check('RANGE_CHANGED', `${name}: ${now}, with the first part ${before}`));
    }
  }
  const [before, now] = [first, head].map((one) => contentRange(one)?.whole ?? null);
  if (before !== null && now !== null && before !== now) {
    found.push(check('RANGE_CHANGED', `${now} bytes, with the first part ${before}`));
  }
  return found;
}
