/** The table of curl's exits: what curl said, how far it had come, and the code it must give. Sentences are those of curl 7.88 and 8. */
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/main/classify/classify.ts';
import { EXITS } from '../../../src/main/classify/curl.ts';
import { type Circumstances, check, noCircumstances } from '../../../src/main/classify/facts.ts';
import type { Evidence, Phase } from '../../../src/shared/result.ts';

const curl = (exit: number | string, words = ''): Evidence => ({
  source: 'curl',
  name: String(exit),
  detail: words,
});
const verify = (result: number): Evidence => ({
  source: 'curl',
  name: 'ssl_verify_result',
  detail: String(result),
});
const ftp = (command: string, reply: string): Evidence => ({
  source: 'ftp',
  name: reply.slice(0, 3),
  detail: `${command}: ${reply}`,
});
const ssl = (reason: string): string => `OpenSSL/3.0.19: error:0A000410:SSL routines::${reason}`;
const reading = (reason: string): string => `OpenSSL SSL_read: ${ssl(reason)}, errno 0`;

type Row = [code: number, evidence: Evidence[], circumstances?: Partial<Circumstances>];

function rows(phase: Phase, table: Row[], always: Partial<Circumstances> = {}): void {
  test.each(table)('%i  %j', (code, evidence, circumstances) => {
    expect(classify(phase, evidence, { ...noCircumstances, ...always, ...circumstances }).code).toBe(code);
  });
}

const requestSent = { requestSent: true };
const answered = { requestSent: true, responseBytes: 40, status: 200, framing: 'length' } as const;
const upload = { direction: 'upload' } as const;
const behind = { hop: 1, previousProtocol: 'http' } as const;
const https = { protocol: 'https' } as const;
const short = check('SHORT_OF_LENGTH', '');
const cut = check('NO_CLOSE_NOTIFY', '');
const REFUSED = "Couldn't connect to server (connect to 127.0.0.1 port 9 failed: Connection refused)";
const RESET = 'Recv failure: Connection reset by peer';

describe('before anything is sent', () => {
  rows('preflight', [
    [649, [curl(53, "SSL Engine 'nosuch' not found")]],
    [656, [curl(66, 'Failed to initialise SSL Engine')]],
    [650, [curl(54, 'set default crypto engine failed')]],
    [651, [curl(58, 'could not load PEM client certificate')]],
    [652, [curl(59, 'failed setting cipher list: NO-SUCH')]],
    [657, [curl(77, 'error setting certificate file: /nonexistent')]],
    [659, [curl(82, 'error loading CRL file: /nonexistent')]],
    [652, [curl(35, 'CURL_SSLVERSION_MAX incompatible with CURL_SSLVERSION')]],
    [646, [curl(35, 'Insufficient randomness')]],
    [665, [curl(26, "can't open 'missing'")]],
    [720, [curl(49, "Couldn't parse CURLOPT_RESOLVE entry")]],
    [603, [curl(1, 'Protocol "gopherx" not supported')]],
    [607, [curl(1, 'Protocol "http" disabled')]],
    [606, [curl(3, 'URL using bad/illegal format or missing URL')]],
  ]);
});

describe('the way to the server', () => {
  rows('resolve', [
    [600, [curl(6, 'Could not resolve host: nowhere.test')]],
    [605, [curl(6, 'Could not resolve host: nowhere.test')], behind],
    [600, [curl(5, 'Could not resolve proxy: nowhere.test')]],
    [722, [curl(28, 'Resolving timed out after 20000 milliseconds')]],
  ]);
  rows('connect', [
    [601, [curl(7, REFUSED)]],
    [605, [curl(7, REFUSED)], behind],
    [601, [curl(7, 'Failed to connect to 192.0.2.1 port 80')]],
    [605, [curl(7, 'Failed to connect to 192.0.2.1 port 80')], behind],
    [721, [curl(7, 'connect to 192.0.2.1 port 80 failed: Permission denied')]],
    [721, [curl(7, 'Immediate connect fail for 192.0.2.1: Invalid argument')]],
    [721, [curl(45, 'bind failed with errno 99: Cannot assign requested address')]],
    [601, [curl(28, 'Failed to connect to 192.0.2.1 port 80 after 300 ms: Timeout was reached')]],
    [605, [curl(28, 'Connection timed out after 300 milliseconds')], behind],
  ]);
  rows('proxy', [
    [601, [curl(97, "Can't complete SOCKS5 connection to 127.0.0.1. (5)"), check('AT_PROXY', '')]],
    [605, [curl(97, 'User was rejected by the SOCKS5 server'), check('AT_PROXY', '')], behind],
    [608, [curl(97, 'connection to proxy closed'), check('AT_PROXY', '')]],
    [601, [curl(28, 'Proxy CONNECT aborted due to timeout'), check('AT_PROXY', '')]],
    [608, [curl(56, 'Proxy CONNECT aborted'), check('AT_PROXY', '')]],
    [609, [curl(56, RESET), check('AT_PROXY', '')]],
    [610, [curl(60, 'certificate has expired'), verify(10), check('PROXY_TLS', '')]],
    [638, [curl(35, 'OpenSSL SSL_connect: SSL_ERROR_SYSCALL'), check('PROXY_TLS', '')]],
  ]);
  test('the proxy said no', () => {
    const refusal: Evidence[] = [
      curl(56, 'CONNECT tunnel failed, response 407'),
      { source: 'http', name: '407', detail: '' },
      check('AT_PROXY', ''),
    ];
    expect(classify('proxy', refusal, noCircumstances)).toMatchObject({ code: 407, family: 'http' });
  });
});

