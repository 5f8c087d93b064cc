/** One question for each command of the contract, and the answer that every door must give to it, in the order of the contract. */
import { expect } from 'vitest';
import type { AppInfo, Bridge, Command, Input, Run } from '../../../src/shared/api.ts';
import type { Delivery } from '../../../src/shared/report.ts';
import type { Task } from '../../../src/shared/task.ts';
import type { Heard } from './events.ts';
import type { Target } from './target.ts';

/** What the questions are about. */
export interface Known {
  host: AppInfo['host'];
  target: Target;
  /** A target with TLS. */
  secure: Task;
  /** A run that has ended, and the result of it that failed. */
  runId: string;
  resultId: string;
  /** A bundle that was shown, and one as a file. */
  bundleId: string;
  bundle: string;
  /** A diagnosis that has come to its verdict. */
  diagnosisId: string;
}

interface Question<C extends Command> {
  input: Input<C>;
  answer: unknown;
}

type Questions = { [C in Command]: (known: Known) => Question<C> };

const names = (...wanted: string[]) => ({
  tasks: wanted.map((name) => expect.objectContaining({ name })),
  secretPlace: expect.stringMatching(/^(file|keychain)$/),
});
const run = (change: Partial<Run> = {}) => ({
  id: expect.any(String),
  startedAt: expect.any(String),
  state: 'running',
  ...change,
});
/** In the desktop program the file is written to where the user said; a browser is given its content. */
const delivery = ({ host }: Known, type: string) =>
  host === 'desktop'
    ? { state: 'saved', file: expect.any(String) }
    : {
        state: 'content',
        name: expect.stringMatching(/^catprobe-/),
        type,
        base64: expect.stringMatching(/^[\w+/=]{20,}$/),
      };
const ofResult = ({ resultId }: Known) => ({ kind: 'result' as const, id: resultId });

