/**
 * The contract between the GUI and the host: every command with its input and output, and every event.
 * Two doors carry it (Electron IPC, loopback HTTP); both are derived from this table.
 */

import { z } from 'zod';
import {
  type HeatMap,
  isDimension,
  ORIGINS,
  type Slowest,
  type Thinned,
  type Timeline,
  type TopErrors,
} from './analysis.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Explanation } from './explain.ts';
import { LAB_SERVERS, type LabCase, type LabRun, type LabServer } from './lab.ts';
import {
  BUNDLE_FILES,
  type BundleDraft,
  type CurlCommand,
  type Delivery,
  EXPORT_FORMATS,
  EXPORT_NAMES,
  type OpenedBundle,
  REPORT_FORMATS,
} from './report.ts';
import type { Progress, TransferResult } from './result.ts';
import type { Alert, Schedule } from './schedule.ts';
import { type TaskInput, taskSchema } from './task.ts';
import { ipPort } from './task-schema.ts';
import type { shellTexts } from './texts/gui/shell.ts';
import { LANGUAGES, type Language } from './texts/text.ts';
import type { TlsExamination } from './tls-examination.ts';

export interface AppInfo {
  version: string;
  /** Which door the GUI came through. */
  host: 'desktop' | 'browser';
  platform: string;
  node: string;
  dataFolder: string;
}

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  /** null: follow the system. */
  language: Language | null;
  theme: Theme;
  /** Columns of the Results, in their order; null: the usual ones. */
  resultColumns: string[] | null;
  /** After so many days results become hourly sums; null: never. */
  keepDays: number | null;
  /** The first page has been shown. */
  welcomed: boolean;
  /** DNS server that a diagnosis compares with, and tells the name of the target; null: none is asked. */
  secondDns: string | null;
}

/** One press of Run: one or more tasks, each repeated as it says. */
export interface Run {
  id: string;
  startedAt: string;
  state: 'running' | 'done' | 'canceled';
  /** Attempts planned, finished, and failed among the finished. */
  total: number;
  done: number;
  failed: number;
  tasks: string[];
  /** Attempts side by side at most. */
  concurrency: number;
  /** Content moved by the attempts that have finished. */
  bytes: number;
  /** null while it runs. */
  endedAt: string | null;
  /** Who began it. */
  startedBy: 'user' | 'schedule' | 'lab';
  /** Results could not be stored (they wait in the inbox, or are lost: it says which), or the run broke off. */
  problem?: ApiError;
}

/** A run as its stored results show it, of this session or an earlier one. */
export interface StoredRun {
  id: string;
  /** Of its first attempt, and the end of its last one. */
  startedAt: string;
  endedAt: string;
  attempts: number;
  failed: number;
  canceled: number;
  bytes: number;
  /** Some of its tasks, and how many there are. */
  tasks: string[];
  taskCount: number;
  lab: boolean;
}

export interface StoredRunPage {
  rows: StoredRun[];
  total: number;
}

/** A file that was given to the program from outside: opened by the system, or dropped on the window. */
export interface HandedFile {
  name: string;
  text: string;
}

/** Where secrets of saved tasks are kept: by the system's keychain, or in a file that only the user may read. */
export type SecretPlace = 'keychain' | 'file';

/** In the user's order. Where a secret is set, a task shows `{secret}` (`KEPT_SECRET`) and nothing else. */
export interface SavedTasks {
  tasks: TaskInput[];
  secretPlace: SecretPlace;
}

/** What an import would give: the tasks as they were written, their secrets too, and what was left out, in sentences. */
export interface ReadTasks {
  tasks: TaskInput[];
  notes: string[];
}

/** The content of a task file, and the secrets that are not in it, by task. */
export interface ExportedTasks {
  content: string;
  leftOut: { task: string; places: string[] }[];
}

export interface ResultPage {
  rows: TransferResult[];
  /** Rows that match the filter, on all pages. */
  total: number;
}

export interface ResultGroup {
  key: string;
  count: number;
  failed: number;
}