describe('the handshake', () => {
  rows(
    'secure',
    [
      [634, [curl(35, ssl('sslv3 alert handshake failure'))]],
      [634, [curl(35, ssl('tlsv1 alert protocol version'))]],
      [647, [curl(35, ssl('wrong version number'))]],
      [647, [curl(35, ssl('tlsv1 alert internal error'))]],
      [647, [curl(35, 'error:02000072:rsa routines::bad signature')]],
      [647, [curl(35, 'something that nobody has seen')]],
      [643, [curl(35, ssl('dh key too small'))]],
      [638, [curl(35, 'OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to x:443 ')]],
      [638, [curl(35, ssl('unexpected eof while reading'))]],
      [638, [curl(35, RESET)]],
      [638, [curl(28, 'SSL connection timeout')]],
      [631, [curl(35, RESET)], behind],
      [631, [curl(35, ssl('sslv3 alert handshake failure'))], behind],
      [612, [curl(35, ssl('sslv3 alert handshake failure')), check('CERTIFICATE_REQUEST', '')]],
      [612, [curl(98, ssl('tlsv13 alert certificate required'))]],
      [641, [curl(98, ssl('tlsv13 alert certificate required'))], { clientCertificate: 'machine' }],
      [651, [curl(35, ssl('tlsv1 alert unknown ca'))], { clientCertificate: 'sent' }],
      [634, [curl(35, 'error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE')]],
      [
        634,
        [curl(35, 'LibreSSL/3.3.6: error:1404B42E:SSL routines:ST_CONNECT:tlsv1 alert protocol version')],
      ],
    ],
    https,
  );
});

describe('the certificate', () => {
  const bad = (words: string): Evidence => curl(60, `SSL certificate problem: ${words}`);
  const NAME = "SSL: no alternative certificate subject name matches target host name 'x'";
  rows(
    'secure',
    [
      [610, [bad('certificate has expired'), verify(10)]],
      [610, [bad('certificate is not yet valid'), verify(9)]],
      [611, [curl(60, NAME), verify(1)]],
      [648, [curl(60, NAME), verify(1)], { protocol: 'ftp' }],
      [648, [curl(51, 'peer certificate was not OK')], { protocol: 'ftps' }],
      [623, [bad('self-signed certificate'), verify(18)]],
      [623, [bad('self-signed certificate in certificate chain'), verify(19)]],
      [623, [bad('unable to get local issuer certificate'), verify(20)]],
      [653, [bad('unable to get local issuer certificate'), verify(20)], { ownCa: true }],
      [625, [bad('unsuitable certificate purpose'), verify(26)]],
      [625, [bad('unhandled critical extension'), verify(34)]],
      [643, [bad('EE certificate key too weak'), verify(66)]],
      [643, [bad('CA signature digest algorithm too weak'), verify(68)]],
      [639, [bad('unable to get certificate CRL'), verify(3)]],
      [640, [bad('certificate revoked'), verify(23)]],
      [660, [bad('CRL has expired'), verify(12)]],
      // Libraries without OpenSSL's numbers.
      [610, [bad('certificate has expired')]],
      [623, [curl(60, 'server certificate verification failed. CAfile: none')]],
      [653, [curl(60, 'server certificate verification failed. CAfile: none')], { ownCa: true }],
      [
        625,
        [
          curl(35, 'OpenSSL/3.0.19: error:06880006:asn1 encoding routines::EVP lib'),
          check('CERTIFICATE_NOT_TAKEN', ''),
        ],
      ],
      [
        651,
        [curl(60, 'SSL certificate verification failed'), verify(1)],
        { clientCertificate: 'sent', ownCa: true },
      ],
      [660, [curl(83, 'SSL: Certificate issuer check failed')]],
      [661, [curl(90, 'SSL: public key does not match pinned public key')]],
      [662, [curl(91, 'No OCSP response received')]],
      [640, [curl(91, 'SSL certificate revocation reason: keyCompromise (1)')]],
    ],
    https,
  );
});

