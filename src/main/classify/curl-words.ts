/**
 * curl's words as the facts that they tell of: what the system, the TLS library and the check of the certificate said, in the names that
 * the other kernel has for them. They are a reading, for classification alone; the result keeps what curl said.
 */
import type { Evidence } from '../../shared/result.ts';

/** Results of OpenSSL's check of a chain (x509_vfy.h), by the names that Node has for them; UNSPECIFIED where it has none. */
const VERIFY_RESULTS: Readonly<Record<number, string>> = {
  2: 'UNABLE_TO_GET_ISSUER_CERT',
  3: 'UNABLE_TO_GET_CRL',
  4: 'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  5: 'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  6: 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  7: 'CERT_SIGNATURE_FAILURE',
  8: 'CRL_SIGNATURE_FAILURE',
  9: 'CERT_NOT_YET_VALID',
  10: 'CERT_HAS_EXPIRED',
  11: 'CRL_NOT_YET_VALID',
  12: 'CRL_HAS_EXPIRED',
  13: 'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  14: 'ERROR_IN_CERT_NOT_AFTER_FIELD',
  15: 'ERROR_IN_CRL_LAST_UPDATE_FIELD',
  16: 'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
  17: 'OUT_OF_MEM',
  18: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  19: 'SELF_SIGNED_CERT_IN_CHAIN',
  20: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  21: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  22: 'CERT_CHAIN_TOO_LONG',
  23: 'CERT_REVOKED',
  24: 'INVALID_CA',
  25: 'PATH_LENGTH_EXCEEDED',
  26: 'INVALID_PURPOSE',
  27: 'CERT_UNTRUSTED',
  28: 'CERT_REJECTED',
  62: 'HOSTNAME_MISMATCH',
  64: 'HOSTNAME_MISMATCH',
  79: 'INVALID_CA',
};

/** Its sentences, for the libraries that have no numbers, and for what has one number with others. */
const CERTIFICATE_WORDS: readonly [words: RegExp, name: string][] = [
  [
    /no alternative certificate subject name|does not match target host|doesn't match|subject name .* match/i,
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  [/too weak|too small/i, 'UNSPECIFIED'],
  [/has expired|expired certificate|certificate is expired/i, 'CERT_HAS_EXPIRED'],
  [/not yet (?:valid|activated)/i, 'CERT_NOT_YET_VALID'],
  [/revoked/i, 'CERT_REVOKED'],
  [/self[- ]signed certificate in (?:certificate )?chain/i, 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self[- ]signed/i, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [
    /unable to get (?:local )?issuer|issuer is unknown|unknown (?:ca|issuer)|not trusted|untrusted/i,
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ],
];

/** What the system says, as glibc, macOS and, for Windows, curl itself word it. */
const SYSTEM_WORDS: readonly [words: RegExp, name: string][] = [
  [/connection refused/i, 'ECONNREFUSED'],
  [/connection (?:was )?reset/i, 'ECONNRESET'],
  [/broken pipe/i, 'EPIPE'],
  [/(?:no route to host|host (?:is )?unreachable)/i, 'EHOSTUNREACH'],
  [/network (?:is )?unreachable/i, 'ENETUNREACH'],
  [/(?:failed|failure|fail for \S+): (?:connection|operation )?timed out/i, 'ETIMEDOUT'],
  [/connection (?:was )?aborted|caused connection abort/i, 'ECONNABORTED'],
  [/permission denied|bad access/i, 'EACCES'],
  [/(?:cannot|can't) assign requested address|address not available/i, 'EADDRNOTAVAIL'],
  [/invalid arguments?/i, 'EINVAL'],
  [/too many open files|out of file descriptors/i, 'EMFILE'],
];

/** `error:0A000410:SSL routines::sslv3 alert handshake failure`; BoringSSL and LibreSSL have more between the colons. */
const OPENSSL_ERROR = /error:[0-9A-F]{8}:([^:]*):[^:]*:([^:,]+)/i;
/** TCP ended inside TLS, in the words of OpenSSL, curl and GnuTLS. */
const CUT_OFF =
  /unexpected eof|SSL_ERROR_SYSCALL|non-properly terminated|Connection closed abruptly|unexpected message length/i;
const GOODBYE = /SSL_ERROR_ZERO_RETURN|close notify/i;

/** `verifyResult`: OpenSSL's number; 0 where there is none, and 1 where the name did not match. */
export function certificateFacts(words: string, verifyResult: number): Evidence[] {
  const named = CERTIFICATE_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  const numbered = VERIFY_RESULTS[verifyResult] ?? (verifyResult > 1 ? 'UNSPECIFIED' : undefined);
  // The sentence says more than UNSPECIFIED does; the number is surer than the sentence.
  const name = named === 'ERR_TLS_CERT_ALTNAME_INVALID' ? named : (numbered ?? named);
  return name === undefined ? [] : [{ source: 'openssl', name, detail: words }];
}

/** What happened to the connection, and what TLS named as its reason. */
export function connectionFacts(words: string): Evidence[] {
  const [, library = '', reason = ''] = OPENSSL_ERROR.exec(words) ?? [];
  const cut = CUT_OFF.test(words);
  const facts: Evidence[] = SYSTEM_WORDS.filter(([pattern]) => pattern.test(words)).map(([, name]) => ({
    source: 'os',
    name,
    detail: words,
  }));
  if (reason && !cut) facts.push({ source: 'openssl', name: opensslName(library, reason), detail: words });
  if (GOODBYE.test(words)) facts.push({ source: 'tls-alert', name: 'close_notify', detail: words });
  else if (cut && !facts.length) facts.push({ source: 'os', name: 'FIN', detail: words });
  return facts;
}

/** As Node makes its codes: `ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE`. */
function opensslName(library: string, reason: string): string {
  const prefix = /SSL routines/i.test(library) ? 'ERR_SSL' : 'ERR_OSSL';
  return `${prefix}_${reason
    .trim()
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')}`;
}
