/** Saved tasks as people meet them: as short as they can be written, with names of their own, and how much they would move. */
import { type TaskInput, taskSchema } from './task-schema.ts';

const DEFAULTS = taskSchema.parse({ url: '' }) as Record<string, unknown>;

/** The task without what is the default anyway. */
export function trimTask(task: TaskInput): TaskInput {
  const { url, ...rest } = task;
  return { ...(trimmed(rest, DEFAULTS) as Partial<TaskInput>), url };
}

function trimmed(
  fields: Record<string, unknown>,
  defaults: Record<string, unknown>,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    const fallback = defaults[key];
    if (value === undefined || same(value, fallback)) continue;
    const inner = isFields(value) && isFields(fallback) ? trimmed(value, fallback) : value;
    kept[key] = inner;
  }
  return kept;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `wanted`, or with the first number behind it that is free. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted} (${number})`;
  return name;
}

export interface Amount {
  attempts: number;
  /** What is known to be moved at most. */
  knownKB: number;
  /** Attempts whose size nothing tells before: whole files. */
  unknown: number;
}

const UPLOAD_KB = 1024;

/** What a run of these tasks moves. */
export function amountOf(tasks: readonly TaskInput[]): Amount {
  const amount: Amount = { attempts: 0, knownKB: 0, unknown: 0 };
  for (const { repeat, transferKB, direction, upload, verify } of tasks) {
    // A schedule that is run by hand is run once.
    const count = repeat && 'count' in repeat ? (repeat.count ?? 1) : 1;
    const generated = direction === 'upload' && (!upload?.source || 'generate' in upload.source);
    const size = transferKB ?? (generated ? UPLOAD_KB : undefined);
    amount.attempts += count;
    amount.knownKB += count * (size ?? (verify?.minBytes ?? 0) / 1024);
    if (size === undefined) amount.unknown += count;
  }
  return amount;
}

const MUCH_KB = 100 * 1024;
const MANY_UNKNOWN = 10;

/** So much that the user should say yes first: the line may be metered. */
export function isMuch({ knownKB, unknown }: Amount): boolean {
  return knownKB >= MUCH_KB || unknown >= MANY_UNKNOWN;
}
