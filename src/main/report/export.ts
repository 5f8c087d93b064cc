/** Results as a file for other programs: CSV, JSON, NDJSON, Parquet or JUnit, one result at a time so that a large store fits. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Redactor } from '../../shared/redact.ts';
import type { ExportFormat, ExportNames } from '../../shared/report.ts';
import type { TransferResult } from '../../shared/result.ts';
import type { Language } from '../../shared/texts/text.ts';
import { COLUMNS, type Column, rowOf } from './columns.ts';
import { csvLine } from './csv.ts';
import { junitXml } from './junit.ts';
import { writeParquet } from './parquet.ts';
import { writeWhole } from './write.ts';

export interface ExportOptions {
  format: ExportFormat;
  names: ExportNames;
  redactor: Redactor;
  /** Of the texts in JUnit. */
  language: Language;
}

/** Returns how many results it wrote. Throws FileError. */
export async function writeExport(
  file: string,
  results: AsyncIterable<TransferResult>,
  options: ExportOptions,
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncGenerator<TransferResult> {
    for await (const result of results) {
      count += 1;
      yield options.redactor.result(result);
    }
  }
  await writeWhole(file, (temporary) => WRITERS[options.format](temporary, counted(), options));
  return count;
}

type Writer = (file: string, results: AsyncIterable<TransferResult>, options: ExportOptions) => Promise<void>;

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  csv: (file, results, { names }) => writeLines(file, csvLines(results, COLUMNS[names]), '\r\n', BOM),
  ndjson: (file, results, { names }) => writeLines(file, jsonLines(results, names), '\n'),
  async json(file, results, { names }) {
    await writeLines(file, arrayLines(jsonLines(results, names)), '\n');
  },
  async parquet(file, results, { names }) {
    const rows = `${file}.rows`;
    const columns = COLUMNS[names];
    try {
      await writeLines(rows, flatLines(results, columns), '\n');
      await writeParquet(rows, columns, file);
    } finally {
      await rm(rows, { force: true });
    }
  },
  async junit(file, results, { language }) {
    const all: TransferResult[] = [];
    for await (const result of results) all.push(result);
    all.sort((a, b) => (a.id < b.id ? -1 : 1));
    await writeLines(file, Readable.from([junitXml(all, language)]), '');
  },
};

/** Excel takes a CSV without it for the system's own code page, and Chinese for noise. */
const BOM = '\ufeff';

async function writeLines(
  file: string,
  lines: AsyncIterable<string>,
  end: string,
  first = '',
): Promise<void> {
  async function* pieces(): AsyncGenerator<string> {
    if (first) yield first;
    for await (const line of lines) yield line + end;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(file));
}

async function* csvLines(
  results: AsyncIterable<TransferResult>,
  columns: readonly Column[],
): AsyncGenerator<string> {
  yield csvLine(columns.map(({ name }) => name));
  for await (const result of results) yield csvLine(columns.map(({ value }) => value(result)));
}

/** Our own results whole; with CAT's names, their flat rows. */
async function* jsonLines(
  results: AsyncIterable<TransferResult>,
  names: ExportNames,
): AsyncGenerator<string> {
  for await (const result of results)
    yield JSON.stringify(names === 'cat' ? rowOf(COLUMNS.cat, result) : result);
}

async function* arrayLines(items: AsyncIterable<string>): AsyncGenerator<string> {
  let before: string | null = null;
  yield '[';
  for await (const item of items) {
    if (before !== null) yield `${before},`;
    before = item;
  }
  if (before !== null) yield before;
  yield ']';
}

async function* flatLines(
  results: AsyncIterable<TransferResult>,
  columns: readonly Column[],
): AsyncGenerator<string> {
  for await (const result of results) {
    const row = rowOf(columns, result);
    // Parquet has no objects here: labels are JSON in a text.
    for (const [name, value] of Object.entries(row))
      if (typeof value === 'object' && value !== null) row[name] = JSON.stringify(value);
    yield JSON.stringify(row);
  }
}