describe('request and answer', () => {
  rows('response', [
    [608, [curl(52, 'Empty reply from server')], requestSent],
    [609, [curl(56, RESET)], requestSent],
    [637, [curl(56, RESET)], upload],
    [637, [curl(55, 'Send failure: Broken pipe')], upload],
    [613, [curl(28, 'Operation timed out after 300 milliseconds with 0 bytes received')], requestSent],
    [636, [curl(28, 'Operation timed out')], { ...upload, ...requestSent }],
    [637, [curl(28, 'Operation timed out')], upload],
    [638, [curl(28, 'Operation timed out')], https],
    [630, [curl(28, 'Operation timed out')], answered],
    [628, [curl(1, 'Received HTTP/0.9 when not allowed')], requestSent],
    [628, [curl(1, 'Unsupported HTTP version (9.7) in response')], requestSent],
    [628, [curl(8, 'Header without colon')], answered],
    [628, [curl(27, 'Out of memory')], answered],
    [628, [curl(56, 'Too large response headers: 307200 > 307200')], answered],
    [608, [curl(0)], { requestSent: true, responseBytes: 17 }],
    [628, [curl(0), check('LENGTHS_DIFFER', '')], answered],
    [612, [curl(56, reading('tlsv13 alert certificate required'))], { ...https, ...requestSent }],
    [
      651,
      [curl(56, reading('tlsv1 alert unknown ca'))],
      { ...https, ...requestSent, clientCertificate: 'sent' },
    ],
    [635, [curl(65, 'seek callback returned error 2')], upload],
    [633, [curl(47, 'Maximum (10) redirects followed')]],
    [628, [curl(16, 'Error in the HTTP2 framing layer')], requestSent],
    [637, [curl(92, 'HTTP/2 stream 1 was not closed cleanly: REFUSED_STREAM (err 7)')], requestSent],
    [634, [curl(92, 'HTTP/2 stream 1 was not closed cleanly: INADEQUATE_SECURITY (err 12)')], https],
  ]);
});

describe('the body', () => {
  const close = { ...answered, framing: 'close' } as const;
  const chunked = { ...answered, framing: 'chunked' } as const;
  rows('transfer', [
    [629, [curl(18, 'transfer closed with 95000 bytes remaining to read'), short], answered],
    [
      629,
      [curl(18, 'transfer closed with 95000 bytes remaining to read'), short, cut],
      { ...answered, ...https },
    ],
    [608, [curl(18, 'transfer closed with outstanding read data remaining')], chunked],
    [644, [curl(18, 'transfer closed with outstanding read data remaining'), cut], { ...chunked, ...https }],
    [644, [curl(0), cut], { ...close, ...https }],
    [644, [curl(56, reading('unexpected eof while reading')), cut], { ...close, ...https }],
    [609, [curl(56, RESET), short], answered],
    [
      630,
      [curl(28, 'Operation timed out after 800 milliseconds with 5000 out of 100000 bytes received'), short],
      answered,
    ],
    [628, [curl(56, 'Illegal or missing hexadecimal sequence in chunked-encoding')], chunked],
    [654, [curl(61, 'Unrecognized content encoding type.')], answered],
    [664, [curl(56, reading('decryption failed or bad record mac')), short], { ...answered, ...https }],
    [
      664,
      [curl(56, 'OpenSSL SSL_read: error:1C800066:Provider routines::cipher operation failed'), short],
      { ...answered, ...https },
    ],
    [664, [curl(56, 'Failure when receiving data from the peer')], answered],
    [609, [curl(92, 'HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)')], answered],
    [609, [curl(92, 'HTTP/2 stream 1 was not closed cleanly: PROTOCOL_ERROR (err 1)')], answered],
    [628, [curl(92, 'HTTP/2 stream 1 was not closed cleanly: COMPRESSION_ERROR (err 9)')], answered],
    [658, [curl(80, 'Failed to shut down the SSL connection')], answered],
  ]);
});

