/**
 * Reads DER (X.690), as far as certificates, revocation lists and OCSP need it. What it hands out are the bytes as they came, for
 * hashes and signatures are made over just these; and nothing is copied, for a list may have hundreds of thousands of entries.
 */

export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
} as const;

/** Of a field `[n]`: a value with a tag of its own inside (explicit, or a structure), and a plain one. */
export const inside = (n: number): number => 0xa0 | n;
export const plain = (n: number): number => 0x80 | n;

export interface Der {
  tag: number;
  content: Buffer;
  /** With its header. */
  bytes: Buffer;
}

/** The bytes are not DER, or not what stands in the standard. */
export class DerError extends Error {}

/** One element that takes all of the bytes. */
export function readDer(bytes: Buffer, tag?: number): Der {
  const [only, ...more] = elements(bytes);
  if (!only || more.length) throw new DerError(`${more.length + (only ? 1 : 0)} values in place of one`);
  return expectTag(only, tag);
}

export function expectTag(element: Der | undefined, tag?: number): Der {
  if (!element) throw new DerError('a value is missing');
  if (tag === undefined || element.tag === tag) return element;
  throw new DerError(`tag ${hex(element.tag)} in place of ${hex(tag)}`);
}

/** What stands one behind the other. */
export function elements(bytes: Buffer): Der[] {
  return [...eachElement(bytes)];
}

export function* eachElement(bytes: Buffer): Generator<Der, void, void> {
  for (let at = 0; at < bytes.length; ) {
    const { tag, start, end } = headerAt(bytes, at);
    yield { tag, content: bytes.subarray(start, end), bytes: bytes.subarray(at, end) };
    at = end;
  }
}

/** The fields of a structure, one after the other; optional ones are asked for by their tags. */
export class Fields {
  readonly #left: Der[];

  constructor(structure: Der | undefined, tag: number = TAG.sequence) {
    this.#left = elements(expectTag(structure, tag).content);
  }

  take(...tags: number[]): Der {
    const next = this.#left[0];
    if (!next || !tags.includes(next.tag)) expectTag(next, tags[0]);
    return this.#left.shift()!;
  }

  /** The next one, whatever it is. */
  takeAny(): Der {
    const next = expectTag(this.#left[0]);
    this.#left.shift();
    return next;
  }

  takeIf(...tags: number[]): Der | null {
    const next = this.#left[0];
    return next && tags.includes(next.tag) ? this.#left.shift()! : null;
  }

  get rest(): readonly Der[] {
    return this.#left;
  }
}

const LONG_LENGTH = 0x80;
const MAX_LENGTH_BYTES = 4;
/** Tags of more than one byte; nothing here has any. */
const LONG_TAG = 0x1f;

function headerAt(bytes: Buffer, at: number): { tag: number; start: number; end: number } {
  const tag = bytes[at]!;
  const first = bytes[at + 1];
  if (first === undefined || (tag & LONG_TAG) === LONG_TAG) throw new DerError('no DER');
  let start = at + 2;
  let length = first;
  if (first >= LONG_LENGTH) {
    const count = first - LONG_LENGTH;
    if (count === 0 || count > MAX_LENGTH_BYTES || start + count > bytes.length) throw new DerError('no DER');
    length = bytes.readUIntBE(start, count);
    start += count;
  }
  const end = start + length;
  if (end > bytes.length) throw new DerError(`${end - bytes.length} bytes are missing`);
  return { tag, start, end };
}

/** `1.2.840.113549` */
export function oidOf(element: Der | undefined): string {
  const { content } = expectTag(element, TAG.oid);
  const parts: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    // The first two share a number.
    if (parts.length) parts.push(value);
    else parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    value = 0;
  }
  return parts.join('.');
}

const TIME = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/;

/** UTCTime or GeneralizedTime, as RFC 5280 section 4.1.2.5 allows them. */
export function timeOf({ tag, content }: Der): Date {
  const isTime = tag === TAG.utcTime || tag === TAG.generalizedTime;
  const parts = isTime ? TIME.exec(content.toString('latin1')) : null;
  if (!parts || (parts[1]!.length === 2) !== (tag === TAG.utcTime)) throw new DerError('no time');
  const [year = 0, month = 0, ...rest] = parts.slice(1).map(Number);
  const fullYear = tag === TAG.generalizedTime ? year : year + (year < 50 ? 2000 : 1900);
  const [day = 0, hour = 0, minute = 0, second = 0] = rest;
  return new Date(Date.UTC(fullYear, month - 1, day, hour, minute, second));
}

/** The bytes of a BIT STRING that ends on a whole byte. */
export function bitsOf(element: Der | undefined): Buffer {
  const { content } = expectTag(element, TAG.bitString);
  if (content[0] !== 0) throw new DerError('no whole bytes');
  return content.subarray(1);
}

export interface Extension {
  id: string;
  critical: boolean;
  value: Buffer;
}

const TRUE = 0xff;
const BOOLEAN = 0x01;

/** Extensions ::= SEQUENCE OF { OID, critical BOOLEAN DEFAULT FALSE, OCTET STRING } */
export function extensionsOf(list: Der): Extension[] {
  return elements(expectTag(list, TAG.sequence).content).map((each) => {
    const fields = new Fields(each);
    const id = oidOf(fields.take(TAG.oid));
    const critical = fields.takeIf(BOOLEAN)?.content[0] === TRUE;
    return { id, critical, value: fields.take(TAG.octetString).content };
  });
}

/** Puts a header before the contents. */
export function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < LONG_LENGTH) return Buffer.concat([Buffer.of(tag, length), content]);
  const digits = length.toString(16);
  const size = Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex');
  return Buffer.concat([Buffer.of(tag, LONG_LENGTH + size.length), size, content]);
}

function hex(tag: number): string {
  return `0x${tag.toString(16)}`;
}
