/** Which parts of a task are secrets, and how they are taken out of it and put back. A place that held one then shows a mark. */
import { isSecretHeader } from './secret-names.ts';
import type { TaskInput } from './task-schema.ts';

/** Stands where a secret is set but not shown. Whoever saves a task with it keeps the secret that is stored. */
export const KEPT_SECRET = '{secret}';

/** By the place in the task: `request.auth.password`. Of an address, `user:password`. */
export type Secrets = Record<string, string>;

const SINGLE = ['ftp.password', 'request.auth.password', 'request.auth.token', 'tls.clientCert.passphrase'];
const ADDRESSES = ['url', 'upload.source.url', 'proxy'];
const CREDENTIALS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)@/i;

/** A place whose secret is the `user:password` of an address. */
export function isAddress(path: string): boolean {
  return ADDRESSES.includes(path);
}

type Fields = Record<string, unknown>;
/** What stands there instead; undefined: nothing. */
type Change = (path: string, secret: string) => string | undefined;

/** A copy of the task with each of its secrets changed. */
export function changeSecrets<T extends TaskInput>(task: T, change: Change): T {
  const copy = JSON.parse(JSON.stringify(task)) as Fields;
  const put = (owner: Fields, key: string, value: unknown): void => {
    if (value === undefined) delete owner[key];
    else owner[key] = value;
  };
  for (const path of SINGLE) {
    const { owner, key } = placeOf(copy, path);
    if (typeof owner?.[key] === 'string') put(owner, key, change(path, owner[key]));
  }
  for (const path of ADDRESSES) {
    const { owner, key } = placeOf(copy, path);
    if (typeof owner?.[key] !== 'string') continue;
    owner[key] = owner[key].replace(CREDENTIALS, (_all, scheme: string, credentials: string) => {
      const changed = change(path, credentials);
      return changed === undefined ? scheme : `${scheme}${changed}@`;
    });
  }
  for (const path of ['request.cookies', 'request.headers']) {
    const { owner, key } = placeOf(copy, path);
    const pairs = owner?.[key] as Fields | undefined;
    for (const [name, value] of Object.entries(pairs ?? {})) {
      if (path === 'request.headers' && !isSecretHeader(name)) continue;
      put(pairs!, name, changed(`${path}.${name}`, value, change));
    }
  }
  return copy as unknown as T;
}

function changed(path: string, value: unknown, change: Change): unknown {
  if (typeof value === 'string') return change(path, value);
  if (!Array.isArray(value)) return value;
  const values = value.flatMap((one, index) => change(`${path}[${index}]`, String(one)) ?? []);
  return values.length || !value.length ? values : undefined;
}

function placeOf(task: Fields, path: string): { owner: Fields | undefined; key: string } {
  const keys = path.split('.');
  const key = keys.pop()!;
  const owner = keys.reduce<unknown>((at, name) => (at as Fields | undefined)?.[name], task);
  return { owner: typeof owner === 'object' && owner !== null ? (owner as Fields) : undefined, key };
}

/** The task with marks in place of its secrets, and the secrets. What is marked already is not among them. */
export function splitSecrets<T extends TaskInput>(task: T): { task: T; secrets: Secrets } {
  const secrets: Secrets = {};
  const marked = changeSecrets(task, (path, secret) => {
    // An empty one hides nothing.
    if (secret === '' || secret === KEPT_SECRET) return secret;
    secrets[path] = secret;
    return KEPT_SECRET;
  });
  return { task: marked, secrets };
}

/** The task with its secrets in place of the marks; `missing`: marks that nothing was known for. */
export function joinSecrets<T extends TaskInput>(task: T, secrets: Secrets): { task: T; missing: string[] } {
  const missing: string[] = [];
  const joined = changeSecrets(task, (path, secret) => {
    if (secret !== KEPT_SECRET) return secret;
    const known = secrets[path];
    if (known === undefined) missing.push(path);
    return known ?? secret;
  });
  return { task: joined, missing };
}

/** The places that hold a mark. */
export function keptSecrets(task: TaskInput): string[] {
  return joinSecrets(task, {}).missing;
}

/** Fields that a task of their kind cannot be without. */
const NEEDED = ['request.auth.password', 'request.auth.token'];

/** The task as others may see it, and what was left out of it. */
export function withoutSecrets<T extends TaskInput>(task: T): { task: T; leftOut: string[] } {
  const leftOut: string[] = [];
  const bare = changeSecrets(task, (path, secret) => {
    if (secret === '') return secret;
    leftOut.push(path);
    return NEEDED.includes(path) ? '' : undefined;
  });
  return { task: bare, leftOut };
}