export const questions: Questions = {
  'app.info': ({ host }) => ({ input: null, answer: { host, platform: process.platform } }),
  'settings.get': () => ({ input: null, answer: { language: null, keepDays: null, welcomed: false } }),
  'settings.set': () => ({
    input: { keepDays: 30, welcomed: true },
    answer: { language: null, keepDays: 30, welcomed: true },
  }),
  'tasks.list': () => ({ input: null, answer: names() }),
  'tasks.save': ({ target }) => ({
    input: {
      task: { name: 'kept', url: target.file, request: { auth: { type: 'bearer', token: 'x-y-z' } } },
    },
    answer: {
      tasks: [{ name: 'kept', url: target.file, request: { auth: { type: 'bearer', token: '{secret}' } } }],
    },
  }),
  'tasks.add': ({ target }) => ({
    input: { tasks: [{ name: 'hourly', url: target.missing, repeat: { cron: '0 * * * *' } }] },
    answer: names('kept', 'hourly'),
  }),
  'tasks.duplicate': () => ({ input: { name: 'kept' }, answer: names('kept', 'kept (2)', 'hourly') }),
  'tasks.remove': () => ({ input: { names: ['kept (2)'] }, answer: names('kept', 'hourly') }),
  'tasks.restore': () => ({ input: null, answer: names('kept', 'kept (2)', 'hourly') }),
  'tasks.arrange': () => ({
    input: { places: [{ name: 'hourly', group: 'site' }, { name: 'kept' }, { name: 'kept (2)' }] },
    answer: names('hourly', 'kept', 'kept (2)'),
  }),
  'tasks.read': ({ target }) => ({
    input: { text: `curl -o /dev/null --retry 3 ${target.file}` },
    answer: {
      tasks: [{ url: target.file }],
      notes: expect.arrayContaining([expect.stringContaining('--retry')]),
    },
  }),
  'tasks.export': () => ({
    input: { names: ['kept'] },
    answer: {
      content: expect.stringMatching(/^\{\n {2}"catprobe": 1/),
      leftOut: [{ task: 'kept', places: ['request.auth.token'] }],
    },
  }),
  'tasks.run': () => ({ input: { names: ['kept'] }, answer: run({ total: 1, tasks: ['kept'] }) }),
  'runs.start': ({ target }) => ({
    input: { tasks: [{ name: 'endless', url: target.endless }], concurrency: 2 },
    answer: run({ total: 1, concurrency: 2, startedBy: 'user' }),
  }),
  'runs.cancel': ({ runId }) => ({ input: { id: runId }, answer: { id: runId, state: 'done', failed: 1 } }),
  'runs.list': ({ runId }) => ({
    input: null,
    answer: expect.arrayContaining([expect.objectContaining({ id: runId, state: 'done' })]),
  }),
  'runs.cancelAll': () => ({ input: null, answer: expect.any(Array) }),
  'runs.all': () => ({ input: {}, answer: run({ total: 3, tasks: ['hourly', 'kept', 'kept (2)'] }) }),
  'runs.stored': () => ({
    input: { offset: 0, limit: 1 },
    answer: {
      rows: [{ id: expect.any(String), attempts: expect.any(Number), lab: false }],
      total: expect.any(Number),
    },
  }),
  'runs.summary': ({ runId }) => ({
    input: { id: runId },
    answer: { total: 2, failed: 1, top: [{ code: 404, count: 1 }] },
  }),
  'schedules.list': () => ({ input: null, answer: [{ task: 'hourly', when: { cron: '0 * * * *' } }] }),
  'schedules.pause': () => ({
    input: { task: 'hourly', paused: true },
    answer: [{ task: 'hourly', paused: true, nextAt: null }],
  }),
  'schedules.run': () => ({ input: { task: 'hourly' }, answer: run({ startedBy: 'schedule' }) }),
  'files.take': () => ({ input: null, answer: [] }),
  'tls.examine': ({ secure }) => ({
    input: { task: secure },
    answer: {
      clientCertificate: 'none',
      result: { protocol: 'https', outcome: 'ok', code: 0 },
      versions: expect.arrayContaining([expect.objectContaining({ version: 'TLSv1.3', accepted: true })]),
    },
  }),
  'diagnose.start': ({ target }) => ({
    input: { task: { url: target.file }, secondDns: null },
    answer: { state: 'running', url: target.file, verdict: null },
  }),
  'diagnose.cancel': ({ diagnosisId }) => ({
    input: { id: diagnosisId },
    answer: { id: diagnosisId, state: 'done', verdict: { place: 'task', cause: 'notFound' } },
  }),
  'diagnose.list': ({ diagnosisId }) => ({
    input: null,
    answer: expect.arrayContaining([expect.objectContaining({ id: diagnosisId })]),
  }),
  'codes.explain': () => ({
    input: { query: 'curl:35' },
    answer: expect.arrayContaining([expect.objectContaining({ code: 638, family: 'transfer' })]),
  }),
  'lab.cases': () => ({
    input: null,
    answer: expect.arrayContaining([expect.objectContaining({ id: 'ok-https', code: 0, server: 'https' })]),
  }),
  'lab.servers': () => ({
    input: null,
    answer: expect.arrayContaining([expect.objectContaining({ name: 'http', serving: null })]),
  }),
  'lab.switch': () => ({
    input: { server: 'dead', on: true },
    answer: expect.arrayContaining([
      expect.objectContaining({ name: 'dead', serving: expect.objectContaining({ login: null }) }),
    ]),
  }),
  'lab.prove': () => ({
    input: { cases: ['ok-https'] },
    answer: { run: run({ startedBy: 'lab', total: 1 }), cases: ['ok-https'], skipped: [] },
  }),
  'results.list': ({ runId, resultId }) => ({
    input: { filter: { runId, outcome: 'failed' }, offset: 0, limit: 10 },
    answer: { total: 1, rows: [{ id: resultId, code: 404 }] },
  }),
  'results.get': ({ resultId }) => ({ input: { id: resultId }, answer: { id: resultId, httpStatus: 404 } }),
  'results.groups': ({ runId }) => ({
    input: { filter: { runId }, by: 'host' },
    answer: [{ key: '127.0.0.1', count: 2, failed: 1 }],
  }),
  'results.latest': ({ resultId }) => ({
    input: { tasks: ['missing', 'never run'] },
    answer: [{ id: resultId, task: 'missing', code: 404 }],
  }),
  'results.thinned': () => ({ input: null, answer: { count: 0, since: null, until: null } }),
  'analysis.top': () => ({
    input: { by: 'host', task: 'missing' },
    answer: { total: 1, failed: 1, top: [{ code: 404 }], groups: [{ key: '127.0.0.1' }] },
  }),
  'analysis.slowest': () => ({ input: { by: 'task' }, answer: { groups: expect.any(Array) } }),
  'analysis.heat': () => ({ input: { by: 'task' }, answer: { cells: expect.any(Array) } }),
  'analysis.timeline': () => ({
    input: { by: null, offsetMinutes: 480 },
    answer: { lines: expect.any(Array) },
  }),
  'analysis.dimensions': () => ({ input: null, answer: expect.arrayContaining(['host', 'label.site']) }),
  'report.make': (known) => ({
    input: { subject: ofResult(known), format: 'html', language: 'zh' },
    answer: delivery(known, 'text/html'),
  }),
  'report.curl': ({ resultId, target }) => ({
    input: { id: resultId },
    answer: { command: expect.stringContaining(target.missing), from: 'task' },
  }),
  'report.redacted': ({ resultId }) => ({ input: { id: resultId }, answer: { id: resultId, code: 404 } }),
  'export.make': ({ runId, ...known }) => ({
    input: { subject: { kind: 'run', id: runId }, format: 'csv', names: 'cat', language: 'en' },
    answer: delivery({ runId, ...known }, 'text/csv'),
  }),
  'bundle.prepare': (known) => ({
    input: { subject: ofResult(known), language: 'en', addresses: false },
    answer: {
      id: expect.any(String),
      results: 1,
      left: 0,
      files: expect.arrayContaining([expect.objectContaining({ name: 'task.json' })]),
    },
  }),
  'bundle.save': (known) => ({
    input: { id: known.bundleId, leaveOut: ['environment.json'] },
    answer: delivery(known, 'application/zip'),
  }),
  'bundle.open': ({ bundle, resultId }) => ({
    input: { content: bundle },
    answer: { manifest: { catprobeBundle: 1, results: 1 }, results: [{ id: resultId }], unreadable: 0 },
  }),
};

/** Runs what the questions are about. `read`: the content of a delivered file. */
export async function makeKnown(
  bridge: Bridge,
  heard: Heard,
  about: Pick<Known, 'host' | 'target' | 'secure'>,
  read: (delivered: Delivery) => Promise<Buffer>,
): Promise<Known> {
  const { target } = about;
  const started = await bridge.invoke('runs.start', {
    tasks: [
      { name: 'good', url: target.file, labels: { site: 'here' } },
      { name: 'missing', url: target.missing },
    ],
  });
  if (!started.ok) throw new Error(started.error.message);
  const runId = started.value.id;
  await heard.end(runId);
  const failed = await heard.first(
    (event) => event.type === 'result' && event.result.runId === runId && event.result.code === 404,
  );
  const resultId = failed.type === 'result' ? failed.result.id : '';
  const prepared = await bridge.invoke('bundle.prepare', {
    subject: { kind: 'result', id: resultId },
    language: 'en',
    addresses: false,
  });
  if (!prepared.ok) throw new Error(prepared.error.message);
  const bundleId = prepared.value.id;
  const saved = await bridge.invoke('bundle.save', { id: bundleId, leaveOut: [] });
  if (!saved.ok) throw new Error(saved.error.message);
  const bundle = (await read(saved.value)).toString('base64');
  const begun = await bridge.invoke('diagnose.start', {
    task: { url: about.target.missing },
    secondDns: null,
  });
  if (!begun.ok) throw new Error(begun.error.message);
  const diagnosisId = begun.value.id;
  await heard.first(
    (event) =>
      event.type === 'diagnosis' && event.diagnosis.id === diagnosisId && event.diagnosis.state === 'done',
  );
  return { diagnosisId, ...about, runId, resultId, bundleId, bundle };
}
