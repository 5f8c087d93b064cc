/** What a response says about its size: Content-Length, and Content-Range where it is a part (RFC 9110 section 14.4). */
import { type ResponseHead, single } from './exchange.ts';

/** First and last byte, both included; the whole is null where the server says `*`. */
export interface ContentRange {
  from: number;
  to: number;
  whole: number | null;
}

/** Null when it is not the range of bytes that the header must name: malformed, reversed, or beyond the whole. */
export function parseContentRange(text: string): ContentRange | null {
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(text.trim());
  if (!match) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  const whole = match[3] === '*' ? null : Number(match[3]);
  if (from > to || !Number.isSafeInteger(to) || (whole !== null && to >= whole)) return null;
  return { from, to, whole };
}

/** The part that a 206 holds; null for any other answer, and where the header does not say. */
export function contentRange(head: ResponseHead): ContentRange | null {
  const text = single(head.headers['content-range']);
  return head.status === 206 && text !== undefined ? parseContentRange(text) : null;
}

/** Bytes of the body, as the header promises them; null when it names no size. */
export function declaredBytes(head: ResponseHead): number | null {
  const range = contentRange(head);
  return head.contentLength ?? (range && range.to - range.from + 1);
}
