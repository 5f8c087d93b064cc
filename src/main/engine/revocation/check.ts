/**
 * Was the server's certificate revoked? Asked as the task wants it: its own lists, the answer that the server sends along
 * (stapling), the network. Done when the chain has been judged, in the time of TLS.
 */
import type { X509Certificate } from 'node:crypto';
import type { Evidence } from '../../../shared/result.ts';
import { defectKind } from '../../classify/certificate.ts';
import { check } from '../../classify/facts.ts';
import type { Attempt } from '../attempt.ts';
import { isSelfIssued, nameOf } from '../certificate/chain.ts';
import type { JudgedChain, SecureOptions } from '../steps/secure.ts';
import { type Answer, type Findings, findingsOf, summaryOf } from './answer.ts';
import { DerError } from './der.ts';
import type { OwnLists } from './file.ts';
import { readOcspResponse } from './ocsp-response.ts';
import { askOwnLists } from './own-lists.ts';

/** What `secure` has to do for it. `own`: the task's lists. */
export function statusHooks(
  attempt: Attempt,
  own: OwnLists | null,
): Pick<SecureOptions, 'staple' | 'checkStatus'> {
  const { revocation, stapling } = attempt.task.tls;
  const staple = revocation !== 'off' || stapling !== 'off';
  if (!staple && !own) return {};
  return {
    staple,
    async checkStatus(chain) {
      try {
        return await new Inquiry(attempt, chain).run(own);
      } catch (error) {
        if (!(error instanceof DerError)) throw error;
        return [check('NO_STATUS_SOURCE', `the certificate cannot be read: ${error.message}`)];
      }
    },
  };
}

/** Somebody whose status is asked for. */
interface Subject {
  certificate: X509Certificate;
  /** Who signed it; null: not known here. */
  issuer: X509Certificate | null;
}

/** All but the authority that is trusted: it answers for itself. */
function subjectsOf(path: readonly X509Certificate[]): Subject[] {
  return path.slice(0, Math.max(1, path.length - 1)).map((certificate, index) => ({
    certificate,
    issuer: path[index + 1] ?? (isSelfIssued(certificate) ? certificate : null),
  }));
}

class Inquiry {
  readonly #attempt: Attempt;
  readonly #chain: JudgedChain;
  readonly #subjects: readonly Subject[];
  readonly #now: Date;

  constructor(attempt: Attempt, chain: JudgedChain) {
    this.#attempt = attempt;
    this.#chain = chain;
    this.#subjects = subjectsOf(chain.path);
    this.#now = attempt.clock.wallTime();
  }

  /** What speaks against the chain. */
  async run(own: OwnLists | null): Promise<Evidence[]> {
    const { revocation, stapling } = this.#attempt.task.tls;
    const fromLists = own ? this.#askLists(own) : [];
    if (fromLists.length || this.#chain.against.length) return fromLists;

    const stapled = this.#readStapled();
    const fromServer = stapled ? this.#judge([stapled], stapling === 'required') : this.#missingStaple();
    if (fromServer.length || revocation === 'off') return fromServer;

    const known = stapled !== null && !stapled.open.length;
    const asked = await this.#askNetwork(known ? this.#subjects.slice(1) : this.#subjects);
    return this.#judge(asked, revocation === 'required');
  }

  #askLists(own: OwnLists): Evidence[] {
    const found = this.#subjects.map(({ certificate, issuer }) =>
      this.#take(certificate, askOwnLists(own, certificate, issuer, this.#now)),
    );
    // Beside a defect of the chain, what a list does not tell is none.
    const flawed = this.#chain.against.some((evidence) => defectKind(evidence) !== undefined);
    return this.#judge(flawed ? found.map(({ revoked }) => ({ revoked, open: [] })) : found, true);
  }

  /** null: none came. */
  #readStapled(): Findings | null {
    const { certificate, issuer } = this.#subjects[0]!;
    const { stapled } = this.#chain;
    if (!stapled || !issuer) return null;
    const said = readOcspResponse(stapled, { certificate, issuer, nonce: null, now: this.#now });
    return this.#take(certificate, { source: 'stapling', from: null, said });
  }

  #missingStaple(): Evidence[] {
    if (this.#attempt.task.tls.stapling === 'off') return [];
    const missing = check('STAPLE_MISSING', 'the server sent no OCSP answer along');
    return this.#judge([{ revoked: [], open: [missing] }], true);
  }

  /** All of them at the same time. */
  async #askNetwork(subjects: readonly Subject[]): Promise<Findings[]> {
    // Loaded only here: it leads to all that a transfer is made of.
    const { lookUp } = await import('./lookup.ts');
    const attempt = this.#attempt;
    const left = Math.max(0, attempt.endsAt - attempt.clock.now());
    const limitMs = Math.min(attempt.task.timeouts.tlsMs, left);
    const ask = async ({ certificate, issuer }: Subject): Promise<Findings> => {
      if (!issuer) return this.#noSource(certificate);
      const known = attempt.answers.get(certificate.fingerprint256);
      const asked = known ?? lookUp({ attempt, certificate, issuer, limitMs, now: this.#now });
      attempt.answers.set(certificate.fingerprint256, asked);
      const answer = await asked;
      return answer ? this.#take(certificate, answer) : this.#noSource(certificate);
    };
    return Promise.all(subjects.map(ask));
  }

  /** The server's own certificate must say where to ask; an authority may keep silent. */
  #noSource(certificate: X509Certificate): Findings {
    const detail = `${nameOf(certificate.subject)} names neither an OCSP responder nor a revocation list that can be asked`;
    const missing = check('NO_STATUS_SOURCE', detail);
    if (certificate === this.#chain.leaf) return { revoked: [], open: [missing] };
    this.#noteOpen(missing);
    return { revoked: [], open: [] };
  }

  #take(certificate: X509Certificate, answer: Answer): Findings {
    if (certificate === this.#chain.leaf) this.#attempt.revocation = summaryOf(answer);
    return findingsOf(certificate, answer);
  }

  /** `required`: what could not be found out counts too; else it is noted. */
  #judge(found: readonly Findings[], required: boolean): Evidence[] {
    const revoked = found.flatMap((each) => each.revoked);
    if (revoked.length) return this.#unlessIgnored('revoked', revoked);
    const open = found.flatMap((each) => each.open);
    if (required) return this.#unlessIgnored('status', open);
    for (const evidence of open) this.#noteOpen(evidence);
    return [];
  }

  #noteOpen({ name, detail }: Evidence): void {
    this.#attempt.note(check('STATUS_OPEN', `${name}: ${detail}`));
  }

  #unlessIgnored(kind: 'revoked' | 'status', evidence: Evidence[]): Evidence[] {
    if (!this.#attempt.task.tls.ignore.includes(kind)) return evidence;
    for (const { name, detail } of evidence) {
      this.#attempt.note(check('DEFECT_IGNORED', `${kind}: ${name}, ${detail}`));
    }
    return [];
  }
}
