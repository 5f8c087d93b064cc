/** Digest authentication (RFC 7616): what a server asks for, and the answer to it. */
import { createHash } from 'node:crypto';

export interface Challenge {
  realm: string;
  nonce: string;
  opaque: string | undefined;
  algorithm: Algorithm;
  /** False: the server is from before RFC 2617 and names no quality of protection. */
  qop: boolean;
  /** The user's name is to be sent hashed. */
  userhash: boolean;
}

export interface DigestRequest {
  user: string;
  password: string;
  method: string;
  /** Path and query, as in the request line. */
  uri: string;
  /** The client's own nonce. */
  cnonce: string;
  /** The how manieth request it is that answers this challenge, from 1. */
  count: number;
}

const HASHES = { MD5: 'md5', 'MD5-sess': 'md5', 'SHA-256': 'sha256', 'SHA-256-sess': 'sha256' } as const;
type Algorithm = keyof typeof HASHES;
const ALGORITHMS = Object.keys(HASHES) as Algorithm[];

type Parameters = Record<string, string>;

/** The first digest challenge of a WWW-Authenticate header that can be answered: the server names the one it likes best first. */
export function digestChallenge(header: string): Challenge | { unusable: string } {
  const offers = parseChallenges(header);
  const digests = offers.filter((offer) => offer.scheme === 'digest').map((offer) => offer.parameters);
  for (const offer of digests) {
    const algorithm = algorithmOf(offer);
    const qops = offer.qop?.split(',').map((word) => word.trim().toLowerCase());
    if (!algorithm || offer.nonce === undefined || (qops && !qops.includes('auth'))) continue;
    return {
      realm: offer.realm ?? '',
      nonce: offer.nonce,
      opaque: offer.opaque,
      algorithm,
      qop: qops !== undefined,
      userhash: offer.userhash?.toLowerCase() === 'true',
    };
  }
  return {
    unusable: whyNot(
      offers.map((offer) => offer.scheme),
      digests,
    ),
  };
}

function whyNot(schemes: readonly string[], digests: readonly Parameters[]): string {
  if (!schemes.length) return 'the server asks for no authentication that it names';
  if (!digests.length) return `the server asks for ${schemes.join(', ')}, the task has digest`;
  const wanted = digests.map(({ algorithm = 'MD5', qop = 'no qop' }) => `${algorithm} (${qop})`);
  return `the server asks for digest ${wanted.join(', ')}; known here: ${ALGORITHMS.join(', ')} with qop auth`;
}

function algorithmOf({ algorithm = 'MD5' }: Parameters): Algorithm | undefined {
  return ALGORITHMS.find((known) => known.toLowerCase() === algorithm.toLowerCase());
}

/** The value of the Authorization header. */
export function digestAuthorization(challenge: Challenge, request: DigestRequest): string {
  const { realm, nonce, opaque, algorithm, qop, userhash } = challenge;
  const { user, password, method, uri, cnonce } = request;
  const hash = (...parts: string[]): string =>
    createHash(HASHES[algorithm]).update(parts.join(':')).digest('hex');

  const login = hash(user, realm, password);
  const secret = algorithm.endsWith('-sess') ? hash(login, nonce, cnonce) : login;
  const what = hash(method, uri);
  const count = request.count.toString(16).padStart(8, '0');
  const response = qop ? hash(secret, nonce, count, cnonce, 'auth', what) : hash(secret, nonce, what);

  const fields = [
    `username=${quoted(userhash ? hash(user, realm) : user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    ...(qop || algorithm.endsWith('-sess') ? [`cnonce=${quoted(cnonce)}`] : []),
    ...(qop ? [`nc=${count}`, 'qop=auth'] : []),
    `response=${quoted(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    `algorithm=${algorithm}`,
    ...(userhash ? ['userhash=true'] : []),
  ];
  return `Digest ${fields.join(', ')}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** `name=value` and `name="value"`, else the beginning of the next challenge, else a word of its own (token68). */
const PART = /\s*([^\s=,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))|\s*([^\s=,"]+)|[\s,"=]/g;

/** The header as a list (RFC 9110 section 11.6.1): schemes in lower case, each with its parameters by lower-case name. */
export function parseChallenges(header: string): { scheme: string; parameters: Parameters }[] {
  const offers: { scheme: string; parameters: Parameters }[] = [];
  for (const [, name, inQuotes, bare, word] of header.matchAll(PART)) {
    if (word !== undefined) offers.push({ scheme: word.toLowerCase(), parameters: {} });
    else if (name !== undefined) {
      const offer = offers.at(-1);
      if (offer) offer.parameters[name.toLowerCase()] = inQuotes?.replace(/\\(.)/g, '$1') ?? bare ?? '';
    }
  }
  return offers;
}
