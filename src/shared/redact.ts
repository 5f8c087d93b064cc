/**
 * What must not leave this computer: one way for reports, exports, bundles and copies to hide it. Values that are known to be secret
 * (of the tasks at hand) are hidden wherever they turn up; of what nobody knows, whatever has the form of a secret.
 */
import type { TransferResult } from './result.ts';
import { isSecretHeader, isSecretName } from './secret-names.ts';
import { changeSecrets, isAddress } from './secrets.ts';
import type { Task } from './task.ts';

/** Stands where a secret stood. */
export const HIDDEN = '***';

export interface Redactor {
  text(text: string): string;
  /** Numbers and the words of our own vocabulary (phase, outcome, …) stay as they are. */
  result(result: TransferResult): TransferResult;
  /** Any data; the value under a secret's name is hidden as a whole. */
  data<T>(value: T): T;
}

export interface RedactorOptions {
  /** Of this computer's user; others are known by their usual places. */
  home?: string;
}

/** Leaves everything as it is: for those who ask for it. */
export const openly: Redactor = {
  text: (text) => text,
  result: (result) => result,
  data: (value) => value,
};

export function createRedactor(
  secrets: readonly string[] = [],
  { home = '' }: RedactorOptions = {},
): Redactor {
  const known = knownSecrets(secrets);
  const homes = home.length > 1 ? new RegExp(`${escaped(home)}(?=[/\\\\]|$|[^\\w.-])`, 'gi') : null;

  const text = (given: string): string => {
    const plain = known ? given.replace(known, HIDDEN) : given;
    const formed = FORMS.reduce((sofar, [pattern, into]) => sofar.replace(pattern, into), plain);
    return homes ? formed.replace(homes, '~') : formed;
  };

  const data = <T>(value: T): T => walk(value) as T;
  function walk(value: unknown): unknown {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        text(name),
        isSecretName(name) && typeof part !== 'object' ? hide(part) : walk(part),
      ]),
    );
  }

  return { text, data, result: (result) => redactResult(result, text, data) };
}

function hide(value: unknown): unknown {
  return value === '' || typeof value === 'boolean' || value === null ? value : HIDDEN;
}

/** Field by field: a password `ftp` must not turn a protocol into stars. */
function redactResult(
  result: TransferResult,
  text: Redactor['text'],
  data: Redactor['data'],
): TransferResult {
  const { redirects, tls, proxy, ftp, evidence, labels } = result;
  return {
    ...result,
    task: text(result.task),
    url: text(result.url),
    finalUrl: text(result.finalUrl),
    host: text(result.host),
    redirects: redirects.map((hop) => ({ ...hop, from: text(hop.from), to: text(hop.to) })),
    tls: tls && {
      ...tls,
      chain: tls.chain.map((one) => ({ ...one, subject: text(one.subject), issuer: text(one.issuer) })),
      revocation: tls.revocation && {
        ...tls.revocation,
        from: tls.revocation.from && text(tls.revocation.from),
      },
    },
    proxy: proxy && { ...proxy, url: text(proxy.url) },
    ftp: ftp && {
      ...ftp,
      steps: ftp.steps.map((step) => ({ ...step, detail: text(step.detail) })),
      transcript: ftp.transcript.map((line) => ({ ...line, text: text(line.text) })),
    },
    evidence: evidence.map((one) => ({ ...one, name: text(one.name), detail: text(one.detail) })),
    labels: data(labels),
  };
}