const scope = {
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  origin: z.enum(ORIGINS).optional(),
};
const dimension = z.string().refine(isDimension);
const value = z.string().max(2000).optional();
/** Which results an analysis is about. */
const selection = {
  ...scope,
  code: z.int().optional(),
  outcome: z.enum(['ok', 'failed', 'canceled']).optional(),
  host: value,
  protocol: value,
  task: value,
  direction: value,
  kernel: value,
  remoteAddress: value,
  ipFamily: value,
  family: value,
  phase: value,
  side: value,
  hour: value,
  day: value,
  weekday: value,
  tlsVersion: value,
  labels: z.record(z.string(), z.string().max(2000)).optional(),
};
const filter = z.strictObject({ ...selection, runId: z.string().optional(), text: z.string().optional() });

const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('result'), id: z.string() }),
  z.strictObject({ kind: z.literal('run'), id: z.string() }),
  z.strictObject({ kind: z.literal('analysis'), filter, by: dimension.nullable() }),
]);

const diagnosisSubject = z.strictObject({ kind: z.literal('diagnosis'), id: z.string() });

const nothing = z.null();

/** Input schema of each command. The output types stand in `Outputs`. */
export const commands = {
  'app.info': nothing,
  'settings.get': nothing,
  'settings.set': z.strictObject({
    language: z.enum(LANGUAGES).nullable().optional(),
    theme: z.enum(THEMES).optional(),
    resultColumns: z.array(z.string().max(100)).max(50).nullable().optional(),
    keepDays: z.int().min(1).max(36_500).nullable().optional(),
    welcomed: z.boolean().optional(),
    secondDns: ipPort.nullable().optional(),
  }),
  'tasks.list': nothing,
  /** `was`: the name of the task to replace; without it, the task is a new one. A `{secret}` keeps the one that is stored. */
  'tasks.save': z.strictObject({ task: taskSchema, was: z.string().optional() }),
  /** Several new ones, all or none; a name that is taken gets a number. */
  'tasks.add': z.strictObject({ tasks: z.array(taskSchema).min(1) }),
  'tasks.duplicate': z.strictObject({ name: z.string() }),
  'tasks.remove': z.strictObject({ names: z.array(z.string()).min(1) }),
  /** Takes back the last removal, as long as the program runs. */
  'tasks.restore': nothing,
  'tasks.arrange': z.strictObject({
    places: z.array(z.strictObject({ name: z.string(), group: z.string().min(1).optional() })),
  }),
  /** Reads a task file, CAT's JSON or a curl command; saves nothing. `file`: its name, for messages and its ending. */
  'tasks.read': z.strictObject({ text: z.string(), file: z.string().optional() }),
  'tasks.export': z.strictObject({ names: z.array(z.string()).min(1) }),
  /** As `runs.start`, with the secrets of the saved tasks. */
  'tasks.run': z.strictObject({
    names: z.array(z.string()).min(1),
    concurrency: z.int().min(1).max(64).optional(),
  }),
  /** Answers as soon as the run has begun; its results come as events. */
  'runs.start': z.strictObject({
    tasks: z.array(taskSchema).min(1),
    concurrency: z.int().min(1).max(64).optional(),
  }),
  'runs.cancel': z.strictObject({ id: z.string() }),
  'runs.list': nothing,
  'runs.cancelAll': nothing,
  /** Every saved task once, as one run; schedules stay as they are. */
  'runs.all': z.strictObject({ concurrency: z.int().min(1).max(64).optional() }),
  /** From the stored results, newest first. */
  'runs.stored': z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(200) }),
  /** The figures and the top five of one run. */
  'runs.summary': z.strictObject({ id: z.string() }),
  'schedules.list': nothing,
  'schedules.pause': z.strictObject({ task: z.string(), paused: z.boolean() }),
  /** Now, as well as at its times. */
  'schedules.run': z.strictObject({ task: z.string() }),
  /** Files that were handed over; each is given out once. */
  'files.take': nothing,
  /** A close look at the TLS of the task's target; nothing of it is stored. */
  'tls.examine': z.strictObject({ task: taskSchema }),
  /**
   * Takes the steps that a technician would; answers as soon as they have begun, they come as events. `secondDns`: instead of the one of
   * the settings; `send`: also what changes something on the server.
   */
  'diagnose.start': z.strictObject({
    task: taskSchema,
    secondDns: ipPort.nullable().optional(),
    send: z.boolean().optional(),
  }),
  'diagnose.cancel': z.strictObject({ id: z.string() }),
  /** Those of this session, newest first; none of them is stored. */
  'diagnose.list': nothing,
  /** As `explain` of explain.ts, with the names that the classifier knows; the best fitting first. */
  'codes.explain': z.strictObject({ query: z.string().max(200) }),
  /** Every case of the fault lab; none of its servers is started for that. */
  'lab.cases': nothing,
  'lab.servers': nothing,
  /** Without a name, all of them. */
  'lab.switch': z.strictObject({ server: z.enum(LAB_SERVERS).optional(), on: z.boolean() }),
  /** Each of these cases once, or all, as one run, against servers of its own that end with it. */
  'lab.prove': z.strictObject({
    cases: z.array(z.string().max(200)).min(1).optional(),
    codes: z.array(z.int()).min(1).optional(),
  }),
  'results.list': z.strictObject({ filter, offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
  'results.get': z.strictObject({ id: z.string() }),
  /** How many results each value of the dimension has; most first. */
  'results.groups': z.strictObject({ filter, by: dimension }),
  /** The newest result of each of these tasks; of one that has none, none. */
  'results.latest': z.strictObject({ tasks: z.array(z.string()).max(10_000) }),
  /** What was given up for hourly sums. */
  'results.thinned': nothing,
  'analysis.top': z.strictObject({
    ...selection,
    by: dimension.nullable(),
    and: dimension.nullable().optional(),
    limit: z.int().min(1).max(1000).optional(),
    percentiles: z.boolean().optional(),
  }),
  'analysis.slowest': z.strictObject({ ...selection, by: dimension, and: dimension.nullable().optional() }),
  'analysis.heat': z.strictObject({ ...selection, by: dimension }),
  'analysis.timeline': z.strictObject({
    ...selection,
    by: dimension.nullable(),
    offsetMinutes: z.int().min(-1440).max(1440).optional(),
  }),
  /** The dimensions that stored results have: the fixed ones, then `label.NAME` for each label seen. */
  'analysis.dimensions': nothing,
  /** Where the host can write files it asks where; otherwise the content comes back, for the browser to save. */
  'report.make': z.strictObject({
    subject: z.union([subject, diagnosisSubject]),
    format: z.enum(REPORT_FORMATS),
    language: z.enum(LANGUAGES),
  }),
  'report.curl': z.strictObject({ id: z.string() }),
  /** A result for others to read: whatever is secret in it is hidden. */
  'report.redacted': z.strictObject({ id: z.string() }),
  'export.make': z.strictObject({
    subject,
    format: z.enum(EXPORT_FORMATS),
    names: z.enum(EXPORT_NAMES),
    language: z.enum(LANGUAGES),
  }),
  /** Everything that would be in it, to be looked at. `addresses`: name those of this computer. */
  'bundle.prepare': z.strictObject({ subject, language: z.enum(LANGUAGES), addresses: z.boolean() }),
  'bundle.save': z.strictObject({ id: z.string(), leaveOut: z.array(z.enum(BUNDLE_FILES)) }),
  /** The content of a ZIP file, in base64. Nothing of it is stored. */
  'bundle.open': z.strictObject({ content: z.base64() }),
} as const;

export interface Outputs {
  'app.info': AppInfo;
  'settings.get': Settings;
  'settings.set': Settings;
  'tasks.list': SavedTasks;
  'tasks.save': SavedTasks;
  'tasks.add': SavedTasks;
  'tasks.duplicate': SavedTasks;
  'tasks.remove': SavedTasks;
  'tasks.restore': SavedTasks;
  'tasks.arrange': SavedTasks;
  'tasks.read': ReadTasks;
  'tasks.export': ExportedTasks;
  'tasks.run': Run;
  'runs.start': Run;
  'runs.cancel': Run;
  'runs.list': Run[];
  'runs.cancelAll': Run[];
  'runs.all': Run;
  'runs.stored': StoredRunPage;
  'runs.summary': TopErrors;
  'schedules.list': Schedule[];
  'schedules.pause': Schedule[];
  'schedules.run': Run;
  'files.take': HandedFile[];
  'tls.examine': TlsExamination;
  'diagnose.start': Diagnosis;
  'diagnose.cancel': Diagnosis;
  'diagnose.list': Diagnosis[];
  'codes.explain': Explanation[];
  'lab.cases': readonly LabCase[];
  'lab.servers': LabServer[];
  'lab.switch': LabServer[];
  'lab.prove': LabRun;
  'results.list': ResultPage;
  'results.get': TransferResult;
  'results.groups': ResultGroup[];
  'results.latest': TransferResult[];
  'results.thinned': Thinned;
  'analysis.top': TopErrors;
  'analysis.slowest': Slowest;
  'analysis.heat': HeatMap;
  'analysis.timeline': Timeline;
  'analysis.dimensions': string[];
  'report.make': Delivery;
  'report.curl': CurlCommand;
  'report.redacted': TransferResult;
  'export.make': Delivery;
  'bundle.prepare': BundleDraft;
  'bundle.save': Delivery;
  'bundle.open': OpenedBundle;
}

export type Command = keyof typeof commands;
export type Input<C extends Command> = z.input<(typeof commands)[C]>;
export type Output<C extends Command> = Outputs[C];

/** A screen, or something that is shown over it. */
export type MenuAction = 'palette' | 'shortcuts' | 'welcome' | keyof typeof shellTexts.screens;

export type ApiEvent =
  | { type: 'progress'; progress: Progress }
  /** Sent after the result is stored. */
  | { type: 'result'; result: TransferResult }
  | { type: 'run'; run: Run }
  | { type: 'schedules'; schedules: Schedule[] }
  | { type: 'settings'; settings: Settings }
  | { type: 'alert'; alert: Alert }
  /** A picture of it after each change. */
  | { type: 'diagnosis'; diagnosis: Diagnosis }
  /** A server of the lab was started or has ended. */
  | { type: 'lab'; servers: LabServer[] }
  /** `files.take` has something to give. */
  | { type: 'files' }
  /** Chosen in the menu of the desktop program. */
  | { type: 'menu'; action: MenuAction };

/**
 * BAD_INPUT: the command, a field or a value is not in the contract, or a task asks for what is not there yet;
 * NOT_FOUND: no such run, result or task; STORE: the results cannot be read or written; FILE: a report, export or bundle cannot
 * be written, or a bundle cannot be opened; INTERNAL: our fault;
 * UNREACHABLE: the host did not answer (browser mode); FORBIDDEN: the token is missing or wrong.
 */
export type ApiErrorCode =
  | 'BAD_INPUT'
  | 'NOT_FOUND'
  | 'STORE'
  | 'FILE'
  | 'INTERNAL'
  | 'UNREACHABLE'
  | 'FORBIDDEN';

export interface ApiError {
  code: ApiErrorCode;
  /** One line that names what is wrong and the way out. */
  message: string;
  /** For BAD_INPUT: the fields, each with its own message. */
  fields?: { path: string; message: string }[];
}

/** No `Error` crosses a process: a reply is data. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: ApiError };

/** What a door gives to the renderer: `window.catprobe` in Electron, made over fetch in a browser. */
export interface Bridge {
  readonly host: AppInfo['host'];
  invoke<C extends Command>(command: C, input: Input<C>): Promise<Reply<Output<C>>>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: ApiEvent) => void): () => void;
  /** Where a file that the user dropped on the window or chose lies (a `File` of the page); only Electron knows. */
  pathOf?(file: object): string;
}

export const CHANNELS = { invoke: 'catprobe:invoke', event: 'catprobe:event' } as const;
