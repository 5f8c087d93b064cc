/** The table of cases: complete, unambiguous, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BY_CURL } from '../../src/lab/faults/curl.ts';
import { casesOf, FAULTS, findFault } from '../../src/lab/faults.ts';
import { CODES } from '../../src/shared/codes.ts';
import { LANGUAGES } from '../../src/shared/texts/text.ts';

test('every case that curl is to do again is there', () => {
  expect(BY_CURL.filter((id) => !findFault(id) || !findFault(`curl-${id}`))).toEqual([]);
});

test('each id is there once and fits into a path', () => {
  const ids = FAULTS.map((fault) => fault.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('each code is 0, an HTTP status or one of the table', () => {
  const known = new Set(CODES.map((row) => row.code));
  for (const { id, code } of FAULTS) {
    const fits = code === 0 || (code >= 400 && code < 600) || known.has(code);
    expect(fits, `${id}: ${code}`).toBe(true);
  }
});

test('every code has a case', () => {
  const shown = new Set(FAULTS.map((fault) => fault.code));
  expect(CODES.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
});

test('each title is there in both languages and is no second one of its kind', () => {
  for (const language of LANGUAGES) {
    const titles = FAULTS.map((fault) => fault.title[language]);
    expect(titles.filter((title, index) => !title || titles.indexOf(title) !== index)).toEqual([]);
  }
});

test('a case is found by its id and by its code', () => {
  expect(findFault('reset-in-body')?.code).toBe(609);
  expect(findFault('nothing')).toBeUndefined();
  expect(findFault(casesOf(722)[0]!.id)?.code).toBe(722);
  expect(casesOf(699)).toEqual([]);
});

test('every server of a case is used, and every address it names exists', () => {
  const everywhere = ['dns', 'ca', 'folder'];
  for (const { id, servers = {}, task } of FAULTS) {
    const text = JSON.stringify({ servers, task });
    const named = [...text.matchAll(/\{(\w+)(?:\.(?:authority|port|pair))?\}/g)].map(
      (match) => match[1] as string,
    );
    expect(
      named.filter((name) => !(name in servers) && !everywhere.includes(name)),
      id,
    ).toEqual([]);
    // A task that is refused before anything is sent need not reach its server.
    expect(
      Object.keys(servers).filter((name) => !named.includes(name)),
      id,
    ).toEqual([]);
  }
});

test('servers know no case', () => {
  const folder = new URL('../../src/lab/servers/', import.meta.url);
  for (const file of readdirSync(folder)) {
    const source = readFileSync(new URL(file, folder), 'utf8');
    expect(source).not.toMatch(/\/faults|\b(6[0-6]\d|72[0-3])\b/);
  }
});
