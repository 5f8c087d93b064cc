/** Reading and writing DER. */
import { expect, test } from 'vitest';
import {
  DerError,
  der,
  elements,
  Fields,
  oidOf,
  readDer,
  TAG,
  timeOf,
} from '../../../../src/main/engine/revocation/der.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('elements stand one behind the other, with their headers', () => {
  const [one, two] = elements(hex('02 01 05 04 02 aa bb'));
  expect(one).toMatchObject({ tag: TAG.integer, content: hex('05'), bytes: hex('02 01 05') });
  expect(two?.content).toEqual(hex('aabb'));
});

test.each([0, 1, 127, 128, 255, 256, 65_536])('a content of %i bytes is written and read', (length) => {
  const content = Buffer.alloc(length, 7);
  expect(readDer(der(TAG.octetString, content), TAG.octetString).content).toEqual(content);
});

test.each([
  ['nothing', ''],
  ['a tag alone', '30'],
  ['fewer bytes than announced', '30 03 02 01'],
  ['more than one value', '05 00 05 00'],
  ['a length without an end', '30 80 00 00'],
  ['a length of five bytes', '30 85 00 00 00 00 00'],
  ['a length that is not all there', '30 82 01'],
  ['a tag of more than one byte', '1f 81 01 00'],
])('%s is no DER', (_, bytes) => {
  expect(() => readDer(hex(bytes))).toThrow(DerError);
});

test('another tag than the wanted one', () => {
  expect(() => readDer(hex('02 01 05'), TAG.sequence)).toThrow('tag 0x2 in place of 0x30');
  expect(() => new Fields(readDer(hex('30 00'))).take(TAG.integer)).toThrow('a value is missing');
});

test('optional fields are asked for by their tags', () => {
  const fields = new Fields(readDer(hex('30 06 02 01 05 04 01 aa')));
  expect(fields.takeIf(TAG.oid)).toBeNull();
  expect(fields.takeIf(TAG.oid, TAG.integer)?.content).toEqual(hex('05'));
  expect(fields.take(TAG.octetString).content).toEqual(hex('aa'));
  expect(fields.rest).toEqual([]);
});

test.each([
  ['06 09 2a 86 48 86 f7 0d 01 01 0b', '1.2.840.113549.1.1.11'],
  ['06 03 55 1d 1f', '2.5.29.31'],
  ['06 08 2b 06 01 05 05 07 30 01', '1.3.6.1.5.5.7.48.1'],
  ['06 03 88 37 03', '2.999.3'],
])('object identifier %s', (bytes, text) => {
  expect(oidOf(readDer(hex(bytes)))).toBe(text);
});

const time = (tag: number, text: string): Date => timeOf(readDer(der(tag, Buffer.from(text))));

test('times of both kinds', () => {
  expect(time(TAG.utcTime, '261124153000Z')).toEqual(new Date('2026-11-24T15:30:00Z'));
  expect(time(TAG.utcTime, '500101000000Z')).toEqual(new Date('1950-01-01T00:00:00Z'));
  expect(time(TAG.generalizedTime, '20501231235959Z')).toEqual(new Date('2050-12-31T23:59:59Z'));
  expect(time(TAG.generalizedTime, '20261124153000.25Z')).toEqual(new Date('2026-11-24T15:30:00Z'));
});

test.each([
  [TAG.utcTime, '20261124153000Z'],
  [TAG.generalizedTime, '261124153000Z'],
  [TAG.generalizedTime, '20261124153000+0100'],
  [TAG.octetString, '20261124153000Z'],
])('tag %i with "%s" is no time', (tag, text) => {
  expect(() => time(tag, text)).toThrow(DerError);
});
