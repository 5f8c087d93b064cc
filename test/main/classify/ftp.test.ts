/** The decision table of FTP, with what real servers say: test/fixtures/ftp-replies.md, and the documentation of FileZilla Server and IIS. */
import { describe, expect, test } from 'vitest';
import { classify } from '../../../src/main/classify/classify.ts';
import {
  type CheckName,
  type Circumstances,
  check,
  noCircumstances,
} from '../../../src/main/classify/facts.ts';
import type { Evidence, Phase } from '../../../src/shared/result.ts';

/** `RETR: 550 No such file`: the command, then the reply. */
const reply = (detail: string): Evidence => ({
  source: 'ftp',
  name: /: (\d{3})/.exec(detail)![1]!,
  detail,
});
const os = (name: string, detail = 'read'): Evidence => ({ source: 'os', name, detail });
const ssl = (name: string): Evidence => ({ source: 'openssl', name, detail: '' });
const seen = (name: CheckName, detail = ''): Evidence => check(name, detail);
const awaiting = (command: string): Evidence => check('FTP_CONTROL', `waiting for the answer to ${command}`);
const FIN = os('FIN', 'the peer closed');
const RST = os('ECONNRESET');
const UNREAD = os('EPIPE', 'never read');
const DATA = seen('FTP_DATA', 'data connection to 192.0.2.1 port 40000');
const DATA_TLS = seen('FTP_DATA_TLS', 'data connection to 192.0.2.1 port 40000');

const code = (phase: Phase, evidence: Evidence[], circumstances: Partial<Circumstances> = {}): number =>
  classify(phase, evidence, { ...noCircumstances, protocol: 'ftp', ...circumstances }).code;

describe('login: what one refused reply means', () => {
  test.each([
    // No reason at all.
    [602, 'PASS: 500 Syntax error'],
    [602, 'PASS: 501 Bad argument'],
    [602, 'PASS: 503 Bad sequence of commands'],
    [602, 'PASS: 331 Password required'],
    [602, 'PASS: 530'],
    [602, 'PASS: 550'],
    [602, 'PASS: 530 No.'],

    // The credential: most servers do not say which half of it.
    [618, 'PASS: 530 Login incorrect.'], // vsftpd, ProFTPD
    [618, 'PASS: 530 Login authentication failed'], // Pure-FTPd
    [618, 'PASS: 530 Login or password incorrect!'], // FileZilla Server
    [618, 'PASS: 530 User cannot log in.'], // IIS
    [618, 'PASS: 530 Authentication failed.'], // pyftpdlib
    [618, 'PASS: 430 Invalid username or password'], // RFC 959's newer companions
    [618, 'PASS: 530-Sorry / 530 Login incorrect.'],

    // The name.
    [619, 'USER: 530 Permission denied.'], // vsftpd, a user list
    [619, 'USER: 530 User bob access denied.'],
    [619, 'USER: 530 Anonymous access not allowed.'],
    [619, 'USER: 430 Unknown user'],
    [619, 'USER: 530'],
    [619, 'PASS: 530 User bob unknown.'],
    [619, 'PASS: 530 No such user'],
    [619, "PASS: 530 Sorry, but I can't trust you"], // Pure-FTPd, a user id that is too small

    // Another reason, whatever the number and the step.
    [622, 'GREETING: 421 There are too many connected users, please try later.'],
    [622, 'GREETING: 421 1 users (the maximum) are already logged in, sorry'],
    [622, 'GREETING: 530 No access from here'],
    [622, 'GREETING: 500 Internal error'],
    [622, 'GREETING: 120 Service ready in 5 minutes'],
    [622, 'USER: 421 Too many users'],
    [622, 'USER: 530 This FTP server is anonymous only.'], // vsftpd
    [622, 'USER: 530 Non-anonymous sessions must use encryption.'], // vsftpd
    [622, 'USER: 550 SSL/TLS required on the control channel'], // ProFTPD
    [
      622,
      'USER: 421-Sorry, cleartext sessions and weak ciphers are not accepted on this server. / 421 Please reconnect using TLS',
    ],
    [622, 'USER: 504 SSL is mandatory'],
    [622, 'USER: 332 Need account for login'],
    [622, 'USER: 534 Policy requires SSL.'], // IIS
    [622, 'PASS: 332 Need account for login'],
    [622, 'PASS: 534 Policy requires SSL.'],
    [622, 'PASS: 500 OOPS: cannot change directory:/home/of/the/user'], // vsftpd
    [622, 'PASS: 421 Home directory not available - aborting'], // Pure-FTPd
    [622, 'PASS: 530 User cannot log in, home directory inaccessible.'], // IIS
    [622, 'PASS: 530 User bob cannot log in, home directory inaccessible.'],
    [622, 'PASS: 530 Sorry, the maximum number of allowed clients (1) are already connected.'], // ProFTPD
    [622, 'PASS: 530 Account expired'],
  ])('%i  %s', (expected, detail) => {
    expect(code('login', [reply(detail)])).toBe(expected);
  });
});

