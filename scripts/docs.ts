/** Writes the pages of `docs/` that are made from code: `npm run docs`. A test fails when one is stale. */
import { writeFile } from 'node:fs/promises';
import { casesOf } from '../src/lab/faults.ts';
import { codesMarkdown } from '../src/shared/codes-markdown.ts';

await writeFile(new URL('../docs/error-codes.md', import.meta.url), codesMarkdown(casesOf));
