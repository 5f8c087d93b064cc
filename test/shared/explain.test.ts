/** Each kind of question to `explain`. */
import { describe, expect, it } from 'vitest';
import { codesOfNativeName } from '../../src/main/classify/native-names.ts';
import { CODES } from '../../src/shared/codes.ts';
import { explain } from '../../src/shared/explain.ts';

const codes = (query: string): number[] => explain(query, codesOfNativeName).map((row) => row.code);

describe('by number', () => {
  it('finds each of the 70', () => {
    for (const row of CODES) expect(explain(String(row.code))).toEqual([{ ...row, family: 'transfer' }]);
  });

  it.each(['file transfer 609', '文件传输 609', ' 609 '])('takes "%s"', (query) => {
    expect(codes(query)).toEqual([609]);
  });

  it.each([
    ['404', 'task'],
    ['HTTP 404', 'task'],
    ['418', 'task'],
    ['503', 'server'],
    ['507', 'server'],
    ['301', 'none'],
  ])('explains the status %s', (query, side) => {
    const [row, ...others] = explain(query);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ code: Number(query.match(/\d+/)![0]), family: 'http', side });
    expect(row!.remedy.en.length).toBeGreaterThanOrEqual(2);
    expect(row!.remedy.zh).toHaveLength(row!.remedy.en.length);
  });

  it.each(['99', '666', '12037', '4294967895'])('does not know %s', (query) => {
    expect(codes(query)).toEqual([]);
  });
});

describe('success', () => {
  it.each(['0', 'curl:0', 'wininet:0', 'success', '成功'])('is what "%s" means', (query) => {
    const [row] = explain(query, codesOfNativeName);
    expect(row).toMatchObject({ code: 0, family: 'success', side: 'none' });
    expect(row!.remedy.zh).toHaveLength(row!.remedy.en.length);
  });
});

describe("by another tool's number", () => {
  it('gives all rows that have it, the best fitting first', () => {
    const all = CODES.filter((row) => row.native.curl.includes(35)).map((row) => row.code);
    expect(codes('curl:35').sort()).toEqual(all);
    expect(all).toContain(647);
    expect(codes('curl:56')[0]).toBe(609);
  });

  it.each(['curl:77', 'CURL 77', 'curl77', 'curl：77'])('takes "%s"', (query) => {
    expect(codes(query)).toEqual([657]);
  });

  it('knows WinINet', () => {
    expect(codes('wininet:12037')).toEqual([610]);
    expect(codes('wininet:12057')).toEqual([645]);
    expect(codes('wininet:1')).toEqual([]);
  });
});

describe('by native name', () => {
  it.each([
    ['ECONNRESET', 609],
    ['econnreset', 609],
    ['CERT_HAS_EXPIRED', 610],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 611],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 647],
  ])('%s', (name, code) => {
    expect(codes(name)).toContain(code);
  });

  it('asks the given function alone, and names no row twice', () => {
    expect(
      explain('ENEW', (name) => (name === 'ENEW' ? [601, 404, 601] : [])).map((row) => row.code),
    ).toEqual([601, 404]);
  });

  it('takes what would be an unknown errno for a word, if the texts know it', () => {
    expect(codes('engine')).toEqual(expect.arrayContaining([649, 650, 656]));
    expect(codes('ENOSPC')).toEqual([721]);
  });

  it('falls back to words without one', () => {
    expect(explain('ECONNREFUSED').map((row) => row.code)).toContain(601);
  });
});

describe('by words', () => {
  it.each([
    ['certificate expired', 610],
    ['EXPIRED', 610],
    ['connection reset', 609],
    ['证书过期', 610],
    ['证书 过期', 610],
    ['连接重置', 609],
    ['dns', 600],
    ['md5', 632],
  ])('"%s" finds %i first', (query, code) => {
    expect(codes(query)[0]).toBe(code);
  });

  it('puts the name before the meaning before the remedy', () => {
    const found = explain('passive');
    const place = found.map((row) =>
      [row.name.en, row.meaning.en, row.remedy.en.join()].findIndex((text) => /passive/i.test(text)),
    );
    expect(place.length).toBeGreaterThan(1);
    expect(place).toEqual([...place].sort());
  });

  it('wants all words', () => {
    expect(codes('redirect').length).toBeGreaterThan(codes('redirect loop').length);
    expect(codes('redirect loop')).toContain(633);
    expect(codes('redirect zebra')).toEqual([]);
  });

  it('takes signs as they stand', () => {
    expect(codes('(((')).toEqual([]);
    expect(codes('a+)')).toBeInstanceOf(Array);
    expect(codes('')).toEqual([]);
    expect(codes('   ')).toEqual([]);
  });
});
