/** Results of two kernels as lines of a terminal. */
import { expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { comparisonLines, resultLines } from '../../src/cli/result-lines.ts';
import type { Language } from '../../src/shared/texts/text.ts';
import { failedResult, sampleResult } from '../support/sample-result.ts';

const io = (language: Language): Io => ({ out() {}, err() {}, terminal: false, color: false, language });

test('the kernel is named where it is curl', () => {
  expect(resultLines(sampleResult('1'), io('en'))[0]).toMatch(/ sample {2}/);
  expect(resultLines(sampleResult('1', { kernel: 'curl' }), io('en'))[0]).toMatch(/ sample \(curl\) {2}/);
});

test('two that agree, and two that do not', () => {
  const node = sampleResult('1');
  expect(comparisonLines([node, sampleResult('2', { kernel: 'curl' })], io('en'))).toEqual([
    '',
    'The two kernels agree (1 compared)',
  ]);
  const lines = comparisonLines([node, failedResult('2', 609, { kernel: 'curl' })], io('zh'));
  expect(lines.slice(0, 2)).toEqual(['', '两个内核的不一致之处']);
  expect(lines[2]).toMatch(/^ {2}sample {2}node 内核为 0 .*609/);
});
