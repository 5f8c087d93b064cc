/** The decision table, row by row: what was seen, where, and the code it must give. */
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/main/classify/classify.ts';
import {
  type CheckName,
  type Circumstances,
  check,
  noCircumstances,
} from '../../../src/main/classify/facts.ts';
import type { Evidence, Phase } from '../../../src/shared/result.ts';

const os = (name: string, detail = 'read'): Evidence => ({ source: 'os', name, detail });
const dns = (name: string): Evidence => ({ source: 'dns', name, detail: 'queryA' });
const ssl = (name: string, detail = ''): Evidence => ({ source: 'openssl', name, detail });
const http = (name: string): Evidence => ({ source: 'http', name, detail: '' });
const seen = (name: CheckName): Evidence => check(name, '');
const FIN = os('FIN', 'the peer closed');
const RST = os('ECONNRESET');
const UNREAD = os('EPIPE', 'never read');
const goodbye: Evidence = { source: 'tls-alert', name: 'close_notify', detail: '' };

type Row = [code: number, what: string, evidence: Evidence[], circumstances?: Partial<Circumstances>];

const code = (phase: Phase, evidence: Evidence[], circumstances: Partial<Circumstances> = {}): number =>
  classify(phase, evidence, { ...noCircumstances, ...circumstances }).code;

function rows(phase: Phase, table: Row[], always: Partial<Circumstances> = {}): void {
  test.each(table)('%i  %s', (expected, _what, evidence, circumstances) => {
    expect(code(phase, evidence, { ...always, ...circumstances })).toBe(expected);
  });
}

describe('preflight: each alone, and in this order when several hold', () => {
  const order: [number, CheckName][] = [
    [606, 'URL_INVALID'],
    [603, 'SCHEME_UNKNOWN'],
    [607, 'PROTOCOL_OFF'],
    [720, 'HOSTS_UNUSABLE'],
    [646, 'TLS_LIBRARY'],
    [649, 'ENGINE_UNKNOWN'],
    [656, 'ENGINE_INIT'],
    [650, 'ENGINE_DEFAULT'],
    [657, 'CA_FILE'],
    [659, 'CRL_FILE'],
    [651, 'CLIENT_CERTIFICATE'],
    [652, 'CIPHERS'],
    [665, 'UPLOAD_SOURCE'],
  ];
  test.each(order)('%i  %s', (expected, name) => {
    expect(code('preflight', [seen(name)])).toBe(expected);
  });
  test.each(['preflight', 'transfer', 'verify'] as const)(
    '721 in %s: the download cannot be saved',
    (phase) => {
      const evidence = [seen('SAVE_FAILED'), seen('SHORT_OF_LENGTH')];
      expect(code(phase, evidence)).toBe(721);
      expect(code(phase, evidence, { protocol: 'ftp' })).toBe(721);
    },
  );
  test.each(
    order
      .slice(1)
      .map(([expected, name], index) => [order[index]![0], order[index]![1], expected, name] as const),
  )('%i (%s) beats %i (%s)', (first, firstName, _second, secondName) => {
    expect(code('preflight', [seen(secondName), seen(firstName)])).toBe(first);
  });
});

describe('resolve', () => {
  rows('resolve', [
    [600, 'no such name', [dns('ENOTFOUND')]],
    [600, 'server failure', [dns('ESERVFAIL')]],
    [600, 'no address', [dns('ENODATA')]],
    [605, 'behind a redirect', [dns('ENOTFOUND')], { hop: 1 }],
    [722, 'over the limit', [seen('DNS_LIMIT')]],
    [722, 'over the limit behind a redirect', [seen('DNS_LIMIT')], { hop: 2 }],
    [643, 'behind a redirect, and the address is private', [seen('REDIRECT_TO_PRIVATE')], { hop: 1 }],
    [721, 'no file handle to ask with', [os('EMFILE', 'open'), dns('ECONNREFUSED')]],
    [721, 'the same behind a redirect', [os('ENFILE', 'open'), dns('ECONNREFUSED')], { hop: 1 }],
  ]);
});

