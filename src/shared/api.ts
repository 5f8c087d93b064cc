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
import type { Progress, TransferResult } from './result.ts';
import { type Task, taskSchema } from './task.ts';
import { LANGUAGES, type Language } from './texts/text.ts';

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
  /** Results could not be stored (they wait in the inbox, or are lost: it says which), or the run broke off. */
  problem?: ApiError;
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
  }),
  'tasks.list': nothing,
  'tasks.save': z.strictObject({ task: taskSchema }),
  'tasks.remove': z.strictObject({ name: z.string() }),
  /** Answers as soon as the run has begun; its results come as events. */
  'runs.start': z.strictObject({
    tasks: z.array(taskSchema).min(1),
    concurrency: z.int().min(1).max(64).optional(),
  }),
  'runs.cancel': z.strictObject({ id: z.string() }),
  'runs.list': nothing,
  /** Starts the local fault lab and runs each of its cases once, as one run. */
  'lab.try': nothing,
  'results.list': z.strictObject({ filter, offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
  'results.get': z.strictObject({ id: z.string() }),
  /** How many results each value of the dimension has; most first. */
  'results.groups': z.strictObject({ filter, by: dimension }),
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
} as const;

export interface Outputs {
  'app.info': AppInfo;
  'settings.get': Settings;
  'settings.set': Settings;
  'tasks.list': Task[];
  'tasks.save': Task[];
  'tasks.remove': Task[];
  'runs.start': Run;
  'runs.cancel': Run;
  'runs.list': Run[];
  'lab.try': Run;
  'results.list': ResultPage;
  'results.get': TransferResult;
  'results.groups': ResultGroup[];
  'results.thinned': Thinned;
  'analysis.top': TopErrors;
  'analysis.slowest': Slowest;
  'analysis.heat': HeatMap;
  'analysis.timeline': Timeline;
  'analysis.dimensions': string[];
}

export type Command = keyof typeof commands;
export type Input<C extends Command> = z.input<(typeof commands)[C]>;
export type Output<C extends Command> = Outputs[C];

export type ApiEvent =
  | { type: 'progress'; progress: Progress }
  /** Sent after the result is stored. */
  | { type: 'result'; result: TransferResult }
  | { type: 'run'; run: Run };

/**
 * BAD_INPUT: the command, a field or a value is not in the contract, or a task asks for what is not there yet;
 * NOT_FOUND: no such run, result or task; STORE: the results cannot be read or written; INTERNAL: our fault;
 * UNREACHABLE: the host did not answer (browser mode); FORBIDDEN: the token is missing or wrong.
 */
export type ApiErrorCode = 'BAD_INPUT' | 'NOT_FOUND' | 'STORE' | 'INTERNAL' | 'UNREACHABLE' | 'FORBIDDEN';

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
}

export const CHANNELS = { invoke: 'catprobe:invoke', event: 'catprobe:event' } as const;
