/** A 3xx answer: where it leads, and what speaks against going there. */
import { isIP } from 'node:net';
import { type Evidence, PROTOCOLS, type Protocol } from '../../../shared/result.ts';
import { type Task, withoutCredentials } from '../../../shared/task.ts';
import { check } from '../../classify/facts.ts';
import { StepFailure } from '../failure.ts';
import { type Target, targetOf } from '../preflight.ts';
import { entersPrivate, scopeOf } from '../scope.ts';
import { type ResponseHead, single } from './exchange.ts';

/** RFC 9110 section 15.4; 300 and 304 are answers, not orders. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function isRedirect(head: ResponseHead): boolean {
  return REDIRECTS.has(head.status);
}

/** What was redirected, beside its target. */
export interface Redirected {
  /** Redirects followed before this one. */
  followed: number;
  /** It was the upload. */
  uploads: boolean;
  /** The address of the server that answered, where it is known. */
  fromAddress: string | null;
}

/**
 * The next target.
 * Throws a StepFailure with everything that forbids it (606, 626, 628, 633, 635, 643, 644); classification picks the first by rank.
 */
export function nextTarget(
  head: ResponseHead,
  from: Target,
  task: Task,
  { followed, uploads, fromAddress }: Redirected,
): Target {
  const location = single(head.headers.location);
  if (!location) throw new StepFailure(check('NO_LOCATION', `HTTP ${head.status} without a Location header`));

  const shown = withoutCredentials(location);
  const against: Evidence[] = [];
  if (!task.redirects.follow) {
    against.push(check('REDIRECTS_OFF', `HTTP ${head.status} to ${shown}, and the task follows no redirect`));
  }
  if (followed >= task.redirects.max) {
    against.push(
      check('TOO_MANY_REDIRECTS', `redirect ${followed + 1} to ${shown}; the limit is ${task.redirects.max}`),
    );
  }
  const next = locate(location, from, task, against);
  if (next && isIP(next.host) && !task.redirects.allowPrivate && entersPrivate(fromAddress, next.host)) {
    against.push(check('REDIRECT_TO_PRIVATE', `redirect to ${shown}, a ${scopeOf(next.host)} address`));
  }
  // A 303 asks for no second upload: RFC 9110 section 15.4.4.
  if (uploads && head.status !== 303 && !task.redirects.confirmed) {
    const to = withoutCredentials(next?.url.href ?? location);
    const detail = `HTTP ${head.status} from ${withoutCredentials(from.url.href)} to ${to}; the task does not confirm it`;
    against.push(check('UPLOAD_REDIRECTED', detail));
  }
  if (next && from.protocol === 'https' && next.protocol === 'http') {
    against.push(check('REDIRECT_DOWNGRADE', `from https to ${shown}`));
  }
  if (against.length || !next) throw new StepFailure(...against);
  return next;
}

function locate(location: string, from: Target, task: Task, against: Evidence[]): Target | null {
  try {
    const next = targetOf(location, from.url);
    if (!isHttp(next.protocol)) against.push(check('REDIRECT_SCHEME', `redirect to ${next.protocol}:`));
    else if (!task.protocols.includes(next.protocol)) {
      against.push(check('REDIRECT_SCHEME', `redirect to ${next.protocol}:, which the task does not allow`));
    }
    return next;
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(location)?.[1]?.toLowerCase();
    const unknown = error.evidence.some((e) => e.name === 'SCHEME_UNKNOWN');
    if (unknown && scheme === 'file') against.push(check('REDIRECT_TO_FILE', 'redirect to file:'));
    else if (unknown)
      against.push(
        check('REDIRECT_SCHEME', `redirect to ${scheme}:, which is not one of ${PROTOCOLS.join(', ')}`),
      );
    else against.push(...error.evidence);
    return null;
  }
}

function isHttp(protocol: Protocol): boolean {
  return protocol === 'http' || protocol === 'https';
}
