/** A diagnosis: the steps that a technician would take, what each has shown, and the one verdict they come to. */
import type { Evidence, TransferResult } from './result.ts';
import type { Task } from './task-schema.ts';
import type { causeTexts, noteTexts } from './texts/diagnose.ts';
import type { TlsExamination } from './tls-examination.ts';

/** In the order they are told. Without TLS there is no `tls` and no `clock`, without FTP no `ftp`. */
export const DIAGNOSIS_STEPS = [
  'computer',
  'proxy',
  'hosts',
  'dns',
  'secondDns',
  'ipv4',
  'ipv6',
  'tls',
  'clock',
  'transfer',
  'curl',
  'ftp',
] as const;
export type DiagnosisStepName = (typeof DIAGNOSIS_STEPS)[number];

/** `skipped`: not taken, or without an answer that would say anything; its note says why. That is no fault. */
export type StepState = 'waiting' | 'running' | 'ok' | 'failed' | 'skipped';

/** What a step has shown, for a text in any language. */
export interface Note {
  key: keyof typeof noteTexts;
  params: Record<string, string | number>;
}

export interface DiagnosisStep {
  step: DiagnosisStepName;
  state: StepState;
  /** null while it has not ended. */
  ms: number | null;
  note: Note | null;
  evidence: Evidence[];
}

export interface ComputerFacts {
  /** Families of addresses that its interfaces have, beyond itself and the link. */
  families: (4 | 6)[];
  /** Families with a default route. */
  ways: (4 | 6)[];
  /** The target is this computer. */
  own: boolean;
}

export interface ProxyFacts {
  /** Without credentials; null: a direct connection. */
  url: string | null;
  from: 'task' | 'system' | null;
  /** This computer's setting cannot be had, or is none that can be used. */
  unusable: boolean;
}

/** `silent`: no answer in time, or nobody there to give one; `failed`: the server could not find out (SERVFAIL and its like). */
export type DnsOutcome = 'addresses' | 'noName' | 'noAddress' | 'refused' | 'failed' | 'silent';

export interface DnsFacts {
  host: string;
  servers: string[];
  /** The servers stand in the task, not in the settings of this computer. */
  ofTask: boolean;
  outcome: DnsOutcome;
  addresses: string[];
}

/** `local`: this computer would not let it out. */
export type ConnectionOutcome = 'open' | 'refused' | 'silent' | 'unreachable' | 'local';

export interface Connection {
  address: string;
  port: number;
  outcome: ConnectionOutcome;
  ms: number;
}

/** What time the server has, asked when the dates of its certificates are in doubt. ISO 8601. */
export interface ClockFacts {
  here: string;
  there: string;
  /** At the server's time its certificates are valid. */
  validThere: boolean;
}

/** All that the verdict is decided from. What was not looked at, or showed nothing, is absent. */
export interface Seen {
  computer?: ComputerFacts;
  proxy?: ProxyFacts;
  /** Addresses that the hosts file has for the name. */
  hosts?: { host: string; addresses: string[] };
  dns?: DnsFacts;
  secondDns?: DnsFacts;
  ipv4?: Connection[];
  ipv6?: Connection[];
  tls?: TlsExamination;
  clock?: ClockFacts;
  transfer?: TransferResult;
  curl?: TransferResult;
}

export const PLACES = ['computer', 'network', 'way', 'server', 'task', 'none'] as const;
export type Place = (typeof PLACES)[number];
export type Cause = keyof typeof causeTexts;

/** One reason: what that step has shown. */
export interface Reason {
  step: DiagnosisStepName;
  note: Note;
}

export interface DiagnosisVerdict {
  place: Place;
  cause: Cause;
  /** Whether the task does what it should now; null where it was not tried to its end. */
  works: boolean | null;
  reasons: Reason[];
  /** The code of the failure, where there is one: what to check next stands in its row. */
  code: number | null;
  family: TransferResult['family'];
}

export interface Diagnosis {
  id: string;
  /** Name of the task. */
  task: string;
  url: string;
  startedAt: string;
  endedAt: string | null;
  state: 'running' | 'done' | 'canceled';
  steps: DiagnosisStep[];
  seen: Seen;
  /** null while it runs, and when it was canceled. */
  verdict: DiagnosisVerdict | null;
}

/**
 * A public resolver, to compare with the one of this network. It is told the name of the target, so it is shown before it is asked, and
 * can be changed or turned off (`secondDns` of the settings).
 */
export const DEFAULT_SECOND_DNS = '119.29.29.29';

/** Names that no public DNS knows: they are not told to one. */
const INTERNAL = /^[^.]+$|\.(?:local|localhost|internal|intranet|lan|corp|home|private|home\.arpa)\.?$/i;

export function isInternalName(host: string): boolean {
  return INTERNAL.test(host);
}

/** The name in the URL of a task that a second DNS server would be told; null: it has none, or none for others to know. */
export function nameToAsk(url: string): string | null {
  const host = /^\s*[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url)?.[1] ?? '';
  const literal = host.startsWith('[') || /^[\d.]+$/.test(host);
  return host === '' || literal || isInternalName(host) ? null : host;
}

/** Whether the task changes something on the server, so that it is sent in a diagnosis only when the user agrees. */
export function sendsSomething({ direction, request }: Pick<Task, 'direction' | 'request'>): boolean {
  const asks = request.method === undefined || /^(GET|HEAD|OPTIONS)$/i.test(request.method);
  return direction === 'upload' || request.body !== undefined || !asks;
}
