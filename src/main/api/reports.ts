/** The handlers for reports, exports and support bundles: made of what is stored, and handed to the user as a file. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { curlOfTask } from '../../shared/curl-export.ts';
import { createRedactor, type Redactor, secretsOf } from '../../shared/redact.ts';
import type { Delivery, ExportFormat, ReportSubject } from '../../shared/report.ts';
import type { TransferResult } from '../../shared/result.ts';
import { type Task, taskName } from '../../shared/task.ts';
import { hostTexts } from '../../shared/texts/host.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { type Language, say } from '../../shared/texts/text.ts';
import { localStamp } from '../engine/clock.ts';
import { bareTask, type PreparedBundle, prepareBundle, withManifest, zipBundle } from '../report/bundle.ts';
import { loadContent, type ReportSource, resultsOf } from '../report/content.ts';
import { writeExport } from '../report/export.ts';
import { openBundle } from '../report/open-bundle.ts';
import { reportPage } from '../report/page.ts';
import { writeWhole } from '../report/write.ts';
import type { ApiDeps } from './deps.ts';
import type { Diagnoses } from './diagnoses.ts';
import { ApiFailure } from './failure.ts';
import type { Handlers } from './handlers.ts';
import type { Runs } from './runs.ts';

/** More than this does not go through a browser's download well. */
const MOST_DOWNLOADED = 64 * 1024 * 1024;
/** Bundles that were shown and may still be saved. */
const DRAFTS = 4;

const TYPES = {
  html: 'text/html',
  pdf: 'application/pdf',
  csv: 'text/csv',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  xml: 'application/xml',
  zip: 'application/zip',
} as const;
type Extension = keyof typeof TYPES;

const EXTENSIONS: Readonly<Record<ExportFormat, Extension>> = {
  csv: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  parquet: 'parquet',
  junit: 'xml',
};

type ReportHandlers = Pick<
  Handlers,
  | 'report.make'
  | 'report.curl'
  | 'report.redacted'
  | 'export.make'
  | 'bundle.prepare'
  | 'bundle.save'
  | 'bundle.open'
>;