/** What stands for itself by its form. In this order; the replacement keeps the name, so that one sees what was there. */
const FORMS: readonly [pattern: RegExp, into: string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
  // User and password of a URL, whatever characters the password has; the user alone may be a token.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]+@/gi, `$1${HIDDEN}@`],
  // `Authorization: Basic …` and its kin, with or without the header's name before it.
  [
    /\b((?:Basic|Bearer|Digest|Negotiate|NTLM|Token)\s+)(?=[^\s,;]*[\d=+/_.-])[A-Za-z0-9+/=_.~-]{6,}/g,
    `$1${HIDDEN}`,
  ],
  [
    /\b((?:Proxy-)?Authorization|Set-Cookie2?|Cookie)(\s*[:=]\s*)(?!\*\*\*)[^\s"'<>][^\r\n"'<>]*/gi,
    `$1$2${HIDDEN}`,
  ],
  [
    /\b(X-[A-Za-z-]*(?:Auth|Token|Key|Secret|Password|Session)[A-Za-z-]*\s*:\s*)(?!\*\*\*)[^\s"'<>][^\r\n"'<>]*/gi,
    `$1${HIDDEN}`,
  ],
  // FTP, as it goes over the wire.
  [/\b(PASS|ACCT)( +)(?!\*\*\*)(?!ive\b)\S[^\r\n]*/g, `$1$2${HIDDEN}`],
  // JSON Web Tokens.
  [/\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g, HIDDEN],
  // `name=value` and `name: value` in queries, forms, sentences and JSON.
  [
    new RegExp(
      String.raw`([?&;\s"'{(,]|^)((?:[\w.-]|%5B|\[)*(?:${[
        'pass(?:word|wd|phrase|code)?',
        'pwd',
        'secret',
        'token',
        'api[-_]?key',
        'access[-_]?key(?:[-_]?id)?',
        'private[-_]?key',
        'account[-_]?key',
        'signature',
        'credential',
        'session[-_]?id',
        'auth[-_]?key',
        'jwt',
      ].join('|')})(?:\]|%5D)?)("?'?\s*(?:=|:|%3D)\s*"?'?)(?!\*\*\*)[^\s&#"'<>,;)}]+`,
      'gi',
    ),
    `$1$2$3${HIDDEN}`,
  ],
  // Short names count in a query alone: `code: 609` is no secret.
  [/([?&])(sig|sign|key|auth|sid|code|pw|pass)=(?!\*\*\*)[^\s&#"'<>]+/gi, `$1$2=${HIDDEN}`],
  // Home folders, which name their user.
  [/(?<![\w.])(?:\/home|\/Users|\/export\/home)\/[^/\s"'<>:;,]+/g, '~'],
  [/\b[A-Za-z]:[\\/]+Users[\\/]+[^\\/\s"'<>:;,]+/gi, '~'],
];

/** Only what is known to be secret: of a text whose every other word counts. */
export function hideKnown(text: string, secrets: readonly string[]): string {
  const known = knownSecrets(secrets);
  return known ? text.replace(known, HIDDEN) : text;
}

/** One pattern for all known values in all the ways they are written; longest first, so that no rest of one stays. */
function knownSecrets(secrets: readonly string[]): RegExp | null {
  const written = new Set(secrets.flatMap(writings).filter((secret) => secret.length > 0));
  const sorted = [...written].sort((a, b) => b.length - a.length);
  // A short one is hidden as a word only: every letter `a` of a text would be hidden otherwise.
  const parts = sorted.map((secret) =>
    secret.length < 6 ? `(?<![\\p{L}\\p{N}])${escaped(secret)}(?![\\p{L}\\p{N}])` : escaped(secret),
  );
  return parts.length ? new RegExp(parts.join('|'), 'gu') : null;
}

/** As it is, percent-encoded, as a form has it, in JSON, and in base64. */
function writings(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const base64 = toBase64(secret);
  return [
    secret,
    encoded,
    encoded.toLowerCase(),
    encoded.replaceAll('%20', '+'),
    JSON.stringify(secret).slice(1, -1),
    ...(secret.length >= 4 ? [base64, base64.replace(/=+$/, '')] : []),
  ];
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of the UTF-8 bytes. Written here because `shared` has neither Node's nor the browser's. */
export function toBase64(text: string): string {
  const bytes = [...encodeURIComponent(text.toWellFormed()).matchAll(/%([0-9A-F]{2})|[^%]/g)].map(
    ([character, hex]) => (hex === undefined ? character.charCodeAt(0) : Number.parseInt(hex, 16)),
  );
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const letters = [18, 12, 6, 0].map((shift) => BASE64[(bits >> shift) & 63]).join('');
    encoded += letters.slice(0, Math.min(4, bytes.length - at + 1)).padEnd(4, '=');
  }
  return encoded;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Every value of a task that is a secret, as it was written and in the parts that may turn up alone. */
export function secretsOf(task: Task): string[] {
  const found: string[] = [];
  changeSecrets(task, (path, secret) => {
    found.push(...partsOf(path, secret));
    return secret;
  });
  const { url, request, upload, labels } = task;
  // As it goes over the wire.
  const { auth } = request;
  if (auth && auth.type !== 'bearer') found.push(toBase64(`${auth.user}:${auth.password}`));
  found.push(...querySecrets(url));
  if (upload && 'url' in upload.source) found.push(...querySecrets(upload.source.url));
  for (const [name, value] of Object.entries(labels)) if (isSecretName(name)) found.push(value);
  return [...new Set(found.filter(Boolean))];
}

/** `path`: the place, as `changeSecrets` names it. */
function partsOf(path: string, secret: string): string[] {
  if (path.startsWith('request.cookies.')) return isTelling(secret) ? [secret] : [];
  // `Bearer abc`: the scheme is none; and a header may hold several cookies.
  if (path.startsWith('request.headers.')) {
    const pairs = secret.split(/;\s*/).map((pair) => pair.replace(/^[^=]*=/, ''));
    return [secret, secret.replace(/^\w+\s+/, ''), ...pairs.filter(isTelling)];
  }
  // Of an address, `user:password`: the user is none.
  if (isAddress(path)) {
    const password = /^[^:]*:(.*)$/s.exec(secret)?.[1] ?? '';
    return [password, decoded(password)];
  }
  return [secret];
}

/** A cookie `lang=zh` or `page=1` is no secret, and hiding it would spoil every other text. */
function isTelling(value: string): boolean {
  return value.length > 3;
}

/** What the query of a URL has under a secret's name. */
function querySecrets(url: string): string[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return query.split('&').flatMap((pair) => {
    const [name = '', ...rest] = pair.split('=');
    const value = rest.join('=');
    return isSecretName(decoded(name)) ? [value, decoded(value)] : [];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The task with stars for its secrets; what it does stays to be read. */
export function redactTask(task: Task, redactor: Redactor = createRedactor(secretsOf(task))): Task {
  const { headers, cookies, body } = task.request;
  const hidden = redactor.data(task);
  return {
    ...hidden,
    // Words of the schema; the redactor may have met a password that is one.
    direction: task.direction,
    kernel: task.kernel,
    protocols: task.protocols,
    proxy: task.proxy === 'none' || task.proxy === 'system' ? task.proxy : hidden.proxy,
    request: {
      ...hidden.request,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          isSecretHeader(name) ? HIDDEN : redactor.data(value),
        ]),
      ),
      cookies: Object.fromEntries(Object.keys(cookies).map((name) => [name, HIDDEN])),
      // Nobody knows which part of it is one.
      ...(body !== undefined && { body: `${HIDDEN} (${body.length} characters)` }),
    },
  };
}
