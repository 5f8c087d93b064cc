import { describe, expect, test } from 'vitest';
import { LineSplitter } from '../../src/renderer/bridge/lines.ts';
import { tokenIn } from '../../src/renderer/bridge/token.ts';

describe('LineSplitter', () => {
  test('joins what was cut and cuts what was joined', () => {
    const lines = new LineSplitter();
    expect(lines.push('{"a"')).toEqual([]);
    expect(lines.push(':1}\n{"b":2}\n{"c')).toEqual(['{"a":1}', '{"b":2}']);
    expect(lines.push('":3}\n')).toEqual(['{"c":3}']);
  });

  test('leaves out the blank lines that keep the stream alive', () => {
    expect(new LineSplitter().push('\n\n{"a":1}\n\n')).toEqual(['{"a":1}']);
  });
});

test('the token of the address', () => {
  expect(tokenIn('#token=ab-c_d')).toBe('ab-c_d');
  expect(tokenIn('#token=')).toBeNull();
  expect(tokenIn('#results')).toBeNull();
  expect(tokenIn('')).toBeNull();
});
