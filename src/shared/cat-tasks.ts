/** The request of CAT's CreateProbeTasks API, for file transfers, as tasks. */
import { type Imported, Remarks } from './imported.ts';
import { isCron } from './schedule.ts';
import type { TaskInput } from './task.ts';
import { importTexts } from './texts/import.ts';
import type { Text } from './texts/text.ts';

const { catKinds: kinds } = importTexts;

type Fields = Record<string, unknown>;

const UPLOAD = 2;
const DOWNLOAD = 3;
const DEFAULT_KB = 1024;
const MAX_KB = 51_200;
const MAX_SECONDS = 86_400;

/** Where and how CAT's cloud runs a task: nothing that this computer could follow. */
const PLACES = [
  'Nodes',
  'TaskCategory',
  'PluginSource',
  'ClientNum',
  'SubSyncFlag',
  'RtxName',
  'Tag',
  'ResourceTags',
  'ProbeType',
];
const KNOWN = ['BatchTasks', 'TaskType', 'Interval', 'Cron', 'Parameters', 'NodeIpType', ...PLACES];

export function looksLikeCat(input: unknown): input is Fields {
  return isFields(input) && ('BatchTasks' in input || 'TaskType' in input);
}

/** One task for each entry of `BatchTasks`. */
export function tasksOfCat(input: Fields): Imported {
  const remarks = new Remarks();
  const reader = new Reader(input, '', remarks);
  for (const name of Object.keys(input)) {
    if (PLACES.includes(name)) remarks.note(importTexts.catHere, { path: name });
    else if (!KNOWN.includes(name)) remarks.note(importTexts.catUnknown, { path: name });
  }
  const batch = Array.isArray(input.BatchTasks) ? (input.BatchTasks as unknown[]) : [];
  if (!batch.length) remarks.problem(importTexts.catNoTasks);
  if (input.TaskType !== UPLOAD && input.TaskType !== DOWNLOAD) {
    remarks.problem(importTexts.catType, { value: shown(input.TaskType) });
    return remarks.imported([]);
  }

  const common: Omit<TaskInput, 'url'> = {
    ...(input.TaskType === UPLOAD
      ? uploadOf(parametersOf(input, remarks))
      : downloadOf(parametersOf(input, remarks))),
    ...scheduleOf(reader),
  };
  // The nodes' family is only a default for the task's own.
  const family = FAMILIES[reader.number('NodeIpType', 0, 2) ?? 0];
  if (!common.ipFamily && family) common.ipFamily = family;

  const tasks = batch.flatMap((entry, index): TaskInput[] => {
    const each = new Reader(isFields(entry) ? entry : {}, `BatchTasks[${index}].`, remarks);
    const name = each.text('Name');
    const url = each.text('TargetAddress');
    if (url === undefined)
      remarks.problem(importTexts.catField, {
        path: `BatchTasks[${index}].TargetAddress`,
        value: '-',
        expected: kinds.text,
      });
    return [{ ...(name && { name }), url: url ?? '', ...common }];
  });
  return remarks.imported(tasks);
}

const FAMILIES: (TaskInput['ipFamily'] | undefined)[] = [undefined, '4', '6'];
const MINUTE = 60_000;

/** CAT's `Cron` says when a task may run, its `Interval` how often it does then. */
function scheduleOf(reader: Reader): Pick<TaskInput, 'repeat'> {
  const { remarks } = reader;
  const minutes = reader.number('Interval', 1, 1440);
  const window = reader.text('Cron');
  if (window && isCron(window)) {
    const cron = minutes === undefined ? window : everyWithin(window, minutes);
    if (!cron) remarks.note(importTexts.catIntervalLeft, { minutes: minutes!, cron: window });
    remarks.note(importTexts.catCron, { cron: cron ?? window });
    return { repeat: { cron: cron ?? window } };
  }
  if (window) remarks.note(importTexts.catCronLeft, { cron: window });
  if (minutes === undefined) return {};
  remarks.note(importTexts.catInterval);
  return { repeat: { intervalMs: minutes * MINUTE } };
}

// `* 0-6 * * *` every 10 minutes: `*/10 0-6 * * *`. Null where one pattern cannot say both.
function everyWithin(cron: string, minutes: number): string | null {
  const [minute, hour, ...days] = cron.split(/\s+/);
  if (minute !== '*') return null;
  if (minutes === 1) return cron;
  if (60 % minutes === 0) return [minutes === 60 ? '0' : `*/${minutes}`, hour, ...days].join(' ');
  const hours = minutes / 60;
  return 24 % hours === 0 && /^(?:\*|\d+-\d+)$/.test(hour ?? '')
    ? ['0', `${hour}/${hours}`, ...days].join(' ')
    : null;
}

function parametersOf(input: Fields, remarks: Remarks): Reader {
  const { Parameters = {} } = input;
  if (isFields(Parameters)) return new Reader(Parameters, 'Parameters.', remarks);
  try {
    const parsed: unknown = typeof Parameters === 'string' ? JSON.parse(Parameters || '{}') : Parameters;
    if (isFields(parsed)) return new Reader(parsed, 'Parameters.', remarks);
    throw new Error('not an object');
  } catch (error) {
    remarks.problem(importTexts.catParameters, { detail: (error as Error).message.split('\n', 1)[0]! });
    return new Reader({}, 'Parameters.', remarks);
  }
}

