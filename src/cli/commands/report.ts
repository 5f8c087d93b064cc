/** `catprobe report` and `catprobe export`: stored results as a file, with nothing secret in it. */
import { writeFile } from 'node:fs/promises';
import { topErrors } from '../../main/analysis/top.ts';
import { loadContent, type ReportSource, resultsOf } from '../../main/report/content.ts';
import { writeExport } from '../../main/report/export.ts';
import { reportPage } from '../../main/report/page.ts';
import { writeWhole } from '../../main/report/write.ts';
import type { ResultStore } from '../../main/store/results.ts';
import { type Dimension, isDimension, type ResultFilter } from '../../shared/analysis.ts';
import { EXPORT_NAMES, type ExportFormat, type Subject } from '../../shared/report.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { storeTexts } from '../../shared/texts/store.ts';
import { LANGUAGES, type Language, type Params, say, type Text } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { parseSince } from '../since.ts';
import { storedRedactor } from '../stored-tasks.ts';
import { UsageError } from '../task-files.ts';
import { withStore } from '../with-store.ts';

export interface SubjectOptions {
  run?: string;
  result?: string;
  since?: string;
  code?: string | number;
  host?: string;
  task?: string;
  own?: boolean;
  by?: string;
  /** Of the texts in the file. */
  lang?: string;
  /** The data folder. */
  store: string;
}

export interface ReportCommandOptions extends SubjectOptions {
  /** False: as it is, secrets included. */
  redact?: boolean;
}

export interface ExportCommandOptions extends ReportCommandOptions {
  names?: string;
}

export async function reportCommand(
  file: string,
  options: ReportCommandOptions,
  io: Io,
  version: string,
  now: () => Date = () => new Date(),
): Promise<ExitStatus> {
  const language = languageOf(options, io);
  if (!/\.html?$/i.test(file)) throw usage(reportTexts.badReport, io, { file });
  const subject = subjectOf(options, io, now());
  return withStore(options.store, io, async (store) => {
    const content = await loadContent(subject, sourceOf(store));
    if (!content) throw nothingOf(subject, io);
    const redacted = options.redact !== false;
    const redactor = await storedRedactor(options.store, redacted);
    const page = reportPage(content, { language, version, createdAt: now(), redactor, redacted });
    await writeWhole(file, (temporary) => writeFile(temporary, page));
    io.out(say(reportTexts.written, io.language, { file }));
    return 0;
  });
}

const FORMATS: Readonly<Record<string, ExportFormat>> = {
  csv: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
  xml: 'junit',
};

export async function exportCommand(
  file: string,
  options: ExportCommandOptions,
  io: Io,
  now: () => Date = () => new Date(),
): Promise<ExitStatus> {
  const language = languageOf(options, io);
  const format = FORMATS[/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''];
  if (!format) throw usage(reportTexts.badExport, io, { file });
  const names = EXPORT_NAMES.find((one) => one === (options.names ?? 'catprobe'));
  if (!names) throw usage(reportTexts.badNames, io, { value: options.names ?? '' });
  const subject = subjectOf(options, io, now());
  return withStore(options.store, io, async (store) => {
    const redactor = await storedRedactor(options.store, options.redact);
    const results = resultsOf(subject, sourceOf(store));
    const count = await writeExport(file, results, { format, names, redactor, language });
    io.out(say(reportTexts.exported, io.language, { count, file }));
    return 0;
  });
}

export function sourceOf(store: ResultStore): ReportSource {
  return {
    get: (id) => store.get(id),
    list: (filter, offset, limit) => store.list(filter, offset, limit),
    topErrors: (question) => topErrors(store, question),
  };
}

/** Throws UsageError. */
export function subjectOf(options: SubjectOptions, io: Io, now: Date): Subject {
  const { run, result, since, code, host, task, own, by } = options;
  if (run !== undefined && result !== undefined) throw usage(reportTexts.oneSubject, io);
  if (result !== undefined) return { kind: 'result', id: result };
  if (run !== undefined) return { kind: 'run', id: run };
  const from = since === undefined ? undefined : parseSince(since, now);
  if (from === null) throw usage(storeTexts.badSince, io, { value: since ?? '' });
  if (by !== undefined && !isDimension(by))
    throw usage(storeTexts.badDimension, io, { value: by, known: '…' });
  const filter: ResultFilter = {
    ...(from !== undefined && { since: from }),
    ...(code !== undefined && { code: Number(code) }),
    ...(host !== undefined && { host }),
    ...(task !== undefined && { task }),
    ...(own && { origin: 'own' as const }),
  };
  return { kind: 'analysis', filter, by: (by as Dimension | undefined) ?? null };
}

/** Throws UsageError. */
export function languageOf({ lang }: { lang?: string }, io: Io): Language {
  const language = lang === undefined ? io.language : LANGUAGES.find((one) => one === lang);
  if (!language) throw usage(reportTexts.badLang, io, { value: lang ?? '' });
  return language;
}

export function nothingOf(subject: Subject, io: Io): UsageError {
  const id = subject.kind === 'analysis' ? '' : subject.id;
  return usage(subject.kind === 'run' ? reportTexts.noRun : reportTexts.noResult, io, { id });
}

export function usage(text: Text, io: Io, params: Params = {}): UsageError {
  return new UsageError([say(text, io.language, params)]);
}
