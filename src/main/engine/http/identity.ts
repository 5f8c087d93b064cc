/**
 * As whom a request goes out: Authorization, Cookie, and the headers of the task that are for one origin alone. They are
 * shown to the origin of the task's URL and to no other, wherever redirects lead. Cookies that a server sets are not kept.
 */
import { randomBytes } from 'node:crypto';
import type { Task } from '../../../shared/task.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import type { Target } from '../preflight.ts';
import { type Challenge, digestAuthorization, digestChallenge } from './digest.ts';
import { type ResponseHead, single } from './exchange.ts';

type Auth = NonNullable<Task['request']['auth']>;

/** What a request to one target may show. */
export interface Presented {
  authorization: string | null;
  cookie: string | null;
  /** The task's own headers. */
  headers: Task['request']['headers'];
}

/** The task's own headers that tell who asks, or for whom. */
const PERSONAL = /^(authorization|cookie|host)$/i;

export class Identity {
  readonly #task: Task;
  /** The first target asked for. */
  #home: Target | null = null;
  #challenge: Challenge | null = null;
  /** One for all requests that answer the same challenge, as the session variants want it. */
  #cnonce: string | null = null;
  #uses = 0;
  /** The hop whose challenge was answered: an answer that is refused is not given twice. */
  #answered = -1;

  constructor(task: Task) {
    this.#task = task;
  }

  present(target: Target, method: string, path: string): Presented {
    const { headers, cookies } = this.#task.request;
    if (!this.#isHome(target)) return { authorization: null, cookie: null, headers: impersonal(headers) };
    const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
    return {
      authorization: has(headers, 'authorization') ? null : this.#authorization(method, path),
      cookie: pairs.length && !has(headers, 'cookie') ? pairs.join('; ') : null,
      headers,
    };
  }

  /** Whether the answer is a digest challenge that the next request will answer. One that cannot be answered leaves a note. */
  takesChallenge(head: ResponseHead, target: Target, attempt: Attempt): boolean {
    const auth = this.#auth();
    const asked = head.status === 401 && auth?.type === 'digest' && this.#isHome(target);
    if (!asked || this.#answered === attempt.hop || has(this.#task.request.headers, 'authorization'))
      return false;
    const found = digestChallenge(single(head.headers['www-authenticate']) ?? '');
    if ('unusable' in found) {
      attempt.notes.push(check('DIGEST_UNUSABLE', found.unusable));
      return false;
    }
    this.#challenge = found;
    this.#uses = 0;
    this.#answered = attempt.hop;
    return true;
  }

  #isHome(target: Target): boolean {
    this.#home ??= target;
    const { protocol, host, port } = this.#home;
    return target.protocol === protocol && target.host === host && target.port === port;
  }

  /** The task's own word, else the URL's. */
  #auth(): Auth | null {
    const { auth } = this.#task.request;
    if (auth) return auth;
    const { username = '', password = '' } = this.#home?.url ?? {};
    if (!username && !password) return null;
    return { type: 'basic', user: decoded(username), password: decoded(password) };
  }

  #authorization(method: string, path: string): string | null {
    const auth = this.#auth();
    if (!auth) return null;
    if (auth.type === 'bearer') return `Bearer ${auth.token}`;
    if (auth.type === 'basic')
      return `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
    if (!this.#challenge) return null;
    this.#uses++;
    const { user, password } = auth;
    this.#cnonce ??= randomBytes(16).toString('hex');
    const request = { user, password, method, uri: path, cnonce: this.#cnonce, count: this.#uses };
    return digestAuthorization(this.#challenge, request);
  }
}

export function has(headers: Task['request']['headers'], name: string): boolean {
  return Object.keys(headers).some((key) => key.toLowerCase() === name);
}

function impersonal(headers: Task['request']['headers']): Task['request']['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !PERSONAL.test(name)));
}

/** A URL may hold a percent sign that encodes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
