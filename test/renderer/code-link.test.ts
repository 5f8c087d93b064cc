/** The addresses of codes, and the list that the Codes screen shows. */
import { expect, test } from 'vitest';
import { codeIn, codeLink } from '../../src/renderer/app/code-link.ts';
import { CODE_SECTIONS, filterSections } from '../../src/shared/code-filter.ts';
import { CODES } from '../../src/shared/codes.ts';

const codesOf = (sections: typeof CODE_SECTIONS): number[] =>
  sections.flatMap(({ rows }) => rows.map(({ code }) => code));

test('an address leads back to its code, and nothing else does', () => {
  for (const { code } of CODES) expect(codeIn(codeLink(code))).toBe(code);
  for (const other of ['', '#codes', '#codes/', '#codes/6x9', '#token=codes/609', '#codes/12345'])
    expect(codeIn(other)).toBeNull();
});

test('the list has each of the 70 once, the usual statuses, and success', () => {
  const codes = codesOf(CODE_SECTIONS);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual(expect.arrayContaining([...CODES.map(({ code }) => code), 0, 404, 503]));
});

test('filters narrow it, and leave no empty section', () => {
  const tls = filterSections(CODE_SECTIONS, { family: 'transfer', side: 'server', phase: 'secure' });
  expect(codesOf(tls)).toContain(610);
  expect(codesOf(tls)).not.toContain(609);
  expect(tls.every(({ rows }) => rows.length > 0)).toBe(true);
  expect(codesOf(filterSections(CODE_SECTIONS, { family: 'success', side: null, phase: null }))).toEqual([0]);
});
