/** What a hop asks for: method and content, and how a redirect changes them. */
import type { Task } from '../../../shared/task.ts';
import type { Target } from '../preflight.ts';
import { type BodySource, textBody } from './body.ts';

export interface Order {
  method: string;
  body: BodySource | null;
  /** Headers that belong to the content, lower case; the task's own win over them. */
  headers: Record<string, string>;
  /** The content is what the task uploads. */
  uploads: boolean;
  /** Where it goes first; redirects say where it goes then. */
  target: Target;
}

/** Methods are case-sensitive; these are meant even when written small. */
const WELL_KNOWN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']);

export function downloadOrder({ request }: Task, target: Target): Order {
  const { method = 'GET', body } = request;
  const known = method.toUpperCase();
  return {
    method: WELL_KNOWN.has(known) ? known : method,
    body: body === undefined ? null : textBody(body),
    headers: {},
    uploads: false,
    target,
  };
}

/**
 * RFC 9110 section 15.4: 307 and 308 repeat the request, 303 asks for the answer elsewhere. 301 and 302 turn a POST into a
 * GET, as all programs do; only an upload is sent again, because the user has confirmed just that.
 */
export function nextOrder(order: Order, status: number, target: Target): Order {
  const { method, uploads } = order;
  const toGet =
    status === 303
      ? method !== 'GET' && method !== 'HEAD'
      : method === 'POST' && !uploads && (status === 301 || status === 302);
  if (!toGet) return { ...order, target };
  return { method: 'GET', body: null, headers: {}, uploads: false, target };
}
