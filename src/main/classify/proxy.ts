/** The proxy's own failures: asked for a tunnel, it ended, said no, or said something else. */
import { certificateCode } from './certificate.ts';
import { checked, type Facts, find, firstMatch, type Rule } from './facts.ts';
import { handshakeRules } from './tls.ts';

const noWayThrough = (facts: Facts): boolean =>
  checked('SOCKS_REFUSED')(facts) || checked('SOCKS_INVALID')(facts) || checked('PROXY_TIMEOUT')(facts);

const tunnelRules: readonly Rule[] = [
  // As with a direct connection: not reached, and behind a redirect that has a number of its own.
  { code: 605, when: (facts) => facts.hop > 0 && noWayThrough(facts) },
  { code: 601, when: noWayThrough },
  { code: 628, when: (facts) => checked('PROXY_NO_HTTP')(facts) || find(facts, 'http', /./) !== undefined },
  { code: 609, when: (facts) => find(facts, 'os', 'ECONNRESET') !== undefined },
  { code: 608, when: (facts) => find(facts, 'os', /^(FIN|EPIPE)$/) !== undefined },
];

export function proxyCode(facts: Facts): number | undefined {
  if (checked('PROXY_TLS')(facts) || find(facts, 'openssl', /./)) {
    // 631 speaks of the server behind a redirect, and this is the proxy; and it is shown no certificate of ours.
    const seen: Facts = { ...facts, previousProtocol: null, clientCertificate: 'none' };
    return certificateCode(seen) ?? firstMatch(handshakeRules, seen);
  }
  return firstMatch(tunnelRules, facts);
}

/** An answer to CONNECT of 400 and above is reported as itself; any other but 2xx is no answer to CONNECT (628). */
export function proxyStatus(facts: Facts): number | undefined {
  const status = Number(find(facts, 'http', /^[45]\d\d$/)?.name);
  return facts.phase === 'proxy' && status ? status : undefined;
}

/** The proxy, or the way to it, and not the server. */
export function atProxy(facts: Facts): boolean {
  return checked('AT_PROXY')(facts) || checked('PROXY_TLS')(facts);
}
