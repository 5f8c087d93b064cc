/** Judges the head of a request: a header's value, or the answer to a digest challenge (RFC 7616 section 3.4). */
import { createHash } from 'node:crypto';
import type { Demand } from '../script.ts';

export function meets(head: string, demand: Demand): boolean {
  const [requestLine = '', ...lines] = head.split('\r\n');
  if ('header' in demand) return headerOf(lines, demand.header) === demand.value;

  const { user, password, realm, nonce, algorithm } = demand.digest;
  const given = fieldsOf(headerOf(lines, 'authorization') ?? '');
  const [method = '', target = ''] = requestLine.split(' ');
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(text, 'utf8')
      .digest('hex');
  const known = hash(`${user}:${realm}:${password}`);
  const a1 = algorithm.endsWith('-sess') ? hash(`${known}:${nonce}:${given.cnonce}`) : known;
  const a2 = hash(`${method}:${target}`);
  const expected = hash(`${a1}:${nonce}:${given.nc}:${given.cnonce}:auth:${a2}`);
  return (
    given.username === user &&
    given.realm === realm &&
    given.nonce === nonce &&
    given.uri === target &&
    given.qop === 'auth' &&
    given.algorithm === algorithm &&
    /^[0-9a-f]{8}$/.test(given.nc ?? '') &&
    given.response === expected
  );
}

function headerOf(lines: readonly string[], name: string): string | null {
  const line = lines.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}

function fieldsOf(authorization: string): Record<string, string> {
  if (!/^digest /i.test(authorization)) return {};
  const fields = authorization.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g);
  return Object.fromEntries(
    [...fields].map(([, name = '', quoted, bare]) => [name, quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '']),
  );
}
