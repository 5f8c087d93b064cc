/** What reports, exports and support bundles are about, and the form in which the host hands them over. */
import type { Dimension, ResultFilter } from './analysis.ts';
import type { TransferResult } from './result.ts';

/** One result; all of a run; or whatever matches a filter, with its top five, grouped where `by` says so. */
export type Subject =
  | { kind: 'result'; id: string }
  | { kind: 'run'; id: string }
  | { kind: 'analysis'; filter: ResultFilter; by: Dimension | null };

/** Reports alone are also about a diagnosis, which is no result. */
export type ReportSubject = Subject | { kind: 'diagnosis'; id: string };

export const REPORT_FORMATS = ['html', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const EXPORT_FORMATS = ['csv', 'json', 'ndjson', 'parquet', 'junit'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Whose field names the columns have: our own, or those of CAT's detail list (ErrorId, ProbeTime, …). */
export const EXPORT_NAMES = ['catprobe', 'cat'] as const;
export type ExportNames = (typeof EXPORT_NAMES)[number];

export type Delivery =
  /** Written where the user wanted it (desktop). */
  | { state: 'saved'; file: string }
  /** The user closed the dialog. */
  | { state: 'canceled' }
  /** For a download by the browser. */
  | { state: 'content'; name: string; type: string; base64: string };

/** The parts that the user may leave out of a bundle; the manifest always goes along. */
export const BUNDLE_FILES = [
  'manifest.json',
  'results.ndjson',
  'report.html',
  'transcript.txt',
  'task.json',
  'curl.txt',
  'environment.json',
] as const;
export type BundleFileName = (typeof BUNDLE_FILES)[number];

/** Of a bundle as a ZIP file, in bytes. */
export const BUNDLE_LIMIT = 16 * 1024 * 1024;

export interface BundleFile {
  name: BundleFileName;
  text: string;
}

export interface BundleDraft {
  /** What is saved is what was shown: the host keeps it under this name. */
  id: string;
  files: BundleFile[];
  results: number;
  /** Results that match and did not fit. */
  left: number;
}

export interface BundleManifest {
  catprobeBundle: 1;
  createdAt: string;
  version: string;
  language: string;
  results: number;
  /** SHA-256 of each other file, hex. */
  files: Record<string, string>;
}

/** A bundle of somebody else, read and checked; nothing of it is in the store. */
export interface OpenedBundle {
  manifest: BundleManifest;
  /** Newest first. */
  results: TransferResult[];
  /** All but the results and the report, as text. */
  files: BundleFile[];
  /** Lines of the results that could not be read. */
  unreadable: number;
}

export interface CurlCommand {
  command: string;
  /** `result`: the task is not known any more, so the command has the address alone. */
  from: 'task' | 'result';
}
