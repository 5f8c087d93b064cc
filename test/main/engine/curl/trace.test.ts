/** What is read out of curl's own words: how far it was, the header, TLS, the report. Recorded from 7.88; the other wordings are those of 8. */
import { describe, expect, test } from 'vitest';
import { Heads } from '../../../../src/main/engine/curl/heads.ts';
import { parseReport } from '../../../../src/main/engine/curl/report.ts';
import { partsOf } from '../../../../src/main/engine/curl/times.ts';
import { CurlTrace, type Marks, phaseOf } from '../../../../src/main/engine/curl/trace.ts';

const MARKER = 'catprobe-marker ';
const direct = { tunnels: false, secures: false, securesProxy: false };
const secure = { ...direct, secures: true };

function trace(lines: readonly string[]): {
  trace: CurlTrace;
  marks: string[];
  sent: string[];
  received: string[];
} {
  const marks: string[] = [];
  const sent: string[] = [];
  const received: string[] = [];
  let now = 0;
  const made = new CurlTrace(MARKER, () => ++now, {
    onMark: (mark) => marks.push(mark),
    onSent: (line) => sent.push(line),
    onReceived: (line) => received.push(line),
  });
  for (const line of lines) made.line(line);
  return { trace: made, marks, sent, received };
}

const HELLO = [
  '*   Trying 127.0.0.1:443...',
  '* Connected to good.lab.test (127.0.0.1) port 443 (#0)',
  '* TLSv1.3 (OUT), TLS handshake, Client hello (1):',
  '} [512 bytes data]',
];
const REQUEST = ['> GET /x HTTP/1.1', '> Host: x', '> '];

describe('phases', () => {
  const at = (lines: string[], way: Parameters<typeof phaseOf>[1]): string =>
    phaseOf(trace(lines).trace.marks, way);
  const secured = '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384';
  const tunnel = [
    '*   Trying 127.0.0.1:3128...',
    '* Connected to 127.0.0.1 (127.0.0.1) port 3128 (#0)',
    '> CONNECT x:443 HTTP/1.1',
    '> ',
    '< HTTP/1.1 200 Connection established',
    '< ',
  ];

  test('as they follow each other', () => {
    expect(at([], direct)).toBe('connect');
    expect(at(HELLO.slice(0, 1), secure)).toBe('connect');
    expect(at(HELLO, secure)).toBe('secure');
    expect(at([...HELLO, secured], secure)).toBe('request');
    expect(at(HELLO.slice(0, 2), direct)).toBe('request');
  });

  test('in other words', () => {
    expect(at(['* Established connection to x (127.0.0.1 port 443) from 127.0.0.1 port 5000'], secure)).toBe(
      'secure',
    );
    // Without any word on the connection, what it carries tells of it.
    expect(at(['* TLSv1.3 (OUT), TLS handshake, Client hello (1):'], secure)).toBe('secure');
    expect(at(['> GET / HTTP/1.1'], direct)).toBe('request');
  });

  test('through a tunnel: its request and its answer are not those of the transfer', () => {
    const way = { ...secure, tunnels: true };
    expect(at(tunnel, way)).toBe('proxy');
    const open = trace([
      ...tunnel,
      '* CONNECT tunnel established, response 200',
      ...REQUEST,
      '< HTTP/1.1 204 No',
    ]);
    expect(open.sent).toEqual(['GET /x HTTP/1.1', 'Host: x', '']);
    expect(open.received).toEqual(['HTTP/1.1 204 No']);
    expect(at(['* Connected to p', '* SOCKS5 request granted.'], way)).toBe('secure');
    expect(at(['* Connected to p', '* Opened SOCKS connection from a port 1 to b port 2'], way)).toBe(
      'secure',
    );
  });

  test('TLS with the proxy is not TLS with the server', () => {
    const way = { tunnels: true, secures: true, securesProxy: true };
    const lines = [...HELLO, secured, ...tunnel.slice(2), '* CONNECT tunnel established, response 200'];
    expect(at([...HELLO, secured], way)).toBe('proxy');
    expect(at(lines, way)).toBe('secure');
    expect(at([...lines, secured], way)).toBe('request');
    expect(trace([...lines, secured]).trace.tls?.count).toBe(2);
  });
});