export function reportHandlers(
  deps: ApiDeps,
  runs: Runs,
  diagnoses: Diagnoses,
  messages: () => Language,
): ReportHandlers {
  const { results, analysis, settings, info, desk, clock, home, newId } = deps;
  const { version } = info;
  const drafts = new Map<string, PreparedBundle & { language: Language; createdAt: string }>();
  const source: ReportSource = {
    get: (id) => results.get(id),
    list: (filter, offset, limit) => results.list(filter, offset, limit),
    topErrors: (question) => analysis.topErrors(question),
  };

  return {
    async 'report.make'({ subject, format, language }) {
      if (format === 'pdf' && !desk) throw new ApiFailure('BAD_INPUT', say(reportTexts.noPdf, language));
      const content =
        subject.kind === 'diagnosis' ? diagnoses.content(subject.id) : await loadContent(subject, source);
      if (!content) throw nothingOf(subject);
      const page = reportPage(content, {
        language,
        version,
        createdAt: clock.wallTime(),
        redactor: redactor(),
        redacted: true,
      });
      return deliver(subject, format, async (file) => {
        const made = format === 'pdf' && desk ? await desk.printPdf(page) : page;
        await writeWhole(file, (temporary) => writeFile(temporary, made));
      });
    },

    async 'report.curl'({ id }) {
      const result = await results.get(id);
      if (!result) throw nothingOf({ kind: 'result', id });
      const known = taskOf(result);
      return {
        command: curlOfTask(known ?? bareTask(result), redactor()),
        from: known ? 'task' : 'result',
      };
    },

    async 'report.redacted'({ id }) {
      const result = await results.get(id);
      if (!result) throw nothingOf({ kind: 'result', id });
      return redactor().result(result);
    },

    async 'export.make'({ subject, format, names, language }) {
      return deliver(subject, EXTENSIONS[format], async (file) => {
        await writeExport(file, resultsOf(subject, source), {
          format,
          names,
          redactor: redactor(),
          language,
        });
      });
    },

    async 'bundle.prepare'({ subject, language, addresses }) {
      const createdAt = clock.wallTime();
      const prepared = await prepareBundle({
        subject,
        source,
        tasks: knownTasks(),
        taskOf,
        language,
        app: { version, host: info.host },
        home,
        createdAt,
        addresses,
      });
      if (!prepared) throw nothingOf(subject);
      const id = newId();
      drafts.set(id, { ...prepared, language, createdAt: localStamp(createdAt) });
      for (const old of [...drafts.keys()].slice(0, -DRAFTS)) drafts.delete(old);
      return { id, ...prepared };
    },

    async 'bundle.save'({ id, leaveOut }) {
      const draft = drafts.get(id);
      if (!draft) throw new ApiFailure('NOT_FOUND', say(reportTexts.draftGone, messages()));
      const { language, createdAt } = draft;
      const left: readonly string[] = leaveOut;
      const kept = draft.files.filter(({ name }) => !left.includes(name));
      const files = withManifest(kept, {
        createdAt,
        version,
        language,
        results: left.includes('results.ndjson') ? 0 : draft.results,
      });
      return deliver(null, 'zip', (file) =>
        writeWhole(file, (temporary) => writeFile(temporary, zipBundle(files))),
      );
    },

    'bundle.open': ({ content }) => openBundle(Buffer.from(content, 'base64')),
  };

  /** Hides what is secret in any task of this program, and what looks like it. */
  function redactor(): Redactor {
    return createRedactor(knownTasks().flatMap(secretsOf), { home });
  }

  function knownTasks(): Task[] {
    return [...runs.tasks(), ...savedTasks()];
  }

  function taskOf(result: TransferResult): Task | null {
    return runs.taskOf(result) ?? savedTasks().find((task) => taskName(task) === result.task) ?? null;
  }

  function savedTasks(): Task[] {
    return settings.tasks.list();
  }

  function nothingOf(subject: ReportSubject): ApiFailure {
    const id = subject.kind === 'analysis' ? '' : subject.id;
    const text =
      subject.kind === 'run'
        ? reportTexts.noRun
        : subject.kind === 'diagnosis'
          ? hostTexts.noSuchDiagnosis
          : hostTexts.noSuchResult;
    return new ApiFailure('NOT_FOUND', say(text, messages(), { id }));
  }

  /** To where the user says; without a desktop, back to the GUI. */
  async function deliver(
    subject: ReportSubject | null,
    extension: Extension,
    write: (file: string) => Promise<void>,
  ): Promise<Delivery> {
    const name = nameOf(subject, extension, clock.wallTime());
    if (desk) {
      const file = await desk.askFile(name);
      if (file === null) return { state: 'canceled' };
      await write(file);
      return { state: 'saved', file };
    }
    const folder = await mkdtemp(path.join(os.tmpdir(), 'catprobe-'));
    try {
      const file = path.join(folder, name);
      await write(file);
      const { size } = await stat(file);
      if (size > MOST_DOWNLOADED) {
        const mb = Math.ceil(size / 1024 / 1024);
        throw new ApiFailure('FILE', say(reportTexts.tooLarge, messages(), { mb }));
      }
      const base64 = (await readFile(file)).toString('base64');
      return { state: 'content', name, type: TYPES[extension], base64 };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** `catprobe-report-20261124-161500.html`: says what it is, and no host or path of the user. */
function nameOf(subject: ReportSubject | null, extension: Extension, now: Date): string {
  const stamp = localStamp(now).slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const what =
    extension === 'zip'
      ? 'bundle'
      : extension === 'html' || extension === 'pdf'
        ? `report-${subject?.kind ?? 'results'}`
        : 'results';
  return `catprobe-${what}-${stamp}.${extension}`;
}
