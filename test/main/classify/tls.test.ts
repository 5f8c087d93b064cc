/**
 * TLS in the words of OpenSSL 3.0, of 3.5 and of BoringSSL (Electron): each reason a server, or our own side, can give, and the code it
 * must lead to, in whichever spelling it comes. BoringSSL's are taken from CODES.md section 4; the others have been seen.
 */
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/main/classify/classify.ts';
import {
  type CheckName,
  type Circumstances,
  check,
  noCircumstances,
} from '../../../src/main/classify/facts.ts';
import type { Evidence, Phase } from '../../../src/shared/result.ts';

const ssl = (name: string, detail = ''): Evidence => ({ source: 'openssl', name, detail });
const seen = (name: CheckName, detail = ''): Evidence => check(name, detail);
const request = seen('CERTIFICATE_REQUEST');

function code(phase: Phase, evidence: Evidence[], circumstances: Partial<Circumstances> = {}): number {
  return classify(phase, evidence, { ...noCircumstances, protocol: 'https', ...circumstances }).code;
}

/** Number, names after ERR_SSL_, then: the code in a handshake, and where our certificate was shown. */
type AlertRow = [number, string, string[], alone: number, shown: number];

const ALERTS: AlertRow[] = [
  [
    10,
    'unexpected_message',
    ['SSLV3_ALERT_UNEXPECTED_MESSAGE', 'SSL/TLS_ALERT_UNEXPECTED_MESSAGE'],
    647,
    647,
  ],
  [20, 'bad_record_mac', ['SSLV3_ALERT_BAD_RECORD_MAC', 'SSL/TLS_ALERT_BAD_RECORD_MAC'], 647, 647],
  [
    40,
    'handshake_failure',
    ['SSLV3_ALERT_HANDSHAKE_FAILURE', 'SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'HANDSHAKE_FAILURE_ON_CLIENT_HELLO'],
    634,
    634,
  ],
  [42, 'bad_certificate', ['SSLV3_ALERT_BAD_CERTIFICATE', 'SSL/TLS_ALERT_BAD_CERTIFICATE'], 647, 651],
  [
    43,
    'unsupported_certificate',
    ['SSLV3_ALERT_UNSUPPORTED_CERTIFICATE', 'SSL/TLS_ALERT_UNSUPPORTED_CERTIFICATE'],
    647,
    651,
  ],
  [
    44,
    'certificate_revoked',
    ['SSLV3_ALERT_CERTIFICATE_REVOKED', 'SSL/TLS_ALERT_CERTIFICATE_REVOKED'],
    647,
    651,
  ],
  [
    45,
    'certificate_expired',
    ['SSLV3_ALERT_CERTIFICATE_EXPIRED', 'SSL/TLS_ALERT_CERTIFICATE_EXPIRED'],
    647,
    651,
  ],
  [
    46,
    'certificate_unknown',
    ['SSLV3_ALERT_CERTIFICATE_UNKNOWN', 'SSL/TLS_ALERT_CERTIFICATE_UNKNOWN'],
    647,
    651,
  ],
  [47, 'illegal_parameter', ['SSLV3_ALERT_ILLEGAL_PARAMETER', 'SSL/TLS_ALERT_ILLEGAL_PARAMETER'], 647, 647],
  [48, 'unknown_ca', ['TLSV1_ALERT_UNKNOWN_CA'], 647, 651],
  [49, 'access_denied', ['TLSV1_ALERT_ACCESS_DENIED'], 647, 651],
  [50, 'decode_error', ['TLSV1_ALERT_DECODE_ERROR'], 647, 647],
  [51, 'decrypt_error', ['TLSV1_ALERT_DECRYPT_ERROR'], 647, 651],
  [70, 'protocol_version', ['TLSV1_ALERT_PROTOCOL_VERSION'], 634, 634],
  [71, 'insufficient_security', ['TLSV1_ALERT_INSUFFICIENT_SECURITY'], 634, 634],
  [80, 'internal_error', ['TLSV1_ALERT_INTERNAL_ERROR'], 647, 647],
  [86, 'inappropriate_fallback', ['TLSV1_ALERT_INAPPROPRIATE_FALLBACK', 'INAPPROPRIATE_FALLBACK'], 634, 634],
  [90, 'user_canceled', ['TLSV1_ALERT_USER_CANCELLED'], 647, 647],
  [109, 'missing_extension', ['TLSV13_ALERT_MISSING_EXTENSION', 'reason(1109)'], 634, 634],
  [
    110,
    'unsupported_extension',
    ['TLSV1_UNSUPPORTED_EXTENSION', 'TLSV1_ALERT_UNSUPPORTED_EXTENSION'],
    634,
    634,
  ],
  [112, 'unrecognized_name', ['TLSV1_UNRECOGNIZED_NAME', 'TLSV1_ALERT_UNRECOGNIZED_NAME'], 647, 647],
  [
    113,
    'bad_certificate_status_response',
    ['TLSV1_BAD_CERTIFICATE_STATUS_RESPONSE', 'TLSV1_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE'],
    647,
    647,
  ],
  [
    116,
    'certificate_required',
    ['TLSV13_ALERT_CERTIFICATE_REQUIRED', 'TLSV1_ALERT_CERTIFICATE_REQUIRED'],
    612,
    651,
  ],
  [
    120,
    'no_application_protocol',
    ['TLSV1_ALERT_NO_APPLICATION_PROTOCOL', 'TLSV13_ALERT_NO_APPLICATION_PROTOCOL'],
    634,
    634,
  ],
];

const spelled = ALERTS.flatMap(([number, name, spellings, alone, shown]) =>
  spellings.map((spelling) => ({ number, name, spelling: `ERR_SSL_${spelling}`, alone, shown })),
);

describe('alerts of the server in a handshake', () => {
  test.each(spelled)('$number $name, as $spelling', ({ spelling, alone, shown }) => {
    expect(code('secure', [ssl(spelling)])).toBe(alone);
    expect(code('secure', [ssl(spelling)], { clientCertificate: 'sent' })).toBe(shown);
  });

  test.each(spelled.filter(({ number }) => number !== 116))(
    'behind a redirect from http: 631 for $spelling',
    ({ name, spelling }) => {
      const redirected = { previousProtocol: 'http', hop: 1 } as const;
      const alert: Evidence = { source: 'tls-alert', name, detail: 'received' };
      expect(code('secure', [ssl(spelling), alert], redirected)).toBe(631);
    },
  );

  test.each(spelled.filter(({ number }) => [40, 42, 46, 50].includes(number)))(
    'after a CertificateRequest: $spelling is about our certificate',
    ({ spelling }) => {
      const after = [ssl(spelling), request];
      const named = /ALERT_/.test(spelling);
      expect(code('secure', after)).toBe(named ? 612 : 634);
      expect(code('secure', after, { clientCertificate: 'machine' })).toBe(named ? 641 : 634);
      expect(code('secure', after, { clientCertificate: 'sent' })).toBe(named ? 651 : 634);
    },
  );
});

describe('alerts that come when the request is on its way, as TLS 1.3 has it', () => {
  const sent = { requestSent: true } as const;
  test.each(spelled.filter(({ number }) => number === 116))('$spelling', ({ spelling }) => {
    expect(code('response', [ssl(spelling)], sent)).toBe(612);
    expect(code('response', [ssl(spelling)], { ...sent, clientCertificate: 'machine' })).toBe(641);
    expect(code('response', [ssl(spelling)], { ...sent, clientCertificate: 'sent' })).toBe(651);
  });
  test.each(spelled.filter(({ shown }) => shown === 651))(
    'our certificate refused: $spelling',
    ({ spelling }) => {
      expect(code('response', [ssl(spelling)], { ...sent, clientCertificate: 'sent' })).toBe(651);
    },
  );
});

/** What our own side finds wrong: the reason, and the library it comes from where that is not the one for TLS. */
const OWN: [number, string, ...string[]][] = [
  [
    634,
    'a version below ours',
    'ERR_SSL_UNSUPPORTED_PROTOCOL',
    'ERR_SSL_WRONG_SSL_VERSION',
    'ERR_SSL_VERSION_TOO_LOW',
  ],
  [634, 'no version of ours is left', 'ERR_SSL_NO_PROTOCOLS_AVAILABLE'],
  [634, 'no suite of ours is left', 'ERR_SSL_NO_CIPHERS_AVAILABLE'],
  [634, 'a suite we did not offer', 'ERR_SSL_UNKNOWN_CIPHER_RETURNED', 'ERR_SSL_WRONG_CIPHER_RETURNED'],
  [634, 'a curve we did not offer', 'ERR_SSL_WRONG_CURVE'],
  [634, 'a signature algorithm we did not offer', 'ERR_SSL_WRONG_SIGNATURE_TYPE'],
  [634, 'an old server that renegotiates insecurely', 'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED'],
  [643, 'weak Diffie-Hellman', 'ERR_SSL_DH_KEY_TOO_SMALL', 'ERR_TLS_DH_PARAM_SIZE'],
  [
    647,
    'no TLS on the port',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    'ERR_SSL_HTTP_REQUEST',
  ],
  [
    647,
    'a wrong signature of the key exchange',
    'ERR_SSL_FIRST_OCTET_INVALID',
    'ERR_SSL_LAST_OCTET_INVALID',
    'ERR_SSL_PROVIDER_SIGNATURE_FAILURE',
    'ERR_SSL_BAD_SIGNATURE',
  ],
];

describe('what our own side finds wrong in a handshake', () => {
  const rows = OWN.flatMap(([expected, what, ...names]) =>
    names.map((name) => [expected, what, name] as const),
  );
  test.each(rows)('%i  %s: %s', (expected, _what, name) => {
    expect(code('secure', [ssl(name)])).toBe(expected);
  });
  test.each(rows)('%i stays, behind a redirect from http: %s: %s', (expected, _what, name) => {
    const ours: Evidence = { source: 'tls-alert', name: 'sent_illegal_parameter', detail: 'sent' };
    expect(code('secure', [ssl(name), ours], { previousProtocol: 'http', hop: 1 })).toBe(expected);
  });
});

describe('records damaged while receiving', () => {
  test.each([
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'SSL routines'],
    ['ERR_SSL_CIPHER_OPERATION_FAILED', 'Provider routines'],
    ['ERR_SSL_BAD_DECRYPT', 'SSL routines'],
    ['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'SSL routines'],
  ])('664  %s', (name, library) => {
    const receiving = { requestSent: true, responseBytes: 100, status: 200, framing: 'length' } as const;
    expect(code('transfer', [ssl(name, library)], receiving)).toBe(664);
  });
});

describe('certificates, by OpenSSL’s names and by our own look', () => {
  const NAMES: [number, ...string[]][] = [
    [610, 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
    [611, 'ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
    [
      623,
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'CERT_UNTRUSTED',
    ],
    [
      625,
      'INVALID_PURPOSE',
      'INVALID_CA',
      'PATH_LENGTH_EXCEEDED',
      'NAME_CONSTRAINT_VIOLATION',
      'UNHANDLED_CRITICAL_EXTENSION',
      'CERT_SIGNATURE_FAILURE',
    ],
    [643, 'EE_KEY_TOO_SMALL', 'CA_KEY_TOO_SMALL', 'CA_MD_TOO_WEAK'],
  ];
  const all = NAMES.flatMap(([expected, ...names]) => names.map((name) => [expected, name] as const));
  test.each(all)('%i  %s', (expected, name) => {
    expect(code('secure', [ssl(name)])).toBe(expected);
    expect(code('secure', [{ source: 'check', name, detail: '' }])).toBe(expected);
  });

  test.each([
    [625, 'permitted subtree violation'],
    [625, 'unhandled critical extension'],
    [643, 'EE certificate key too weak'],
    [643, 'CA certificate key too weak'],
    [643, 'CA signature digest algorithm too weak'],
    [643, 'EE certificate key too small'],
  ])('%i  only a sentence: %s', (expected, sentence) => {
    expect(code('secure', [ssl('UNSPECIFIED', sentence)])).toBe(expected);
  });

  test('a key usage that BoringSSL refuses in the handshake is 625', () => {
    expect(code('secure', [ssl('ERR_SSL_KEY_USAGE_BIT_INCORRECT')])).toBe(625);
  });

  test('defects of different kinds are 624, in whatever words, and of the same kind they are one', () => {
    const pairs = all.flatMap(([one, first]) =>
      all.map(([other, second]) => ({ one, other, evidence: [ssl(first), ssl(second)] })),
    );
    for (const { one, other, evidence } of pairs) {
      expect(code('secure', evidence), JSON.stringify(evidence)).toBe(one === other ? one : 624);
    }
  });

  test('what the task expects comes after the chain, in its order', () => {
    const order: [number, CheckName][] = [
      [660, 'ISSUER_DIFFERS'],
      [648, 'FINGERPRINT_DIFFERS'],
      [661, 'PIN_DIFFERS'],
    ];
    order.forEach(([expected], index) => {
      const found = order.slice(index).map(([, name]) => seen(name));
      expect(code('secure', found.reverse())).toBe(expected);
      expect(code('secure', [...found, ssl('CERT_HAS_EXPIRED')])).toBe(610);
    });
  });

  test('a defect that is overlooked, and signs of somebody on the way, decide nothing', () => {
    const notes = [seen('DEFECT_IGNORED', 'expired: CERT_HAS_EXPIRED'), seen('TLS_INSPECTED')];
    expect(code('secure', [...notes, ssl('ERR_TLS_CERT_ALTNAME_INVALID')])).toBe(611);
  });
});

describe('a client certificate that is demanded, or refused, in HTTP', () => {
  const answered = { status: 400, requestSent: true, responseBytes: 200 } as const;
  const required = seen('CERTIFICATE_REQUIRED');
  const refused = seen('CERTIFICATE_REFUSED');
  const status: Evidence = { source: 'http', name: '400', detail: '' };
  test.each([
    [612, 'none', required],
    [641, 'machine', required],
    [651, 'sent', required],
    [651, 'sent', refused],
    [400, 'none', refused],
  ] as const)('%i  %s', (expected, clientCertificate, page) => {
    for (const direction of ['download', 'upload'] as const) {
      const wanted = expected === 400 && direction === 'upload' ? 621 : expected;
      const circumstances = { ...answered, clientCertificate, direction };
      expect(code('verify', [status, page], circumstances)).toBe(wanted);
    }
  });

  test('it is an answer, and no family of its own', () => {
    const failure = classify('verify', [status, required], { ...noCircumstances, ...answered });
    expect(failure).toEqual({ code: 612, family: 'transfer', phase: 'response', side: 'task' });
  });
});

describe('the end of TLS', () => {
  test('658 comes when everything else is right', () => {
    const whole = { status: 200, requestSent: true } as const;
    expect(code('verify', [seen('SHUTDOWN_FAILED')], whole)).toBe(658);
    expect(code('verify', [seen('SHUTDOWN_FAILED'), seen('SUM_DIFFERS')], whole)).toBe(632);
  });
});

describe('a proxy that speaks TLS', () => {
  test('is shown no certificate of ours: what it says is not about that', () => {
    const evidence = [ssl('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), seen('PROXY_TLS')];
    expect(code('proxy', evidence, { clientCertificate: 'sent' })).toBe(612);
  });
});