test('what TLS tells', () => {
  const { trace: seen } = trace([
    ...HELLO,
    '* TLSv1.2 (IN), TLS handshake, Request CERT (13):',
    '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / RSASSA-PSS',
    '* TLSv1.3 (IN), TLS alert, close notify (256):',
  ]);
  expect(seen).toMatchObject({ certificateRequested: true, tellsTls: true, closeNotified: true });
  expect(seen.tls).toMatchObject({ version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' });
  // Our own goodbye is not the server's.
  expect(trace(['* TLSv1.3 (OUT), TLS alert, close notify (256):']).trace.closeNotified).toBe(false);
});

test("a server cannot write the report, nor curl's errors", () => {
  const { trace: seen } = trace([
    '< X: 1',
    '< catprobe-other {"exitcode":0}',
    '< curl: (0) fine',
    '* Server certificate:',
    '*  subject: CN=x',
  ]);
  expect(seen.report).toBeNull();
  expect(seen.error).toBeNull();
});

describe('heads', () => {
  const head = (lines: string[], method = 'GET'): Heads => {
    const heads = new Heads(method);
    for (const line of lines) heads.line(line);
    return heads;
  };

  test('interim answers are dropped, with and without their ends', () => {
    for (const end of [[''], []]) {
      const { head: found } = head([
        'HTTP/1.1 103 Early Hints',
        'Link: </a>',
        ...end,
        'HTTP/1.1 200 OK',
        'Content-Length: 5',
        '',
      ]);
      expect(found).toMatchObject({
        status: 200,
        contentLength: 5,
        framing: 'length',
        lines: ['Content-Length: 5'],
      });
    }
  });

  test('names in any case, repeated, folded; trailers are none of it', () => {
    const heads = head([
      'HTTP/2 200 ',
      'set-cookie: a',
      'Set-Cookie: b',
      'x: 1',
      '  2',
      '',
      'X-Trailer: 1',
      '',
    ]);
    expect(heads.head?.headers).toEqual({ 'set-cookie': ['a', 'b'], x: '1 2' });
    expect(heads.version).toBe('2');
  });

  test('one that never ends', () => {
    expect(head(['HTTP/1.1 200 OK', 'Content-Le'])).toMatchObject({ head: null, open: true });
  });

  test('an answer to HEAD has no body, whatever it says', () => {
    expect(head(['HTTP/1.1 200 OK', 'Content-Length: 5', ''], 'HEAD').head).toMatchObject({
      contentLength: 0,
    });
  });
});

describe('the report', () => {
  const JSON_OF_7_88 =
    '{"certs":"Subject:x\\n-----BEGIN CERTIFICATE-----\\nMII=\\n-----END CERTIFICATE-----\\n","errormsg":"SSL certificate problem: certificate has expired","exitcode":60,"http_code":0,"http_connect":0,"http_version":"0","size_download":0,"size_header":0,"size_upload":0,"ssl_verify_result":10,"proxy_ssl_verify_result":0,"time_appconnect":0.000000,"time_connect":0.000138,"time_pretransfer":0.000000,"time_starttransfer":0.000000,"time_total":0.030408}';

  test('of 7.88, and of one that says less', () => {
    expect(parseReport(JSON_OF_7_88)).toMatchObject({
      exit: 60,
      message: 'SSL certificate problem: certificate has expired',
      verifyResult: 10,
      times: { connect: expect.closeTo(0.138), total: expect.closeTo(30.408), postTransfer: 0 },
      certificates: ['-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----'],
    });
    expect(parseReport('{"http_code":200,"time_total":0.5}')).toMatchObject({
      message: null,
      certificates: [],
      status: 200,
    });
    expect(parseReport('{"http_code":')).toBeNull();
  });
});

describe('times', () => {
  const times = {
    connect: 1,
    appConnect: 11,
    preTransfer: 12,
    startTransfer: 20,
    postTransfer: 0,
    total: 50,
  };
  const report = { ...parseReport('{}')!, times };
  const marks: Marks = { started: 1000, connected: 1001, reported: 1050 };
  const parts = (change: Partial<Parameters<typeof partsOf>[0]> = {}) =>
    partsOf({ report, marks, way: secure, uploads: false, satisfiedAt: null, ...change });
  const sum = ({ connect, proxy, tls, login, send, wait, receive }: ReturnType<typeof parts>): number =>
    connect + proxy + tls + login + send + wait + receive;

  test('a download over TLS', () => {
    expect(parts()).toEqual({
      connect: 1,
      proxy: 0,
      tls: 10,
      login: 0,
      send: 1,
      wait: 8,
      receive: 30,
      firstPacket: 20,
    });
  });

  test('given up when there was enough: nothing counts after that', () => {
    expect(parts({ satisfiedAt: 1030 })).toMatchObject({ receive: 10 });
    expect(parts({ satisfiedAt: 1015 })).toMatchObject({ wait: 3, receive: 0 });
  });

  test('what did not come about takes none, and what was under way takes the rest', () => {
    const none = { connect: 0, appConnect: 0, preTransfer: 0, startTransfer: 0, postTransfer: 0 };
    const failed = (seen: object, at: Marks) =>
      parts({ report: { ...report, times: { ...none, total: 50, ...seen } }, marks: at });
    expect(failed({}, { started: 1000, reported: 1050 })).toMatchObject({ connect: 50, tls: 0 });
    // curl 7.88 does not report the connection when TLS over it failed; its words do.
    expect(failed({}, marks)).toMatchObject({ connect: 1, tls: 49, send: 0 });
    expect(failed({ connect: 1, appConnect: 11, preTransfer: 12 }, marks)).toMatchObject({
      wait: 38,
      receive: 0,
    });
  });

  test('a tunnel, and an upload', () => {
    const way = { tunnels: true, secures: true, securesProxy: false };
    expect(parts({ way, marks: { ...marks, tunneled: 1005 } })).toMatchObject({
      connect: 1,
      proxy: 4,
      tls: 6,
    });
    const upload = parts({ uploads: true, marks: { ...marks, uploaded: 1040, answered: 1045 } });
    expect(upload).toMatchObject({ send: 29, wait: 5, receive: 5, firstPacket: 12 });
    const tells = { ...report, times: { ...times, postTransfer: 30 } };
    expect(parts({ uploads: true, report: tells, marks: { ...marks, answered: 1045 } })).toMatchObject({
      send: 19,
      wait: 15,
    });
  });

  test('the parts add up to the total, whatever was seen', () => {
    for (const way of [direct, secure, { ...secure, tunnels: true }, { ...direct, securesProxy: true }])
      for (const uploads of [false, true])
        for (const seen of [
          marks,
          { reported: 1050 },
          { ...marks, uploaded: 900, answered: 2000, tunneled: 1 },
        ])
          expect(sum(parts({ way, uploads, marks: seen }))).toBeCloseTo(50);
  });
});
