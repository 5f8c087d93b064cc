/** What the API needs from the rest of the host, as small interfaces: the real parts are joined in host.ts. */
import type { ServerCases } from '../../lab/kinds.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Dimension, ResultFilter, Thinned, TopErrors } from '../../shared/analysis.ts';
import type { AppInfo, Output, ResultGroup, ResultPage, Settings, StoredRunPage } from '../../shared/api.ts';
import type { Diagnosis } from '../../shared/diagnosis.ts';
import type { LabCase } from '../../shared/lab.ts';
import type { TransferResult } from '../../shared/result.ts';
import type { Task } from '../../shared/task.ts';
import type { Language } from '../../shared/texts/text.ts';
import type { TlsExamination } from '../../shared/tls-examination.ts';
import type { DiagnoseContext } from '../diagnose/diagnose.ts';
import type { Clock } from '../engine/clock.ts';
import type { RunOptions } from '../engine/run.ts';
import type { SecretStore } from '../store/secrets.ts';
import type { TaskStore } from '../store/tasks.ts';
import type { CheckedInput } from './input.ts';
import type { ScheduleFile } from './schedule-file.ts';
import type { SchedulerClock } from './scheduler.ts';

export type DiagnoseOptions = Pick<DiagnoseContext, 'id' | 'signal' | 'secondDns' | 'send' | 'onChange'>;

export interface Engine {
  /** Resolves when every attempt has finished or the run is canceled. */
  runTasks(tasks: readonly Task[], options: RunOptions): Promise<void>;
  plannedAttempts(tasks: readonly Task[]): number;
  examineTls(task: Task): Promise<TlsExamination>;
  diagnose(task: Task, options: DiagnoseOptions): Promise<Diagnosis>;
  /** Fields of the task whose engine part does not exist yet, as paths. */
  unsupportedFields(task: Task): string[];
}

export interface Results {
  /** Resolves when the result is durable. */
  append(result: TransferResult): Promise<void>;
  get(id: string): Promise<TransferResult | null | undefined>;
  list(filter: ResultFilter, offset: number, limit: number): Promise<ResultPage>;
  groups(filter: ResultFilter, by: Dimension): Promise<ResultGroup[]>;
  latest(tasks: readonly string[]): Promise<TransferResult[]>;
  thinned(): Promise<Thinned>;
}

export interface SavedSettings {
  get(): Settings;
  set(change: Partial<Settings>): void;
  tasks: TaskStore;
  secrets: Pick<SecretStore, 'place'>;
}

export interface Analysis {
  topErrors(question: CheckedInput<'analysis.top'>): Promise<Output<'analysis.top'>>;
  slowest(question: CheckedInput<'analysis.slowest'>): Promise<Output<'analysis.slowest'>>;
  heatMap(question: CheckedInput<'analysis.heat'>): Promise<Output<'analysis.heat'>>;
  timeline(question: CheckedInput<'analysis.timeline'>): Promise<Output<'analysis.timeline'>>;
  dimensions(): Promise<string[]>;
  /** Of one run. */
  runSummary(id: string): Promise<TopErrors>;
  storedRuns(offset: number, limit: number): Promise<StoredRunPage>;
}

/** The fault lab. Its parts are loaded when they are asked for. */
export interface FaultLab {
  cases(): Promise<readonly LabCase[]>;
  servers(): Promise<readonly ServerCases[]>;
  /** Starts what these cases need. */
  start(ids: readonly string[]): Promise<Lab>;
  /** All cases of a lab, one transfer each. */
  prove(lab: Lab, options: RunOptions): Promise<unknown>;
}

/** Where there is a desktop: how a file finds its way to the user. */
export interface Desk {
  /** Asks where to save; null when the user thinks better of it. */
  askFile(suggested: string): Promise<string | null>;
  /** A report as PDF. */
  printPdf(page: string): Promise<Uint8Array>;
}

export interface ApiDeps {
  info: AppInfo;
  /** Of messages, as long as the settings name none. */
  systemLanguage: Language;
  engine: Engine;
  results: Results;
  settings: SavedSettings;
  analysis: Analysis;
  schedules: { file: ScheduleFile; clock: SchedulerClock };
  lab: FaultLab;
  /** Keeps a result that the store did not take; gives the folder where it lies. */
  keepAside(result: TransferResult): Promise<string>;
  /** null: files go to the GUI, whose browser saves them. */
  desk: Desk | null;
  /** The user's own folder, which reports do not name. */
  home: string;
  clock: Clock;
  newId(): string;
  /** Told of every failure that is our own fault, with its stack. */
  report(error: unknown): void;
}
