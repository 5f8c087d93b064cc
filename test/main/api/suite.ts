/** What every door must do: one suite, which each door's own test runs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAULTS } from '../../../src/lab/faults.ts';
import { type Lab, startLab } from '../../../src/lab/lab.ts';
import {
  type ApiErrorCode,
  type AppInfo,
  type Bridge,
  type Command,
  commands,
  type Reply,
} from '../../../src/shared/api.ts';
import type { Delivery } from '../../../src/shared/report.ts';
import { type Known, makeKnown, questions } from './contract.ts';
import { type Heard, hear } from './events.ts';
import { startTarget, type Target } from './target.ts';

export interface Door {
  bridge: Bridge;
  dataFolder: string;
  /** The content of a file that the door delivered. */
  read(delivered: Delivery): Promise<Buffer>;
  close(): Promise<void>;
}

/** A server of the lab with a certificate that its task trusts. */
const SECURE_CASE = 'ok-https';

export function apiSuite(host: AppInfo['host'], open: () => Promise<Door>): void {
  describe(`the API through the ${host} door`, () => {
    let door: Door;
    let bridge: Bridge;
    let heard: Heard;
    let target: Target;

    beforeAll(async () => {
      target = await startTarget();
      door = await open();
      bridge = door.bridge;
      heard = hear(bridge);
    });

    afterAll(async () => {
      heard?.stop();
      await door?.close();
      await target?.close();
    });

    /** The way a program that is not ours would ask: anything at all. */
    const ask = (command: unknown, input: unknown): Promise<Reply<unknown>> =>
      bridge.invoke(command as 'app.info', input as null);

    test('says what it is', async () => {
      expect(await bridge.invoke('app.info', null)).toEqual({
        ok: true,
        value: {
          host,
          version: expect.stringMatching(/^\d+\.\d+\.\d+/),
          platform: process.platform,
          node: process.versions.node,
          dataFolder: door.dataFolder,
        },
      });
    });

    test('remembers settings', async () => {
      expect(await bridge.invoke('settings.set', { theme: 'dark' })).toMatchObject({ ok: true });
      expect(await bridge.invoke('settings.get', null)).toMatchObject({
        ok: true,
        value: { language: null, theme: 'dark' },
      });
    });

    test('saves, lists and removes tasks', async () => {
      const task = { name: 'saved', url: target.file };
      expect(await bridge.invoke('tasks.save', { task })).toMatchObject({
        ok: true,
        value: { tasks: [task] },
      });
      expect(await bridge.invoke('tasks.list', null)).toMatchObject({ ok: true, value: { tasks: [task] } });
      expect(await bridge.invoke('tasks.remove', { names: ['saved'] })).toMatchObject({
        ok: true,
        value: { tasks: [] },
      });
      expect(await bridge.invoke('tasks.remove', { names: ['saved'] })).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND', message: expect.stringContaining('saved') },
      });
      expect(await bridge.invoke('tasks.restore', null)).toMatchObject({
        ok: true,
        value: { tasks: [task] },
      });
      await bridge.invoke('tasks.remove', { names: ['saved'] });
    });

    test('runs tasks: stores each result before it is told, and counts', async () => {
      const reply = await bridge.invoke('runs.start', {
        tasks: [
          { name: 'good', url: target.file, labels: { site: 'here' } },
          { name: 'bad', url: target.missing },
        ],
      });
      if (!reply.ok) throw new Error(reply.error.message);
      const { id } = reply.value;
      expect(reply.value).toMatchObject({
        state: 'running',
        total: 2,
        done: 0,
        failed: 0,
        tasks: ['good', 'bad'],
      });

      const told = await heard.first((event) => event.type === 'result' && event.result.runId === id);
      if (told.type !== 'result') throw new Error('not a result');
      expect(await bridge.invoke('results.get', { id: told.result.id })).toEqual({
        ok: true,
        value: told.result,
      });
      expect(told.result).toMatchObject({ task: 'good', outcome: 'ok', code: 0, bytes: target.fileSize });

      expect(await heard.end(id)).toMatchObject({ state: 'done', total: 2, done: 2, failed: 1 });
      const kinds = heard.all.flatMap((event) => {
        if (event.type === 'run' && event.run.id === id) return [`run ${event.run.done}`];
        return event.type === 'result' && event.result.runId === id ? ['result'] : [];
      });
      expect(kinds).toEqual(['run 0', 'result', 'run 1', 'result', 'run 2', 'run 2']);
      expect(await bridge.invoke('runs.list', null)).toMatchObject({
        ok: true,
        value: [{ id, state: 'done' }],
      });

      const page = await bridge.invoke('results.list', { filter: { runId: id }, offset: 0, limit: 1 });
      expect(page).toMatchObject({ ok: true, value: { total: 2, rows: [{ task: 'bad', code: 404 }] } });
      expect(await bridge.invoke('analysis.top', { by: 'host' })).toMatchObject({
        ok: true,
        value: {
          total: 2,
          failed: 1,
          top: [{ code: 404, count: 1, share: 1 }],
          groups: [{ key: '127.0.0.1' }],
        },
      });
      const dimensions = await bridge.invoke('analysis.dimensions', null);
      expect(dimensions.ok && dimensions.value).toEqual(expect.arrayContaining(['host', 'label.site']));
    });

    test('cancels a run in the middle of a transfer', async () => {
      const reply = await bridge.invoke('runs.start', {
        tasks: [{ name: 'endless', url: target.endless, repeat: { count: 3 } }],
      });
      if (!reply.ok) throw new Error(reply.error.message);
      const { id } = reply.value;
      await heard.first(
        (event) => event.type === 'progress' && event.progress.runId === id && event.progress.bytes > 0,
      );
      const canceled = await bridge.invoke('runs.cancel', { id });
      expect(canceled).toMatchObject({ ok: true, value: { id, state: 'canceled', done: 1, failed: 0 } });
      expect(await heard.end(id)).toMatchObject({ state: 'canceled' });
      expect(
        await bridge.invoke('results.list', { filter: { runId: id }, offset: 0, limit: 9 }),
      ).toMatchObject({
        ok: true,
        value: { total: 1, rows: [{ outcome: 'canceled', code: null }] },
      });
    });

    test('proves the lab: every case as one run, and why some cannot be shown', async () => {
      const cases = await bridge.invoke('lab.cases', null);
      expect(cases.ok && cases.value.map(({ id }) => id)).toEqual(FAULTS.map(({ id }) => id));
      const reply = await bridge.invoke('lab.prove', {});
      if (!reply.ok) throw new Error(reply.error.message);
      const { run, cases: shown, skipped } = reply.value;
      expect(shown.length + skipped.length).toBe(FAULTS.length);
      expect(skipped.every(({ reason }) => reason.length > 10)).toBe(true);
      expect(run).toMatchObject({ state: 'running', total: shown.length, startedBy: 'lab' });
      expect(await heard.end(run.id)).toMatchObject({ state: 'done', done: shown.length });
      expect(await bridge.invoke('runs.stored', { offset: 0, limit: 1 })).toMatchObject({
        ok: true,
        value: { rows: [{ id: run.id, lab: true }] },
      });
      // Most cases wait for a limit of theirs; together they take half a minute.
    }, 120_000);

    test('shows one case, and stores its result like any other of the lab', async () => {
      const reply = await bridge.invoke('lab.prove', { cases: ['reset-in-body'] });
      if (!reply.ok) throw new Error(reply.error.message);
      const { id } = reply.value.run;
      await heard.end(id);
      const filter = { runId: id, origin: 'lab' as const };
      expect(await bridge.invoke('results.list', { filter, offset: 0, limit: 9 })).toMatchObject({
        ok: true,
        value: { total: 1, rows: [{ task: 'reset-in-body', code: 609, labels: { source: 'lab' } }] },
      });
    });

    test('runs the cases of a code', async () => {
      const reply = await bridge.invoke('lab.prove', { codes: [606, 603] });
      if (!reply.ok) throw new Error(reply.error.message);
      const { run, cases } = reply.value;
      expect(cases).toEqual(FAULTS.filter(({ code }) => code === 606 || code === 603).map(({ id }) => id));
      expect(await heard.end(run.id)).toMatchObject({ state: 'done', failed: cases.length });
    });

    test('diagnoses: tells each step, comes to a verdict, and makes a report of it', async () => {
      const reply = await bridge.invoke('diagnose.start', { task: { url: target.missing }, secondDns: null });
      if (!reply.ok) throw new Error(reply.error.message);
      const { id } = reply.value;
      expect(reply.value).toMatchObject({ state: 'running', verdict: null });
      const end = await heard.first(
        (event) =>
          event.type === 'diagnosis' && event.diagnosis.id === id && event.diagnosis.state === 'done',
      );
      const diagnosis = end.type === 'diagnosis' ? end.diagnosis : null;
      expect(diagnosis?.verdict).toMatchObject({ place: 'task', cause: 'notFound', code: 404 });
      expect(await bridge.invoke('diagnose.list', null)).toEqual({ ok: true, value: [diagnosis] });
      const told = heard.all.flatMap((event) => (event.type === 'diagnosis' ? [event.diagnosis] : []));
      expect(told.some(({ steps }) => steps.some(({ state }) => state === 'running'))).toBe(true);
      // The strict stand-in of Electron has nobody who would name a file.
      const report = await bridge.invoke('report.make', {
        subject: { kind: 'diagnosis', id },
        format: 'html',
        language: 'en',
      });
      if (host === 'browser')
        expect(report).toMatchObject({ ok: true, value: { state: 'content', type: 'text/html' } });
      expect(report.ok).toBe(true);
    });

    test('cancels a diagnosis', async () => {
      const silent = { url: target.endless, timeouts: { totalMs: 60_000 } };
      const reply = await bridge.invoke('diagnose.start', { task: silent, secondDns: null });
      if (!reply.ok) throw new Error(reply.error.message);
      const { id } = reply.value;
      await heard.first(
        (event) =>
          event.type === 'diagnosis' &&
          event.diagnosis.id === id &&
          event.diagnosis.steps.some(({ step, state }) => step === 'transfer' && state === 'running'),
      );
      expect(await bridge.invoke('diagnose.cancel', { id })).toMatchObject({
        ok: true,
        value: { id, state: 'canceled', verdict: null },
      });
    });

    test('switches servers of the lab on and off, and tells', async () => {
      const on = await bridge.invoke('lab.switch', { server: 'http', on: true });
      if (!on.ok) throw new Error(on.error.message);
      const http = on.value.find(({ name }) => name === 'http')!;
      expect(on.value.filter(({ serving }) => serving)).toEqual([http]);
      const { addresses } = http.serving!;
      expect(addresses).toHaveLength(http.cases);
      const missing = addresses.find(({ case: id }) => id === 'status-404')!.url;
      expect((await fetch(missing)).status).toBe(404);
      expect(await bridge.invoke('lab.servers', null)).toEqual(on);

      const off = await bridge.invoke('lab.switch', { on: false });
      expect(off.ok && off.value.every(({ serving }) => serving === null)).toBe(true);
      await expect(fetch(missing)).rejects.toThrow();
      const told = heard.all.flatMap((event) => (event.type === 'lab' ? [event.servers] : []));
      expect(told).toEqual([on.value, off.ok && off.value]);
    });

    test('explains a code, a number of another tool, a native name, success', async () => {
      for (const [query, code] of [
        ['609', 609],
        ['curl:77', 657],
        ['ECONNREFUSED', 601],
        ['0', 0],
      ] as const) {
        const reply = await bridge.invoke('codes.explain', { query });
        expect(reply.ok && reply.value[0]).toMatchObject({ code });
      }
    });

    test.each<[string, unknown, unknown, ApiErrorCode, string[]]>([
      ['a command that is not there', 'no.such', null, 'BAD_INPUT', ['command']],
      ['a word that every object has', 'constructor', null, 'BAD_INPUT', ['command']],
      ['no command', undefined, null, 'BAD_INPUT', ['command']],
      ['a command that is no text', { a: 1 }, null, 'BAD_INPUT', ['command']],
      ['an input that is not wanted', 'app.info', { a: 1 }, 'BAD_INPUT', ['input']],
      ['a setting that is not allowed', 'settings.set', { theme: 'pink' }, 'BAD_INPUT', ['theme']],
      [
        'a DNS server that is a name',
        'diagnose.start',
        { task: { url: 'http://a/' }, secondDns: 'dns.test' },
        'BAD_INPUT',
        ['secondDns'],
      ],
      ['no tasks', 'runs.start', { tasks: [] }, 'BAD_INPUT', ['tasks']],
      [
        'two bad tasks',
        'runs.start',
        {
          tasks: [
            { url: 'http://a/', threads: 0 },
            { url: 'http://a/', timeouts: { totalMs: 'x' } },
          ],
        },
        'BAD_INPUT',
        ['tasks[0].threads', 'tasks[1].timeouts.totalMs'],
      ],
      [
        'an unknown field',
        'tasks.save',
        { task: { url: 'http://a/', request: { colour: 'red' } } },
        'BAD_INPUT',
        ['task.request.colour'],
      ],
      [
        'an unknown field of a task',
        'runs.start',
        { tasks: [{ url: 'a', x: 1 }] },
        'BAD_INPUT',
        ['tasks[0].x'],
      ],
      [
        'what the engine cannot do yet',
        'runs.start',
        { tasks: [{ url: 'http://a/', kernel: 'curl', threads: 2 }] },
        'BAD_INPUT',
        ['tasks[0].threads'],
      ],
      ['a dimension that is not there', 'analysis.top', { by: 'colour; DROP TABLE' }, 'BAD_INPUT', ['by']],
      [
        'a server that the lab has not',
        'lab.switch',
        { server: 'gopher', on: true },
        'BAD_INPUT',
        ['server'],
      ],
      ['a page too large', 'results.list', { filter: {}, offset: 0, limit: 1e6 }, 'BAD_INPUT', ['limit']],
    ])('refuses %s', async (_what, command, input, code, paths) => {
      const reply = await ask(command, input);
      if (reply.ok) throw new Error('was taken');
      expect(reply.error.code).toBe(code);
      expect(reply.error.message).not.toMatch(/\n/);
      expect(reply.error.fields?.map(({ path }) => path)).toEqual(paths);
    });

    test('tells in a task what was found and what is allowed', async () => {
      const reply = await ask('runs.start', { tasks: [{ url: 'http://a/', threads: 0 }] });
      expect(reply.ok || reply.error.fields).toEqual([
        { path: 'tasks[0].threads', message: 'tasks[0].threads: 0 is not between 1 and 16' },
      ]);
    });

    test('answers in the language of the settings', async () => {
      await bridge.invoke('settings.set', { language: 'zh' });
      const reply = await bridge.invoke('runs.cancel', { id: 'gone' });
      await bridge.invoke('settings.set', { language: null });
      expect(reply).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND', message: expect.stringContaining('找不到') },
      });
    });

    test.each([
      ['runs.cancel', { id: 'gone' }],
      ['diagnose.cancel', { id: 'gone' }],
      ['results.get', { id: 'gone' }],
      ['lab.prove', { cases: ['gone'] }],
    ])('%s says what is not there', async (command, input) => {
      expect(await ask(command, input)).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND', message: expect.stringContaining('gone') },
      });
    });
  });

  describe(`the contract through the ${host} door`, () => {
    let door: Door;
    let target: Target;
    let lab: Lab;
    let known: Known;

    beforeAll(async () => {
      [door, target, lab] = await Promise.all([open(), startTarget(), startLab([SECURE_CASE])]);
      const heard = hear(door.bridge);
      known = await makeKnown(door.bridge, heard, { host, target, secure: lab.task(SECURE_CASE) }, door.read);
      heard.stop();
    });

    afterAll(async () => {
      await door?.close();
      await Promise.all([target?.close(), lab?.close()]);
    });

    // One after the other: each finds what those before it left.
    test.each(Object.keys(commands) as Command[])('%s is answered', async (command) => {
      const { input, answer } = questions[command](known);
      expect(await door.bridge.invoke(command, input as never)).toMatchObject({ ok: true, value: answer });
    });

    test.each(Object.keys(commands))('%s refuses what it does not know', async (command) => {
      expect(await door.bridge.invoke(command as 'app.info', { nonsense: 1 } as never)).toMatchObject({
        ok: false,
        error: { code: 'BAD_INPUT', message: expect.stringMatching(/^.+$/), fields: expect.any(Array) },
      });
    });
  });
}
