/**
 * "100 Continue" that nobody asked for. Some servers answer every POST with it, RFC 9110 section 15.2 wants it dropped, and the
 * library takes it for a broken response.
 */

const CONTINUE = /^HTTP\/1\.[01] 100/;
const LONGEST_MATCH = 'HTTP/1.1 100'.length;
const HEAD_END = '\r\n\r\n';
const NOTHING = Buffer.alloc(0);

/** Gives back what comes in, from the first byte of a response, without the heads of leading 100s. */
export function withoutContinue(): (chunk: Buffer) => Buffer {
  let held: Buffer = NOTHING;
  let over = false;
  return (chunk) => {
    if (over) return chunk;
    let rest = held.length ? Buffer.concat([held, chunk]) : chunk;
    held = NOTHING;
    while (CONTINUE.test(rest.toString('latin1', 0, LONGEST_MATCH))) {
      const end = rest.indexOf(HEAD_END);
      if (end < 0) {
        held = Buffer.from(rest);
        return NOTHING;
      }
      rest = rest.subarray(end + HEAD_END.length);
    }
    over = rest.length > 0;
    return rest;
  };
}
