/** The code table against CAT's own list, and the completeness of what the table says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isHttpStatus } from '../../src/shared/codes/http-status.ts';
import { CODE_GROUPS, CODES, codeName, findCode } from '../../src/shared/codes.ts';

interface SeedRow {
  code: number;
  name: string;
  description: string;
}

const seed: SeedRow[] = readFileSync(new URL('../fixtures/seed.md', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^\d+$/.test(cells[1] ?? ''))
  .map(([, code, name, description]) => ({ code: Number(code), name: name!, description: description! }));

describe("the table and CAT's list", () => {
  it('has the same 70 codes, in order', () => {
    expect(seed).toHaveLength(70);
    expect(CODES.map((row) => row.code)).toEqual(seed.map((row) => row.code));
  });

  it("has CAT's names to the letter", () => {
    expect(CODES.map((row) => row.name.en)).toEqual(seed.map((row) => row.name));
  });

  it('has every native number that the list gives', () => {
    for (const { code, description } of seed) {
      const { native } = findCode(code)!;
      const curl = /cURL system error code is (\d+)/.exec(description);
      const wininet = /(?:The system error code is |\()(12\d{3})/.exec(description);
      if (curl) expect(native.curl, String(code)).toContain(Number(curl[1]));
      if (wininet) expect(native.wininet, String(code)).toContain(Number(wininet[1]));
    }
  });
});

describe.each(CODES.map((row) => [row.code, row] as const))('%i', (_, row) => {
  it('says everything in both languages', () => {
    for (const text of [row.name, row.meaning]) {
      expect(text.en.trim()).not.toBe('');
      expect(text.zh).toMatch(/\p{sc=Han}/u);
    }
    expect(row.meaning.en).not.toMatch(/\p{sc=Han}/u);
  });

  it('has at least two steps, the same number in both languages, none twice', () => {
    const { en, zh } = row.remedy;
    expect(en.length).toBeGreaterThanOrEqual(2);
    expect(zh).toHaveLength(en.length);
    for (const steps of [en, zh]) expect(new Set(steps).size).toBe(steps.length);
    for (const step of en) expect(step.trim()).not.toMatch(/^$|\p{sc=Han}/u);
    for (const step of zh) expect(step).toMatch(/\p{sc=Han}/u);
  });

  it('gives no native number twice', () => {
    for (const numbers of [row.native.curl, row.native.wininet]) {
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });
});

it('says nothing twice: every name in Chinese, meaning and step is of one code', () => {
  for (const texts of [
    CODES.map((row) => row.name.zh),
    CODES.map((row) => row.meaning.en),
    CODES.map((row) => row.meaning.zh),
  ]) {
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  }
});

it('has each code in one group', () => {
  expect(CODE_GROUPS.flatMap((group) => group.rows)).toHaveLength(new Set(CODES).size);
});

it('is frozen through and through', () => {
  const row = findCode(609)!;
  for (const part of [CODES, row, row.name, row.native.curl, row.remedy.en]) {
    expect(Object.isFrozen(part)).toBe(true);
  }
});

describe('findCode', () => {
  it('finds each code and no other number', () => {
    for (const row of CODES) expect(findCode(row.code)).toBe(row);
    for (const code of [0, 404, 599, 666, 719, 724, Number.NaN]) expect(findCode(code)).toBeUndefined();
  });
});

describe('codeName', () => {
  it.each([
    [0, 'Success', '成功'],
    [404, 'HTTP 404', 'HTTP 404'],
    [609, 'The connection to the server was reset.', '与服务器的连接被重置'],
    [999, '999', '999'],
  ])('%i', (code, en, zh) => {
    expect(codeName(code, 'en')).toBe(en);
    expect(codeName(code, 'zh')).toBe(zh);
  });
});

it('tells an HTTP status from other numbers', () => {
  expect([99, 100, 404, 599, 600, 404.5].map(isHttpStatus)).toEqual([false, true, true, true, false, false]);
});