describe('FTP: the replies first, and where there are none the exit', () => {
  const always = { protocol: 'ftp' } as const;
  rows(
    'login',
    [
      [622, [curl(8, 'Got a 530 ftp-server response when 220 was expected'), ftp('GREETING', '530 no')]],
      [622, [curl(28, 'Timeout was reached'), ftp('GREETING', '421 too many')]],
      [619, [curl(67, 'Access denied: 530'), ftp('USER', '530 Permission denied.')]],
      [618, [curl(67, 'Access denied: 530'), ftp('PASS', '530 Login incorrect.')]],
      [602, [curl(67, 'Access denied: 500'), ftp('PASS', '500 no')]],
      [618, [curl(67, 'Access denied: 530')]],
      [655, [curl(64, 'Requested SSL level failed'), ftp('AUTH', '502 no')]],
      [628, [curl(8, 'weird'), check('FTP_REPLY_INVALID', '')]],
      [602, [curl(11, 'weird PASS reply')]],
    ],
    always,
  );
  rows(
    'request',
    [
      [617, [curl(9, 'Server denied you to change to the given directory'), ftp('CWD', '550 no')]],
      [617, [curl(9, 'Server denied you to change to the given directory')]],
      [620, [curl(9, 'Server denied you'), ftp('CWD', '421 bye')]],
      [604, [curl(13, 'Bad PASV/EPSV response: 502'), ftp('PASV', '502 no')]],
      [628, [curl(13, 'Weirdly formatted EPSV reply'), check('FTP_PASSIVE_INVALID', '')]],
      [628, [curl(14, "Couldn't interpret the 227-reply")]],
      [601, [curl(7, REFUSED), check('FTP_DATA', '')]],
      [601, [curl(28, 'Connection timed out'), check('FTP_DATA', '')]],
      [614, [curl(78, 'The file does not exist'), ftp('SIZE', '550 no'), check('FILE_ABSENT', '')]],
      [616, [curl(17, "Couldn't set desired mode")]],
    ],
    always,
  );
  rows(
    'response',
    [
      [615, [curl(78, 'RETR response: 550'), ftp('RETR', '550 no'), check('FILE_PRESENT', '')]],
      [614, [curl(78, 'RETR response: 550'), ftp('RETR', '550 no'), check('FILE_ABSENT', '')]],
      [616, [curl(78, 'RETR response: 550'), ftp('RETR', '550 no')]],
      [616, [curl(19, 'RETR response: 450'), ftp('RETR', '450 no')]],
      [601, [curl(19, 'RETR response: 425'), ftp('RETR', '425 no')]],
      [620, [curl(56, 'response reading failed (errno: 0)')]],
      [621, [curl(25, 'Failed FTP upload: 550'), ftp('STOR', '550 no')], upload],
      [621, [curl(70, 'Uploaded unaligned file size'), ftp('STOR', '552 no')], upload],
    ],
    always,
  );
  rows(
    'transfer',
    [
      [629, [curl(18, 'transfer closed with 95000 bytes remaining to read'), short]],
      [620, [curl(18, 'server did not report OK, got 426'), ftp('RETR', '426 no')]],
      [620, [curl(18, 'partial file')]],
    ],
    always,
  );
});

describe('curl itself', () => {
  test.each([2, 4, 23, 41, 43, 48, 63, 'SIGSEGV'])('exit %s is in no row', (exit) => {
    const failure = classify('transfer', [curl(exit, 'anything')], { ...noCircumstances, ...answered });
    expect(failure).toMatchObject({ code: 663, side: 'probe' });
  });
  test('out of memory before there was an answer', () => {
    expect(classify('connect', [curl(27, 'Out of memory')], noCircumstances).code).toBe(663);
  });
  test.each(['CURL_MISSING', 'CURL_UNUSABLE', 'CURL_LACKS'] as const)('%s', (name) => {
    for (const phase of ['preflight', 'resolve', 'connect'] as const)
      expect(classify(phase, [check(name, '')], noCircumstances)).toMatchObject({ code: 663, side: 'probe' });
  });
});

test('every exit with rows of conditions ends with one that has none, or is 663', () => {
  const open = new Set([22, 27, 65]);
  for (const exit of new Set(EXITS.map((row) => row.exit))) {
    const last = EXITS.findLast((row) => row.exit === exit)!;
    expect(last.says === undefined && last.when === undefined, `exit ${exit}`).toBe(!open.has(exit));
  }
});