describe('connect', () => {
  rows('connect', [
    [601, 'refused', [os('ECONNREFUSED', 'connect')]],
    [601, 'no route', [os('EHOSTUNREACH', 'connect')]],
    [601, 'reset on accept', [os('ECONNRESET', 'connect')]],
    [601, 'no answer in time', [seen('CONNECT_TIMEOUT')]],
    [605, 'refused behind a redirect', [os('ECONNREFUSED', 'connect')], { hop: 1 }],
    [605, 'no answer behind a redirect', [seen('CONNECT_TIMEOUT')], { hop: 1 }],
    [721, 'no file handles left', [os('EMFILE', 'connect')]],
    [721, 'local address not there', [os('EADDRNOTAVAIL', 'bind')]],
    [721, 'local trouble stays local behind a redirect', [os('EACCES', 'connect')], { hop: 1 }],
  ]);
});

describe('proxy: asked for a tunnel', () => {
  const tls = seen('PROXY_TLS');
  rows('proxy', [
    [601, 'SOCKS said no', [seen('SOCKS_REFUSED')]],
    [601, 'no SOCKS', [seen('SOCKS_INVALID')]],
    [601, 'silence', [seen('PROXY_TIMEOUT')]],
    [605, 'SOCKS said no behind a redirect', [seen('SOCKS_REFUSED')], { hop: 1 }],
    [608, 'closed', [FIN]],
    [608, 'closed without reading', [UNREAD]],
    [609, 'reset', [RST]],
    [628, 'no HTTP', [seen('PROXY_NO_HTTP')]],
    [628, 'an answer that is none to CONNECT', [http('302')]],
    [407, 'its own answer', [http('407')]],
    [502, 'its own answer, an upload too', [http('502')], { direction: 'upload' }],
    [610, 'its certificate', [ssl('CERT_HAS_EXPIRED'), tls]],
    [624, 'its certificate, twice', [ssl('CERT_HAS_EXPIRED'), ssl('ERR_TLS_CERT_ALTNAME_INVALID'), tls]],
    [638, 'closed in its handshake', [FIN, tls]],
    [638, 'silence in its handshake', [seen('TLS_TIMEOUT'), tls]],
    [638, 'reset in its handshake, behind a redirect', [RST, tls], { previousProtocol: 'http', hop: 1 }],
    [634, 'no version in common with it', [ssl('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), tls]],
    [647, 'no TLS', [ssl('ERR_SSL_WRONG_VERSION_NUMBER'), tls]],
    [612, 'it asks for a certificate only now', [ssl('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')]],
    [721, 'trouble of this computer', [os('ENOBUFS', 'write')]],
    [663, 'our own exception', [seen('INTERNAL')]],
  ]);
  test.each([
    ['connect', [os('ECONNREFUSED', 'connect'), seen('AT_PROXY')], 'network'],
    ['proxy', [http('502'), seen('AT_PROXY')], 'network'],
    ['proxy', [http('407'), seen('AT_PROXY')], 'task'],
    ['proxy', [ssl('CERT_HAS_EXPIRED'), tls], 'network'],
    ['resolve', [dns('ENOTFOUND'), seen('AT_PROXY')], 'task'],
    ['connect', [os('EMFILE', 'connect'), seen('AT_PROXY')], 'probe'],
  ] as const)('%s %j is on the side of: %s', (phase, evidence, side) => {
    expect(classify(phase, evidence, noCircumstances).side).toBe(side);
  });
});

describe('secure: handshake, OpenSSL and BoringSSL', () => {
  const request = seen('CERTIFICATE_REQUEST');
  rows(
    'secure',
    [
      [638, 'closed', [FIN]],
      [638, 'reset', [RST]],
      [638, 'closed without reading', [UNREAD]],
      [638, 'silence', [seen('TLS_TIMEOUT')]],
      [647, 'plain HTTP on the port', [ssl('ERR_SSL_WRONG_VERSION_NUMBER'), FIN]],
      [647, 'internal error alert', [ssl('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR'), FIN]],
      [647, 'unrecognized name, OpenSSL', [ssl('ERR_SSL_TLSV1_UNRECOGNIZED_NAME')]],
      [647, 'unrecognized name, BoringSSL', [ssl('ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME')]],
      [647, 'illegal parameter', [ssl('ERR_SSL_SSLV3_ALERT_ILLEGAL_PARAMETER')]],
      [647, 'bad signature, OpenSSL', [ssl('ERR_SSL_FIRST_OCTET_INVALID', 'rsa routines')]],
      [647, 'bad signature, BoringSSL', [ssl('ERR_SSL_BAD_SIGNATURE')]],
      [634, 'version', [ssl('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), FIN]],
      [634, 'unsupported protocol', [ssl('ERR_SSL_UNSUPPORTED_PROTOCOL')]],
      [634, 'no cipher in common', [ssl('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')]],
      [634, 'no cipher in common, BoringSSL', [ssl('ERR_SSL_HANDSHAKE_FAILURE_ON_CLIENT_HELLO')]],
      [634, 'suite not offered, OpenSSL', [ssl('ERR_SSL_UNKNOWN_CIPHER_RETURNED')]],
      [634, 'suite not offered, BoringSSL', [ssl('ERR_SSL_WRONG_CIPHER_RETURNED')]],
      [634, 'unsupported extension, OpenSSL', [ssl('ERR_SSL_TLSV1_UNSUPPORTED_EXTENSION')]],
      [634, 'unsupported extension, BoringSSL', [ssl('ERR_SSL_TLSV1_ALERT_UNSUPPORTED_EXTENSION')]],
      [634, 'missing extension, OpenSSL', [ssl('ERR_SSL_TLSV13_ALERT_MISSING_EXTENSION')]],
      [634, 'missing extension, BoringSSL', [ssl('ERR_SSL_reason(1109)')]],
      [634, 'insufficient security', [ssl('ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY')]],
      [634, 'no application protocol', [ssl('ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL')]],
      [634, 'h2 not agreed', [seen('ALPN_REFUSED')]],
      [643, 'weak Diffie-Hellman', [ssl('ERR_SSL_DH_KEY_TOO_SMALL')]],
      [612, 'certificate required, OpenSSL', [ssl('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')]],
      [612, 'certificate required, BoringSSL', [ssl('ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED')]],
      [612, 'alert 40 after a CertificateRequest', [ssl('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'), request]],
      [
        641,
        'the machine identity is asked for and not set up',
        [ssl('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'), request],
        { clientCertificate: 'machine' },
      ],
      [
        651,
        'our certificate is refused',
        [ssl('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA')],
        { clientCertificate: 'sent' },
      ],
      [642, 'Fortezza before all else', [seen('FORTEZZA'), ssl('ERR_SSL_UNKNOWN_CIPHER_RETURNED'), request]],
      [631, 'http to https, reset', [RST], { previousProtocol: 'http', hop: 1 }],
      [631, 'http to https, closed', [FIN], { previousProtocol: 'http', hop: 1 }],
      [
        631,
        'http to https, alert',
        [ssl('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')],
        { previousProtocol: 'http', hop: 1 },
      ],
      [
        647,
        'http to https, we refuse',
        [ssl('ERR_SSL_WRONG_VERSION_NUMBER')],
        { previousProtocol: 'http', hop: 1 },
      ],
      [
        612,
        'http to https, certificate',
        [ssl('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
        { previousProtocol: 'http' },
      ],
      [638, 'https to https, reset', [RST], { previousProtocol: 'https', hop: 1 }],
    ],
    { protocol: 'https' },
  );
});

describe('secure: certificate', () => {
  const tooWeak = ssl('UNSPECIFIED', 'EE certificate key too weak');
  rows(
    'secure',
    [
      [610, 'expired', [ssl('CERT_HAS_EXPIRED')]],
      [610, 'not yet valid', [ssl('CERT_NOT_YET_VALID')]],
      [611, 'other host', [ssl('ERR_TLS_CERT_ALTNAME_INVALID')]],
      [648, 'other host over FTPS', [ssl('ERR_TLS_CERT_ALTNAME_INVALID')], { protocol: 'ftp' }],
      [623, 'self-signed', [ssl('DEPTH_ZERO_SELF_SIGNED_CERT')]],
      [623, 'unknown root', [ssl('SELF_SIGNED_CERT_IN_CHAIN')]],
      [623, 'missing intermediate', [ssl('UNABLE_TO_VERIFY_LEAF_SIGNATURE')]],
      [653, 'not by the task’s own authority', [ssl('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')], { ownCa: true }],
      [624, 'expired and other host', [ssl('CERT_HAS_EXPIRED'), ssl('ERR_TLS_CERT_ALTNAME_INVALID')]],
      [
        610,
        'leaf and intermediate expired are one defect',
        [ssl('CERT_HAS_EXPIRED'), ssl('CERT_NOT_YET_VALID')],
      ],
      [625, 'purpose', [ssl('INVALID_PURPOSE')]],
      [625, 'path length', [ssl('PATH_LENGTH_EXCEEDED')]],
      [625, 'signature', [ssl('CERT_SIGNATURE_FAILURE')]],
      [625, 'name constraint', [ssl('UNSPECIFIED', 'permitted subtree violation')]],
      [625, 'key usage, BoringSSL', [ssl('ERR_SSL_KEY_USAGE_BIT_INCORRECT')]],
      [643, 'weak key, OpenSSL', [tooWeak]],
      [643, 'weak key, our rule', [seen('EE_KEY_TOO_SMALL')]],
      [643, 'weak digest, our rule', [seen('CA_MD_TOO_WEAK')]],
      [
        625,
        'key of an authority and its purpose, our rules: one kind',
        [seen('INVALID_CA'), seen('INVALID_PURPOSE')],
      ],
      [624, 'expired and weak', [seen('CERT_HAS_EXPIRED'), seen('EE_KEY_TOO_SMALL')]],
      [610, 'the same defect, by OpenSSL and by us', [ssl('CERT_HAS_EXPIRED'), seen('CERT_NOT_YET_VALID')]],
      [640, 'revoked', [ssl('CERT_REVOKED')]],
      [639, 'no CRL', [ssl('UNABLE_TO_GET_CRL')]],
      [660, 'CRL expired', [ssl('CRL_HAS_EXPIRED')]],
      [640, 'in a list or by OCSP, our finding', [seen('CERT_REVOKED')]],
      [640, 'leaf and authority revoked are one defect', [seen('CERT_REVOKED'), seen('CERT_REVOKED')]],
      [624, 'expired and revoked', [ssl('CERT_HAS_EXPIRED'), seen('CERT_REVOKED')]],
      [639, 'no list of its authority in the file', [seen('UNABLE_TO_GET_CRL')]],
      [660, 'list of the task has expired', [seen('CRL_HAS_EXPIRED')]],
      [660, 'list of the task is of tomorrow', [seen('CRL_NOT_YET_VALID')]],
      [660, 'list of the task is not signed by its authority', [seen('CRL_SIGNATURE_FAILURE')]],
      [660, 'list of the task is no whole list', [seen('CRL_UNUSABLE')]],
      [660, 'list of the task comes before the pin', [seen('CRL_HAS_EXPIRED'), seen('PIN_DIFFERS')]],
      [662, 'nothing stapled', [seen('STAPLE_MISSING')]],
      [662, 'stapled and old', [seen('STAPLE_STALE')]],
      [662, 'stapled, and says that it does not know', [seen('STAPLE_UNKNOWN')]],
      [661, 'the pin comes before the staple', [seen('STAPLE_MISSING'), seen('PIN_DIFFERS')]],
      [639, 'no source of revocation', [seen('NO_STATUS_SOURCE')]],
      [639, 'OCSP does not know it', [seen('OCSP_UNKNOWN')]],
      [645, 'OCSP not reached', [seen('OCSP_UNREACHABLE')]],
      [645, 'OCSP: try later', [seen('OCSP_REFUSED')]],
      [645, 'OCSP signed by a stranger', [seen('OCSP_SIGNER')]],
      [645, 'a list that the certificate names is not to be had', [seen('LIST_UNREACHABLE')]],
      [645, 'a list that the certificate names has expired', [seen('LIST_STALE')]],
      [639, 'unknown comes before unreachable', [seen('OCSP_UNREACHABLE'), seen('OCSP_UNKNOWN')]],
      [660, 'other issuer', [seen('ISSUER_DIFFERS')]],
      [648, 'other fingerprint', [seen('FINGERPRINT_DIFFERS')]],
      [661, 'other key', [seen('PIN_DIFFERS')]],
      [610, 'a defect of the chain comes before the pin', [ssl('CERT_HAS_EXPIRED'), seen('PIN_DIFFERS')]],
      [
        610,
        'stays 610 behind an http redirect',
        [ssl('CERT_HAS_EXPIRED')],
        { previousProtocol: 'http', hop: 1 },
      ],
    ],
    { protocol: 'https' },
  );
});

describe('response: nothing has come yet', () => {
  const sent = { protocol: 'http', requestSent: true } as const;
  const sentOverTls = { ...sent, protocol: 'https' } as const;
  const alert = ssl('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR');
  rows('response', [
    [608, 'closed', [FIN], sent],
    [609, 'reset', [RST], sent],
    [637, 'closed without reading the request', [UNREAD], sent],
    [638, 'the same over TLS', [UNREAD], { ...sent, protocol: 'https' }],
    [637, 'closed before all was sent', [FIN], { protocol: 'http' }],
    [637, 'reset before all was sent', [RST], { protocol: 'http' }],
    [638, 'closed over TLS before all was sent', [FIN, goodbye], { protocol: 'https' }],
    [637, 'reset over TLS before all was sent', [RST], { protocol: 'https' }],
    [613, 'silence', [seen('RESPONSE_TIMEOUT')], sent],
    [636, 'silence after an upload', [seen('RESPONSE_TIMEOUT')], { ...sent, direction: 'upload' }],
    [637, 'silence, and the request is still here', [seen('RESPONSE_TIMEOUT')], { protocol: 'http' }],
    [638, 'the same over TLS', [seen('RESPONSE_TIMEOUT')], { protocol: 'https' }],
    [
      612,
      'TLS 1.3 asks for a certificate only now',
      [ssl('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
      sent,
    ],
    [
      634,
      'a late handshake failure',
      [ssl('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')],
      { ...sent, protocol: 'https' },
    ],
    [638, 'any other alert before an answer', [alert], { ...sent, protocol: 'https' }],
    [663, 'our own exception beats everything', [RST, seen('INTERNAL')], sent],
    [637, 'HTTP/2: not processed', [http('RST_STREAM_REFUSED_STREAM'), seen('REQUEST_NOT_PROCESSED')], sent],
    [637, 'HTTP/2: not processed, then closed', [FIN, goodbye, seen('REQUEST_NOT_PROCESSED')], sentOverTls],
    [608, 'HTTP/2: given up without a reason, then closed', [FIN, http('GOAWAY_NO_ERROR')], sent],
    [608, 'HTTP/2: ended without a reason', [http('RST_STREAM_NO_ERROR')], sent],
    [609, 'HTTP/2: reset', [http('RST_STREAM_INTERNAL_ERROR')], sent],
    [609, 'HTTP/2: reset for a reason nobody knows', [http('RST_STREAM_0x1f')], sent],
    [609, 'HTTP/2: given up for a reason, then closed', [FIN, http('GOAWAY_ENHANCE_YOUR_CALM')], sent],
    [634, 'HTTP/2: another version wanted', [http('RST_STREAM_HTTP_1_1_REQUIRED')], sentOverTls],
    [609, 'the same without TLS', [http('RST_STREAM_HTTP_1_1_REQUIRED')], sent],
    [634, 'HTTP/2: other security wanted', [FIN, http('GOAWAY_INADEQUATE_SECURITY')], sentOverTls],
    [628, 'no HTTP/2, then closed', [FIN, seen('NOT_HTTP2'), http('ERR_HTTP2_ERROR')], sent],
    [613, 'HTTP/2: given up, then silence', [seen('RESPONSE_TIMEOUT'), http('GOAWAY_NO_ERROR')], sent],
    [665, 'the file to upload has changed meanwhile', [seen('UPLOAD_SOURCE')], { direction: 'upload' }],
    [608, 'closed after an upload', [FIN], { ...sent, direction: 'upload' }],
    [609, 'reset after an upload', [RST], { ...sent, direction: 'upload' }],
  ]);
});

describe('transfer: something has come', () => {
  const plain = {
    protocol: 'http',
    requestSent: true,
    responseBytes: 100,
    status: 200,
    framing: 'length',
  } as const;
  const tls = { ...plain, protocol: 'https' } as const;
  const halfSent = { ...plain, direction: 'upload', requestSent: false } as const;
  const short = seen('SHORT_OF_LENGTH');
  const parser = http('HTTPParserError');
  const cut = seen('NO_CLOSE_NOTIFY');
  rows('transfer', [
    [629, 'closed short of the length', [FIN, short], plain],
    [609, 'reset short of the length', [RST, short], plain],
    [609, 'refused what we sent in the middle of the answer', [UNREAD, short], plain],
    [608, 'closed inside the header', [FIN], { ...plain, status: null, framing: null }],
    [630, 'silence inside the header', [seen('RESPONSE_TIMEOUT')], { ...plain, status: null, framing: null }],
    [608, 'closed inside a chunked body', [FIN, parser], { ...plain, framing: 'chunked' }],
    [609, 'reset inside a chunked body', [RST, parser], { ...plain, framing: 'chunked' }],
    [628, 'no HTTP', [parser], { ...plain, status: null, framing: null }],
    [628, 'another range than the one asked for', [seen('RANGE_INVALID'), seen('RANGE')], plain],
    [628, 'parts of different files', [seen('RANGE_CHANGED'), seen('RANGE')], plain],
    [629, 'a part shorter than its range', [short, seen('RANGE')], plain],
    [629, 'a part in chunks, cut short of its range', [FIN, parser, short], { ...plain, framing: 'chunked' }],
    [609, 'a part reset', [RST, short, seen('RANGE')], plain],
    [723, 'a part that does not name the size of the whole', [seen('SIZE_UNKNOWN'), seen('RANGE')], plain],
    [628, 'header too long', [http('UND_ERR_HEADERS_OVERFLOW')], { ...plain, status: null, framing: null }],
    [630, 'over the time', [seen('TRANSFER_TIMEOUT'), short], plain],
    [636, 'upload over the time', [seen('TRANSFER_TIMEOUT')], { ...plain, direction: 'upload' }],
    [637, 'a yes, and then the rest is not read', [seen('TRANSFER_TIMEOUT')], halfSent],
    [637, 'a yes, and then a reset before all was sent', [RST], halfSent],
    [637, 'a yes, and then closed before all was sent', [FIN], halfSent],
    [609, 'a reset in the answer to an upload', [RST, short], { ...plain, direction: 'upload' }],
    [644, 'TLS cut, no length', [FIN, cut], { ...tls, framing: 'close' }],
    [644, 'TLS cut, chunked', [FIN, cut, parser], { ...tls, framing: 'chunked' }],
    [629, 'TLS cut, but the length is known', [FIN, cut, short], tls],
    [608, 'chunked, cut with a goodbye', [goodbye, parser], { ...tls, framing: 'chunked' }],
    [664, 'damaged record, TLS 1.3', [ssl('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), short], tls],
    [664, 'damaged record, TLS 1.2', [ssl('ERR_SSL_CIPHER_OPERATION_FAILED', 'Provider routines')], tls],
    [664, 'damaged record, BoringSSL', [ssl('ERR_SSL_BAD_DECRYPT')], tls],
    [609, 'HTTP/2: reset short of the length', [short, http('RST_STREAM_CANCEL')], tls],
    [
      608,
      'HTTP/2: ended without a reason, no length',
      [http('RST_STREAM_NO_ERROR')],
      { ...tls, framing: 'chunked' },
    ],
    [629, 'HTTP/2: ended without a reason, short of the length', [short, http('RST_STREAM_NO_ERROR')], tls],
    [628, 'HTTP/2: a wrong frame inside the body', [short, http('ERR_HTTP2_ERROR')], tls],
    [628, 'HTTP/2: a wrong frame, then closed', [FIN, goodbye, http('ERR_HTTP2_STREAM_ERROR')], tls],
    [609, 'HTTP/2: the connection is reset', [RST, short], tls],
    [664, 'another read error', [os('ETIMEDOUT', 'read: read ETIMEDOUT')], plain],
    [721, 'an errno nobody owns', [os('ENOBUFS', 'write: write ENOBUFS')], plain],
    [721, 'nothing at all', [], plain],
  ]);
});

describe('redirect: each alone, and in this order', () => {
  const order: [number, CheckName][] = [
    [628, 'NO_LOCATION'],
    [626, 'REDIRECTS_OFF'],
    [606, 'URL_INVALID'],
    [633, 'TOO_MANY_REDIRECTS'],
    [633, 'REDIRECT_SCHEME'],
    [643, 'REDIRECT_TO_FILE'],
    [643, 'REDIRECT_TO_PRIVATE'],
    [635, 'UPLOAD_REDIRECTED'],
    [644, 'REDIRECT_DOWNGRADE'],
  ];
  test.each(order.map(([expected, name], index) => [expected, name, index] as const))(
    '%i  %s',
    (expected, _name, index) => {
      const andAllAfter = order.slice(index).map(([, name]) => seen(name));
      expect(code('redirect', andAllAfter.reverse())).toBe(expected);
    },
  );
});

describe('verify', () => {
  const order: [number, CheckName][] = [
    [628, 'CODING_CUT'],
    [654, 'CODING_UNKNOWN'],
    [654, 'CODING_BROKEN'],
    [723, 'SIZE_UNKNOWN'],
    [629, 'TOO_FEW_BYTES'],
    [627, 'HEADER_TEXT_MISSING'],
    [632, 'SUM_DIFFERS'],
  ];
  test.each(order.map(([expected, name], index) => [expected, name, index] as const))(
    '%i  %s',
    (expected, _name, index) => {
      expect(
        code(
          'verify',
          order.slice(index).map(([, name]) => seen(name)),
          { status: 200 },
        ),
      ).toBe(expected);
    },
  );
  rows('verify', [
    [404, 'the status itself', [http('404'), seen('SUM_DIFFERS')], { status: 404 }],
    [503, 'the status itself', [http('503')], { status: 503 }],
    [621, 'an upload: the server said no', [http('413')], { status: 413, direction: 'upload' }],
    [
      621,
      'an upload: the server said no before it had everything',
      [http('413'), seen('SENDING_STOPPED')],
      { status: 413, direction: 'upload' },
    ],
  ]);
});

describe('the failure around the code', () => {
  test('an HTTP status is a family of its own, of the response', () => {
    const failure = classify('verify', [http('404')], { ...noCircumstances, status: 404 });
    expect(failure).toEqual({ code: 404, family: 'http', phase: 'response', side: 'task' });
  });
  test('an upload that was refused ended in the response', () => {
    const failure = classify('verify', [http('413')], {
      ...noCircumstances,
      status: 413,
      direction: 'upload',
    });
    expect(failure).toEqual({ code: 621, family: 'transfer', phase: 'response', side: 'server' });
  });
  test('the phase is the one the engine was in', () => {
    expect(classify('connect', [os('ECONNREFUSED')], noCircumstances)).toEqual({
      code: 601,
      family: 'transfer',
      phase: 'connect',
      side: 'server',
    });
  });
});
