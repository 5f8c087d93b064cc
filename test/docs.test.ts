/** The generated pages are those the code makes. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { casesOf } from '../src/lab/faults.ts';
import { CODES } from '../src/shared/codes.ts';
import { codesMarkdown } from '../src/shared/codes-markdown.ts';

it('docs/error-codes.md is not stale (npm run docs)', () => {
  const page = readFileSync(new URL('../docs/error-codes.md', import.meta.url), 'utf8');
  expect(page).toBe(codesMarkdown(casesOf));
});

it('has a section for each code, and each link a target', () => {
  const page = codesMarkdown((code) => (code === 609 ? [{ id: 'reset-in-body', kernel: 'node' }] : []));
  for (const row of CODES) expect(page).toContain(`\n### ${row.code} ${row.name.en}\n`);
  for (const [, target] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(page).toContain(`<a id="${target}">`);
  expect(page.match(/`reset-in-body`/g)).toHaveLength(1);
});
