/** `catprobe diagnose`: the steps that a technician would take, as they end, and the verdict they come to. */
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import Conf from 'conf';
import { ulid } from 'ulid';
import { diagnose } from '../../main/diagnose/diagnose.ts';
import { machineIdentity } from '../../main/engine/client-identity.ts';
import { systemClock } from '../../main/engine/clock.ts';
import { trustSystemAuthorities } from '../../main/engine/trust.ts';
import { dataFolder } from '../../main/store/folder.ts';
import { openSettings } from '../../main/store/settings.ts';
import { commands } from '../../shared/api.ts';
import { type Diagnosis, type DiagnosisStep, nameToAsk } from '../../shared/diagnosis.ts';
import { diagnosisAsJson, sayNote, verdictLines } from '../../shared/diagnosis-text.ts';
import { createRedactor, secretsOf } from '../../shared/redact.ts';
import type { Task } from '../../shared/task.ts';
import { diagnoseTexts, stateTexts, stepTexts } from '../../shared/texts/diagnose.ts';
import { reportTexts } from '../../shared/texts/report.ts';
import { LANGUAGES, type Language, say } from '../../shared/texts/text.ts';
import type { ExitStatus, Io } from '../io.ts';
import { isObject, loadTasks, parseJson, UsageError } from '../task-files.ts';
import { wrap } from '../wrap.ts';

export interface DiagnoseCommandOptions {
  /** Task fields as JSON. */
  task?: string;
  json?: boolean;
  lang?: string;
  /** IP or IP:PORT, or `off`; without it, the setting. */
  secondDns?: string;
  /** Also what changes something on the server. */
  send?: boolean;
  /** An HTML file to write. */
  report?: string;
  /** The data folder. */
  store?: string;
}

const COLUMNS = 100;
const COLORS = { ok: 32, failed: 31, skipped: 90, waiting: 90, running: 90 } as const;

/** Throws UsageError (nothing was asked) and StoreError (the settings cannot be read). */
export async function diagnoseCommand(
  targets: string[],
  options: DiagnoseCommandOptions,
  given: Io,
  version: string,
  signal: AbortSignal,
): Promise<ExitStatus> {
  const io = { ...given, language: languageOf(options, given) };
  const task = await taskOf(targets, options, io.language);
  const secondDns = await secondDnsOf(options, io.language);
  const name = nameToAsk(task.url);
  // Before it is asked, and never into the data.
  if (secondDns !== null && name !== null && task.proxy === 'none')
    io.err(say(diagnoseTexts.asks, io.language, { server: secondDns, host: name }));

  trustSystemAuthorities();
  const told = new Set<string>();
  const diagnosis = await diagnose(task, {
    id: ulid(),
    signal,
    clock: systemClock,
    machine: machineIdentity(process.env, dataFolder(process.env)),
    secondDns,
    send: options.send ?? false,
    home: os.homedir(),
    onChange: ({ steps }) => {
      for (const step of options.json ? [] : steps) {
        if (step.ms === null || told.has(step.step)) continue;
        told.add(step.step);
        for (const line of stepLines(step, io)) io.out(line);
      }
    },
  });
  if (options.json) io.out(JSON.stringify(diagnosisAsJson(diagnosis, io.language)));
  else for (const line of endLines(diagnosis, io)) io.out(line);
  if (options.report !== undefined) await writeReport(options.report, diagnosis, task, io, version);
  return isGood(diagnosis) ? 0 : 1;
}

/** As of a run: what was transferred is as expected; where nothing was, nothing stands in its way. */
function isGood({ verdict, seen }: Diagnosis): boolean {
  if (!verdict) return false;
  const transfer = seen.transfer ?? seen.curl;
  return transfer ? transfer.expected : verdict.place === 'none';
}

function stepLines({ step, state, ms, note }: DiagnosisStep, io: Io): string[] {
  const { language } = io;
  const mark = paint(io, COLORS[state], say(stateTexts[state], language));
  const time = state === 'skipped' ? '' : `, ${Math.round(ms ?? 0)} ms`;
  const said = note ? wrap(sayNote(note, language).replaceAll('`', ''), COLUMNS, '    ') : [];
  return [`${say(stepTexts[step], language)}: ${mark}${time}`, ...said];
}

function endLines({ verdict }: Diagnosis, { language }: Io): string[] {
  if (!verdict) return ['', say(diagnoseTexts.canceled, language)];
  const lines = verdictLines(verdict, language).map((line) => line.replaceAll('`', ''));
  const wrapped = lines.flatMap((line) => {
    const [lead = '', bullet = ''] = /^(- |\d+\. )/.exec(line) ?? [];
    return line ? wrap(line.slice(lead.length), COLUMNS, bullet) : [''];
  });
  return ['', ...wrapped];
}

async function taskOf(targets: string[], options: DiagnoseCommandOptions, language: Language): Promise<Task> {
  const fields = options.task === undefined ? {} : parseJson('--task', options.task, language);
  if (!isObject(fields)) throw new UsageError([say(diagnoseTexts.oneTarget, language)]);
  const tasks = targets.length === 1 ? await loadTasks(targets, fields, language) : [];
  const [task] = tasks;
  if (!task || tasks.length > 1) throw new UsageError([say(diagnoseTexts.oneTarget, language)]);
  return task;
}

async function secondDnsOf(
  { secondDns, store }: DiagnoseCommandOptions,
  language: Language,
): Promise<string | null> {
  if (secondDns === 'off') return null;
  if (secondDns === undefined) return openSettings(store ?? dataFolder(process.env), Conf).get().secondDns;
  const { shape } = commands['diagnose.start'];
  if (shape.secondDns.safeParse(secondDns).success) return secondDns;
  throw new UsageError([say(diagnoseTexts.badServer, language, { value: secondDns })]);
}

function languageOf({ lang }: DiagnoseCommandOptions, io: Io): Language {
  const language = lang === undefined ? io.language : LANGUAGES.find((one) => one === lang);
  if (!language) throw new UsageError([say(reportTexts.badLang, io.language, { value: lang ?? '' })]);
  return language;
}

async function writeReport(
  file: string,
  diagnosis: Diagnosis,
  task: Task,
  { language, err }: Io,
  version: string,
): Promise<void> {
  const { reportPage } = await import('../../main/report/page.ts');
  const { writeWhole } = await import('../../main/report/write.ts');
  const redactor = createRedactor(secretsOf(task), { home: os.homedir() });
  const page = reportPage(
    { kind: 'diagnosis', diagnosis },
    { language, version, createdAt: new Date(), redactor, redacted: true },
  );
  await writeWhole(file, (temporary) => writeFile(temporary, page));
  err(say(reportTexts.written, language, { file }));
}

function paint(io: Io, color: number, text: string): string {
  return io.color ? `\u001b[${color}m${text}\u001b[0m` : text;
}
