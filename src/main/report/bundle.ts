/** A support bundle: what a supporter needs to see a failure as the user saw it, with nothing that is secret, as a list of texts. */
import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { curlOfTask } from '../../shared/curl-export.ts';
import { createRedactor, redactTask, secretsOf } from '../../shared/redact.ts';
import type { BundleFile, BundleFileName, BundleManifest, Subject } from '../../shared/report.ts';
import type { TransferResult } from '../../shared/result.ts';
import { transcriptText } from '../../shared/result-text.ts';
import { parseTask, type Task, taskName } from '../../shared/task.ts';
import type { Language } from '../../shared/texts/text.ts';
import { loadContent, type ReportSource, resultsOf } from './content.ts';
import { environmentOf } from './environment.ts';
import { reportPage } from './page.ts';

const MOST_RESULTS = 1000;
/** Of the results as text. */
const MOST_BYTES = 8 * 1024 * 1024;

export interface BundleOptions {
  subject: Subject;
  source: ReportSource;
  /** Every task that is known: what is secret in them is hidden in everything. */
  tasks: readonly Task[];
  /** The task of a result; null when it is not known any more. */
  taskOf(result: TransferResult): Task | null;
  language: Language;
  app: { version: string; host: string };
  home: string;
  createdAt: Date;
  /** The user agrees to name the addresses of this computer. */
  addresses: boolean;
}

export interface PreparedBundle {
  /** Without the manifest, which says what is in the bundle in the end. */
  files: BundleFile[];
  results: number;
  /** Results that match and did not fit. */
  left: number;
}

/** null: there is nothing of this subject. */
export async function prepareBundle(options: BundleOptions): Promise<PreparedBundle | null> {
  const { subject, source, tasks, taskOf, language, app, home, createdAt, addresses } = options;
  const content = await loadContent(subject, source);
  if (!content) return null;
  const redactor = createRedactor(tasks.flatMap(secretsOf), { home });

  const found: TransferResult[] = [];
  const lines: string[] = [];
  let bytes = 0;
  for await (const result of resultsOf(subject, source, MOST_RESULTS)) {
    const line = JSON.stringify(redactor.result(result));
    bytes += Buffer.byteLength(line);
    if (bytes > MOST_BYTES) break;
    lines.push(line);
    found.push(result);
  }
  const total = content.kind === 'result' ? 1 : content.total;
  const reproduced = Map.groupBy(found, ({ task, url, direction }) => `${task}\n${url}\n${direction}`);
  const wanted = [...reproduced.values()].map(([result]) => ({
    known: taskOf(result!),
    task: taskOf(result!) ?? bareTask(result!),
  }));
  const transcripts = found.filter(({ ftp }) => ftp?.transcript.length).slice(0, 50);

  const files: [BundleFileName, string | null][] = [
    ['results.ndjson', lines.map((line) => `${line}\n`).join('')],
    [
      'report.html',
      reportPage(content, { language, version: app.version, createdAt, redactor, redacted: true }),
    ],
    [
      'transcript.txt',
      transcripts
        .map((result) => redactor.result(result))
        .map(({ url, startedAt, ftp }) => `# ${startedAt} ${url}\n${transcriptText(ftp?.transcript ?? [])}\n`)
        .join('\n') || null,
    ],
    [
      'task.json',
      `${JSON.stringify({ catprobe: 1, tasks: wanted.flatMap(({ known }) => (known ? [redactTask(known, redactor)] : [])) }, null, 2)}\n`,
    ],
    ['curl.txt', wanted.map(({ task, known }) => curlText(task, known !== null)).join('\n')],
    ['environment.json', `${JSON.stringify(redactor.data(await environmentOf(app, addresses)), null, 2)}\n`],
  ];
  return {
    files: files.flatMap(([name, text]) => (text === null ? [] : [{ name, text }])),
    results: found.length,
    left: total - found.length,
  };

  function curlText(task: Task, known: boolean): string {
    const comment = known ? '' : ' (the task is not known any more: its address alone)';
    return `# ${redactor.text(taskName(task))}${comment}\n${curlOfTask(task, redactor)}\n`;
  }
}

/** What a result says of its task. */
export function bareTask({ url, direction, kernel }: TransferResult): Task {
  const parsed = parseTask({ url, direction, kernel });
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  return parsed.value;
}

/** The files as they are saved: what was left out is not there, and the manifest names the rest with its sums. */
export function withManifest(
  files: readonly BundleFile[],
  about: Pick<BundleManifest, 'createdAt' | 'version' | 'language' | 'results'>,
): BundleFile[] {
  const manifest: BundleManifest = {
    catprobeBundle: 1,
    ...about,
    files: Object.fromEntries(files.map(({ name, text }) => [name, sha256(text)])),
  };
  return [{ name: 'manifest.json', text: `${JSON.stringify(manifest, null, 2)}\n` }, ...files];
}

export function zipBundle(files: readonly BundleFile[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])), { level: 6 });
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
