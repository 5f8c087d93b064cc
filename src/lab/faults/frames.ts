/** Frames of HTTP/2 that scripts are put together from (RFC 9113 section 6), all on the client's first stream. */
import { content } from '../content.ts';
import type { Script, Step } from '../script.ts';

const DATA = 0;
const HEADERS = 1;
const RST_STREAM = 3;
const SETTINGS = 4;
const GOAWAY = 7;
const CONTINUATION = 9;
const END_STREAM = 0x1;
const ACK = 0x1;
const END_HEADERS = 0x4;
const STREAM = 1;
const CONNECTION = 0;
const MAX_FRAME = 16_384;

/** RFC 9113 section 7, those that cases use. */
export const REASON = {
  NO_ERROR: 0,
  INTERNAL_ERROR: 2,
  REFUSED_STREAM: 7,
  CANCEL: 8,
  ENHANCE_YOUR_CALM: 11,
  INADEQUATE_SECURITY: 12,
  HTTP_1_1_REQUIRED: 13,
} as const;

function frame(type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array()): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
}

/** What a server begins with: its settings, and the client's acknowledged. */
export const greeting: Step = {
  send: Buffer.concat([frame(SETTINGS, 0, CONNECTION), frame(SETTINGS, ACK, CONNECTION)]),
};

/** A header as one HEADERS frame and as many CONTINUATION frames as it needs. */
export function headers(fields: Record<string, string | number>): Step {
  const block = Buffer.concat(Object.entries(fields).map(([name, value]) => literal(name, String(value))));
  const frames: Buffer[] = [];
  for (let at = 0; at === 0 || at < block.length; at += MAX_FRAME) {
    const last = at + MAX_FRAME >= block.length ? END_HEADERS : 0;
    const part = block.subarray(at, at + MAX_FRAME);
    frames.push(at === 0 ? frame(HEADERS, last, STREAM, part) : frame(CONTINUATION, last, STREAM, part));
  }
  return { send: Buffer.concat(frames) };
}

/** These bytes, or so many of the lab's content, in frames; `end`: and no more. */
export function data(what: Uint8Array | number, end = false): Step {
  const bytes = typeof what === 'number' ? content(what) : what;
  const frames: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += MAX_FRAME) {
    const last = end && at + MAX_FRAME >= bytes.length ? END_STREAM : 0;
    frames.push(frame(DATA, last, STREAM, bytes.subarray(at, at + MAX_FRAME)));
  }
  return { send: Buffer.concat(frames) };
}

/** A whole answer with so many bytes of content. */
export function answer2(length: number, fields: Record<string, string | number> = {}, status = 200): Script {
  return [headers({ ':status': status, 'content-length': length, ...fields }), data(length, true)];
}

export function resetStream(reason: number): Step {
  return { send: frame(RST_STREAM, 0, STREAM, uint32(reason)) };
}

/** `processed`: whether the server worked on the request. */
export function goaway(reason: number, processed: boolean): Step {
  return { send: frame(GOAWAY, 0, CONNECTION, uint32(processed ? STREAM : 0, reason)) };
}

function uint32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, index) => void bytes.writeUInt32BE(number, 4 * index));
  return bytes;
}

/** A field that uses and enters no table (RFC 7541 section 6.2.2). */
function literal(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.of(0), hpackText(name), hpackText(value)]);
}

function hpackText(text: string): Buffer {
  return Buffer.concat([hpackLength(text.length), Buffer.from(text, 'latin1')]);
}

/** An integer with a prefix of 7 bits (RFC 7541 section 5.1). */
function hpackLength(length: number): Buffer {
  if (length < 127) return Buffer.of(length);
  const bytes = [127];
  let left = length - 127;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  return Buffer.of(...bytes, left);
}
