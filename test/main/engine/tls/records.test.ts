/** What can be read off the records of TLS, in whatever pieces they come. */
import { describe, expect, test } from 'vitest';
import { hiddenAlert, TlsRecords } from '../../../../src/main/engine/tls-records.ts';

const HANDSHAKE = 22;
const ALERT = 21;
const DATA = 23;
const TLS12 = [3, 3];
const ECDHE_RSA = [0xc0, 0x2f];
const TLS_AES_128 = [0x13, 1];
const TLS_AES_256 = [0x13, 2];

const two = (n: number): number[] => [n >> 8, n & 255];
const record = (type: number, content: number[]): number[] => [
  type,
  3,
  3,
  ...two(content.length),
  ...content,
];
const message = (type: number, body: number[]): number[] => [type, 0, ...two(body.length), ...body];
const changeCipher = record(20, [1]);
const hidden = (bytes: number): number[] => record(DATA, Array<number>(bytes).fill(9));

function hello(version: number[], suite: number[], extensions: number[] = []): number[] {
  const body = [
    ...version,
    ...Array<number>(32).fill(7),
    0,
    ...suite,
    0,
    ...two(extensions.length),
    ...extensions,
  ];
  return record(HANDSHAKE, message(2, body));
}

const hello13 = (suite: number[]): number[] => hello(TLS12, suite, [0, 43, 0, 2, 3, 4]);
const request12 = record(HANDSHAKE, message(13, [2, 1, 64, 0, 2, 4, 1, 0, 0]));

function seen(incoming: number[][], outgoing: number[][] = []): TlsRecords {
  const records = new TlsRecords();
  for (const bytes of incoming) records.read(Buffer.from(bytes));
  for (const bytes of outgoing) records.wrote(Buffer.from(bytes));
  return records;
}

const names = (records: TlsRecords): string[] => records.evidence().map(({ name }) => name);

describe('the handshake', () => {
  test.each([
    ['in one piece', (bytes: number[]) => [bytes]],
    ['byte by byte', (bytes: number[]) => bytes.map((byte) => [byte])],
  ])('version, suite and demands, %s', (_how, pieces) => {
    const records = seen(pieces([...hello(TLS12, ECDHE_RSA), ...request12]));
    expect(records.hello()).toEqual([
      {
        source: 'check',
        name: 'SERVER_HELLO',
        detail: 'TLS 1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 (0xc02f)',
      },
    ]);
    expect(records.evidence()).toEqual([
      {
        source: 'check',
        name: 'CERTIFICATE_REQUEST',
        detail: 'the server asked for a client certificate, types rsa_sign, ecdsa_sign',
      },
    ]);
  });

  test('several messages in one record, one message in several', () => {
    const messages = [...message(2, hello(TLS12, ECDHE_RSA).slice(9)), ...message(13, [1, 20, 0, 0, 0, 0])];
    const whole = seen([record(HANDSHAKE, messages)]);
    const split = seen([record(HANDSHAKE, messages.slice(0, 50)), record(HANDSHAKE, messages.slice(50))]);
    for (const records of [whole, split]) expect(names(records)).toEqual(['FORTEZZA', 'CERTIFICATE_REQUEST']);
  });

  test('TLS 1.3 behind a HelloRetryRequest', () => {
    const records = seen([hello13(TLS_AES_128), changeCipher, hello13(TLS_AES_128), hidden(100)]);
    expect(records.hello()[0]?.detail).toBe('TLS 1.3, TLS_AES_128_GCM_SHA256 (0x1301)');
  });

  test('what is too short is no ServerHello', () => {
    expect(seen([record(HANDSHAKE, message(2, [3, 3, 1]))]).hello()).toEqual([]);
  });
});

