/** Options as the text that curl reads: every byte comes through, and none begins an option of its own. */
import { expect, test } from 'vitest';
import { byteOption, configText, MAX_LINE, option } from '../../../../src/main/engine/curl/config.ts';

test('switches, texts, numbers', () => {
  const text = configText([option('verbose'), option('url', 'http://x/'), option('limit-rate', 1024)]);
  expect(text.toString()).toBe('verbose\nurl = "http://x/"\nlimit-rate = "1024"\n');
});

test.each([
  ['a"b', 'a\\"b'],
  ['a\\b', 'a\\\\b'],
  ['a\nurl = "http://evil/"', 'a\\nurl = \\"http://evil/\\"'],
  ['a\r\n\t\vb', 'a\\r\\n\\t\\vb'],
  ["#'$(x) `y` %{z}", "#'$(x) `y` %{z}"],
])('%j', (value, written) => {
  expect(configText([option('data-raw', value)]).toString()).toBe(`data-raw = "${written}"\n`);
});

test('UTF-8 for texts, one byte for each character of a header', () => {
  expect(configText([option('user', '密')])).toEqual(Buffer.from('user = "密"\n', 'utf8'));
  expect(configText([byteOption('header', 'X: \u00e5\u0080')])).toEqual(
    Buffer.concat([Buffer.from('header = "X: '), Buffer.of(0xe5, 0x80), Buffer.from('"\n')]),
  );
});

test('what curl could not read is an error, and never a shorter value', () => {
  expect(() => configText([option('data-raw', 'x'.repeat(MAX_LINE))])).toThrow('data-raw');
  expect(() => configText([option('data-raw', 'a\0b')])).toThrow('data-raw');
});
