/**
 * The TLS handshake, in OpenSSL's and BoringSSL's words. Reasons are matched by their tail, because the two libraries
 * (plain Node and Electron) put different prefixes before the same reason: CODES.md section 4.
 */
import { checked, type Facts, find, type Rule } from './facts.ts';

/** The peer refused what our side showed of itself (RFC 8446 section 6.2: alerts 42-46, 48, 49, 51). */
const CLIENT_CERTIFICATE_REFUSED =
  /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)$/;

const CLIENT_CERTIFICATE_REQUIRED = /ALERT_CERTIFICATE_REQUIRED$/;

/** Alerts that mean "no certificate, no session" when the server has asked for one. GnuTLS finds an empty list badly coded. */
const REFUSED_WITHOUT_CERTIFICATE =
  /(ALERT_HANDSHAKE_FAILURE|ALERT_BAD_CERTIFICATE|ALERT_CERTIFICATE_UNKNOWN|ALERT_DECODE_ERROR)$/;

/** A reason that names a version, a cipher or another algorithm. */
const NO_COMMON_ALGORITHM =
  /(PROTOCOL_VERSION|HANDSHAKE_FAILURE|HANDSHAKE_FAILURE_ON_CLIENT_HELLO|INSUFFICIENT_SECURITY|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|CIPHER_RETURNED|NO_CIPHERS_AVAILABLE|NO_SHARED_CIPHER|INAPPROPRIATE_FALLBACK|WRONG_SIGNATURE_TYPE|LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED|NO_SUITABLE_SIGNATURE_ALGORITHM|NO_SUITABLE_KEY_SHARE|LEGACY_RENEGOTIATION_DISABLED|WRONG_SSL_VERSION|VERSION_TOO_LOW|WRONG_CURVE|NO_APPLICATION_PROTOCOL|UNSUPPORTED_EXTENSION|MISSING_EXTENSION)$|reason\(1109\)/;

const TOO_WEAK = /(DH_KEY_TOO_SMALL|EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|CA_MD_TOO_WEAK|ERR_TLS_DH_PARAM_SIZE)$/;

const openssl = (name: RegExp) => (facts: Facts) => find(facts, 'openssl', name) !== undefined;
const transportEnded = (facts: Facts): boolean =>
  find(facts, 'os', /^(FIN|ECONNRESET|EPIPE)$/) !== undefined || checked('TLS_TIMEOUT')(facts);

/** The server has given a reason. The names of some alerts do not say in every library that they are one. */
export const alerted = (facts: Facts): boolean =>
  openssl(/ALERT/)(facts) || find(facts, 'tls-alert', /^(?!sent_|close_notify$)/) !== undefined;

/** The server wants to know who we are. Also holds after the handshake: TLS 1.3 says so only then. */
export const clientIdentityRules: readonly Rule[] = [
  { code: 642, when: checked('FORTEZZA') },
  {
    code: 651,
    when: (facts) =>
      facts.clientCertificate === 'sent' && (refusedCertificate(facts) || demandsCertificate(facts)),
  },
  { code: 641, when: (facts) => facts.clientCertificate === 'machine' && demandsCertificate(facts) },
  { code: 612, when: (facts) => facts.clientCertificate !== 'sent' && demandsCertificate(facts) },
];

function refusedCertificate(facts: Facts): boolean {
  return (
    checked('CERTIFICATE_REFUSED')(facts) ||
    openssl(CLIENT_CERTIFICATE_REFUSED)(facts) ||
    (checked('CERTIFICATE_REQUEST')(facts) && openssl(/ALERT_HANDSHAKE_FAILURE$/)(facts))
  );
}

/** The same alert 40 means "no common algorithm" from a server that never asked for a certificate. */
function demandsCertificate(facts: Facts): boolean {
  return (
    checked('CERTIFICATE_REQUIRED')(facts) ||
    openssl(CLIENT_CERTIFICATE_REQUIRED)(facts) ||
    (checked('CERTIFICATE_REQUEST')(facts) && openssl(REFUSED_WITHOUT_CERTIFICATE)(facts))
  );
}

export const handshakeRules: readonly Rule[] = [
  ...clientIdentityRules,
  { code: 643, when: openssl(TOO_WEAK) },
  // Server 2012 and its kind: the redirect leads to https, and there the server ends the handshake.
  {
    code: 631,
    when: (facts) => facts.previousProtocol === 'http' && (transportEnded(facts) || alerted(facts)),
  },
  { code: 638, when: (facts) => transportEnded(facts) && !openssl(/./)(facts) },
  { code: 634, when: (facts) => openssl(NO_COMMON_ALGORITHM)(facts) || checked('ALPN_REFUSED')(facts) },
  { code: 647, when: openssl(/./) },
];