describe('a request for a certificate in TLS 1.3, which is hidden', () => {
  const finished = { [String(TLS_AES_128)]: 36, [String(TLS_AES_256)]: 52 };
  test.each([TLS_AES_128, TLS_AES_256])('shows in the length of our answer: suite %i %i', (...suite) => {
    const last = finished[String(suite)]! + 17;
    const without = seen([hello13(suite)], [changeCipher, hidden(last)]);
    expect(without.endHandshake()).toBe(false);
    expect(names(without)).toEqual([]);
    // As OpenSSL sends it, and as BoringSSL packs it.
    for (const answer of [[hidden(8 + 17), hidden(last)], [hidden(8 + last)]]) {
      const asked = seen([hello13(suite)], [changeCipher, ...answer]);
      expect(asked.endHandshake()).toBe(true);
      expect(names(asked)).toEqual(['CERTIFICATE_REQUEST']);
    }
  });

  test('what leaves after the handshake does not count', () => {
    const records = seen([hello13(TLS_AES_128)], [hidden(36 + 17)]);
    expect(records.endHandshake()).toBe(false);
    records.wrote(Buffer.from(hidden(500)));
    expect(names(records)).toEqual([]);
  });
});

describe('alerts', () => {
  test('have names, and a way', () => {
    const records = seen([record(ALERT, [2, 40])], [record(ALERT, [2, 70]), record(ALERT, [1, 90])]);
    expect(records.evidence()).toEqual([
      { source: 'tls-alert', name: 'handshake_failure', detail: 'fatal alert 40, received' },
      { source: 'tls-alert', name: 'sent_protocol_version', detail: 'fatal alert 70, sent' },
      { source: 'tls-alert', name: 'sent_user_canceled', detail: 'warning alert 90, sent' },
    ]);
  });

  test('one that nobody knows keeps its number', () => {
    expect(names(seen([record(ALERT, [2, 200])]))).toEqual(['alert_200']);
  });

  test('one that came encrypted is known by the library alone', () => {
    const error = new Error('0A000412:SSL routines:ssl3_read_bytes:…:rec_layer_s3.c:912:SSL alert number 42');
    expect(hiddenAlert(error, [])).toEqual([
      { source: 'tls-alert', name: 'bad_certificate', detail: 'alert 42, received' },
    ]);
    const known = seen([record(ALERT, [2, 42])]).evidence();
    expect(hiddenAlert(error, known)).toEqual([]);
    expect(hiddenAlert(new Error('read ECONNRESET'), [])).toEqual([]);
    expect(hiddenAlert(null, [])).toEqual([]);
  });
});

describe('the end', () => {
  const opened12 = [hello(TLS12, ECDHE_RSA), changeCipher, record(HANDSHAKE, Array<number>(40).fill(1))];
  const opened13 = [hello13(TLS_AES_128), hidden(500)];

  test('a goodbye in clear', () => {
    expect(seen([record(ALERT, [1, 0])])).toMatchObject({ closedProperly: true });
    expect(names(seen([record(ALERT, [1, 0])]))).toEqual([]);
  });

  test('TLS 1.2: an encrypted alert is one, data is none', () => {
    const alert = record(ALERT, Array<number>(26).fill(1));
    expect(seen([...opened12, hidden(100)]).closedProperly).toBe(false);
    expect(seen([...opened12, hidden(100), alert]).closedProperly).toBe(true);
    expect(seen([...opened12, alert.slice(0, 20)]).closedProperly).toBe(false);
    expect(seen(opened12, [...opened12, alert]).saidGoodbye).toBe(true);
  });

  test('TLS 1.3: two bytes of data look like an alert, so the order of the ends decides', () => {
    const records = seen([...opened13, hidden(19)]);
    expect(records.closedProperly).toBe(true);
    records.endedBare = true;
    expect(records.closedProperly).toBe(false);
    expect(seen([...opened13, hidden(20)]).closedProperly).toBe(false);
  });

  test('who has stopped looking claims nothing', () => {
    const records = seen(opened13);
    records.stop();
    records.read(Buffer.from(record(ALERT, [2, 40])));
    expect(records.closedProperly).toBeNull();
    expect(names(records)).toEqual([]);
  });
});
