/** A server that wants another client certificate, and says so in an HTTP answer: its TLS let us in. */
import type { Evidence } from '../../../shared/result.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { deadline, within } from '../deadline.ts';
import { StepFailure } from '../failure.ts';
import type { Link } from './link.ts';
import type { Response } from './request.ts';

/** Of an error page no more is looked at. */
const MAX_PAGE = 16 * 1024;

/** nginx (its 495 and 496, sent as 400), and IIS (403.7, 403.13, 403.16, 403.17). */
const NONE_SENT = /No required SSL certificate was sent|403\.7\b/i;
const REFUSED = /The SSL certificate error|403\.1[367]\b/i;

/** The page of an answer that may speak of it; null: this one does not. */
export function refusalPage({ records }: Link, { head }: Response): RefusalPage | null {
  return records && (head.status === 400 || head.status === 403) ? new RefusalPage() : null;
}

export class RefusalPage {
  #text = '';

  add(chunk: Buffer): void {
    if (this.#text.length < MAX_PAGE) this.#text += chunk.toString('latin1');
  }

  findings(): Evidence[] {
    const none = NONE_SENT.exec(this.#text)?.[0];
    const refused = REFUSED.exec(this.#text)?.[0];
    if (none) return [check('CERTIFICATE_REQUIRED', `the server's page says: ${none}`)];
    return refused ? [check('CERTIFICATE_REFUSED', `the server's page says: ${refused}`)] : [];
  }
}

/** So long the page of a server that did not take our content may take. */
const PAGE_MS = 2000;

/** Of a server that says no while we still send: it may cut the connection behind its answer, so what comes is enough. */
export async function readRefusal(attempt: Attempt, link: Link, response: Response): Promise<void> {
  const page = refusalPage(link, response);
  if (!page) return;
  attempt.refusal = page;
  const { exchange, bodyEnd } = response;
  const limit = deadline('TRANSFER_TIMEOUT', 'the page did not end', PAGE_MS, attempt);
  await within<unknown>(
    limit,
    attempt.signal,
    (done) => {
      exchange.read({
        onData: (chunk) => {
          page.add(chunk);
          return true;
        },
      });
      bodyEnd.then(done);
    },
    () => {},
  ).catch((error: unknown) => {
    if (!(error instanceof StepFailure)) throw error;
  });
}