function downloadOf(reader: Reader): Omit<TaskInput, 'url'> {
  const transferKB = reader.number('downloadTransmissionSize', 1, MAX_KB) ?? DEFAULT_KB;
  const allow = reader.text('whiteList');
  const block = reader.text('blackList');
  const dnsHijack = { ...(allow && { allow }), ...(block && { block }) };
  const task = {
    ...commonOf(reader, 'downloadCustomHost'),
    transferKB,
    ...(Object.keys(dnsHijack).length && { dnsHijack }),
  };
  reader.noteUnread();
  return task;
}

function uploadOf(reader: Reader): Omit<TaskInput, 'url'> {
  const transferKB = reader.number('uploadTransmissionSize', 1, MAX_KB) ?? DEFAULT_KB;
  const method = reader.choice('uploadType', ['POST', 'PUT']) ?? 'POST';
  const sourceUrl = reader.text('uploadSpecificFileUrl');
  const md5 = reader.text('uploadFileMd5');
  const fileName = reader.text('uploadFileName');
  const task = {
    direction: 'upload' as const,
    ...commonOf(reader, 'uploadCustomHost'),
    transferKB,
    upload: {
      method,
      source: sourceUrl ? { url: sourceUrl, ...(md5 && { md5 }) } : { generate: true as const },
      ...(fileName && { fileName }),
    },
  };
  reader.noteUnread();
  return task;
}

function commonOf(reader: Reader, host: string): Omit<TaskInput, 'url'> {
  const ipFamily = FAMILIES[reader.number('ipType', 0, 2) ?? 0];
  const seconds = reader.number('monitorTimeout', 1, MAX_SECONDS);
  const pick = reader.number(host, 0, 1);
  const list = reader.text(`${host}Ip`);
  const hosts = list ? hostsOf(list) : undefined;
  if (hosts === null) reader.refuse(`${host}Ip`, kinds.hosts);
  // Packets are not captured, and 0 says that they need not be.
  if (reader.number('grabBag', 0, 1) === 1)
    reader.remarks.note(importTexts.catUnknown, { path: 'Parameters.grabBag' });
  return {
    ...(ipFamily && { ipFamily }),
    ...(seconds !== undefined && { timeouts: { totalMs: seconds * 1000 } }),
    ...(hosts?.length && { hosts, hostsPick: pick === 1 ? ('round-robin' as const) : ('random' as const) }),
  };
}

/** `ADDRESS,ADDRESS[PORT]:HOST|…`; an IPv6 address stands in brackets. Null when it is something else. */
export function hostsOf(list: string): NonNullable<TaskInput['hosts']> | null {
  const hosts: NonNullable<TaskInput['hosts']> = [];
  for (const group of list
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const colon = group.lastIndexOf(':');
    const host = group.slice(colon + 1).trim();
    const targets = group
      .slice(0, Math.max(0, colon))
      .split(',')
      .map((target) => TARGET.exec(target.trim()));
    if (!/^[^\s[\],:]+$/.test(host) || targets.includes(null)) return null;
    for (const target of targets) {
      const [, v4, v6, port] = target!;
      const entry = { ip: (v4 ?? v6)!, ...(port && { port: Number(port) }), host };
      const repeated = hosts.some(
        (known) => known.ip === entry.ip && known.port === entry.port && known.host === host,
      );
      if (!repeated) hosts.push(entry);
    }
  }
  return hosts;
}

const TARGET = /^(?:((?:\d{1,3}\.){3}\d{1,3})|\[([0-9a-f:.]*:[0-9a-f:.]*)\])(?:\[(\d{1,5})\])?$/i;

/** Reads the fields of one object; what is of the wrong kind is refused by its path. */
class Reader {
  readonly remarks: Remarks;
  readonly #fields: Fields;
  readonly #path: string;
  readonly #read = new Set<string>();

  constructor(fields: Fields, path: string, remarks: Remarks) {
    this.#fields = fields;
    this.#path = path;
    this.remarks = remarks;
  }

  text(name: string): string | undefined {
    const value = this.#take(name);
    if (value === undefined || typeof value === 'string') return value?.trim() || undefined;
    this.refuse(name, kinds.text);
    return undefined;
  }

  /** CAT's own examples write some numbers as texts. */
  number(name: string, min: number, max: number): number | undefined {
    const value = this.#take(name);
    if (value === undefined || value === '') return undefined;
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max)
      return number;
    this.refuse(name, kinds.number);
    return undefined;
  }

  choice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name)?.toUpperCase();
    const found = allowed.find((each) => each === value);
    const list = allowed.join(', ');
    const expected = {
      en: kinds.choice.en.replace('{allowed}', list),
      zh: kinds.choice.zh.replace('{allowed}', list),
    };
    if (value !== undefined && !found) this.refuse(name, expected);
    return found;
  }

  refuse(name: string, expected: Text): void {
    this.remarks.problem(importTexts.catField, {
      path: this.#path + name,
      value: shown(this.#fields[name]),
      expected,
    });
  }

  noteUnread(): void {
    for (const name of Object.keys(this.#fields)) {
      if (!this.#read.has(name)) this.remarks.note(importTexts.catUnknown, { path: this.#path + name });
    }
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return this.#fields[name] ?? undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? '-';
}
