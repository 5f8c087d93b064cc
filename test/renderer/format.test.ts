import { expect, test } from 'vitest';
import { createFormat, localeFor } from '../../src/renderer/i18n/format.ts';

const format = createFormat('en-GB');

test('sizes and speeds count in 1024', () => {
  expect(format.bytes(0)).toBe('0 B');
  expect(format.bytes(1023)).toBe('1,023 B');
  expect(format.bytes(1024)).toBe('1.00 KB');
  expect(format.bytes(1024 * 1024 * 12.34)).toBe('12.3 MB');
  expect(format.speed(1023)).toBe('1,023 KB/s');
  expect(format.speed(1024)).toBe('1.00 MB/s');
  expect(format.speed(1024 ** 3)).toBe('1,024 GB/s');
});

test('the marks of a speed axis share one unit', () => {
  expect(format.speedAxis(900)).toMatchObject({ unitKBps: 1 });
  const axis = format.speedAxis(5000);
  expect(axis.unitKBps).toBe(1024);
  expect([0, 2.5].map(axis.mark)).toEqual(['0 MB/s', '2.5 MB/s']);
});

test('times in ms, from one second on in s', () => {
  expect(format.duration(0)).toBe('0 ms');
  expect(format.duration(0.123)).toBe('0.12 ms');
  expect(format.duration(12.34)).toBe('12.3 ms');
  expect(format.duration(999.4)).toBe('999 ms');
  expect(format.duration(999.5)).toBe('1.00 s');
  expect(format.duration(61_000)).toBe('61.0 s');
});

test('the region of the user counts where it fits the language', () => {
  expect(localeFor('en', ['zh-CN', 'en-AU', 'en'])).toBe('en-AU');
  expect(localeFor('zh', ['en-US'])).toBe('zh-CN');
});
