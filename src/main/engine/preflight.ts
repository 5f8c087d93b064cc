/** What can be said about a task before anything is sent: is it possible at all, and what is needed for it. */
import { PROTOCOLS, type Protocol } from '../../shared/result.ts';
import { speaksFtp, type Task, withoutCredentials } from '../../shared/task.ts';
import { check } from '../classify/facts.ts';
import { withoutCurl } from './curl/fields.ts';
import { StepFailure } from './failure.ts';

export { type TlsSetup, tlsSetup } from './tls-setup.ts';

/** Where a hop goes to. */
export interface Target {
  url: URL;
  protocol: Protocol;
  /** Without the brackets of an IPv6 literal. */
  host: string;
  port: number;
}

const DEFAULT_PORT: Record<Protocol, number> = { http: 80, https: 443, ftp: 21, ftps: 990 };

/** The target of a URL. Throws a StepFailure (606, 603). */
export function targetOf(text: string, base?: URL): Target {
  const url = parseUrl(text, base);
  const scheme = url.protocol.slice(0, -1);
  const protocol = PROTOCOLS.find((known) => known === scheme);
  if (!protocol) {
    const detail = `"${scheme}:" is not one of ${PROTOCOLS.join(', ')}`;
    throw new StepFailure(check('SCHEME_UNKNOWN', detail));
  }
  return {
    url,
    protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : DEFAULT_PORT[protocol],
  };
}

function parseUrl(text: string, base?: URL): URL {
  const shown = withoutCredentials(text) || 'empty';
  try {
    const url = new URL(text, base);
    const known = PROTOCOLS.some((protocol) => url.protocol === `${protocol}:`);
    if (known && !url.hostname) throw new Error('no host');
    return url;
  } catch {
    throw new StepFailure(check('URL_INVALID', `not a valid URL: ${shown}`));
  }
}

/** Throws a StepFailure (607) when the task does not allow the protocol. */
export function allowProtocol(target: Target, task: Task): void {
  if (task.protocols.includes(target.protocol)) return;
  const detail = `the task allows ${task.protocols.join(', ')}, the URL wants ${target.protocol}`;
  throw new StepFailure(check('PROTOCOL_OFF', detail));
}

/**
 * Fields of the task that the engine has no part for yet, as paths. A task that names one is refused, never run without it.
 */
export function unsupportedFields(task: Task): string[] {
  const asked = task.kernel === 'curl' ? withoutCurl(task) : withoutNode(task);
  return Object.keys(asked).filter((path) => asked[path]);
}

function withoutNode(task: Task): Record<string, boolean> {
  const { request, tls, repeat } = task;
  return {
    'request.method': request.method?.toUpperCase() === 'CONNECT',
    // The body of a request goes by HTTP/1.1 alone.
    'request.httpVersion':
      request.httpVersion === '2' && (task.direction === 'upload' || request.body !== undefined),
    'tls.strictShutdown': tls.strictShutdown && speaksFtp(task.url),
    'repeat.cron': 'cron' in repeat,
  };
}
