/** `catprobe results`: the stored results, newest first, as a table, NDJSON or CSV. */
import { COLUMNS } from '../../main/report/columns.ts';
import { csvLine } from '../../main/report/csv.ts';
import type { ResultStore } from '../../main/store/results.ts';
import type { ResultFilter } from '../../shared/analysis.ts';
import type { Redactor } from '../../shared/redact.ts';
import { PHASES, PROTOCOLS, SIDES, type TransferResult } from '../../shared/result.ts';
import { storeTexts } from '../../shared/texts/store.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { parseSince } from '../since.ts';
import { storedRedactor } from '../stored-tasks.ts';
import { clip, table } from '../table.ts';
import { withStore } from '../with-store.ts';
import { nothingFound } from './top.ts';

export interface ResultsOptions {
  since?: string;
  until?: string;
  code?: string | number;
  outcome?: string;
  family?: string;
  phase?: string;
  side?: string;
  host?: string;
  task?: string;
  protocol?: string;
  direction?: string;
  kernel?: string;
  address?: string;
  text?: string;
  /** NAME=VALUE, each. */
  label?: string[];
  /** Default: 20 in the table, all as JSON or CSV. */
  limit?: string | number;
  json?: boolean;
  csv?: boolean;
  /** False: as they are, secrets included. */
  redact?: boolean;
  /** The data folder. */
  store: string;
}

/** Options that name one of a few. */
const CHOICES = {
  outcome: ['ok', 'failed', 'canceled'],
  family: ['success', 'http', 'transfer'],
  phase: PHASES as readonly string[],
  side: SIDES as readonly string[],
  protocol: PROTOCOLS as readonly string[],
  direction: ['download', 'upload'],
  kernel: ['node', 'curl'],
};

const TABLE_LIMIT = 20;
const PAGE = 1000;

/** So that a line stays within 80. */
const TASK_CELLS = 18;

export async function resultsCommand(
  options: ResultsOptions,
  io: Io,
  now: () => Date = () => new Date(),
): Promise<ExitStatus> {
  const question = readOptions(options, io.language, now());
  if (typeof question === 'string') {
    io.err(question);
    return 2;
  }
  const { filter, limit } = question;

  return withStore(options.store, io, async (store) => {
    const redactor = await storedRedactor(options.store, options.redact);
    const rows = newestFirst(store, filter, limit, redactor);
    if (options.json) {
      for await (const row of rows) io.out(JSON.stringify(row));
    } else if (options.csv) {
      io.out(csvLine(COLUMNS.catprobe.map(({ name }) => name)));
      for await (const row of rows) io.out(csvLine(COLUMNS.catprobe.map(({ value }) => value(row))));
    } else {
      await printTable(store, filter, rows, io);
    }
    return 0;
  });
}

/** The filter, or the line that says which option is wrong. */
function readOptions(
  options: ResultsOptions,
  language: Language,
  now: Date,
): { filter: ResultFilter; limit: number } | string {
  const { json, csv } = options;
  if (json && csv) return say(storeTexts.oneFormat, language);
  const filter: ResultFilter = {};
  if (options.since !== undefined) {
    const since = parseSince(options.since, now);
    if (since === null) return say(storeTexts.badSince, language, { value: options.since });
    filter.since = since;
  }
  if (options.until !== undefined) {
    const until = parseSince(options.until, now);
    if (until === null) return say(storeTexts.badSince, language, { value: options.until });
    filter.until = until;
  }
  for (const [option, known] of Object.entries(CHOICES)) {
    const value = options[option as keyof typeof CHOICES];
    if (value === undefined) continue;
    if (!known.includes(value))
      return say(storeTexts.badChoice, language, { option, value, known: known.join(', ') });
    Object.assign(filter, { [option]: value });
  }
  const { host, task, text, address } = options;
  Object.assign(filter, { ...(host && { host }), ...(task && { task }), ...(text && { text }) });
  if (address) filter.remoteAddress = address;
  for (const label of options.label ?? []) {
    const [name, ...value] = label.split('=');
    if (!name || !value.length) return say(storeTexts.badLabel, language, { value: label });
    filter.labels = { ...filter.labels, [name]: value.join('=') };
  }
  if (options.code !== undefined) {
    if (!/^\d{1,9}$/.test(String(options.code)))
      return say(storeTexts.badCode, language, { value: options.code });
    filter.code = Number(options.code);
  }
  const limit = Number(options.limit ?? (json || csv ? Number.MAX_SAFE_INTEGER : TABLE_LIMIT));
  if (!Number.isSafeInteger(limit) || limit < 1)
    return say(storeTexts.badLimit, language, { value: String(options.limit) });
  return { filter, limit };
}

/** Page by page, so that a large store does not fill the memory. */
async function* newestFirst(
  store: ResultStore,
  filter: ResultFilter,
  limit: number,
  redactor: Redactor,
): AsyncGenerator<TransferResult> {
  for (let offset = 0; offset < limit; offset += PAGE) {
    const { rows } = await store.list(filter, offset, Math.min(PAGE, limit - offset));
    yield* rows.map(redactor.result);
    if (rows.length < PAGE) return;
  }
}

async function printTable(
  store: ResultStore,
  filter: ResultFilter,
  results: AsyncIterable<TransferResult>,
  io: Io,
): Promise<void> {
  const { language } = io;
  const rows: string[][] = [];
  for await (const result of results) rows.push(tableRow(result));
  if (!rows.length) {
    io.out(await nothingFound(store, language));
    return;
  }
  const { time, code, phase, task, speed, total } = storeTexts.columns;
  const columns = [
    ...[time, code, phase, task].map((heading) => ({ heading: say(heading, language) })),
    ...[speed, total].map((heading) => ({ heading: say(heading, language), align: 'right' as const })),
  ];
  for (const line of table(columns, rows)) io.out(line);
  const matching = (await store.list(filter, 0, 1)).total;
  if (matching > rows.length)
    io.out(say(storeTexts.shown, language, { shown: rows.length, total: matching }));
}

function tableRow({ startedAt, outcome, code, phase, task, speedKBps, timings }: TransferResult): string[] {
  const started = clip(startedAt.slice(0, 19).replace('T', ' '), 19);
  const label = outcome === 'failed' ? String(code) : outcome;
  return [started, label, phase, clip(task, TASK_CELLS), speedKBps.toFixed(0), timings.total.toFixed(0)];
}