describe('login: how it broke off', () => {
  test.each<[number, string, Evidence[]]>([
    [601, 'no greeting', [seen('CONNECT_TIMEOUT'), awaiting('GREETING')]],
    [608, 'closed in place of the greeting', [FIN, awaiting('GREETING')]],
    [608, 'closed unread in place of the greeting', [UNREAD, awaiting('GREETING')]],
    [609, 'reset in place of the greeting', [RST, awaiting('GREETING')]],
    [609, 'reset after PASS', [RST, awaiting('PASS')]],
    [613, 'PASS never answered', [seen('RESPONSE_TIMEOUT'), awaiting('PASS')]],
    [620, 'closed after USER', [FIN, awaiting('USER')]],
    [628, 'a greeting that is no FTP', [seen('FTP_REPLY_INVALID'), awaiting('GREETING')]],
    [
      612,
      'TLS 1.3: a client certificate is missing',
      [ssl('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), awaiting('USER')],
    ],
    [664, 'a damaged record', [ssl('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), awaiting('USER')]],
  ])('%i  %s', (expected, _what, evidence) => {
    expect(code('login', evidence)).toBe(expected);
  });
});

describe('TLS of the control connection', () => {
  test.each<[number, string, Evidence[]]>([
    ...[431, 500, 502, 504, 530, 534].map((number): [number, string, Evidence[]] => [
      655,
      `AUTH answered ${number}`,
      [reply(`AUTH TLS: ${number} No`)],
    ]),
    [622, 'AUTH answered 421', [reply('AUTH TLS: 421 Too many users')]],
    [655, 'PROT answered 536', [reply('PROT P: 536 Not supported')]],
    [655, 'PBSZ refused', [reply('PBSZ 0: 503 Not now')]],
    [613, 'AUTH never answered', [seen('RESPONSE_TIMEOUT'), awaiting('AUTH')]],
    [628, 'bytes in the clear behind AUTH', [seen('FTP_REPLY_INVALID')]],
    [648, 'the certificate is for another host', [ssl('ERR_TLS_CERT_ALTNAME_INVALID')]],
    [610, 'expired', [ssl('CERT_HAS_EXPIRED')]],
    [638, 'closed in the handshake', [FIN]],
    [647, 'no TLS at all', [ssl('ERR_SSL_WRONG_VERSION_NUMBER')]],
  ])('%i  %s', (expected, _what, evidence) => {
    expect(code('secure', evidence)).toBe(expected);
  });
});

describe('folder, lookup, data connection', () => {
  test.each<[number, string, Evidence[], Partial<Circumstances>?]>([
    [617, 'CWD refused', [reply('CWD: 550 Failed to change directory.')]],
    [617, 'CWD answered 500', [reply('CWD: 500 Unknown')]],
    [620, 'CWD answered 421', [reply('CWD: 421 Timeout.')]],
    [613, 'CWD never answered', [seen('RESPONSE_TIMEOUT'), awaiting('CWD')]],
    [620, 'closed after CWD', [FIN, awaiting('CWD')]],
    [609, 'reset after CWD', [RST, awaiting('CWD')]],
    [628, 'garbage after CWD', [seen('FTP_REPLY_INVALID'), awaiting('CWD')]],

    [
      604,
      'EPSV and PASV refused',
      [reply('EPSV: 550 Permission denied.'), reply('PASV: 550 Permission denied.')],
    ],
    [
      604,
      'ProFTPD without passive mode',
      [reply('EPSV: 501 EPSV: Operation not permitted'), reply('PASV: 501 no')],
    ],
    [604, 'no ports left', [reply('EPSV: 425 No ports'), reply('PASV: 425 No ports')]],
    [604, 'EPSV refused over IPv6', [reply('EPSV: 500 Unknown command')]],
    [620, 'PASV answered 421', [reply('EPSV: 500 Unknown'), reply('PASV: 421 Timeout')]],
    [628, 'a 227 without a port', [seen('FTP_PASSIVE_INVALID'), reply('PASV: 227 Entering Passive Mode')]],
    [655, 'EPSV wants TLS', [reply('EPSV: 522 Data connections must be encrypted.')]],

    [601, 'the data port is closed', [os('ECONNREFUSED', 'connect'), DATA]],
    [601, 'the data port does not answer', [seen('CONNECT_TIMEOUT'), DATA]],
    [721, 'no descriptor left for the data connection', [os('EMFILE', 'connect'), DATA]],

    [614, 'absent', [reply('SIZE: 550 No such file'), reply('MLST: 550 No'), seen('FILE_ABSENT')]],
    [
      615,
      'there and refused',
      [reply('SIZE: 213 2'), reply('RETR: 550 Failed to open file.'), seen('FILE_PRESENT')],
    ],
    [615, 'a folder', [reply('RETR: 550 Not a regular file'), reply('CWD: 250 OK'), seen('IS_FOLDER')]],
    [616, 'neither found out', [reply('SIZE: 500 No'), reply('LIST: 450 No'), reply('RETR: 450 No')]],
    [601, 'RETR answered 425', [reply('RETR: 425 Failed to establish connection.')]],
    [655, 'RETR wants TLS (vsftpd)', [reply('RETR: 522 Data connections must be encrypted.')]],
    [655, 'RETR wants TLS (ProFTPD)', [reply('RETR: 522 SSL/TLS required on the data channel')]],
    [
      655,
      'RETR wants TLS (Pure-FTPd)',
      [reply('RETR: 521 Data connection cannot be opened with this PROT setting.')],
    ],
    [616, 'a file named after TLS', [reply('RETR: 550 tls-must-have.txt: No such file')]],
    [613, 'RETR never answered', [seen('RESPONSE_TIMEOUT'), awaiting('RETR')]],
  ])('%i  %s', (expected, _what, evidence, circumstances) => {
    expect(code('request', evidence, circumstances)).toBe(expected);
  });
});

describe('TLS of the data connection', () => {
  test.each<[number, string, Evidence[]]>([
    [
      655,
      'session reuse required',
      [FIN, DATA_TLS, reply('RETR: 522 SSL connection failed: session reuse required')],
    ],
    [638, 'closed in the handshake', [FIN, DATA_TLS]],
    [648, 'a certificate for another host', [ssl('ERR_TLS_CERT_ALTNAME_INVALID'), DATA_TLS]],
    [647, 'plain text', [ssl('ERR_SSL_WRONG_VERSION_NUMBER'), DATA_TLS]],
  ])('%i  %s', (expected, _what, evidence) => {
    expect(code('response', evidence)).toBe(expected);
  });
});

describe('the transfer of a download', () => {
  test.each<[number, string, Evidence[]]>([
    [609, 'data connection reset', [RST, DATA, seen('SHORT_OF_LENGTH')]],
    [609, 'reset, and 426 says so', [RST, DATA, reply('RETR: 426 Failure writing network stream.')]],
    [609, 'control connection reset', [RST, awaiting('RETR')]],
    [
      620,
      'control connection closed',
      [FIN, awaiting('RETR'), seen('SHORT_OF_LENGTH'), seen('BYTES_RECEIVED')],
    ],
    [620, '426', [reply('RETR: 426 Transfer aborted'), seen('SHORT_OF_LENGTH'), seen('BYTES_RECEIVED')]],
    [620, '421', [reply('RETR: 421 Timeout.'), seen('SHORT_OF_LENGTH')]],
    [620, 'all bytes and no 226', [seen('NO_FINAL_REPLY'), awaiting('RETR')]],
    [620, 'all bytes, and 451', [reply('RETR: 451 Local error'), seen('BYTES_RECEIVED')]],
    [629, '226 and fewer bytes than SIZE', [seen('SHORT_OF_LENGTH')]],
    [
      629,
      '451 and fewer bytes than SIZE',
      [reply('RETR: 451 Read error'), seen('SHORT_OF_LENGTH'), seen('BYTES_RECEIVED')],
    ],
    [615, '551 before the first byte, size unknown', [reply('RETR: 551 Error on input file.')]],
    [615, '551 before the first byte', [reply('RETR: 551 File is gone.'), seen('SHORT_OF_LENGTH')]],
    [630, 'silence', [seen('TRANSFER_TIMEOUT')]],
    [664, 'a damaged record', [ssl('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), DATA]],
    [628, 'garbage in place of 226', [seen('FTP_REPLY_INVALID'), awaiting('RETR')]],
  ])('%i  %s', (expected, _what, evidence) => {
    expect(code('transfer', evidence)).toBe(expected);
  });
});

describe('the transfer of an upload', () => {
  test.each<[number, string, Evidence[]]>([
    ...[450, 451, 452, 500, 502, 530, 532, 550, 551, 552, 553].map((number): [number, string, Evidence[]] => [
      621,
      `STOR answered ${number}`,
      [reply(`STOR: ${number} No`)],
    ]),
    [
      621,
      'disk full: reset, and 451 says why',
      [RST, DATA, reply('STOR: 451 Failure writing to local file.')],
    ],
    [621, 'too large: 552 at the end', [reply('STOR: 552 Transfer aborted. File too large')]],
    [621, 'the server takes nothing more', [seen('TRANSFER_TIMEOUT'), seen('SENDING_STOPPED')]],
    [609, 'reset without a word', [RST, DATA, seen('SENDING_STOPPED')]],
    [620, 'closed without a word', [UNREAD, DATA, seen('SENDING_STOPPED')]],
    [620, '426', [reply('STOR: 426 Connection closed')]],
    [620, '421', [reply('STOR: 421 Timeout.')]],
    [601, '425', [reply("STOR: 425 Can't open data connection")]],
    [620, 'everything sent and no 226', [seen('NO_FINAL_REPLY')]],
    [620, 'control connection closed', [FIN, awaiting('STOR')]],
    [613, 'STOR never answered', [seen('RESPONSE_TIMEOUT'), awaiting('STOR')]],
    [665, 'the file changed while it was sent', [seen('UPLOAD_SOURCE')]],
  ])('%i  %s', (expected, _what, evidence) => {
    expect(code('request', evidence, { direction: 'upload' })).toBe(expected);
  });
});
