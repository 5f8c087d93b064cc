/** Name resolution and TCP: before any byte of the application. */
import { checked, type Facts, find, type Rule } from './facts.ts';

/** This computer cannot even ask. */
const EXHAUSTED = /^(EMFILE|ENFILE|ENOMEM|ENOBUFS)$/;

export const resolveRules: readonly Rule[] = [
  { code: 721, when: (facts) => find(facts, 'os', EXHAUSTED) !== undefined },
  // The name was public, its address is not, and the task does not let a redirect lead there.
  { code: 643, when: checked('REDIRECT_TO_PRIVATE') },
  // A measured fact, and the most specific one: also on later hops.
  { code: 722, when: checked('DNS_LIMIT') },
  { code: 605, when: behindRedirect },
  { code: 600, when: () => true },
];

/** The errno values that say the peer or the way there failed. Any other errno of `connect` is local trouble. */
const UNREACHABLE =
  /^(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|ECONNABORTED|EHOSTDOWN|ENETDOWN|EPIPE)$/;

export const connectRules: readonly Rule[] = [
  { code: 605, when: (facts) => behindRedirect(facts) && unreachable(facts) },
  { code: 601, when: unreachable },
  { code: 721, when: (facts) => find(facts, 'os', /./) !== undefined },
];

function behindRedirect(facts: Facts): boolean {
  return facts.hop > 0;
}

function unreachable(facts: Facts): boolean {
  return find(facts, 'os', UNREACHABLE) !== undefined || checked('CONNECT_TIMEOUT')(facts);
}
